"""Lies over the picture while the controls are away: the first touch only brings them back."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from ui.screens.review.playing_page import PlayingPage


class Cover(QWidget):
    """Invisible; takes the first click or movement, and hides the pointer meanwhile."""

    def __init__(self, page: PlayingPage) -> None:
        super().__init__(page)
        self._page = page
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        page.fading.shown_changed.connect(self._follow)
        page.installEventFilter(self)
        self.hide()

    def _follow(self, shown: bool) -> None:
        self.setGeometry(self._page.rect())
        self.setVisible(not shown)
        self.raise_()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self._page.fading.show()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons():
            self._page.fading.show()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._page.rect())
        return False
