"""The history of the open clip: shown, gone back and forth in, and each step said."""

from PySide6.QtWidgets import QWidget

from ui.screens.toasts import Stepped, say_step
from ui.screens.watch.history_dialog import HistoryDialog
from ui.screens.watch.toasts import moments_step_toast, span_text
from ui.state.desk import Desk
from ui.state.watched_clip import WatchedClip
from ui.widgets.toast import Toast
from ui.widgets.video_view import VideoView
from vidfeed.errors import ExpectedError
from vidfeed.model.change import ChangeSet, Step, clip_scope
from vidfeed.model.clip import Clip
from vidfeed.services import marking

MOST_STEPS = 500


class HistoryControl:
    """Opens the list of steps; going to one is undoing, or making again, step by step."""

    def __init__(self, desk: Desk, watched: WatchedClip, view: VideoView, page: QWidget) -> None:
        self._desk, self._watched, self._view, self._page = desk, watched, view, page
        desk.stepped.connect(self._say)

    def _say(self, result: Stepped, again: bool) -> None:
        """What was taken back may lie where one does not look."""
        film = self._watched.film
        if film is not None:
            say_step(self._view, result, again, lambda change: self._toast_of(change, film.clip, again))

    @staticmethod
    def _toast_of(change: ChangeSet, clip: Clip, again: bool) -> Toast | None:
        return moments_step_toast(change, clip, again) if change.scope == clip_scope(clip.id) else None

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
                change = (marking.undo if steps > 0 else marking.redo)(self._desk.context, scope)
                if change is None:
                    break
                self._desk.announce(change)
        except ExpectedError as error:
            self._watched.editing.failed.emit(error)
        dialog.show_steps(self._desk.context.catalogue.steps(scope, MOST_STEPS))

    def _when(self, step: Step) -> str:
        clip = self._watched.clip
        if step.moment is not None and clip is not None:
            return f", {span_text(step.moment, clip, 1)}"
        return f", {step.moments} moments" if step.moments > 1 else ""
