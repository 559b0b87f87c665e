"""Replacing a damaged film, asked for on Home or in Watch: it is let go of first, and shown anew afterwards."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.screens.vault.mend_dialog import MendDialog
from ui.state.covers import Covers
from ui.state.desk import Desk
from ui.state.imports import UNDERWAY, ImportQueue
from ui.widgets.announce import announce
from ui.widgets.notice import ErrorBanner
from vidfeed.errors import ExpectedError
from vidfeed.model.clip import Clip, ClipStatus
from vidfeed.services.light_copies import drop_prepared, try_again

_HINDERED = "This film is still being copied in or prepared. Wait for it, or stop it under Import clips."


class Mending(QObject):
    """Asks, replaces, has the light copies made again, and puts the desk in order.

    Attributes:
        error: why something could not be done; stands on Home.
    """

    def __init__(self, desk: Desk, queue: ImportQueue, covers: Covers, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._queue, self._covers, self._over = desk, queue, covers, over
        self.error = ErrorBanner()
        desk.mend_asked.connect(lambda clip: self.ask(clip, back_to_it=True))

    def ask(self, clip: Clip, back_to_it: bool = False) -> MendDialog:
        """Over the window; `back_to_it` opens the clip again afterwards."""
        dialog = MendDialog(self._desk, clip, self._hindered(clip), self._over.window())
        dialog.begun.connect(self._let_go)
        dialog.finished.connect(lambda _result: self._after(dialog, clip, back_to_it))
        dialog.open()
        return dialog

    def make_again(self, clip: Clip) -> None:
        """Drops the light copies, and has them made anew."""
        if self._hindered(clip):
            return
        try:
            drop_prepared(self._desk.context, clip.id)
        except ExpectedError as error:
            self.error.show_error(error)
            return
        self._covers.forget()
        self._prepare(clip)

    def try_again(self, clip: Clip) -> None:
        """Lets a film that stopped the work on it be opened and prepared once more."""
        try:
            again = try_again(self._desk.context, clip.id)
        except ExpectedError as error:
            self.error.show_error(error)
            return
        if again.status is ClipStatus.PREPARING:
            self._desk.prepare_asked.emit(again)
        self._desk.cases_changed.emit()
        announce(self._over, "The film can be opened again.")

    def _prepare(self, clip: Clip) -> None:
        self._desk.prepare_asked.emit(clip)
        self._desk.cases_changed.emit()

    def _hindered(self, clip: Clip) -> str:
        underway = (entry for entry in self._queue.entries if entry.state in UNDERWAY)
        return _HINDERED if any(entry.clip is not None and entry.clip.id == clip.id for entry in underway) else ""

    def _let_go(self) -> None:
        """A film that is open somewhere could not be put away everywhere."""
        self._desk.choose_case(None)

    def _after(self, dialog: MendDialog, clip: Clip, back_to_it: bool) -> None:
        dialog.deleteLater()
        if self._desk.case is None:
            self._desk.choose_case(self._desk.context.catalogue.case(clip.case_id))
        if dialog.mended is not None:
            self._covers.forget()
            self._prepare(dialog.mended)
            announce(self._over, "The film is whole again.")
        present = self._desk.context.catalogue.clip(clip.id)
        if back_to_it and present is not None:
            self._desk.open_clip(present)
