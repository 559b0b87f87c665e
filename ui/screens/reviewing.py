"""Showing a reel: the window for the parent in place of ours, and back again."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

from ui.jobs.awake import Awake, keep_awake
from ui.screens.review.guard import VaultGuard
from ui.screens.review.screens import other_screens
from ui.screens.review.window import ReviewWindow
from ui.screens.showing.visit_dialog import VisitDialog
from ui.state.desk import Desk
from ui.state.playing import MakeSound
from ui.state.review_record import ReviewRecord
from vidfeed.errors import ExpectedError
from vidfeed.services.cueing import cues_of


class Reviewing(QObject):
    """Opens the parent's window when the desk asks, and hides ours meanwhile: no case may be seen behind it.

    Signals:
        watching_changed(bool): no idle lock while True.
        refused(ExpectedError): why the reel is not shown.
        left(): the review is over.
        visit_ready(): a visit was prepared; the vault is to be locked.
    """

    watching_changed = Signal(bool)
    refused = Signal(object)
    left = Signal()
    visit_ready = Signal()

    def __init__(
        self, desk: Desk, ours: QWidget, make_sound: MakeSound, stay_awake: Callable[[], Awake] = keep_awake
    ) -> None:
        super().__init__(ours)
        self._desk, self._ours, self._make_sound, self._stay_awake = desk, ours, make_sound, stay_awake
        self._awake: Awake | None = None
        self.window: ReviewWindow | None = None
        desk.review_asked.connect(self.open)
        desk.rehearsal_asked.connect(self.rehearse)
        desk.visit_asked.connect(self.prepare_visit)

    def open(self, reel_id: str) -> None:
        """Shows the reel full screen: where our window is, or on the screen that the parent looks at."""
        self._open(ReviewRecord.begin, reel_id)

    def rehearse(self, reel_id: str) -> None:
        """The same without the parent; nothing is written."""
        self._open(ReviewRecord.rehearse, reel_id)

    def prepare_visit(self, reel_id: str) -> None:
        """Asks for a PIN, and hands the reel to a process of its own."""
        dialog = VisitDialog(self._desk, reel_id, self._ours)
        dialog.accepted.connect(self.visit_ready)
        dialog.open()

    def _open(self, begin: Callable[[Desk, str], ReviewRecord], reel_id: str) -> None:
        if self.window is not None:
            return
        try:
            record = begin(self._desk, reel_id)
        except ExpectedError as error:
            self.refused.emit(error)
            return
        self._awake = self._stay_awake()
        cues = cues_of(self._desk.context, record.reel)
        guard, quiet = VaultGuard(self._desk), self._awake.quiet
        window = self.window = ReviewWindow(self._desk, guard, record, self._make_sound, cues, quiet)
        window.watching_changed.connect(self.watching_changed)
        window.left.connect(self._return)
        window.setScreen(self._ours.screen())
        window.setGeometry(self._ours.screen().geometry())
        window.showFullScreen()
        self._ours.hide()
        window.begin(self._parents())

    def _parents(self) -> QScreen | None:
        """The screen that was chosen for the parent, where it is there and shows nothing of ours."""
        name = self._desk.parent_screen
        return next((s for s in other_screens(self._ours.screen()) if name and s.name() == name), None)

    def closing(self) -> None:
        """The vault is about to lock: what was said is written already."""
        self._sleep_again()
        if self.window is not None:
            window, self.window = self.window, None
            window.end()
            window.deleteLater()

    def _sleep_again(self) -> None:
        if self._awake is not None:
            self._awake.close()
            self._awake = None

    def _return(self) -> None:
        self._sleep_again()
        if self.window is not None:
            self.window.deleteLater()
            self.window = None
        self._ours.show()
        self._ours.activateWindow()
        self.watching_changed.emit(False)
        self.left.emit()
