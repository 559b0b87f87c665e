"""The moments in list, timeline and inspector: one selection, one set of words, in step with the vault."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QObject

from ui.screens.watch.board import Board
from ui.screens.watch.play_control import PlayControl
from ui.screens.watch.toasts import cut_toast, edge_toast, joined_toast
from ui.state.moment_editing import Edge
from ui.state.watched_clip import WatchedClip
from ui.widgets.inspector import WORDS
from ui.widgets.tag_look import Looks
from vidfeed.model.clip import Clip
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.moment import Moment

_FRAME_DECIMALS = 2
"""A frame is less than a tenth of a second."""


class MomentControl(QObject):
    """What is selected in one place is selected in all; what is changed in one changes everywhere."""

    def __init__(self, watched: WatchedClip, play: PlayControl, board: Board, parent: QObject) -> None:
        super().__init__(parent)
        self._moments, self._editing, self._play = watched.moments, watched.editing, play
        self._timeline, self._side, self._list, self._inspector = (
            board.timeline,
            board.side,
            board.moments,
            board.inspector,
        )
        self._view = board.stage.view
        self._clip: Clip | None = None
        self._index: FrameIndex | None = None
        self._looks: Looks = {}
        self._moments.changed.connect(self._show_moments)
        self._moments.selected_changed.connect(self._show_selected)
        self._connect_widgets()

    def _connect_widgets(self) -> None:
        self._list.moment_selected.connect(self.go_to)
        self._list.moment_opened.connect(self.play_moment)
        self._list.remove_requested.connect(self.remove)
        self._timeline.moment_selected.connect(self._moments.select)
        self._timeline.moment_opened.connect(self.play_moment)
        self._timeline.moment_resized.connect(self._resize)
        self._inspector.edited.connect(self._edit)
        self._inspector.remove_requested.connect(self.remove)
        self._inspector.split_requested.connect(self.split)
        self._inspector.merge_requested.connect(self.merge)

    def open(self, clip: Clip | None, index: FrameIndex | None, looks: Looks) -> None:
        """Takes a clip with its frames over; its moments come through the state."""
        self._clip, self._index, self._looks = clip, index, looks
        if index is not None:
            self._list.set_clip(index, looks)

    def show_in_reels(self, moment_ids: Iterable[str]) -> None:
        """Which moments stand in a reel, for the list's filter."""
        self._list.set_in_reels(moment_ids)

    def set_looks(self, looks: Looks) -> None:
        """Other letters or another codebook."""
        self._looks = looks
        self._list.set_looks(looks)
        self._show_selected()

    def _show_moments(self) -> None:
        if self._index is not None:
            self._list.set_moments(self._moments.ordered)
            self._timeline.set_moments(self._moments.ordered)
            self._side.set_count(self._list.count_text)

    def _show_selected(self) -> None:
        moment = self._moments.selected
        self._inspector.show_moment(moment, self._index, self._looks)
        self._side.show_inspector(moment is not None)
        self._list.set_selected(moment.id if moment else None)
        self._timeline.set_selected(moment.id if moment else None)

    def _edit(self, moment_id: str, field: str, value: Any) -> None:
        """What could not be stored is not shown as if it were; words stay to be stored later."""
        moment = self._moments.moment(moment_id)
        if self._editing.change(moment_id, **{field: value}) or moment is None:
            return
        if field in WORDS:
            self._inspector.keep_words(field, getattr(moment, field))
        else:
            self._show_selected()

    def go_to(self, moment_id: str) -> None:
        """Selects a moment and goes to its first frame."""
        self._moments.select(moment_id)
        moment = self._moments.selected
        if moment is not None:
            self._play.seek(self._editing.frames_of(moment)[0])

    def play_moment(self, moment_id: str) -> None:
        """Plays a moment once."""
        self._moments.select(moment_id)
        moment = self._moments.selected
        if moment is not None:
            self._play.play_once(*self._editing.frames_of(moment))

    def step(self, by: int) -> None:
        """Goes to the next moment of the list as it stands, filtered and in its order, or to the one before."""
        moment = self._moments.beside(self._list.listed, by, self._play.pts)
        if moment is not None:
            self.go_to(moment.id)

    def remove(self, moment_id: str) -> None:
        """Removes a moment."""
        moment = self._moments.moment(moment_id)
        if moment is not None:
            self._editing.remove(moment)

    def remove_selected(self) -> None:
        """Removes the selected moment."""
        if self._moments.selected is not None:
            self._editing.remove(self._moments.selected)

    def star(self, stars: int) -> None:
        """Gives the selected moment stars, or takes them back."""
        if self._moments.selected is not None:
            self._editing.star(self._moments.selected, stars)

    def start_here(self) -> None:
        """The selected moment starts with the painted frame."""
        if self._moments.selected is not None:
            self._editing.start_here(self._moments.selected, self._play.frame)
            self._say_edge("starts here")

    def end_here(self) -> None:
        """The selected moment ends with the painted frame."""
        if self._moments.selected is not None:
            self._editing.end_here(self._moments.selected, self._play.frame)
            self._say_edge("ends here")

    def _say_edge(self, verb: str, decimals: int = 1) -> None:
        moment = self._moments.selected
        if moment is not None and self._clip is not None:
            self._view.show_toast(edge_toast(moment, self._clip, verb, decimals))

    def split(self) -> None:
        """Cuts the selected moment in two; the painted frame begins the second."""
        moment = self._moments.selected
        cut = self._editing.split(moment, self._play.frame) if moment is not None else None
        if cut is not None and self._clip is not None:
            self._moments.select(cut.id)
            self._view.show_toast(cut_toast(self._clip, cut))

    def merge(self) -> None:
        """Joins the selected moment with the next one."""
        moment = self._moments.selected
        following = self._moments.after(self._play.pts) if moment is not None else None
        if moment is None or following is None:
            return
        joined = self._editing.merge(moment, following)
        if joined is not None and self._clip is not None:
            self._moments.select(joined.id)
            self._view.show_toast(joined_toast(joined, self._clip))

    def nudge(self, frames: int, going_on: bool = False) -> None:
        """Moves the edge touched last, and shows the picture there; `going_on` while the key is held."""
        if self._moments.selected is not None:
            frame = self._editing.nudge(self._moments.selected, frames, going_on)
            if frame is None:
                return
            self._say_edge("starts" if self._editing.edge is Edge.START else "ends", _FRAME_DECIMALS)
            if not self._play.playing.is_playing:
                self._play.seek(frame)

    def _resize(self, moment_id: str, first: int, last: int) -> None:
        moment: Moment | None = self._moments.moment(moment_id)
        if moment is None:
            return
        self._editing.put_edges(moment, first, last)
        if not self._play.playing.is_playing:
            self._play.seek(first if self._editing.edge is Edge.START else last)
