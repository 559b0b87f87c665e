"""The list of what was found, worked by keys alone."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListView


class FoundView(QListView):
    """Rows of found moments.

    Signals:
        opened(): Enter on a row, or a double click.
        left(): up from the first row.
        end_reached(): down from the last row.
    """

    opened = Signal()
    left = Signal()
    end_reached = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Found moments")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at, last = self.currentIndex().row(), self.model().rowCount(QModelIndex()) - 1
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Up and at <= 0:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down and at == last:
            self.end_reached.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A row is current as soon as one is here."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))
