"""Saving the reel as a film: asked for whom and where, then made while one waits or goes on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.jobs.background import Job
from ui.screens.file_choosing import choose_target
from ui.screens.jobs import Failure, Jobs
from ui.screens.reels.dialogs import FilmAsked, SaveFilmDialog
from ui.screens.reels.saving_strip import SavingStrip
from ui.state.desk import Desk
from ui.widgets.notice import sentences
from ui.widgets.toast import Toast
from ui.widgets.video_view import VideoView
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.consent import Purpose
from vidfeed.model.reel import Reel
from vidfeed.services.assembling import clip_ids_of, shows_someone_else
from vidfeed.services.consenting import require
from vidfeed.services.copying import Leaving
from vidfeed.services.rendering import RenderedCopy, render_reel

FILTER = "Film (*.mp4)"
_STOPPED = Toast("close", "Stopped", "nothing was saved", "", "", "g2")


class FilmSaving(QObject):
    """One film at a time; the strip tells how far it is, a toast over the picture how it ended.

    Signals:
        busy_changed(): a film is being made, or no longer is.

    Attributes:
        ask: shows the dialog; what was entered, or None.
        choose: asks where; the path, or None.
        selected: tells the id of the item that is selected, or "".
    """

    busy_changed = Signal()

    def __init__(self, desk: Desk, page: QWidget, strip: SavingStrip, view: VideoView) -> None:
        super().__init__(page)
        self._desk, self._page, self._strip, self._view = desk, page, strip, view
        self._jobs = Jobs(self)
        self._job: Job | None = None
        self._asked_film = FilmAsked()
        self.selected: Callable[[], str] = str
        self.ask: Callable[[Reel], Leaving | None] = self._asked
        self.choose: Callable[[], Path | None] = lambda: choose_target(page, "Save as film", "reel.mp4", FILTER)
        self._require: Callable[[], None] = lambda: None
        self._case_id = ""
        strip.stop_requested.connect(self.stop)
        desk.cases_changed.connect(self._recheck)
        desk.letting_go.connect(self._let_go)

    @property
    def busy(self) -> bool:
        """Whether a film is being made."""
        return self._jobs.busy

    def save(self, reel: Reel) -> None:
        """Asks, then makes the film."""
        if self.busy or (leaving := self.ask(reel)) is None or (target := self.choose()) is None:
            return
        path = target if target.suffix else target.with_suffix(".mp4")
        ctx = self._desk.context
        self._require = lambda: require(
            ctx, reel.case_id, Purpose(leaving.why), clip_ids_of(reel), shows_someone_else(ctx, reel)
        )
        asked, self._case_id = self._asked_film, reel.case_id
        self._strip.start(reel.title)
        self._job = self._jobs.start(
            lambda progress, cancelled: render_reel(
                ctx, reel.id, path, leaving, progress, cancelled, asked.output, asked.item_id or None
            ),
            self._saved,
            self._failed,
            self._strip.advance,
        )
        self.busy_changed.emit()

    def stop(self) -> None:
        """Stops making it; nothing is left behind."""
        if self._job is not None:
            self._job.cancel()

    def _recheck(self) -> None:
        """Stops where consent was withdrawn meanwhile."""
        if self.busy:
            try:
                self._require()
            except ExpectedError:
                self.stop()

    def _let_go(self, case_id: str) -> None:
        """The case is about to be erased: what is made of it ends first, and its child process with it."""
        if self.busy and case_id == self._case_id:
            self._jobs.stop()
            self._end(_STOPPED)

    def closing(self) -> None:
        """The vault is about to lock."""
        self._jobs.stop()

    def _asked(self, reel: Reel) -> Leaving | None:
        dialog = SaveFilmDialog(self._desk, reel, self.selected(), self._page)
        dialog.exec()
        self._asked_film = dialog.asked
        return dialog.leaving

    def _saved(self, done: RenderedCopy) -> None:
        self._end(Toast("check-circle-outline", "The film is saved", f"as copy {done.copy.serial:04d}"))

    def _failed(self, error: Failure) -> None:
        if isinstance(error, ExpectedError) and error.kind is ErrorKind.CANCELLED:
            self._end(_STOPPED)
        else:
            message, hint = sentences(error)
            self._end(Toast("alert-circle-outline", f"Nothing was saved. {message}", hint, "", "", "g2"))

    def _end(self, toast: Toast) -> None:
        self._strip.hide()
        self._view.show_toast(toast)
        self.busy_changed.emit()
