"""mpv, told what to do over its socket.

Without a window it has no video output (`--vo=null`): pictures are decoded, timed and dropped, but neither scaled nor
copied, which favours it. In a window it scales into memory and hands that to the X server (`--vo=x11`), as ours does;
there the screen tells when a picture has come. Its other settings are its own, without the user's.
"""

from __future__ import annotations

import json
import queue
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.playback.films import BenchFilm
from benchmarks.playback.places import Environment, until
from benchmarks.playback.screen import VIEW_PX, Screen
from benchmarks.playback.subject import Dropped

_PATIENCE_S = 60
_WORDS = [
    "--no-config",
    "--idle",
    "--pause",
    "--keep-open=yes",
    "--hwdec=no",
    "--no-terminal",
    "--no-input-default-bindings",
]
_WORDS += ["--osd-level=0", "--no-osc", "--load-scripts=no", "--ytdl=no"]
_BARE = ["--vo=null", "--no-audio"]
_WINDOW = ["--vo=x11", "--ao=pulse", "--force-window=yes", f"--geometry={VIEW_PX[0]}x{VIEW_PX[1]}+0+0", "--no-border"]

Message = dict[str, Any]


class Connection:
    """Commands and answers; every message has the time at which it came."""

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        until(lambda: path.exists() and self._socket.connect_ex(str(path)) == 0)
        self._messages: queue.Queue[tuple[float, Message]] = queue.Queue()
        self._number = 0
        threading.Thread(target=self._read, daemon=True).start()

    def send(self, *words: object) -> None:
        """Does not wait."""
        self._number += 1
        line = json.dumps({"command": words, "request_id": self._number})
        self._socket.sendall(line.encode() + b"\n")

    def ask(self, *words: object) -> Any:
        """The answer's data."""
        self.send(*words)
        return self.wait(lambda message: message.get("request_id") == self._number)[1].get("data")

    def wait(self, wanted: Callable[[Message], bool]) -> tuple[float, Message]:
        """The next message of a kind, and when it came."""
        while True:
            at, message = self._messages.get(timeout=_PATIENCE_S)
            if wanted(message):
                return at, message

    def _read(self) -> None:
        for line in self._socket.makefile("rb"):
            self._messages.put((time.monotonic(), json.loads(line)))


class Mpv:
    """A Subject. Without a screen its own events tell when a picture has come."""

    def __init__(self, folder: Path, environment: Environment, screen: Screen | None = None) -> None:
        self.name = "mpv in a window" if screen else "mpv"
        self._screen = screen
        path = folder / f"mpv-{'window' if screen else 'bare'}"
        words = ["mpv", *_WORDS, *(_WINDOW if screen else _BARE), f"--input-ipc-server={path}"]
        self._process = subprocess.Popen(words, env=environment, stdin=subprocess.DEVNULL)
        self._mpv = Connection(path)
        self._mpv.ask("observe_property", 1, "time-pos")
        self._rate, self._frame = 1.0, 0

    @property
    def pid(self) -> int:
        """Of its process."""
        return self._process.pid

    def open(self, film: BenchFilm) -> float:
        """See Subject."""
        self._rate, self._frame = film.rate, 0
        began = time.monotonic()
        self._mpv.send("loadfile", str(film.path))
        return self._since(began, self._restarted)

    def seek(self, frame: int) -> float:
        """See Subject."""
        self._frame = frame
        began = time.monotonic()
        self._mpv.send("seek", max(0, (frame - 0.25) / self._rate), "absolute+exact")
        return self._since(began, self._restarted)

    def step(self, direction: int) -> float:
        """See Subject."""
        self._frame += direction
        began = time.monotonic()
        self._mpv.send("frame-step" if direction > 0 else "frame-back-step")
        return self._since(began, self._stands_there if direction > 0 else self._restarted)

    def play(self, seconds: float) -> Dropped:
        """See Subject."""
        self.seek(0)
        before, began = self._drops(), time.monotonic()
        self._mpv.ask("set_property", "pause", False)
        until(lambda: time.monotonic() - began >= seconds or self._mpv.ask("get_property", "eof-reached"), seconds + 9)
        played_s = min(seconds, time.monotonic() - began)
        self._mpv.ask("set_property", "pause", True)
        return Dropped(round(played_s * self._rate), self._drops() - before)

    def close(self) -> None:
        """Ends it."""
        self._mpv.send("quit")
        self._process.wait(_PATIENCE_S)

    def _since(self, began: float, told: Callable[[Message], bool]) -> float:
        at = self._screen.until(self._frame) if self._screen else self._mpv.wait(told)[0]
        taken_ms = (at - began) * 1000
        self._check()
        return taken_ms

    def _check(self) -> None:
        """It stands on the frame that was wanted, and nothing more is to come of the command."""
        until(lambda: round((self._mpv.ask("get_property", "time-pos") or 0) * self._rate) == self._frame)
        until(lambda: not self._mpv.ask("get_property", "seeking") and self._mpv.ask("get_property", "pause"))

    def _restarted(self, message: Message) -> bool:
        return message.get("event") == "playback-restart"

    def _stands_there(self, message: Message) -> bool:
        seconds = message.get("data") if message.get("event") == "property-change" else None
        return isinstance(seconds, float) and round(seconds * self._rate) == self._frame

    def _drops(self) -> int:
        names = ("frame-drop-count", "decoder-frame-drop-count")
        return sum(self._mpv.ask("get_property", name) or 0 for name in names)
