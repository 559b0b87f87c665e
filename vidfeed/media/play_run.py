"""One run of playing: from a command to play to the next command, in threads of its own."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from vidfeed.errors import ExpectedError
from vidfeed.media.frames import FrameReader
from vidfeed.media.handoff import Handoff
from vidfeed.media.pictures import Picture
from vidfeed.media.play_path import Due, PlayPath
from vidfeed.media.run_output import RunOutput
from vidfeed.media.upright import Upright

_AHEAD_PICTURES = 6
_LATE_S = 0.05
_SHOW_AT_LEAST_S = 0.2


@dataclass(frozen=True)
class _Ready:
    """A picture with its place, or None at the path's end."""

    picture: Picture | None
    due: Due


class PlayRun:
    """Decodes ahead and delivers each picture when it is due.

    Args:
        reader: the film, for this run alone while it holds `reader_lock`.
        path: what is shown.
        speed: film seconds a second.
        output: not yet begun.
        view_px: asked before each picture is made: the size to make it in.
        deliver: called with each picture, on a thread of the run.
        ended: called once where the path came to its end, after its last picture has had its time; it is to be stopped.
    """

    def __init__(
        self,
        reader: FrameReader,
        reader_lock: threading.Lock,
        upright: Upright,
        path: PlayPath,
        speed: Fraction,
        output: RunOutput,
        view_px: Callable[[], tuple[int, int]],
        deliver: Callable[[Picture], None],
        ended: Callable[[], None],
    ) -> None:
        self._reader, self._reader_lock, self._upright = reader, reader_lock, upright
        self._path, self._speed = path, speed
        self._output = output
        self._view_px, self._deliver, self._ended = view_px, deliver, ended
        self._ready: Handoff[_Ready] = Handoff(_AHEAD_PICTURES)
        self._delivered_at = 0.0
        self.dropped = 0
        self._threads = [
            threading.Thread(target=self._decode, name="vidfeed-decode"),
            threading.Thread(target=self._present, name="vidfeed-present"),
        ]

    @property
    def path(self) -> PlayPath:
        """What it shows."""
        return self._path

    def start(self) -> None:
        """Begins."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Nothing is delivered any more, save what is being delivered this instant. Does not wait.

        The output is silent on return: the next run may start it, however long this one's threads take to end.
        """
        self._output.stop()
        self._ready.close()

    @property
    def alive(self) -> bool:
        """Whether a thread of it still runs."""
        return any(thread.is_alive() for thread in self._threads)

    def join(self) -> None:
        """Waits for the threads, after `stop`."""
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join()
        self._output.join()

    def _decode(self) -> None:
        due = Due(self._path.start, Fraction(0), Fraction(0))
        with self._reader_lock:
            for due in self._path.frames():
                if self._output.stopping:
                    return
                if self._is_late(due):
                    self.dropped += 1
                    continue
                picture = self._picture(due.frame)
                if picture is not None and not self._ready.put(_Ready(picture, due)):
                    return
        self._ready.put(_Ready(None, due))

    def _picture(self, frame: int) -> Picture | None:
        """None where it cannot be decoded: playing goes on around damage."""
        width_px, height_px = self._view_px()
        try:
            return self._upright.picture(self._reader.frame(frame), width_px, height_px)
        except ExpectedError:
            return None

    def _is_late(self, due: Due) -> bool:
        """Whether making the picture would only make the next ones late too; some are shown whatever the delay."""
        if not self._output.running or time.monotonic() - self._delivered_at > _SHOW_AT_LEAST_S:
            return False
        return self._seconds_until(due.until) < -_LATE_S

    def _present(self) -> None:
        first = self._ready.take()
        if first is not None and first.picture is not None:
            self._output.begin()
            if not self._output.stopping:
                self._show(first.picture)
                self._present_rest()
        if not self._output.stopping:
            self._ended()

    def _present_rest(self) -> None:
        while (ready := self._ready.take()) is not None:
            if ready.picture is None:
                self._wait_until(ready.due.until)
                return
            if not self._wait_until(ready.due.at):
                return
            too_late = self._seconds_until(ready.due.until) < 0 and len(self._ready) > 0
            if too_late and time.monotonic() - self._delivered_at < _SHOW_AT_LEAST_S:
                self.dropped += 1
            else:
                self._show(ready.picture)

    def _show(self, picture: Picture) -> None:
        self._delivered_at = time.monotonic()
        self._deliver(picture)

    def _seconds_until(self, at: Fraction) -> float:
        return float(at / self._speed) - self._output.seconds()

    def _wait_until(self, at: Fraction) -> bool:
        """Waits for the place to come; False where the run was stopped instead."""
        return self._output.wait_until(float(at / self._speed))
