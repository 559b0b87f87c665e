"""How closely a picture is looked at, and which part of it: pure arithmetic."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

from vidfeed.model.zoom import WHOLE, ZoomRegion

MAX_FACTOR = 8.0
_NEARLY_ONE = 1.01


@dataclass(frozen=True)
class PictureZoom:
    """Where a picture lies in the room for it.

    Attributes:
        factor: 1.0 shows the whole picture as large as fits; at most `MAX_FACTOR`.
        x, y: the place of the picture that stands in the middle of the room, as parts of its width and height.
    """

    factor: float = 1.0
    x: float = 0.5
    y: float = 0.5

    @property
    def close(self) -> bool:
        """Whether it shows less than the whole picture."""
        return self.factor > 1.0

    def rect(self, shape: QSizeF, room: QRectF) -> QRectF:
        """The whole picture's place, parts outside the room included. `shape` is of any scale."""
        size = self._shown_size(shape, room)
        left = room.center().x() - self.x * size.width()
        top = room.center().y() - self.y * size.height()
        return QRectF(QPointF(left, top), size)

    def _shown_size(self, shape: QSizeF, room: QRectF) -> QSizeF:
        fit = min(room.width() / shape.width(), room.height() / shape.height())
        return shape * fit * self.factor

    def zoomed(self, by: float, at: QPointF, shape: QSizeF, room: QRectF) -> "PictureZoom":
        """Closer for `by` above 1, with the place under `at` kept there as far as the picture's edges allow."""
        factor = max(1.0, min(self.factor * by, MAX_FACTOR))
        if factor < _NEARLY_ONE:
            return PictureZoom()
        before = self.rect(shape, room)
        part_x, part_y = (at.x() - before.left()) / before.width(), (at.y() - before.top()) / before.height()
        after = PictureZoom(factor)._shown_size(shape, room)
        from_middle = at - room.center()
        x, y = part_x - from_middle.x() / after.width(), part_y - from_middle.y() / after.height()
        return PictureZoom(factor, x, y).settled(shape, room)

    def panned(self, by: QPointF, shape: QSizeF, room: QRectF) -> "PictureZoom":
        """With the picture moved by logical pixels, as far as its edges allow."""
        size = self._shown_size(shape, room)
        moved = PictureZoom(self.factor, self.x - by.x() / size.width(), self.y - by.y() / size.height())
        return moved.settled(shape, room)

    def settled(self, shape: QSizeF, room: QRectF) -> "PictureZoom":
        """Moved so that no room is left empty which the picture could fill."""
        size = self._shown_size(shape, room)
        x = _settled(self.x, room.width() / size.width())
        return PictureZoom(self.factor, x, _settled(self.y, room.height() / size.height()))

    def region(self, shape: QSizeF, room: QRectF) -> ZoomRegion:
        """The part of the picture that shows."""
        whole = self.rect(shape, room)
        seen = whole & room
        x, width = _cut(seen.left() - whole.left(), seen.width(), whole.width())
        y, height = _cut(seen.top() - whole.top(), seen.height(), whole.height())
        return ZoomRegion(x, y, width, height)

    @classmethod
    def onto(cls, region: ZoomRegion, shape: QSizeF, room: QRectF) -> "PictureZoom":
        """As close as shows all of the region, which stands in the middle where the picture's edges allow it."""
        whole = cls()._shown_size(shape, room)
        across = room.width() / (whole.width() * region.width / WHOLE)
        down = room.height() / (whole.height() * region.height / WHOLE)
        factor = max(1.0, min(across, down, MAX_FACTOR))
        if factor < _NEARLY_ONE:
            return cls()
        middle_x, middle_y = region.x + region.width / 2, region.y + region.height / 2
        return cls(factor, middle_x / WHOLE, middle_y / WHOLE).settled(shape, room)


def _settled(middle: float, seen: float) -> float:
    """The middle of the part `seen` (1.0 is all) that lies inside the picture and nearest to `middle`."""
    return 0.5 if seen >= 1 else max(seen / 2, min(middle, 1 - seen / 2))


def _cut(start: float, extent: float, whole: float) -> tuple[int, int]:
    """Start and extent in ten-thousandths, inside."""
    first = max(0, min(round(start / whole * WHOLE), WHOLE - 1))
    return first, max(1, min(round(extent / whole * WHOLE), WHOLE - first))
