"""The main job's figures: import, first picture, mark, render, start-up. Run: python -m benchmarks.main_job"""

import os
import queue
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from pathlib import Path

from tests.factories.films import FilmSpec, make_film
from ui.bootstrap import OpenedVault, create_vault
from vidfeed.media.player import Callbacks, Player, Shown
from vidfeed.model.clip import AssetRole, Clip
from vidfeed.ports import never_cancelled, no_progress
from vidfeed.services import assembling, cases, codebooks, importing, marking

CASE = "BENCH-1"
PASSPHRASE = "unpledged snugness triceps puppet"
FILM = FilmSpec(width=1920, height=1080, frames=600, frame_rate=Fraction(30), gop=30)
MARKS = 200
FIRST_PICTURES = 9
START_UP = """
import sys, time
import psutil
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import ui.bootstrap.windows as windows
import ui.screens.window as window

shown = window.MainWindow.showEvent
def show(self, event):
    shown(self, event)
    QTimer.singleShot(0, lambda: (print(time.time() - psutil.Process().create_time(), flush=True), QApplication.quit()))
window.MainWindow.showEvent = show
from pathlib import Path
windows.open_windows(Path(sys.argv[1]))
"""


def main() -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        film = make_film(folder / "film.mp4", FILM)
        with create_vault(folder / "vault", PASSPHRASE, "bench").opened as opened:
            cases.add_case(opened.context, CASE)
            clip = _import(opened, film)
            _prepare(opened, clip)
            _first_picture(opened, clip)
            _marks(opened, clip)
            _render(opened, clip, folder / "reel.mp4")
        _start_up(folder / "vault")


def _row(what: str, figure: str) -> None:
    print(f"| {what} | {figure} |", flush=True)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _copy(film: Path, target: Path) -> None:
    with film.open("rb") as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy, 1 << 20)
        os.fsync(copy.fileno())


def _import(opened: OpenedVault, film: Path) -> Clip:
    big = film.with_name("big.mp4")
    with big.open("wb") as file:
        file.write(film.read_bytes())
        file.write(os.urandom(400 << 20))  # trailing bytes that the demuxer passes over: a long film's weight
    size_mb = big.stat().st_size / 1e6
    plain = _timed(lambda: _copy(big, film.with_name("plain")))
    request = importing.ImportRequest(big, CASE)
    took = _timed(lambda: importing.import_film(opened.context, request))
    _row("import (encrypt, sync, read back, index), MB/s", f"{size_mb / took:.0f} ({size_mb:.0f} MB in {took:.2f} s)")
    _row("the same against a plain copy with sync", f"{took / plain:.2f} x")
    return importing.import_film(opened.context, importing.ImportRequest(film, CASE)).clip


def _prepare(opened: OpenedVault, clip: Clip) -> None:
    took = _timed(lambda: importing.prepare_clip(opened.context, clip.id))
    _row("proxy, strip and waveform at 1080p30, times real time", f"{float(clip.duration) / took:.1f}")


def _first_picture(opened: OpenedVault, clip: Clip) -> None:
    catalogue = opened.context.catalogue
    taken = []
    for _ in range(FIRST_PICTURES):
        pictures: queue.Queue[Shown] = queue.Queue()
        began = time.perf_counter()
        original = catalogue.asset(clip.id, AssetRole.ORIGINAL)
        assert original is not None
        source = opened.context.blobs.source(original)
        callbacks = Callbacks(pictures.put, lambda: None, lambda error: None)
        player = Player(source, catalogue.film(clip.id), callbacks, view_px=(1280, 720))
        player.seek(0)
        pictures.get(timeout=10)
        taken.append(time.perf_counter() - began)
        player.close()
    _row(
        "first picture of an opened clip, ms, p50 / max",
        f"{statistics.median(taken) * 1e3:.0f} / {max(taken) * 1e3:.0f}",
    )


def _marks(opened: OpenedVault, clip: Clip) -> None:
    ctx = opened.context
    index = ctx.catalogue.frame_index(clip.id)
    tag = codebooks.tag_of(ctx.catalogue, "starter/responding")
    spans = [index.span(first, first + 30) for first in range(MARKS)]
    taken = sorted(_timed(partial(marking.mark, ctx, clip.id, span, [tag])) for span in spans)
    _row("mark to durable, ms, p50 / p95", f"{taken[MARKS // 2] * 1e3:.1f} / {taken[int(MARKS * 0.95)] * 1e3:.1f}")


def _render(opened: OpenedVault, clip: Clip, target: Path) -> None:
    ctx = opened.context
    reel = assembling.create_reel(ctx, CASE, "Bench")
    assembling.add_card(ctx, reel.id, "Bench")
    moments = ctx.catalogue.moments(clip.id)[:: MARKS // 10]
    assembling.add_moments(ctx, reel.id, [moment.id for moment in moments])
    whole = ctx.catalogue.reel(reel.id)
    assert whole is not None
    took = _timed(lambda: ctx.works.render(whole, target, no_progress, never_cancelled))
    _row("render at 1080p30, times real time", f"{float(whole.duration) / took:.2f}")


def _start_up(vault: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    taken = []
    for _ in range(5):
        done = subprocess.run(
            [sys.executable, "-c", START_UP, vault], env=environment, capture_output=True, text=True, check=True
        )
        taken.append(float(done.stdout))
    _row("start-up to the unlock screen, s, p50", f"{statistics.median(taken):.2f}")


if __name__ == "__main__":
    main()
