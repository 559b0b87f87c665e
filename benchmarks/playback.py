"""Playback's figures: seeks, steps, dragging, first picture, dropped pictures.

Run: python -m benchmarks.playback [FILM ...]; without a film, two are made, with keyframes 30 and 250 frames apart.
"""

from __future__ import annotations

import argparse
import io
import queue
import random
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from benchmarks.textured_film import textured_film
from tests.factories.plain_source import PlainSource
from vidfeed.media.packet_pictures import ProxyReader
from vidfeed.media.player import Callbacks, Player, Shown
from vidfeed.media.preparing import Sinks, prepare_film
from vidfeed.model.clip import Film
from vidfeed.model.packet_table import PacketTable

VIEW_PX = (1280, 720)
PATIENCE_S = 60
SEEKS, STEPS, DRAGS, OPENINGS = 40, 60, 300, 5
PLAY_S = 10


@dataclass(frozen=True)
class Blob:
    """Bytes as the vault opens them."""

    data: bytes

    def open(self) -> BinaryIO:
        """A reader."""
        return io.BytesIO(self.data)


@dataclass(frozen=True)
class Opened:
    """A film with its scrub proxy."""

    source: PlainSource
    film: Film
    proxy: Blob
    table: PacketTable

    def quick(self) -> ProxyReader:
        """The proxy's pictures."""
        return ProxyReader(self.proxy, self.table, self.film.index)


class Watched:
    """A player whose pictures are waited for."""

    def __init__(self, opened: Opened, with_proxy: bool = False) -> None:
        self.opened = opened
        self.arrived: queue.Queue[tuple[float, int, bool]] = queue.Queue()
        self.ended = threading.Event()
        callbacks = Callbacks(self._arrive, self.ended.set, lambda _error: None)
        self.player = Player(opened.source, opened.film, callbacks, view_px=VIEW_PX)
        if with_proxy:
            self.player.set_quick(opened.quick())

    def timed(self, command: Callable[[], None], frame: int, exact: bool = True) -> float:
        """Milliseconds from a command to the picture of this frame."""
        began = time.perf_counter()
        command()
        while True:
            at, shown, is_exact = self.arrived.get(timeout=PATIENCE_S)
            if shown == frame and is_exact >= exact:
                return (at - began) * 1000

    def close(self) -> None:
        """Ends the player."""
        self.player.close()

    def _arrive(self, shown: Shown) -> None:
        self.arrived.put((time.perf_counter(), shown.frame, shown.exact))


def main() -> None:
    """Prints a table for each film."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("films", nargs="*", type=Path)
    films: list[Path] = parser.parse_args().films
    with tempfile.TemporaryDirectory() as folder:
        for path in films or [textured_film(Path(folder) / f"gop{gop}.mp4", 600, gop) for gop in (30, 250)]:
            print(f"\n{path.name}")
            _measure(path)


def _measure(path: Path) -> None:
    opened = _open(path)
    _row("first picture", _first_pictures(opened))
    _row("exact seek", _seeks(opened))
    _row("step forward", _steps(opened, 1))
    _row("step back", _steps(opened, -1))
    _row("step back, first seen from the proxy", _steps(opened, -1, with_proxy=True))
    _row("proxy picture decoded and scaled", _proxy_pictures(opened))
    _row("proxy picture while dragging", _drags(opened))
    _play(opened)


def _open(path: Path) -> Opened:
    source = PlainSource(path)
    began = time.perf_counter()
    film = source.film()
    _print("read at import", f"{(time.perf_counter() - began) * 1000:.0f} ms, {path.stat().st_size / 1e6:.0f} MB")
    proxy = io.BytesIO()
    began = time.perf_counter()
    table = prepare_film(source, film, Sinks(proxy, io.BytesIO(), io.BytesIO())).proxy
    pace = float(film.index.duration) / (time.perf_counter() - began)
    megabytes = len(proxy.getvalue()) / 1e6 / float(film.index.duration) * 60
    _print("proxy, strip, waveform made", f"{pace:.1f} x real time, {megabytes:.0f} MB a minute")
    return Opened(source, film, Blob(proxy.getvalue()), table)


def _first_pictures(opened: Opened) -> Iterable[float]:
    for _ in range(OPENINGS):
        began = time.perf_counter()
        watched = Watched(opened)
        watched.timed(partial(watched.player.seek, 0), 0)
        yield (time.perf_counter() - began) * 1000
        watched.close()


def _seeks(opened: Opened) -> Iterable[float]:
    dice = random.Random(3)
    with closing(Watched(opened)) as watched:
        for frame in dice.sample(range(opened.film.index.frames), SEEKS):
            yield watched.timed(partial(watched.player.seek, frame), frame)


def _steps(opened: Opened, direction: int, with_proxy: bool = False) -> Iterable[float]:
    frame = opened.film.index.frames // 2
    with closing(Watched(opened, with_proxy)) as watched:
        watched.timed(partial(watched.player.seek, frame), frame)
        for _ in range(STEPS):
            frame += direction
            yield watched.timed(partial(watched.player.step, direction), frame, exact=not with_proxy)


def _proxy_pictures(opened: Opened) -> Iterable[float]:
    dice = random.Random(4)
    with opened.quick() as quick:
        for _ in range(DRAGS):
            began = time.perf_counter()
            quick.picture(dice.choice(opened.table.pts), *VIEW_PX)
            yield (time.perf_counter() - began) * 1000


def _drags(opened: Opened) -> Iterable[float]:
    dice = random.Random(5)
    with closing(Watched(opened, with_proxy=True)) as watched:
        for frame in dice.choices(range(opened.film.index.frames), k=DRAGS):
            yield watched.timed(partial(watched.player.seek, frame, dragging=True), frame, exact=False)


def _play(opened: Opened) -> None:
    frames = min(opened.film.index.frames, round(PLAY_S * opened.film.frame_rate))
    with closing(Watched(opened)) as watched:
        busy_before, began = time.process_time(), time.perf_counter()
        watched.player.play_span(opened.film.index.span(0, frames - 1))
        watched.ended.wait(PATIENCE_S)
        busy = (time.process_time() - busy_before) / (time.perf_counter() - began)
        shown = watched.arrived.qsize()
    _print("played", f"{frames} frames, {frames - shown} dropped, {busy:.0%} of a core")


def _row(what: str, times_ms: Iterable[float]) -> None:
    times = sorted(times_ms)
    middle, high = times[len(times) // 2], times[int(len(times) * 0.95)]
    _print(what, f"p50 {middle:6.1f}  p95 {high:6.1f} ms  {1000 * len(times) / sum(times):5.0f} a second")


def _print(what: str, figure: str) -> None:
    print(f"  {what:<38}{figure}", flush=True)


if __name__ == "__main__":
    main()
