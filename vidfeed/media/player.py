"""The player: a film under the hand, exact to the frame. Commands return at once."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from vidfeed.errors import ExpectedError, InternalError
from vidfeed.media.film_sound import film_sound
from vidfeed.media.frames import FrameReader
from vidfeed.media.pictures import Picture, fitted
from vidfeed.media.play_path import PlayPath
from vidfeed.media.play_run import PlayRun
from vidfeed.media.run_output import RunOutput, WaitingClock
from vidfeed.media.sound_ahead import SoundAhead
from vidfeed.media.sound_output import SoundOutput
from vidfeed.media.still_worker import QuickPictures, StillRequest, StillWorker
from vidfeed.media.upright import Upright
from vidfeed.model.clip import Film
from vidfeed.model.time import Span
from vidfeed.ports import PictureSource

SLOWEST, FASTEST = Fraction(1, 10), Fraction(2)
SLOWEST_HEARD = Fraction(1, 4)

_PLAY_CACHE_BYTES = 24 << 20
"""Playing goes forwards: it needs few frames again."""


@dataclass(frozen=True)
class Shown:
    """A picture for the screen; `exact` is false for the light copy's, which the original's follows."""

    picture: Picture
    exact: bool

    @property
    def frame(self) -> int:
        """Index of the frame that it shows."""
        return self.picture.frame_index


@dataclass(frozen=True)
class Callbacks:
    """Called on the player's threads; none may wait for a command of the player.

    Attributes:
        shown: with every picture.
        stopped: playing came to its end by itself, or was broken off.
        failed: a frame that was asked for cannot be decoded; an InternalError where something else went wrong.
    """

    shown: Callable[[Shown], None]
    stopped: Callable[[], None]
    failed: Callable[[ExpectedError | InternalError], None]


class Player:
    """Plays and shows one film.

    Args:
        original: opens the film; each thread opens its own.
        film: as read at import.
        callbacks: where pictures go.
        sound: the output, or None to play without.
        view_px: width and height that pictures are fitted into.
    """

    def __init__(
        self,
        original: PictureSource,
        film: Film,
        callbacks: Callbacks,
        sound: SoundOutput | None = None,
        view_px: tuple[int, int] = (960, 540),
    ) -> None:
        self._original, self._film, self._callbacks, self._output = original, film, callbacks, sound
        self._lock = threading.RLock()
        self._bounds_px = view_px
        self._speed = Fraction(1)
        self._loop: Span | None = None
        self._frame = 0
        self._run: PlayRun | None = None
        self._finished: list[PlayRun] = []
        self._reader = FrameReader(original, film, _PLAY_CACHE_BYTES)
        self._reader_lock = threading.Lock()
        self._closed = False
        self._stills = StillWorker(original, film, self._view_px, self._still_made, self._still_failed)

    @property
    def playing(self) -> bool:
        """Whether a run is under way."""
        return self._run is not None

    @property
    def position(self) -> int:
        """The frame shown last, or asked for since."""
        return self._frame

    @property
    def speed(self) -> Fraction:
        """Film seconds a second."""
        return self._speed

    def play(self) -> None:
        """Plays from the position; from the start where it stands at the end."""
        with self._lock:
            at_end = self._loop is None and self._frame == self._film.index.frames - 1
            self._play_from(0 if at_end else self._frame)

    def go_on(self) -> None:
        """Plays from the position, as after a drag; at the end there is only the last frame to play."""
        with self._lock:
            self._play_from(self._frame)

    def play_span(self, span: Span) -> None:
        """Plays a span once, then stands on its last frame."""
        with self._lock:
            frames = self._film.index.frames_in(span)
            self._play_path(PlayPath(self._film.index, frames.start, frames.stop))

    def pause(self) -> None:
        """Stands on the frame shown last, and shows the original's exact picture of it."""
        with self._lock:
            if self._run is not None:
                self._stop_run()
                self._show_still(dragging=False)

    def seek(self, frame: int, dragging: bool = False) -> None:
        """Goes to a frame; playing goes on from there. While `dragging`, the light copy's picture is enough."""
        with self._lock:
            was_playing = self.playing and not dragging
            self._stop_run()
            self._frame = self._clamped(frame)
            if was_playing:
                self.go_on()
            else:
                self._show_still(dragging)

    def step(self, frames: int) -> None:
        """Goes some frames on or, below zero, back, and stands."""
        with self._lock:
            self.seek_standing(self._frame + frames)

    def seek_standing(self, frame: int) -> None:
        """Goes to a frame and stands."""
        with self._lock:
            self._stop_run()
            self.seek(frame)

    def set_speed(self, speed: Fraction) -> None:
        """From 0.1 to 2; below 0.25 without sound."""
        with self._lock:
            self._speed = max(SLOWEST, min(speed, FASTEST))
            if self._run is not None:
                self._play_path(self._run.path.again_from(self._frame))

    def set_loop(self, span: Span | None) -> None:
        """Plays round and round in a span, or no longer; a span being played once is played to its end."""
        with self._lock:
            self._loop = span
            if self._run is not None and (span is not None or self._run.path.loop is not None):
                self.go_on()

    def set_gain(self, gain: float) -> None:
        """How loud: 0.0 is silence."""
        if self._output is not None:
            self._output.set_gain(gain)

    def set_view(self, width_px: int, height_px: int) -> None:
        """Fits pictures into this size from now on."""
        with self._lock:
            if (width_px, height_px) != self._bounds_px and width_px > 0 and height_px > 0:
                self._bounds_px = (width_px, height_px)
                if not self.playing:
                    self._show_still(dragging=False)

    def set_quick(self, quick: QuickPictures | None) -> None:
        """Gives it the light copy, once it is made; the player closes it."""
        self._stills.set_quick(quick)

    def refresh(self) -> None:
        """Shows the picture at the position again."""
        with self._lock:
            if not self.playing:
                self._show_still(dragging=False)

    def close(self) -> None:
        """Ends everything and waits for its threads; nothing is delivered afterwards."""
        with self._lock:
            self._closed = True
            self._stop_run()
            finished, self._finished = self._finished, []
            self._stills.close()
        for run in finished:
            run.join()
        self._stills.join()
        with self._reader_lock:
            self._reader.close()

    def _play_from(self, frame: int) -> None:
        self._play_path(PlayPath.of(self._film.index, frame, self._loop))

    def _play_path(self, path: PlayPath) -> None:
        self._stop_run()
        if self._closed:
            return
        self._frame = path.start
        sound = self._sound_of(path)
        run = PlayRun(
            self._reader,
            self._reader_lock,
            Upright(self._film),
            path,
            self._speed,
            RunOutput(WaitingClock(self._output if sound else None), sound),
            self._view_px,
            lambda picture: self._played(run, picture),
            lambda problem: self._ended(run, problem),
        )
        self._run = run
        run.start()

    def _sound_of(self, path: PlayPath) -> SoundAhead | None:
        if self._output is None or self._film.audio_index is None or self._speed < SLOWEST_HEARD:
            return None
        return film_sound(self._original, self._film.audio_index, path.sound(), self._speed)

    def _stop_run(self) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.stop()
            self._finished = [old for old in self._finished if old.alive] + [run]

    def _played(self, run: PlayRun, picture: Picture) -> None:
        with self._lock:
            if run is self._run:
                self._frame = picture.frame_index
                self._callbacks.shown(Shown(picture, exact=True))

    def _ended(self, run: PlayRun, problem: InternalError | None) -> None:
        with self._lock:
            if run is self._run:
                self._stop_run()
                if problem is not None:
                    self._callbacks.failed(problem)
                self._callbacks.stopped()

    def _show_still(self, dragging: bool) -> None:
        if not self._closed:
            self._stills.request(StillRequest(self._frame, dragging))

    def _still_made(self, request: StillRequest, picture: Picture, exact: bool) -> None:
        with self._lock:
            if not self.playing and not self._closed and request.frame == self._frame:
                self._callbacks.shown(Shown(picture, exact))

    def _still_failed(self, request: StillRequest, error: ExpectedError | InternalError) -> None:
        with self._lock:
            if not self._closed and request.frame == self._frame:
                self._callbacks.failed(error)

    def _clamped(self, frame: int) -> int:
        return max(0, min(frame, self._film.index.frames - 1))

    def _view_px(self) -> tuple[int, int]:
        width_px, height_px = self._bounds_px
        return fitted(self._film.width_px, self._film.height_px, width_px, height_px)
