"""Rows and columns in a line of code each."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import px

Part = QWidget | QLayout | int | None
"""A widget, a layout, a gap in design pixels, or None for whatever room is left."""

Margins = tuple[int, int, int, int]


def row(*parts: Part, gap_px: int = 8, margins_px: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Parts from left to right."""
    box = QHBoxLayout()
    _fill(box, parts, gap_px, margins_px)
    return box


def column(*parts: Part, gap_px: int = 8, margins_px: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Parts from top to bottom."""
    box = QVBoxLayout()
    _fill(box, parts, gap_px, margins_px)
    return box


def framed(layout: QLayout, widget: QWidget | None = None) -> QWidget:
    """A widget that holds the layout."""
    holder = widget or QWidget()
    holder.setLayout(layout)
    return holder


class _Downwards(QScrollArea):
    """As wide as its body needs at least, for it never scrolls across."""

    def minimumSizeHint(self) -> QSize:
        body, bar = self.widget(), self.verticalScrollBar().sizeHint().width()
        width = body.minimumSizeHint().width() if body is not None else 0
        return QSize(width + bar, super().minimumSizeHint().height())


def scrolling(body: QWidget) -> QScrollArea:
    """A frameless area in which the body scrolls downwards only."""
    area = _Downwards()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    body.setObjectName("body")
    area.setWidget(body)
    return area


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout, and deletes it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def show_now(layout: QLayout) -> None:
    """Shows what was just put into the layout of a page in view; Qt itself only does when its queue gets there."""
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                widget.show()
        elif (inner := item.layout()) is not None:
            show_now(inner)


def _fill(box: QBoxLayout, parts: tuple[Part, ...], gap_px: int, margins_px: Margins) -> None:
    box.setSpacing(px(gap_px))
    box.setContentsMargins(*(px(margin) for margin in margins_px))
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, int):
            box.addSpacing(px(part))
        elif isinstance(part, QLayout):
            box.addLayout(part)
        else:
            box.addWidget(part)
