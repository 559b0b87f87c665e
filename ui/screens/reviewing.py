"""Showing a reel: the window for the parent in place of ours, and back again."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.review.window import ReviewWindow
from ui.state.desk import Desk
from ui.state.playing import MakeSound
from ui.state.review_record import ReviewRecord
from vidfeed.errors import ExpectedError


class Reviewing(QObject):
    """Opens the parent's window when the desk asks, and hides ours meanwhile: no case may be seen behind it.

    Signals:
        watching_changed(bool): no idle lock while True.
        refused(ExpectedError): why the reel is not shown.
        left(): the review is over.
    """

    watching_changed = Signal(bool)
    refused = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, ours: QWidget, make_sound: MakeSound) -> None:
        super().__init__(ours)
        self._desk, self._ours, self._make_sound = desk, ours, make_sound
        self.window: ReviewWindow | None = None
        desk.review_asked.connect(self.open)

    def open(self, reel_id: str) -> None:
        """Shows the reel full screen, where our window is."""
        if self.window is not None:
            return
        try:
            record = ReviewRecord.begin(self._desk, reel_id)
        except ExpectedError as error:
            self.refused.emit(error)
            return
        window = self.window = ReviewWindow(self._desk, record, self._make_sound)
        window.watching_changed.connect(self.watching_changed)
        window.left.connect(self._return)
        window.setScreen(self._ours.screen())
        window.setGeometry(self._ours.screen().geometry())
        window.showFullScreen()
        self._ours.hide()
        window.begin()

    def closing(self) -> None:
        """The vault is about to lock: what was said is written already."""
        if self.window is not None:
            window, self.window = self.window, None
            window.end()
            window.deleteLater()

    def _return(self) -> None:
        if self.window is not None:
            self.window.deleteLater()
            self.window = None
        self._ours.show()
        self._ours.activateWindow()
        self.watching_changed.emit(False)
        self.left.emit()
