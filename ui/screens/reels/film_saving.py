"""Saving the reel as a film, or one picture of it: asked for whom and where, then made while one waits or goes on."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.jobs.background import Job
from ui.screens.file_choosing import choose_target
from ui.screens.jobs import Failure, Jobs
from ui.screens.reels.save_dialogs import (
    FilmAsked,
    FilmPassphraseDialog,
    SaveFilmDialog,
    SavePictureDialog,
    require_leaving,
)
from ui.screens.reels.saving_strip import SavingStrip
from ui.state.desk import Desk
from ui.widgets.notice import sentences
from ui.widgets.toast import Toast
from ui.widgets.video_view import VideoView
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.consent import Purpose
from vidfeed.model.copy import Copy
from vidfeed.model.reel import Reel
from vidfeed.services.copying import Leaving
from vidfeed.services.item_stills import copy_item_still
from vidfeed.services.rendering import render_reel, rendered_before

_FILM = ("Save as film", "reel.mp4", "Film (*.mp4)")
_ENCRYPTED = ("Save as encrypted film", "reel.mp4.age", "Encrypted film (*.age)")
_PICTURE = ("Save this picture", "picture.png", "Picture (*.png *.jpg *.jpeg)")
_STOPPED = Toast("close", "Stopped", "nothing was saved", "", "", "g2")


class FilmSaving(QObject):
    """One film or picture at a time; the strip tells how far a film is, a toast over the picture how it ended.

    Signals:
        busy_changed(): one is being made, or no longer is.

    Attributes:
        ask: shows the dialog of a film; what was entered, or None.
        choose: asks where; the path, or None.
        ask_picture: the same for a picture of the item with this id.
        choose_picture: likewise.
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
        self.choose: Callable[[], Path | None] = self._chosen
        self.ask_picture: Callable[[Reel, str], Leaving | None] = self._asked_picture
        self.choose_picture: Callable[[], Path | None] = lambda: choose_target(page, *_PICTURE)
        self._require: Callable[[], None] = lambda: None
        self._before = _nothing
        self._case_id = ""
        strip.stop_requested.connect(self.stop)
        desk.cases_changed.connect(self._recheck)
        desk.letting_go.connect(self._let_go)

    @property
    def busy(self) -> bool:
        """Whether a film or picture is being made."""
        return self._jobs.busy

    def save(self, reel: Reel) -> None:
        """Asks, then makes the film."""
        if self.busy or (leaving := self.ask(reel)) is None:
            return
        target, asked, ctx = self.choose(), self._asked_film, self._desk.context
        self._asked_film = FilmAsked()  # a passphrase is not kept
        if target is None:
            return
        path = _film_path(target, bool(asked.passphrase))
        why = replace(leaving, may_replace=leaving.may_replace and path == target)
        self._begin(reel, asked.item_id, leaving)
        self._before = lambda: rendered_before(ctx, reel.id, asked.output, asked.item_id or None)
        self._strip.start(reel.title, *self._before())
        self._job = self._jobs.start(
            lambda progress, cancelled: render_reel(
                ctx, reel.id, path, why, progress, cancelled, asked.output, asked.item_id or None, asked.passphrase
            ),
            lambda done: self._saved("film", done.copy),
            self._failed,
            self._strip.advance,
        )
        self.busy_changed.emit()

    def save_picture(self, reel: Reel, item_id: str, pts: int) -> None:
        """Asks, then writes the item's picture at `pts`."""
        if self.busy or (leaving := self.ask_picture(reel, item_id)) is None:
            return
        if (target := self.choose_picture()) is None:
            return
        ctx, path = self._desk.context, target if target.suffix else target.with_suffix(".png")
        why = replace(leaving, may_replace=leaving.may_replace and path == target)
        self._begin(reel, item_id, leaving)
        self._before = _nothing
        self._job = self._jobs.start(
            lambda _progress, _cancelled: copy_item_still(ctx, reel.id, item_id, pts, path, why),
            lambda copy: self._saved("picture", copy),
            self._failed,
        )
        self.busy_changed.emit()

    def _begin(self, reel: Reel, item_id: str, leaving: Leaving) -> None:
        self._case_id = reel.case_id
        self._require = lambda: require_leaving(self._desk.context, reel, item_id, Purpose(leaving.why))

    def stop(self) -> None:
        """Stops making it; no film is left behind, and saving again goes on from there."""
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
        self._asked_film, leaving = dialog.asked, dialog.leaving
        if leaving is not None and dialog.encrypted.isChecked():
            under = FilmPassphraseDialog(self._desk, self._page)
            under.exec()
            self._asked_film = replace(dialog.asked, passphrase=under.passphrase)
            return leaving if under.passphrase else None
        return leaving

    def _chosen(self) -> Path | None:
        return choose_target(self._page, *(_ENCRYPTED if self._asked_film.passphrase else _FILM))

    def _asked_picture(self, reel: Reel, item_id: str) -> Leaving | None:
        dialog = SavePictureDialog(self._desk, reel, item_id, self._page)
        dialog.exec()
        return dialog.leaving

    def _saved(self, what: str, copy: Copy) -> None:
        self._end(Toast("check-circle-outline", f"The {what} is saved", f"as copy {copy.serial:04d}"))

    def _failed(self, error: Failure) -> None:
        if isinstance(error, ExpectedError) and error.kind is ErrorKind.CANCELLED:
            self._end(self._stopped())
        else:
            message, hint = sentences(error)
            self._end(Toast("alert-circle-outline", f"Nothing was saved. {message}", hint, "", "", "g2"))

    def _stopped(self) -> Toast:
        try:
            before, items = self._before()
        except ExpectedError:  # the reel was removed meanwhile
            before = items = 0
        if not before:
            return _STOPPED
        return replace(_STOPPED, text=f"save it again, and it goes on after item {before} of {items}")

    def _end(self, toast: Toast) -> None:
        self._strip.hide()
        self._view.show_toast(toast)
        self.busy_changed.emit()


def _nothing() -> tuple[int, int]:
    """Of a picture no part is kept."""
    return 0, 0


def _film_path(target: Path, encrypted: bool) -> Path:
    """With the ending that tells what it is."""
    if encrypted:
        return target if target.suffix == ".age" else target.with_name(f"{target.name}.age")
    return target if target.suffix else target.with_suffix(".mp4")
