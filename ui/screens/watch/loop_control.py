"""A, B and the loop: a stretch seen again and again, chosen by hand or taken from a moment."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from ui.screens.watch.badges import Badges, Plate
from ui.screens.watch.stage import Stage
from ui.state.playing import Playing
from ui.widgets.announce import announce
from ui.widgets.timeline_view import TimelineView
from ui.widgets.video_overlays import Badge
from vidfeed.model.frame_index import FrameIndex


@dataclass(frozen=True)
class Loop:
    """A loop's first and last frame, both inclusive, where they are set; and whether it runs."""

    a: int | None = None
    b: int | None = None
    on: bool = False


class LoopControl(QObject):
    """Keeps buttons, timeline, plate and player in step."""

    def __init__(self, playing: Playing, stage: Stage, timeline: TimelineView, badges: Badges, parent: QObject) -> None:
        super().__init__(parent)
        self._playing, self._stage, self._timeline, self._badges = playing, stage, timeline, badges
        self._index: FrameIndex | None = None
        self._a: int | None = None
        self._b: int | None = None
        self.on = False

    def open(self, index: FrameIndex | None) -> None:
        """Takes a film over; nothing is looped."""
        self._index = index
        self._set(None, None, False)

    @property
    def now(self) -> Loop:
        """To come back to with `put_back`."""
        return Loop(self._a, self._b, self.on)

    def put_back(self, loop: Loop) -> None:
        """As it was, in the same film."""
        self._set(loop.a, loop.b, loop.on)

    def set_a(self, frame: int) -> None:
        """The loop starts with a frame."""
        self._set(frame, self._b if self._b is None or self._b > frame else None, self.on)

    def set_b(self, frame: int) -> None:
        """The loop ends with a frame, inclusive; with A set, it runs."""
        a = self._a if self._a is None or self._a < frame else None
        self._set(a, frame, self.on or a is not None)

    def set_on(self, on: bool) -> None:
        """Switches the loop; an end that is not set is the clip's."""
        self._set(self._a, self._b, on)

    def toggle(self) -> None:
        """Switches the loop on or off."""
        self.set_on(not self.on)

    def loop_frames(self, first: int, last: int) -> None:
        """Loops these frames, both inclusive; a second time no longer."""
        same = (self._a, self._b) == (first, last)
        self._set(first, last, not (self.on and same))

    def _set(self, a: int | None, b: int | None, on: bool) -> None:
        self._a, self._b, self.on = a, b, on
        self._stage.transport.set_loop(a is not None, b is not None, on)
        self._timeline.set_loop(a, b)
        if self._index is not None:
            ends = (0 if a is None else a, self._index.frames - 1 if b is None else b)
            self._playing.set_loop(ends if on else None)
        self._badges.put(Plate.LOOP, Badge("repeat", "A–B loop") if on else None)
        if on:
            announce(self._stage, "A to B loop" if a is not None and b is not None else "Loop")
