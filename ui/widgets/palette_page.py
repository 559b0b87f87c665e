"""One page of the palette: rows of keys under their groups' names."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import colour, font, paint_icon, px
from ui.widgets.tag_key import TagKey
from ui.widgets.tag_look import TagLook

Cells = dict[tuple[int, int], TagLook]
"""Looks by (row, column) of one page."""


class GroupName(QWidget):
    """A group's icon and name over its row."""

    def __init__(self, look: TagLook) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(look.group)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(120), px(17))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = px(15)
        middle = (self.height() - side) // 2
        paint_icon(painter, QRect(0, middle, side, side), self._look.icon, colour(self._look.tone))
        painter.setFont(font(12, 600))
        painter.setPen(colour(self._look.tone))
        painter.drawText(
            self.rect().adjusted(side + px(5), 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self._look.group
        )


class PalettePage(QWidget):
    """The keys of one page, by position."""

    def __init__(self, cells: Cells, large: bool) -> None:
        super().__init__()
        self.keys = {position: TagKey(look, large) for position, look in cells.items()}
        if large:
            self._lay_out_large()
        else:
            self._lay_out_rows()

    def _lay_out_large(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, px(4), 0, 0)
        grid.setSpacing(px(8))
        for (row, column), key in self.keys.items():
            grid.addWidget(key, row, column)
        for column in range(3):
            grid.setColumnStretch(column, 1)

    def _lay_out_rows(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        shown = ""
        rows = sorted({row for row, _ in self.keys})
        for row in rows:
            keys = [key for (at, _), key in self.keys.items() if at == row]
            if keys[0].look.group != shown:
                shown = keys[0].look.group
                column.addWidget(GroupName(keys[0].look))
            column.addLayout(_row(keys), 1)
            column.addSpacing(px(3))
        if len(rows) < 4:
            column.addStretch(4 - len(rows))


def _row(keys: Sequence[TagKey]) -> QGridLayout:
    row = QGridLayout()
    row.setSpacing(px(5))
    for number, key in enumerate(keys):
        key.setMaximumHeight(px(118))
        row.addWidget(key, 0, number)
    for number in range(4):
        row.setColumnStretch(number, 1)
    return row
