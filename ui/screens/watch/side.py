"""The side: moments over the selected one's words, folded to a narrow rail where there is no room."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QSplitter, QVBoxLayout, QWidget

from ui.theme import colour, font, px
from ui.widgets.boxes import column
from ui.widgets.buttons import icon_button
from ui.widgets.card import Card

_RAIL_PX = 44
_LEAST_PX = 250


class _Upright(QWidget):
    """Words from top to bottom: what is behind the rail, and how much."""

    def __init__(self) -> None:
        super().__init__()
        self.count = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(px(_RAIL_PX) - 2, px(150))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.translate(self.width() / 2, 0)
        painter.rotate(90)
        at = px(8)
        for text, face, tint in (("Moments", font(13, 700), "ink"), (self.count, font(12, tabular=True), "ink3")):
            painter.setFont(face)
            painter.setPen(colour(tint))
            painter.drawText(at, painter.fontMetrics().ascent() // 2 - 1, text)
            at += painter.fontMetrics().horizontalAdvance(text) + px(8)


class SideRail(QWidget):
    """What is left of the side when it is folded.

    Signals:
        opened(str): where to go: "", "search" or "words".
    """

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Moments, folded")
        self.setFixedWidth(px(_RAIL_PX) - 2)
        self.words = _Upright()
        buttons = [
            icon_button(name, spoken, keys)
            for name, spoken, keys in (
                ("chevron-double-left", "Show the moments", ""),
                ("magnify", "Search moments", "Ctrl+F"),
                ("pencil-outline", "Words for the moment", "Enter"),
            )
        ]
        for button, where in zip(buttons, ("", "search", "words"), strict=True):
            button.clicked.connect(lambda _=False, where=where: self.opened.emit(where))
        self.setLayout(column(buttons[0], self.words, None, *buttons[1:], gap_px=6, margins_px=(5, 8, 5, 8)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit("")


class Side(Card):
    """List, inspector and, in the practice, the checklist.

    Signals:
        unfold_requested(str): "", "search" or "words".
        fold_requested().
    """

    unfold_requested = Signal(str)
    fold_requested = Signal()

    def __init__(self, moments: QWidget, inspector: QWidget, foot: QWidget | None = None) -> None:
        super().__init__()
        self.setAccessibleName("Moments and words")
        self.rail = SideRail()
        self.rail.opened.connect(self.unfold_requested)
        self._inspector = inspector
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(px(5))
        self._split.addWidget(moments)
        self._split.addWidget(inspector)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        self._body = QWidget()
        self._body.setMinimumWidth(px(_LEAST_PX))
        box = QVBoxLayout(self._body)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._split, 1)
        if foot is not None:
            box.addWidget(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._body, 1)
        layout.addWidget(self.rail, 1)
        self.set_folded(False)

    def set_folded(self, folded: bool) -> None:
        """Shows the rail only, or everything."""
        self._body.setVisible(not folded)
        self.rail.setVisible(folded)
        if folded:
            self.setFixedWidth(px(_RAIL_PX))
        else:
            self.setMinimumWidth(px(_LEAST_PX) + 2)
            self.setMaximumWidth(1 << 20)

    def set_count(self, text: str) -> None:
        """How many moments, for the rail."""
        self.rail.words.count = text
        self.rail.words.update()

    def show_inspector(self, shown: bool) -> None:
        """There is a moment to describe, or none."""
        self._inspector.setVisible(shown)
