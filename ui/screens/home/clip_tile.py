"""A clip on the case page: a picture to press."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.state.counting import counted
from ui.theme import colour, font, paint_icon, px
from ui.widgets.row_painting import paint_length, paint_picture, write
from vidfeed.model.clip import Clip, ClipStatus
from vidfeed.model.time import format_clock

TILE_WIDTH_PX = 158
_PICTURE_HEIGHT_PX, _TEXT_HEIGHT_PX, _RADIUS = 89, 46, 9


@dataclass(frozen=True)
class ClipFacts:
    """What a tile says.

    Attributes:
        locked: consent to watching has stopped; no picture is shown then.
    """

    clip: Clip
    moments: int
    locked: bool = False

    @property
    def opens(self) -> bool:
        """It may be watched, and nothing stands in the way of opening it."""
        return not self.locked and not self.clip.trouble and self.clip.status is not ClipStatus.IMPORTING

    @property
    def in_trouble(self) -> bool:
        """It may be tried again."""
        return bool(self.clip.trouble) and not self.locked

    @property
    def fresh(self) -> bool:
        """Never watched and nothing marked."""
        return self.clip.position_pts is None and not self.moments

    @property
    def detail(self) -> str:
        """How far it is."""
        if self.locked:
            return "Watching has stopped"
        if self.clip.status is ClipStatus.IMPORTING:
            return "Being copied in"
        if self.clip.trouble:
            return "It stopped the work on it"
        if self.fresh:
            return "Not yet watched"
        parts = [counted(self.moments, "moment")]
        if self.clip.position_pts is not None and self.clip.position_pts > self.clip.origin_pts:
            parts.append(format_clock(self.clip.seconds(self.clip.position_pts)))
        return " · ".join(parts)


class ClipTile(QAbstractButton):
    """Opens its clip; Enter and Space do too. One that may not be watched shows its menu instead.

    Signals:
        opened()
        menu_requested(): by right click or the menu key.
        erase_requested(): by Del.
        refused(): it was pressed, and consent to watching it has stopped.
    """

    opened = Signal()
    menu_requested = Signal()
    erase_requested = Signal()
    refused = Signal()

    def __init__(self, facts: ClipFacts) -> None:
        super().__init__()
        self.facts = facts
        self._picture: QImage | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setEnabled(facts.clip.status is not ClipStatus.IMPORTING)
        self.clicked.connect(self._pressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda _at: self.menu_requested.emit())
        length = format_clock(facts.clip.duration)
        self.setAccessibleName(f"{facts.clip.title}, {length}, {facts.detail}")
        self.setToolTip(facts.clip.title)

    def set_picture(self, picture: QImage | None) -> None:
        """Shows a picture of the clip; never while it is locked."""
        self._picture = None if self.facts.locked else picture
        self.update()

    def _pressed(self) -> None:
        if self.facts.locked:
            self.refused.emit()
        elif self.facts.opens:
            self.opened.emit()
        else:
            self.menu_requested.emit()

    def sizeHint(self) -> QSize:
        return QSize(px(TILE_WIDTH_PX), px(_PICTURE_HEIGHT_PX + _TEXT_HEIGHT_PX))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Delete:
            self.erase_requested.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, self.width(), px(_PICTURE_HEIGHT_PX))
        paint_picture(painter, box, self._picture, _RADIUS)
        self._paint_sign(painter, box)
        if self.facts.clip.frames:
            paint_length(painter, box, format_clock(self.facts.clip.duration), large=True)
        if self.facts.fresh and self.facts.opens:
            self._paint_badge(painter, "New", "apri", "on_apri")
        elif self.facts.in_trouble:
            self._paint_badge(painter, "Try again", "warn_weak", "warn")
        text = QRect(0, px(_PICTURE_HEIGHT_PX + 5), self.width(), px(20))
        write(painter, text, self.facts.clip.title, font(13, 600), "ink" if self.facts.opens else "ink3")
        write(painter, text.translated(0, px(19)), self.facts.detail, font(12), "ink2" if self.facts.opens else "ink3")
        ring = "apri" if self.hasFocus() else "pri" if self.underMouse() and self.facts.opens else ""
        if ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(ring), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    def _paint_sign(self, painter: QPainter, box: QRectF) -> None:
        name = "lock-outline" if self.facts.locked else "" if self._picture else "movie-open-outline"
        if name:
            side = px(28)
            sign = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
            paint_icon(painter, sign, name, colour("ink3"))

    def _paint_badge(self, painter: QPainter, text: str, ground: str, ink: str) -> None:
        painter.setFont(font(11, 700))
        box = QRectF(px(6), px(6), painter.fontMetrics().horizontalAdvance(text) + px(12), px(17))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(ground))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(colour(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
