"""Moments that have begun and not ended: their keys stay filled, and those that last are named over the picture."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from ui.screens.watch.badges import Plate
from ui.screens.watch.board import Board
from ui.screens.watch.play_control import PlayControl
from ui.screens.watch.toasts import begun_toast
from ui.state.marking import MarkingState, Running
from ui.widgets.tag_look import TagLook
from ui.widgets.video_overlays import Badge
from vidfeed.model.time import format_clock


class RunningMarks(QObject):
    """So that nobody forgets one that was started.

    Attributes:
        looks: of all tags.
    """

    def __init__(self, marking: MarkingState, play: PlayControl, board: Board, parent: QObject) -> None:
        super().__init__(parent)
        self._marking, self._play = marking, play
        self._palette, self._view = board.palette, board.stage.view
        self._known: frozenset[str] = frozenset()
        self.looks: Mapping[str, TagLook] = {}
        marking.running_changed.connect(self._show)

    def _show(self) -> None:
        lasting = self._marking.lasting
        self._palette.set_running(self._marking.running)
        self._play.badges.put(Plate.RUNNING, Badge("timer-outline", self._words(lasting)) if lasting else None)
        for tag_id, begun in lasting.items():
            if tag_id not in self._known:
                self._view.show_toast(begun_toast(self.looks.get(tag_id), self._play.seconds_at(begun.frame)))
        self._known = frozenset(lasting)

    def _words(self, lasting: Mapping[str, Running]) -> str:
        if len(lasting) > 1:
            return f"{len(lasting)} moments run"
        ((tag_id, begun),) = lasting.items()
        name = self.looks[tag_id].name if tag_id in self.looks else "Moment"
        return f"{name} runs from {format_clock(self._play.seconds_at(begun.frame))}"
