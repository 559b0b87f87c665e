"""Our player as a program that is told what to do, a JSON document a line: VAULT.

It has the engine alone ("bare"), and Watch's picture with what stands behind it ("window"), each with its own film.
Every picture is told as {"frame": ..., "exact": ..., "where": ...}; while it plays they are counted instead.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer

from benchmarks.playback.films import PASSPHRASE
from benchmarks.playback.lateness import dropped
from benchmarks.playback.screen import VIEW_PX
from tests.factories.driving import arguments, tell
from ui.bootstrap.opening import OpenedVault, open_vault
from ui.jobs.process import give_pictures_back
from ui.jobs.sound_sink import SoundSink
from ui.screens.application import make_application
from ui.state.playing import Playing
from ui.widgets.video_view import VideoView
from vidfeed.media.packet_pictures import ProxyReader
from vidfeed.media.player import Callbacks, Player, Shown
from vidfeed.model.frame_index import FrameIndex
from vidfeed.services.watching import OpenedFilm, Prepared, open_film

_REPAINT_MS = 16

Order = dict[str, Any]


class Pictures:
    """What was shown, told at once or kept until asked for."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._kept: list[tuple[int, float]] | None = None

    def note(self, frame: int, exact: bool) -> None:
        """A picture is there."""
        if self._kept is None:
            tell(where=self._where, frame=frame, exact=exact)
        else:
            self._kept.append((frame, time.monotonic()))

    def keep(self) -> None:
        """From now on."""
        self._kept = []

    def kept(self) -> list[tuple[int, float]]:
        """Since `keep`: frames and when they came; tells again from now on."""
        kept, self._kept = self._kept or [], None
        return kept


class Bare:
    """The engine alone, without sound."""

    def __init__(self) -> None:
        self.pictures = Pictures("bare")
        self._player: Player | None = None
        self._index: FrameIndex | None = None
        self.ended = threading.Event()

    def open(self, film: OpenedFilm) -> None:
        self.close()
        self._index = film.film.index
        player = Player(film.original, film.film, self._callbacks(), view_px=VIEW_PX)
        if film.prepared.scrub is not None:
            player.set_quick(ProxyReader(film.prepared.scrub.source, film.prepared.scrub.table, film.film.index))
        self._player = player
        player.seek(0)

    def seek(self, frame: int, moving: bool) -> None:
        self._opened().seek(frame, dragging=moving)

    def step(self, by: int) -> None:
        self._opened().step(by)

    def play(self, frames: int) -> None:
        assert self._index is not None
        self._opened().play_span(self._index.span(0, frames - 1))

    def play_backwards(self, frames: int) -> None:
        self._opened().seek(frames - 1)
        self._opened().play_backwards()

    def close(self) -> None:
        if self._player is not None:
            self._player.close()

    def _opened(self) -> Player:
        assert self._player is not None
        return self._player

    def _callbacks(self) -> Callbacks:
        def shown(picture: Shown) -> None:
            self.pictures.note(picture.frame, picture.exact)

        return Callbacks(shown, self.ended.set, lambda error: tell(failed=str(error)))


class Window:
    """Watch's picture, through the window's player, with the sound device."""

    def __init__(self) -> None:
        self.pictures = Pictures("window")
        self.ended = threading.Event()
        self._view = VideoView()
        self._view.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self._view.setGeometry(0, 0, *VIEW_PX)
        self._playing = Playing(SoundSink)
        self._playing.set_view_size(self._view.wanted_size)
        self._playing.pictured.connect(self._show)
        self._playing.failed.connect(lambda error: tell(failed=str(error)))
        self._playing.playing_changed.connect(lambda on: None if on else self.ended.set())
        self._view.picture_painted.connect(lambda frame: self.pictures.note(frame, True))
        self._view.show()

    def open(self, film: OpenedFilm) -> None:
        self._playing.open(film, 0)

    def seek(self, frame: int, moving: bool) -> None:
        self._playing.seek(frame, moving=moving)

    def step(self, by: int) -> None:
        self._playing.step(by)

    def play(self, frames: int) -> None:
        self._playing.play_span(0, frames - 1)

    def play_backwards(self, frames: int) -> None:
        self._playing.seek(frames - 1)
        self._playing.play_backwards()

    def close(self) -> None:
        self._playing.close()

    def _show(self, shown: Shown) -> None:
        picture = shown.picture
        self._view.show_picture(picture.data, picture.width_px, picture.height_px, picture.stride_bytes, shown.frame)


class Viewer(QObject):
    """Does what it is told, on the window's thread."""

    def __init__(self, vault: OpenedVault) -> None:
        super().__init__()
        self._vault = vault
        self._places: dict[str, Bare | Window] = {"bare": Bare(), "window": Window()}
        self._index: dict[str, FrameIndex] = {}
        self._arrived = b""
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._take_order)
        self._orders: dict[str, Callable[[Order], None]] = {
            "open": self._open,
            "seek": lambda order: self._place(order).seek(order["frame"], order.get("moving", False)),
            "step": lambda order: self._place(order).step(order["by"]),
            "play": self._play,
            "drag": self._drag,
            "quick": self._quick,
            "quit": self._quit,
        }

    def _take_order(self) -> None:
        self._arrived += os.read(sys.stdin.fileno(), 1 << 16) or b'{"do": "quit"}\n'
        *lines, self._arrived = self._arrived.split(b"\n")
        for line in lines:
            order: Order = json.loads(line)
            self._orders[order["do"]](order)

    def _place(self, order: Order) -> Bare | Window:
        return self._places[order["where"]]

    def _open(self, order: Order) -> None:
        film = open_film(self._vault.context, order["clip"])
        self._index[order["where"]] = film.film.index
        self._place(order).open(film if order["light"] else replace(film, prepared=Prepared()))

    def _play(self, order: Order) -> None:
        place = self._place(order)
        place.pictures.keep()
        place.ended.clear()
        (place.play_backwards if order["backwards"] else place.play)(order["frames"])
        _when(place.ended.is_set, partial(self._tell_played, order))

    def _tell_played(self, order: Order) -> None:
        kept, index = self._place(order).pictures.kept(), self._index[order["where"]]
        tell(dropped=dropped(kept, index, order["frames"], order["backwards"]))

    def _drag(self, order: Order) -> None:
        """The hand is somewhere else at each repaint of the screen."""
        place, frames = self._place(order), iter(order["frames"])
        place.pictures.keep()
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)

        def move() -> None:
            frame = next(frames, None)
            if frame is not None:
                place.seek(frame, moving=True)
                return
            timer.stop()
            timer.deleteLater()
            tell(dragged=len(place.pictures.kept()))

        timer.timeout.connect(move)
        timer.start(_REPAINT_MS)

    def _quick(self, order: Order) -> None:
        """The light copy alone: milliseconds of each picture, decoded and scaled to the view."""
        film = open_film(self._vault.context, order["clip"])
        run, taken_ms = film.prepared.scrub, []
        assert run is not None
        with ProxyReader(run.source, run.table, film.film.index) as quick:
            for frame in order["frames"]:
                began = time.monotonic()
                quick.picture(film.film.index.pts[frame], *VIEW_PX)
                taken_ms.append((time.monotonic() - began) * 1000)
        tell(quick_ms=taken_ms)

    def _quit(self, _order: Order) -> None:
        for place in self._places.values():
            place.close()
        make_application().quit()


def _when(condition: Callable[[], bool], then: Callable[[], None]) -> None:
    if condition():
        then()
    else:
        QTimer.singleShot(20, partial(_when, condition, then))


def main() -> int:
    """Until it is told to quit; the exit status."""
    (folder,) = arguments()
    give_pictures_back()  # as `ui.main` does
    app = make_application()
    with open_vault(Path(folder), PASSPHRASE) as vault, suppress(KeyboardInterrupt):
        viewer = Viewer(vault)
        tell(ready=True)
        status = app.exec()
        del viewer
    return status


if __name__ == "__main__":
    sys.exit(main())
