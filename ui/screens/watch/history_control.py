"""The history of the open clip: shown, and gone back and forth in."""

from PySide6.QtWidgets import QWidget

from ui.screens.watch.history_dialog import HistoryDialog
from ui.screens.watch.toasts import span_text
from ui.state.desk import Desk
from ui.state.watched_clip import WatchedClip
from vidfeed.errors import ExpectedError
from vidfeed.model.change import Step, clip_scope

MOST_STEPS = 500


class HistoryControl:
    """Opens the list of steps; going to one is undoing, or making again, step by step."""

    def __init__(self, desk: Desk, watched: WatchedClip, page: QWidget) -> None:
        self._desk, self._watched, self._page = desk, watched, page

    def show(self) -> HistoryDialog | None:
        """Opens the list over the screen; None while no clip is open."""
        film = self._watched.film
        if film is None:
            return None
        scope = clip_scope(film.clip.id)
        dialog = HistoryDialog(self._when, self._page)
        dialog.wanted.connect(lambda steps: self._go(dialog, scope, steps))
        dialog.finished.connect(dialog.deleteLater)
        dialog.show_steps(self._desk.context.catalogue.steps(scope, MOST_STEPS))
        dialog.open()
        dialog.list.setFocus()
        return dialog

    def _go(self, dialog: HistoryDialog, scope: str, steps: int) -> None:
        try:
            for _ in range(abs(steps)):
                if (self._desk.undo(scope) if steps > 0 else self._desk.redo(scope)) is None:
                    break
        except ExpectedError as error:
            self._watched.editing.failed.emit(error)
        dialog.show_steps(self._desk.context.catalogue.steps(scope, MOST_STEPS))

    def _when(self, step: Step) -> str:
        clip = self._watched.clip
        if step.moment is not None and clip is not None:
            return f", {span_text(step.moment, clip, 1)}"
        return f", {step.moments} moments" if step.moments > 1 else ""
