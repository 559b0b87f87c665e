"""A prepared visit from its PIN to its end."""

from PySide6.QtCore import QObject, QTimer, Signal

from ui.jobs.awake import Awake, keep_awake
from ui.screens.review.window import ReviewWindow
from ui.screens.visit.pin_page import PinPage
from ui.state.playing import MakeSound
from ui.state.review_record import ReviewRecord
from ui.state.visit_parts import Aside, VisitBook, VisitGuard, VisitPaper, VisitReel
from vidfeed.errors import ExpectedError
from vidfeed.model.reel import Reel

_LEFT_ALONE_MS = 10 * 60_000
_MINUTE_MS = 60_000


class VisitShowing(QObject):
    """Never ends for want of use before Finish; a while after it, it does, and where its time is up and nothing plays.

    Signals:
        over(): the process may end; with it go the keys.
    """

    over = Signal()

    def __init__(
        self, reels: VisitReel, reel: Reel, guard: VisitGuard, paper: VisitPaper, make_sound: MakeSound, aside: Aside
    ) -> None:
        super().__init__()
        self._reels, self._reel, self._guard, self._paper = reels, reel, guard, paper
        self._aside = aside
        self._make_sound = make_sound
        self._book: VisitBook | None = None
        self._awake: Awake | None = None
        self.window: ReviewWindow | None = None
        self.pin = PinPage(guard, guard.want_passphrase)
        self.pin.opened.connect(self.begin)
        self._alone = QTimer(self)
        self._alone.setSingleShot(True)
        self._alone.setInterval(_LEFT_ALONE_MS)
        self._alone.timeout.connect(self._end)
        self._minutes = QTimer(self)
        self._minutes.timeout.connect(self._look_at_time)
        self._minutes.start(_MINUTE_MS)

    def wait(self) -> None:
        """Asks for the PIN, over everything else."""
        self.pin.setGeometry(self.pin.screen().geometry())
        self.pin.showFullScreen()
        self.pin.activateWindow()
        self.pin.setFocus()

    def begin(self) -> None:
        """Shows the reel, on the other screen where that was wanted."""
        self._awake = keep_awake()
        self._book = VisitBook(self._paper, self._reel)
        record = ReviewRecord(self._reel, self._book, own_questions=self._aside.questions)
        cues, quiet = self._aside.cues, self._awake.quiet
        window = self.window = ReviewWindow(self._reels, self._guard, record, self._make_sound, cues, quiet)
        window.watching_changed.connect(self._watch)
        window.left.connect(self._end)
        window.setScreen(self.pin.screen())
        window.setGeometry(self.pin.screen().geometry())
        window.showFullScreen()
        window.begin(self.pin.screens.parents)

    def _watch(self, watching: bool) -> None:
        self._alone.stop() if watching else self._alone.start()

    def _look_at_time(self) -> None:
        """A machine that slept past the time finds out within a minute of waking."""
        playing = self.window is not None and self.window.playing.is_playing
        if self._reels.over and not playing:
            self._end()

    def _end(self) -> None:
        self._minutes.stop()
        if self.window is not None:
            self.window.end()
        self._reels.forget()
        if self._awake is not None:
            self._awake.close()
        if self._book is not None:
            try:
                self._book.close()
            except ExpectedError:
                self._alone.start()  # the disk may come back; what was said is down already
                return
        self.over.emit()
