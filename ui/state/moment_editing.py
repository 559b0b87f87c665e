"""Changing the selected moment: edges to the frame, stars, words, removal; each durable on return."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.state.desk import Desk
from vidfeed.errors import ExpectedError
from vidfeed.model.change import ChangeSet
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.moment import Moment
from vidfeed.services import marking


class Edge(StrEnum):
    """One end of a moment."""

    START = "start"
    END = "end"


class MomentEditing(QObject):
    """What one does to a moment after it was marked.

    Signals:
        edited: the Moment as it is now.
        removed: the Moment that was.
        failed: an ExpectedError; nothing was stored.

    Attributes:
        edge: the one touched last, which a nudge moves.
    """

    edited = Signal(object)
    removed = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._index: FrameIndex | None = None
        self.edge = Edge.END

    def open(self, index: FrameIndex | None) -> None:
        """Takes a clip's frames over."""
        self._index = index
        self.edge = Edge.END

    def change(self, moment_id: str, going_on: bool = False, **fields: Any) -> bool:
        """Changes fields of a moment; whether that was stored, else `failed` says why not."""
        try:
            change = marking.edit(self._desk.context, moment_id, going_on=going_on, **fields)
        except ExpectedError as error:
            self.failed.emit(error)
            return False
        if change.moments:
            self._desk.announce(change)
            self.edited.emit(change.moments[0].after)
        return True

    def remove(self, moment: Moment) -> None:
        """Removes a moment; undo brings it back."""
        try:
            change = marking.remove(self._desk.context, moment.id)
        except ExpectedError as error:
            self.failed.emit(error)
            return
        self._desk.announce(change)
        self.removed.emit(moment)

    def split(self, moment: Moment, frame: int) -> Moment | None:
        """Cuts the moment in two; `frame` becomes the first of the second, which is given back."""
        if self._index is None:
            return None
        index = self._index
        return self._do(lambda: marking.split(self._desk.context, moment.id, index.pts[frame]), 1)

    def merge(self, moment: Moment, other: Moment) -> Moment | None:
        """Makes one moment of two, which is given back."""
        return self._do(lambda: marking.merge(self._desk.context, moment.id, other.id), 0)

    def _do(self, work: Callable[[], ChangeSet], result: int) -> Moment | None:
        try:
            change = work()
        except ExpectedError as error:
            self.failed.emit(error)
            return None
        self._desk.announce(change)
        return change.moments[result].after

    def star(self, moment: Moment, stars: int) -> None:
        """Gives stars; the same number again takes them back."""
        self.change(moment.id, stars=0 if moment.stars == stars else stars)

    def put_edges(self, moment: Moment, first: int, last: int, going_on: bool = False) -> None:
        """Sets the first and last frame, both inclusive; the edge that differs is the one touched last.

        A still stays one frame: it goes where the edge does. With `going_on` it is one step with the move before.
        """
        if self._index is None:
            return
        was_first, was_last = self.frames_of(moment)
        if moment.still:
            first = last = first if first != was_first else last
        first, last = max(0, first), min(last, self._index.frames - 1)
        if first != was_first and last == was_last:
            self.edge = Edge.START
        elif last != was_last:
            self.edge = Edge.END
        if first <= last:
            self.change(moment.id, going_on=going_on, span=self._index.span(first, last))

    def start_here(self, moment: Moment, frame: int) -> None:
        """The moment starts with `frame`; its end moves along where it would come before. A still moves there."""
        self.put_edges(moment, frame, frame if moment.still else max(frame, self.frames_of(moment)[1]))
        self.edge = Edge.START

    def end_here(self, moment: Moment, frame: int) -> None:
        """The moment ends with `frame`, inclusive; its start moves along where it would come after. A still moves."""
        self.put_edges(moment, frame if moment.still else min(frame, self.frames_of(moment)[0]), frame)
        self.edge = Edge.END

    def nudge(self, moment: Moment, frames: int, going_on: bool = False) -> int | None:
        """Moves the edge touched last by so many frames; the frame at that edge now, or None where it can't.

        With `going_on` (the key is held) it is one step of the history with the nudge before.
        """
        if self._index is None or moment.still:
            return None
        first, last = self.frames_of(moment)
        edge = self.edge
        if edge is Edge.START:
            first = max(0, min(first + frames, last))
        else:
            last = min(self._index.frames - 1, max(last + frames, first))
        self.put_edges(moment, first, last, going_on)
        self.edge = edge
        return first if edge is Edge.START else last

    def frames_of(self, moment: Moment) -> tuple[int, int]:
        """The first and last frame of a moment, both inclusive."""
        assert self._index is not None, "only moments of an open clip are edited"
        inside = self._index.frames_in(moment.span)
        if not inside:
            frame = self._index.frame_at(moment.span.start_pts)
            return frame, frame
        return inside.start, inside.stop - 1
