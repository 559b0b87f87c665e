"""Our player, told what to do over a pipe: the engine alone, or in a window whose screen is read."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.playback.films import BenchFilm
from benchmarks.playback.places import ROOT, Environment
from benchmarks.playback.screen import Screen
from benchmarks.playback.subject import Dropped

_PATIENCE_S = 60

Message = dict[str, Any]


class Viewer:
    """The program with our player in it (`benchmarks.playback.viewer`), on a vault that no one else has open."""

    def __init__(self, vault: Path, environment: Environment) -> None:
        words = [sys.executable, "-m", "benchmarks.playback.viewer", str(vault)]
        self._process = subprocess.Popen(
            words, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._messages: queue.Queue[tuple[float, Message]] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.wait(lambda message: "ready" in message)

    @property
    def pid(self) -> int:
        """Of its process."""
        return self._process.pid

    def send(self, **order: object) -> None:
        """Does not wait."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()

    def forget(self) -> None:
        """What has been told so far."""
        while not self._messages.empty():
            self._messages.get()

    def wait(self, wanted: Callable[[Message], object], patience_s: float = _PATIENCE_S) -> tuple[float, Message]:
        """The next message of a kind, and when it came."""
        while True:
            at, message = self._messages.get(timeout=patience_s)
            if "failed" in message:
                raise RuntimeError(message["failed"])
            if wanted(message):
                return at, message

    def quick_ms(self, film: BenchFilm, frames: Sequence[int]) -> list[float]:
        """Milliseconds in which the light copy's pictures are decoded and scaled."""
        self.send(do="quick", clip=film.clip_id, frames=frames)
        taken: list[float] = self.wait(lambda message: "quick_ms" in message)[1]["quick_ms"]
        return taken

    def close(self) -> None:
        """Ends it."""
        self.send(do="quit")
        self._process.wait(_PATIENCE_S)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._messages.put((time.monotonic(), json.loads(line)))


class Ours:
    """A Subject.

    Args:
        screen: of the window; without it the engine alone is measured, by the pictures that it hands over.
        light: films have their light copy, and a picture of it counts.
    """

    def __init__(self, viewer: Viewer, screen: Screen | None = None, light: bool = False) -> None:
        self.name = "ours in a window" if screen else "ours"
        self._viewer, self._screen, self._light = viewer, screen, light
        self._where = "window" if screen else "bare"
        self._film: BenchFilm | None = None
        self._frame = 0

    @property
    def pid(self) -> int:
        """Of its process."""
        return self._viewer.pid

    def open(self, film: BenchFilm) -> float:
        """See Subject."""
        self._film, self._frame = film, 0
        return self._timed(do="open", clip=film.clip_id, light=self._light)

    def seek(self, frame: int, moving: bool = False) -> float:
        """See Subject; `moving` while the hand is still on its way."""
        self._frame = frame
        return self._timed(do="seek", frame=frame, moving=moving)

    def step(self, direction: int) -> float:
        """See Subject."""
        self._frame += direction
        return self._timed(do="step", by=direction)

    def play(self, seconds: float) -> Dropped:
        """See Subject."""
        assert self._film is not None
        frames = min(self._film.frames, round(seconds * self._film.rate))
        self.begin(frames)
        return Dropped(frames, self.wait_for_end(seconds))

    def play_backwards(self) -> int:
        """The dropped pictures of a play from the film's end to its start."""
        assert self._film is not None
        self.begin(self._film.frames, backwards=True)
        return self.wait_for_end(self._film.frames / self._film.rate)

    def begin(self, frames: int, backwards: bool = False) -> None:
        """Plays so many frames from the start, or back to it; does not wait."""
        self._viewer.forget()
        self._viewer.send(do="play", where=self._where, frames=frames, backwards=backwards)

    def wait_for_end(self, seconds: float) -> int:
        """The dropped pictures of what was begun."""
        count: int = self._viewer.wait(lambda message: "dropped" in message, seconds + _PATIENCE_S)[1]["dropped"]
        return count

    def dragged(self, frames: Sequence[int]) -> int:
        """How many pictures come while the hand is at another of these frames at each repaint."""
        self._viewer.send(do="drag", where=self._where, frames=frames)
        count: int = self._viewer.wait(lambda message: "dragged" in message)[1]["dragged"]
        return count

    def _timed(self, **order: object) -> float:
        self._viewer.forget()
        began = time.monotonic()
        self._viewer.send(where=self._where, **order)
        at = self._screen.until(self._frame) if self._screen else self._viewer.wait(self._is_it)[0]
        return (at - began) * 1000

    def _is_it(self, message: Message) -> bool:
        right = message.get("where") == self._where and message.get("frame") == self._frame
        return right and (self._light or message["exact"])
