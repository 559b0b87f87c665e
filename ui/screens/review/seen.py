"""The pictures that stand for the items the parent has seen: taken from what was shown, nothing else."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from vidfeed.model.reel import ItemKind, ReelItem
from vidfeed.model.reel_plan import ReelPlan

_KEPT_PX = QSize(640, 360)
LOVABLE = (ItemKind.MOMENT, ItemKind.STILL)


class SeenPictures:
    """Keeps one small picture an item: its first, then the one of its middle."""

    def __init__(self) -> None:
        self._pictures: dict[str, QImage] = {}
        self._settled: set[str] = set()

    def note(self, plan: ReelPlan, frame: int, image: QImage) -> None:
        """A picture of the reel was shown."""
        number = plan.item_at(frame)
        item = plan.items[number]
        if item.kind not in LOVABLE or item.id in self._settled:
            return
        middle = (plan.starts[number] + plan.starts[number + 1]) // 2
        if item.id in self._pictures and frame < middle:
            return
        ratio, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self._pictures[item.id] = image.scaled(_KEPT_PX, ratio, smooth)
        if frame >= middle:
            self._settled.add(item.id)

    def has(self, item: ReelItem) -> bool:
        """Whether it was seen."""
        return item.id in self._pictures

    def picture(self, item: ReelItem) -> QImage | None:
        """Its picture."""
        return self._pictures.get(item.id)

    def forget(self) -> None:
        """Lets go of all pictures."""
        self._pictures.clear()
        self._settled.clear()
