"""How the Watch screen is divided: stage and palette over the timeline, the moments beside all three.

In a low window the palette stands beside stage and timeline, so that its four rows have room.
"""

import json

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ui.theme import px

_PALETTE_PX, _SIDE_PX, _TIMELINE_PX = 304, 316, 246
_WIDE_FROM_PX, _WIDE_PALETTE_PX, _WIDE_SIDE_PX = 1628, 352, 380
_NARROW_BELOW_PX, _LOW_BELOW_PX = 1100, 620
_LOW_TIMELINE_PX = 186
_GAP_PX = 10


class WatchSplits(QWidget):
    """Splitters that remember where they were put, and fold the side away where the window is narrow.

    Signals:
        side_folded(bool): the side shows only its rail, or all of it.
    """

    side_folded = Signal(bool)

    def __init__(self, stage: QWidget, palette: QWidget, timeline: QWidget, side: QWidget) -> None:
        super().__init__()
        self._palette, self._side = palette, side
        self._top = _splitter(Qt.Orientation.Horizontal, stage, palette)
        self._left = _splitter(Qt.Orientation.Vertical, self._top, timeline)
        self._all = _splitter(Qt.Orientation.Horizontal, self._left, side)
        self._moved = self._folded = self._low = False
        for splitter in self._splitters():
            splitter.setStretchFactor(0, 1)
            splitter.splitterMoved.connect(self._note_moved)
        box = QVBoxLayout(self)
        margin = px(_GAP_PX)
        box.setContentsMargins(margin, margin, margin, margin)
        box.addWidget(self._all)

    def _splitters(self) -> tuple[QSplitter, QSplitter, QSplitter]:
        return self._top, self._left, self._all

    def _note_moved(self) -> None:
        self._moved = True

    @property
    def folded(self) -> bool:
        """Whether the side shows only its rail."""
        return self._folded

    def fold_side(self, folded: bool) -> None:
        """Folds the side to its rail, or opens it."""
        if folded != self._folded:
            self._folded = folded
            self.side_folded.emit(folded)
            self._place()

    def state(self) -> str:
        """Where the splitters are, as text to keep; empty while nobody has moved them, or in a low window."""
        if not self._moved or self._low:
            return ""
        return json.dumps([splitter.sizes() for splitter in self._splitters()])

    def restore(self, text: str) -> None:
        """Puts them where they were; anything else than what `state` gave is ignored."""
        try:
            sizes = [[max(1, int(size)) for size in kept] for kept in json.loads(text)]
            for splitter, kept in zip(self._splitters(), sizes, strict=True):
                splitter.setSizes(kept)
        except (ValueError, TypeError):
            return
        self._moved = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW_BELOW_PX)
        was_narrow = 0 <= event.oldSize().width() < px(_NARROW_BELOW_PX)
        if narrow != was_narrow or event.oldSize().width() < 0:
            self.fold_side(narrow)
        self._set_low(self.height() < px(_LOW_BELOW_PX))
        if not self._moved:
            self._place()

    def _set_low(self, low: bool) -> None:
        if low == self._low:
            return
        self._low, self._moved = low, False
        if low:
            self._all.insertWidget(1, self._palette)
        else:
            self._top.addWidget(self._palette)

    def _place(self) -> None:
        """The design's sizes for this room."""
        wide = self.width() >= px(_WIDE_FROM_PX)
        palette = px(_WIDE_PALETTE_PX if wide else _PALETTE_PX)
        side = self._side.minimumWidth() if self._folded else px(_WIDE_SIDE_PX if wide else _SIDE_PX)
        timeline = px(_LOW_TIMELINE_PX if self._low else _TIMELINE_PX)
        gap = px(_GAP_PX)
        inner, height = self.width() - 2 * gap, self.height() - 2 * gap
        if self._low:
            self._all.setSizes([inner - palette - side - 2 * gap, palette, side])
        else:
            self._all.setSizes([inner - side - gap, side])
            self._top.setSizes([inner - side - palette - 2 * gap, palette])
        self._left.setSizes([height - timeline - gap, timeline])


def _splitter(orientation: Qt.Orientation, first: QWidget, second: QWidget) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(px(_GAP_PX))
    splitter.setChildrenCollapsible(False)
    splitter.addWidget(first)
    splitter.addWidget(second)
    return splitter
