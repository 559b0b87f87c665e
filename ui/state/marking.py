"""From keys to moments: what a press, a hold and a release of a tag mean."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ui.state.desk import Desk
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.change import ChangeSet
from vidfeed.model.codebook import DEFAULT_LAG_S, DEFAULT_LEAD_S, Codebook, Extent, Tag
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.moment import Moment, TagRef
from vidfeed.model.time import Span
from vidfeed.services import marking
from vidfeed.services.watching import OpenedFilm

TAP_S = 0.3
NO_TAG = ""
_OF_THE_DISK = (ErrorKind.NO_SPACE, ErrorKind.READ_ONLY, ErrorKind.DAMAGED, ErrorKind.VAULT_MISSING)
"""What may go once there is room, or the disk is there again."""


@dataclass(frozen=True)
class Running:
    """A moment that has begun.

    Attributes:
        frame: that was painted at the press.
        began_s: of the clock.
        lasting: started with Shift; runs until it is pressed again.
    """

    frame: int
    began_s: float
    lasting: bool


@dataclass(frozen=True)
class Mark:
    """A moment that has ended and is to be stored.

    Attributes:
        clip_id: whose it is.
        tag_id: NO_TAG for a moment without one.
        begun_pts: of the frame that was painted at the press.
        lasted: as long as its key was held.
    """

    clip_id: str
    tag_id: str
    begun_pts: int
    span: Span
    lasted: bool = False
    still: bool = False


class MarkingState(QObject):
    """The moments of the open clip that are being made.

    A press begins a moment. Released within 0.3 s it is a tap: the tag's lead and lag around the frame of the
    press. Held longer it covers the frames from the press to the release, both inclusive. With Shift it runs until
    the next press of the same tag. Several tags can run at once. Pressed again inside the moment that its tag made
    last, and that still has it, a key extends that one. A tag for points makes a still when it is tapped.

    Signals:
        extended: the Moment that a further press made longer.
        marked: the Moment, durable when this is emitted, and whether it lasted as long as its key was held.
        toggled: a tag was put on or taken off the selected moment; with the moment as it is now.
        running_changed: the tag ids that have begun.
        failed: an ExpectedError; nothing was stored.
        unkept_changed: how many marks of the open clip the disk did not take; they wait for `try_again`.
    """

    extended = Signal(object)
    marked = Signal(object, bool)
    toggled = Signal(object)
    running_changed = Signal(object)
    failed = Signal(object)
    unkept_changed = Signal(int)

    def __init__(self, desk: Desk, now_s: Callable[[], float] = time.monotonic, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._now_s = now_s
        self._clip_id = ""
        self._index: FrameIndex | None = None
        self._tags: dict[str, tuple[Codebook, Tag]] = {}
        self._running: dict[str, Running] = {}
        self._latest: dict[str, str] = {}
        self._unkept: list[Mark] = []
        self._repeating = NO_TAG
        self.last_tag = NO_TAG

    def open(self, opened: OpenedFilm) -> None:
        """Takes a clip over; what was running is dropped."""
        self.close()
        self._clip_id, self._index = opened.clip.id, opened.film.index
        self._tags = {tag.id: (book, tag) for book in opened.codebooks for tag in book.tags}
        if self.last_tag not in self._tags:
            self.last_tag = NO_TAG
        self._tell_unkept()

    def close(self) -> None:
        """No clip is open; nothing can be marked."""
        self._clip_id, self._index = "", None
        self._running.clear()
        self._latest.clear()
        self._tell()
        self._tell_unkept()

    @property
    def running(self) -> tuple[str, ...]:
        """The tags that have begun, in order; NO_TAG for a moment without one."""
        return tuple(self._running)

    @property
    def lasting(self) -> dict[str, Running]:
        """Those that run until their key is pressed again, by tag id."""
        return {tag_id: begun for tag_id, begun in self._running.items() if begun.lasting}

    def press(self, tag_id: str, frame: int, lasting: bool = False) -> None:
        """A tag's key went down over the painted frame `frame`; NO_TAG is a moment without a tag."""
        if self._index is None:
            return
        begun = self._running.get(tag_id)
        if begun is None:
            self._running[tag_id] = Running(frame, self._now_s(), lasting)
            self._tell()
        elif begun.lasting:
            self._finish(tag_id, begun, self._held(begun, frame), lasted=True)

    def release(self, tag_id: str, frame: int) -> None:
        """The key went up, or the focus was lost, over `frame`; a lasting moment runs on."""
        begun = self._running.get(tag_id)
        if begun is None or begun.lasting or self._index is None:
            return
        tapped = self._now_s() - begun.began_s <= TAP_S
        if tapped and tag_id in self._tags and self._tags[tag_id][1].extent is Extent.POINT:
            self._finish(tag_id, begun, marking.still_span(self._index, begun.frame), still=True)
        else:
            span = self._tapped(tag_id, begun) if tapped else self._held(begun, frame)
            self._finish(tag_id, begun, span, lasted=not tapped)

    def press_last(self, frame: int, lasting: bool = False) -> None:
        """Like a press of the tag that was marked last; one that is being held goes on as it is."""
        if self.last_tag and (self.last_tag not in self._running or self.last_tag in self.lasting):
            self._repeating = self.last_tag
            self.press(self.last_tag, frame, lasting)

    def release_last(self, frame: int) -> None:
        """The end of `press_last`."""
        if self._repeating:
            tag_id, self._repeating = self._repeating, NO_TAG
            self.release(tag_id, frame)

    def end_all(self, frame: int) -> None:
        """Ends every moment here, those that last too: the clip is being left."""
        for tag_id, begun in list(self._running.items()):
            self._running[tag_id] = Running(begun.frame, begun.began_s, False)
            self.release(tag_id, frame)

    def drop_latest(self) -> tuple[str, int] | None:
        """Forgets the moment that began last; its tag and the frame that it began at, or None where none ran."""
        if not self._running:
            return None
        tag_id, begun = self._running.popitem()
        self._tell()
        return tag_id, begun.frame

    def toggle(self, moment: Moment, tag_id: str) -> None:
        """Puts the tag on the moment, or takes it off."""
        refs = self._refs(tag_id)
        if not refs:
            return
        try:
            change = marking.toggle_tag(self._desk.context, moment.id, refs[0])
        except ExpectedError as error:
            self.failed.emit(error)
            return
        self._desk.announce(change)
        self.toggled.emit(_after(change))

    def mark_still(self, frame: int) -> None:
        """Keeps the one frame as a moment."""
        if self._index is not None:
            span = marking.still_span(self._index, frame)
            self._store(Mark(self._clip_id, NO_TAG, span.start_pts, span, still=True))

    def try_again(self) -> None:
        """Stores what the disk did not take of the open clip, as it was made; stops where that still fails."""
        waiting = [mark for mark in self._unkept if mark.clip_id == self._clip_id]
        for mark in waiting:
            self._unkept.remove(mark)
            self._keep(mark)
            if mark in self._unkept:
                break
        self._tell_unkept()

    def _tapped(self, tag_id: str, begun: Running) -> Span:
        assert self._index is not None, "only an open clip has running moments"
        lead_s, lag_s = DEFAULT_LEAD_S, DEFAULT_LAG_S
        if tag_id in self._tags:
            tag = self._tags[tag_id][1]
            lead_s, lag_s = tag.lead_s, tag.lag_s
        return marking.tap_span(self._index, begun.frame, lead_s, lag_s)

    def _held(self, begun: Running, frame: int) -> Span:
        assert self._index is not None, "only an open clip has running moments"
        return self._index.span(min(begun.frame, frame), max(begun.frame, frame))

    def _finish(self, tag_id: str, begun: Running, span: Span, *, lasted: bool = False, still: bool = False) -> None:
        assert self._index is not None, "only an open clip has running moments"
        del self._running[tag_id]
        self._tell()
        if tag_id:
            self.last_tag = tag_id
        self._keep(Mark(self._clip_id, tag_id, self._index.pts[begun.frame], span, lasted, still))

    def _keep(self, mark: Mark) -> None:
        before = "" if mark.still else self._latest.get(mark.tag_id, "")
        latest = self._desk.context.catalogue.moment(before) if before else None
        if latest is not None and self._goes_on(latest, mark.tag_id, mark.begun_pts):
            self._extend(latest.id, mark)
            return
        made = self._store(mark)
        if made is not None and (mark.tag_id or not mark.still):
            self._latest[mark.tag_id] = made.id

    @staticmethod
    def _goes_on(latest: Moment, tag_id: str, pts: int) -> bool:
        """Whether a press at `pts` is meant for that moment: not where its tag was taken off since."""
        has_it = tag_id == NO_TAG or any(ref.tag_id == tag_id for ref in latest.tags)
        return has_it and not latest.still and latest.span.contains(pts)

    def _extend(self, moment_id: str, mark: Mark) -> None:
        try:
            change = marking.extend(self._desk.context, moment_id, mark.span)
        except ExpectedError as error:
            self._fail(mark, error)
            return
        self._desk.announce(change)
        self.extended.emit(_after(change) or self._desk.context.catalogue.moment(moment_id))

    def _store(self, mark: Mark) -> Moment | None:
        refs = self._refs(mark.tag_id)
        try:
            change = marking.mark(self._desk.context, mark.clip_id, mark.span, refs, still=mark.still)
        except ExpectedError as error:
            self._fail(mark, error)
            return None
        made = _after(change)
        self._desk.announce(change)
        self.marked.emit(made, mark.lasted)
        return made

    def _fail(self, mark: Mark, error: ExpectedError) -> None:
        if error.kind in _OF_THE_DISK:
            self._unkept.append(mark)
            self._tell_unkept()
        self.failed.emit(error)

    def _refs(self, tag_id: str) -> tuple[TagRef, ...]:
        if tag_id not in self._tags:
            return ()
        book, tag = self._tags[tag_id]
        return (TagRef(tag.id, book.id, book.version),)

    def _tell(self) -> None:
        self.running_changed.emit(self.running)

    def _tell_unkept(self) -> None:
        self.unkept_changed.emit(sum(mark.clip_id == self._clip_id for mark in self._unkept))


def _after(change: ChangeSet) -> Moment | None:
    return change.moments[0].after if change.moments else None
