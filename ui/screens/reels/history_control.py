"""What undo and redo did to the open reel, said where one looks."""

from PySide6.QtCore import QObject

from ui.screens.reels.board import Board
from ui.screens.reels.choose_page import ChoosePage
from ui.screens.reels.reel_control import ReelControl
from ui.screens.toasts import Stepped, say_step, step_toast
from ui.state.reeling import Reeling
from ui.widgets.announce import announce
from vidfeed.errors import ExpectedError
from vidfeed.model.change import ChangeSet


class HistoryControl(QObject):
    """Over the picture while the board is in view; over the list where the reel itself came or went."""

    def __init__(
        self, reeling: Reeling, control: ReelControl, board: Board, choosing: ChoosePage, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._reeling, self._control, self._board, self._choosing = reeling, control, board, choosing
        desk, view = reeling.desk, board.preview.view
        desk.stepped.connect(self._say)
        view.undo_requested.connect(lambda: desk.undo(reeling.scope or ""))
        view.redo_requested.connect(lambda: desk.redo(reeling.scope or ""))

    def _say(self, result: Stepped, again: bool) -> None:
        if self._choosing.isVisible():
            self._say_over_list(result, again)
        elif self._board.isVisible():
            if not self._reeling.items:
                self._control.follow()  # an empty reel takes the picture away, and what is said over it
            say_step(
                self._board.preview.view,
                result,
                again,
                lambda change: step_toast(change, again) if change.scope == self._reeling.scope else None,
            )

    def _say_over_list(self, result: Stepped, again: bool) -> None:
        if isinstance(result, ExpectedError):
            self._choosing.error.show_error(result)
        elif isinstance(result, ChangeSet) and result.reel is not None:
            announce(self._choosing, step_toast(result, again).spoken)
