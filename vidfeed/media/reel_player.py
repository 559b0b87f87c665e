"""Plays a reel unrendered, by the plan that rendering follows. Commands return at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Container
from dataclasses import dataclass
from fractions import Fraction

from vidfeed.errors import ExpectedError, InternalError
from vidfeed.media.pictures import Picture
from vidfeed.media.reel_canvas import Canvas
from vidfeed.media.reel_heard import ReelHeard
from vidfeed.media.reel_run import ReelRun, RunEvents
from vidfeed.media.reel_source import ReelFilms, Shot, canvas_of
from vidfeed.media.reel_stills import ReelStills
from vidfeed.media.run_output import RunClock, RunOutput, WaitingClock
from vidfeed.media.sound_ahead import SoundAhead
from vidfeed.media.sound_output import SoundOutput
from vidfeed.ports import TextPainter

SLOWEST, FASTEST = Fraction(1, 10), Fraction(2)

MakeClock = Callable[[SoundOutput | None], RunClock]


@dataclass(frozen=True)
class ReelCallbacks:
    """Called on the player's threads; none may wait for a command of the player.

    Attributes:
        shown: with every picture, and the output frame of the reel that it begins at.
        item_changed: with the number of the item that is shown from now on.
        item_ended: playing came to the end of an item that it was to stop at, or of the last; it stands there.
        finished: after the last item has ended.
        skipped: nothing of an item can be read, or, with an InternalError, something else went wrong with it; it is
            passed over.
    """

    shown: Callable[[Picture, int], None]
    item_changed: Callable[[int], None]
    item_ended: Callable[[int], None]
    finished: Callable[[], None]
    skipped: Callable[[int, ExpectedError | InternalError], None]


class ReelPlayer:
    """Plays and shows one reel; no picture from outside an item's trim is ever delivered.

    The position is an output frame of the plan.

    Args:
        reel: the plan, the films and their original files.
        words: draws cards and captions; used from several threads.
        callbacks: where pictures go.
        sound: the output, or None to play without.
        view_px: width and height that pictures are fitted into, in the reel's shape.
        make_clock: gives each run its clock.
    """

    def __init__(
        self,
        reel: ReelFilms,
        words: TextPainter,
        callbacks: ReelCallbacks,
        sound: SoundOutput | None = None,
        view_px: tuple[int, int] = (1280, 720),
        make_clock: MakeClock = WaitingClock,
    ) -> None:
        self._reel, self._plan, self._words = reel, reel.plan, words
        self._callbacks, self._output, self._make_clock = callbacks, sound, make_clock
        self._whole_canvas = canvas_of(reel)
        self._view = self._whole_canvas.within(*view_px)
        self._heard = None if sound is None else ReelHeard(reel)
        self._lock = threading.RLock()
        self._factor = Fraction(1)
        self._stops: Container[int] = ()
        self._frame, self._item = 0, -1
        self._over = self._closed = False
        self._run: ReelRun | None = None
        self._finished: list[ReelRun] = []
        self._stills = ReelStills(reel, self._canvas, words, self._still_made, self._still_failed)

    @property
    def playing(self) -> bool:
        """Whether a run is under way."""
        return self._run is not None

    @property
    def frame(self) -> int:
        """The output frame that is shown now, or was asked for since."""
        with self._lock:
            return self._frame if self._run is None else self._run.position

    @property
    def item(self) -> int:
        """The number of the item at the position."""
        return self._plan.item_at(self.frame)

    @property
    def item_over(self) -> bool:
        """Whether playing came to the end of the item, and stands there."""
        return self._over

    def play(self) -> None:
        """Plays on; with the next item where one has ended, from the start where the reel has."""
        with self._lock:
            if not self.playing:
                self._play_from(self._plan.starts[self.item + 1] % self._plan.frames if self._over else self._frame)

    def pause(self) -> None:
        """Stands on the frame shown now."""
        with self._lock:
            if self.playing:
                self._frame = self.frame
                self._stop_run()
                self._show_still()

    def seek(self, frame: int) -> None:
        """Goes to an output frame; playing goes on from there."""
        with self._lock:
            was_playing = self.playing
            frame = max(0, min(frame, self._plan.frames - 1))
            if was_playing:
                self._play_from(frame)
            else:
                self._stand_at(frame)

    def seek_item(self, number: int) -> None:
        """Goes to an item's first frame; nowhere where there is no such item."""
        if 0 <= number < len(self._plan.items):
            self.seek(self._plan.starts[number])

    def again(self) -> None:
        """Goes to the start of the item."""
        self.seek_item(self.item)

    def next(self) -> None:
        """Goes to the next item."""
        self.seek_item(self.item + 1)

    def previous(self) -> None:
        """Goes to the item before; to the start of the first."""
        self.seek_item(max(0, self.item - 1))

    def step(self, frames: int) -> None:
        """Goes some output frames on or, below zero, back, and stands."""
        with self._lock:
            self._frame = self.frame
            self._stop_run()
            self.seek(self._frame + frames)

    def set_speed(self, factor: Fraction) -> None:
        """A part of the speed that the items have: from 0.1 to 2."""
        with self._lock:
            self._factor = max(SLOWEST, min(factor, FASTEST))
            if self.playing:
                self._play_from(self.frame)

    def set_stops(self, items: Container[int]) -> None:
        """The numbers of the items at whose end playing stops, from the next command to play or seek on."""
        with self._lock:
            self._stops = items

    def set_gain(self, gain: float) -> None:
        """How loud: 0.0 is silence."""
        if self._output is not None:
            self._output.set_gain(gain)

    def set_view(self, width_px: int, height_px: int) -> None:
        """Fits pictures into this size from now on."""
        with self._lock:
            if width_px > 0 and height_px > 0:
                self._view = self._whole_canvas.within(width_px, height_px)
                self.refresh()

    def refresh(self) -> None:
        """Shows the picture at the position again, if it stands."""
        with self._lock:
            if not self.playing:
                self._show_still()

    def close(self) -> None:
        """Ends everything and waits for its threads; nothing is delivered afterwards."""
        with self._lock:
            self._closed = True
            self._stop_run()
            self._stills.close()
            if self._heard is not None:
                self._heard.close()
        for run in self._finished:
            run.join()
        self._stills.join()
        if self._heard is not None:
            self._heard.join()

    def _play_from(self, frame: int) -> None:
        self._stop_run()
        if self._closed:
            return
        self._frame, self._over = frame, False
        stop = self._stop_after(frame)
        sound = self._sound_from(frame, stop)
        output = RunOutput(self._make_clock(self._output if sound else None), sound)
        events = RunEvents(
            lambda shot: self._played(run, shot),
            lambda: self._ended(run),
            lambda number, error: self._unreadable(run, number, error),
        )
        run = ReelRun(self._reel, frame, stop, self._factor, self._canvas, self._words, output, events)
        self._run = run
        run.start()

    def _sound_from(self, frame: int, stop: int) -> SoundAhead | None:
        if self._heard is None or self._heard.is_silent(self._factor):
            return None
        return SoundAhead(self._heard.blocks(frame, stop, self._factor))

    def _stop_after(self, frame: int) -> int:
        ends = (
            number + 1 for number in range(self._plan.item_at(frame), len(self._plan.items)) if number in self._stops
        )
        return self._plan.starts[next(ends, len(self._plan.items))]

    def _stop_run(self) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.stop()
            self._finished = [old for old in self._finished if old.alive] + [run]

    def _played(self, run: ReelRun, shot: Shot) -> None:
        with self._lock:
            if run is self._run:
                self._deliver(shot.picture, shot.first)

    def _ended(self, run: ReelRun) -> None:
        with self._lock:
            if run is self._run:
                self._stop_run()
                self._end_item()

    def _end_item(self) -> None:
        number = self.item
        self._frame, self._over = self._plan.starts[number + 1] - 1, True
        self._callbacks.item_ended(number)
        if number + 1 == len(self._plan.items):
            self._callbacks.finished()

    def _unreadable(self, run: ReelRun, number: int, error: ExpectedError | InternalError) -> None:
        with self._lock:
            if run is not self._run:
                return
            self._stop_run()
            self._callbacks.skipped(number, error)
            self._frame = self._plan.starts[number]
            if number + 1 < len(self._plan.items):
                self._play_from(self._plan.starts[number + 1])
            else:
                self._end_item()

    def _stand_at(self, frame: int) -> None:
        self._frame, self._over = frame, False
        self._show_still()

    def _show_still(self) -> None:
        if not self._closed:
            self._stills.request(self._frame)

    def _still_made(self, frame: int, picture: Picture) -> None:
        with self._lock:
            if self._stands_at(frame):
                self._deliver(picture, frame)

    def _still_failed(self, frame: int, error: ExpectedError | InternalError) -> None:
        with self._lock:
            if self._stands_at(frame):
                number = self._plan.item_at(frame)
                self._callbacks.skipped(number, error)
                if number + 1 < len(self._plan.items):
                    self._stand_at(self._plan.starts[number + 1])

    def _stands_at(self, frame: int) -> bool:
        return not self.playing and not self._closed and frame == self._frame

    def _deliver(self, picture: Picture, frame: int) -> None:
        self._frame, number = frame, self._plan.item_at(frame)
        if number != self._item:
            self._item = number
            self._callbacks.item_changed(number)
        self._callbacks.shown(picture, frame)

    def _canvas(self) -> Canvas:
        return self._view
