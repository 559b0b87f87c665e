"""The player: a film under the hand, exact to the frame. Commands return at once."""

import threading
from collections.abc import Callable
from fractions import Fraction

from vidfeed.errors import ExpectedError, InternalError
from vidfeed.media.gaps import FrameRanges, Gaps
from vidfeed.media.light_copy import LightCopy, QuickPictures
from vidfeed.media.originals import Originals
from vidfeed.media.pictures import Picture, fitted
from vidfeed.media.play_path import PlayPath
from vidfeed.media.play_run import PlayRun, RunEvents
from vidfeed.media.player_sound import PlayerSound
from vidfeed.media.run_pictures import RunPictures
from vidfeed.media.shown import Callbacks, Shown
from vidfeed.media.sound_output import SoundOutput
from vidfeed.media.still_worker import Need, StillRequest, StillWorker
from vidfeed.model.clip import Film
from vidfeed.model.time import Span
from vidfeed.ports import PictureSource

__all__ = ["FASTEST", "FASTEST_BACK", "SLOWEST", "Callbacks", "Player", "Shown"]

SLOWEST, FASTEST = Fraction(1, 10), Fraction(2)
FASTEST_BACK = Fraction(1)


class Player:
    """Plays and shows one film.

    Args:
        original: opens the film; each thread opens its own.
        film: as read at import.
        callbacks: where pictures go.
        sound: the output, or None to play without.
        view_px: width and height that pictures are fitted into.

    Attributes:
        scrub: the copy of lone pictures, once it is made: shown while the hand moves, played backwards from.
        playback: the copy that is played from, where there is one.
    """

    def __init__(
        self,
        original: PictureSource,
        film: Film,
        callbacks: Callbacks,
        sound: SoundOutput | None = None,
        view_px: tuple[int, int] = (960, 540),
    ) -> None:
        self._film, self._callbacks = film, callbacks
        self._lock = threading.RLock()
        self._bounds_px = view_px
        self._speed = Fraction(1)
        self._loop: Span | None = None
        self._frame = 0
        self._run: PlayRun | None = None
        self._finished: list[PlayRun] = []
        self._stalled = self._dragging = self._closed = False
        self._shows_original = True
        self._scrub, self._playback = LightCopy(), LightCopy()
        self._sound = PlayerSound(original, film, sound)
        self._gaps = Gaps(self._found_gaps)
        self._originals = Originals(original, film, self._gaps)
        self._stills = StillWorker(
            self._originals, film, self._scrub, self._view_px, self._still_made, self._still_failed
        )

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

    @property
    def gaps(self) -> FrameRanges:
        """The frames that are known by now to be undecodable."""
        return self._gaps.ranges()

    def play(self) -> None:
        """Plays from the position; from the start where it stands at the end."""
        with self._lock:
            at_end = self._loop is None and self._frame == self._film.index.frames - 1
            self._play_from(0 if at_end else self._frame)

    def go_on(self) -> None:
        """Plays from the position, as after a drag; at the end there is only the last frame to play."""
        with self._lock:
            self._play_from(self._frame)

    def play_span(self, span: Span, lead_in_s: Fraction = Fraction(0)) -> None:
        """Plays a span once, with so many seconds of what comes before it, then stands on its last frame."""
        with self._lock:
            index = self._film.index
            frames = index.frames_in(span)
            start = index.frame_at(index.pts[frames.start] - int(lead_in_s / index.time_base))
            self._play_path(PlayPath(index, start, frames.stop))

    def play_backwards(self) -> None:
        """Plays from the position to the film's start, silently, no faster than `FASTEST_BACK`, and stands there."""
        with self._lock:
            self._play_path(PlayPath(self._film.index, self._frame, backwards=True))

    def pause(self) -> None:
        """Stands on the frame shown last, and shows the original's exact picture of it."""
        with self._lock:
            if self._run is not None:
                self._stop_run()
                self._show_still(Need.STAND)

    def seek(self, frame: int, dragging: bool = False) -> None:
        """Goes to a frame; playing goes on from there. While `dragging`, what is at hand is shown first."""
        with self._lock:
            path = None if self._run is None or dragging else self._run.path
            self._stop_run()
            self._frame, self._dragging = self._clamped(frame), dragging
            if path is not None and path.backwards:
                self._play_path(path.again_from(self._frame))
            elif path is not None:
                self.go_on()
            else:
                self._show_still(Need.DRAG if dragging else Need.STAND)

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
        """From 0.1 to 2, backwards to 1; below 0.25 without sound, unless that is switched on."""
        with self._lock:
            self._speed = max(SLOWEST, min(speed, FASTEST))
            self._play_again()

    def set_loop(self, span: Span | None) -> None:
        """Plays round and round in a span, or no longer; a span being played once is played to its end.

        Backwards it plays on as it did: a loop is for the way forwards.
        """
        with self._lock:
            self._loop = span
            path = None if self._run is None else self._run.path
            if path is not None and not path.backwards and (span is not None or path.loop is not None):
                self.go_on()

    def set_gain(self, gain: float) -> None:
        """The volume: 0.0 is silence, 1.0 the film's own level with the clip's gain."""
        self._sound.set_volume(gain)

    def set_muted(self, muted: bool) -> None:
        """Silent, whatever the volume."""
        self._sound.set_muted(muted)

    def set_clip_gain(self, gain_db: float) -> None:
        """How much louder, or below zero fainter, this clip is played than it was recorded."""
        with self._lock:
            changed, self._sound.gain_db = gain_db != self._sound.gain_db, gain_db
            if changed:
                self._play_again()

    def set_sound_below_quarter(self, heard: bool) -> None:
        """Whether there is sound at speeds below 0.25."""
        with self._lock:
            changed, self._sound.below_quarter = heard != self._sound.below_quarter, heard
            if changed:
                self._play_again()

    def set_view(self, width_px: int, height_px: int) -> None:
        """Fits pictures into this size from now on."""
        with self._lock:
            if (width_px, height_px) != self._bounds_px and width_px > 0 and height_px > 0:
                self._bounds_px = (width_px, height_px)
                self.refresh()

    def set_quick(self, quick: QuickPictures | None) -> None:
        """Gives it the scrub proxy, once it is made; the player closes it."""
        self._scrub.put(quick)

    def set_playback(self, copy: QuickPictures | None) -> None:
        """Gives it the playback proxy, to play from in place of the original; the player closes it."""
        self._playback.put(copy)

    def refresh(self) -> None:
        """Shows the picture at the position again, if it stands."""
        with self._lock:
            if not self.playing:
                self._show_still(Need.STAND)

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
        for copy in (self._scrub, self._playback):
            copy.put(None)
        self._originals.close()

    def _play_from(self, frame: int) -> None:
        self._play_path(PlayPath.of(self._film.index, frame, self._loop))

    def _play_again(self) -> None:
        """The same run anew, where there is one: what it goes by has changed."""
        if self._run is not None:
            self._play_path(self._run.path.again_from(self._frame))

    def _play_path(self, path: PlayPath) -> None:
        self._stop_run()
        if self._closed:
            return
        self._frame = path.start
        self._show_still(Need.GLANCE)
        speed = min(self._speed, FASTEST_BACK) if path.backwards else self._speed
        output = self._sound.begin(path, speed, lambda problem: self._sound_failed(lambda: run, problem))
        pictures = RunPictures(
            self._originals, self._playback, self._scrub, path, self._view_px, lambda: output.stopping
        )
        events = RunEvents(
            lambda shown: self._played(run, shown),
            lambda problem: self._ended(run, problem),
            lambda stalled: self._note_stalled(run, stalled),
            lambda frame: self._held_up(run, frame),
        )
        run = PlayRun(path, pictures, speed, output, events)
        self._run = run
        run.start()

    def _stop_run(self) -> None:
        run, self._run = self._run, None
        if run is not None:
            self._note_stalled(None, False)
            run.stop()
            self._finished = [old for old in self._finished if old.alive] + [run]

    def _played(self, run: PlayRun, shown: Shown) -> None:
        with self._lock:
            if run is self._run:
                self._frame, self._shows_original = shown.frame, shown.exact
                self._callbacks.shown(shown)

    def _held_up(self, run: PlayRun, frame: int) -> None:
        with self._lock:
            if run is self._run:
                self._play_path(run.path.again_from(frame))

    def _ended(self, run: PlayRun, problem: InternalError | None) -> None:
        with self._lock:
            if run is self._run:
                self._stop_run()
                if problem is not None:
                    self._callbacks.failed(problem)
                self._callbacks.stopped()
                if not self._shows_original:
                    self._show_still(Need.STAND)

    def _sound_failed(self, begun: Callable[[], PlayRun], problem: InternalError) -> None:
        """May come before the run has begun, which waits for the lock."""
        with self._lock:
            self._ended(begun(), problem)

    def _note_stalled(self, run: PlayRun | None, stalled: bool) -> None:
        with self._lock:
            if run is self._run and stalled != self._stalled:
                self._stalled = stalled
                self._callbacks.stalled(stalled)

    def _found_gaps(self, ranges: FrameRanges) -> None:
        if not self._closed:
            self._callbacks.gaps(ranges)

    def _show_still(self, need: Need) -> None:
        if not self._closed:
            self._stills.request(StillRequest(self._frame, need))

    def _still_made(self, request: StillRequest, picture: Picture, exact: bool) -> None:
        with self._lock:
            awaited = self._run is None or (request.need is Need.GLANCE and not self._run.begun)
            # A moving hand is ahead of the pictures: one that is late still shows where it went.
            wanted = request.frame == self._frame or (self._dragging and request.need is Need.DRAG)
            if awaited and not self._closed and wanted:
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
