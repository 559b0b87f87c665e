"""Reels' figures: how late the next item comes in unrendered play, how fast reels render, in how much memory.

Run: python -m benchmarks.reels [FILM ...]; without films, three are made: 1080p of texture, 720p of uneven pace, a
turned one. The reel has ten moments of these in turn and two cards.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import psutil

from benchmarks.ffmpeg_reel import Cost, ffmpeg_render, ffmpeg_there, ffmpeg_verify
from benchmarks.textured_film import textured_film
from benchmarks.veils import TARGETS, told
from tests.factories.films import FilmSpec, make_film
from tests.media.reel_parts import FlatPainter, Shelf, card, shelf
from ui.jobs.process import give_pictures_back
from vidfeed.media.loudness import loudness_lufs
from vidfeed.media.pictures import Picture
from vidfeed.media.reel_listing import list_frames
from vidfeed.media.reel_player import ReelCallbacks, ReelPlayer
from vidfeed.media.reel_sound import reel_sound
from vidfeed.media.reel_source import canvas_of
from vidfeed.media.reel_writer import render_reel
from vidfeed.media.sound_span import SOUND_RATE
from vidfeed.model.reel_plan import ReelPlan
from vidfeed.ports import never_cancelled, no_progress

MOMENTS = 10
MOMENT_S = Fraction(3)
CARD_S = Fraction(3)
VIEW_PX = (1280, 720)
PATIENCE_S = 300
CHANGES = 100


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("films", nargs="*", type=Path)
    parser.add_argument("--turns", type=int, default=3, help="of rendering against ffmpeg, where it is installed")
    args = parser.parse_args()
    films: list[Path] = args.films
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shelved = shelf(**{f"film{number}": path for number, path in enumerate(films or _made(folder))})
        for clip_id, film in shelved.films.items():
            _print(clip_id, f"{film.codec} {film.width_px}x{film.height_px}, {float(film.frame_rate):.2f} a second")
        laid = _laid_out(shelved)
        _print("reel", f"{len(laid.items)} items, {float(laid.duration):.1f} s, {laid.frames} frames")
        _play(laid, shelved)
        _list(laid, shelved)
        _sound(laid, shelved)
        _render(laid, shelved, folder / "reel.mp4")
        _changes(shelved, CHANGES)
        _print("veils", told(TARGETS, seed=1)[0])
        _against_ffmpeg(laid, shelved, folder, args.turns)


def _made(folder: Path) -> Iterable[Path]:
    yield textured_film(folder / "texture.mp4", 900, 60)
    yield make_film(folder / "uneven.mp4", FilmSpec(width=1280, height=720, frames=600, variable_rate=True))
    yield make_film(folder / "turned.mov", FilmSpec(width=1280, height=720, frames=600, rotation=90))


def _laid_out(films: Shelf) -> ReelPlan:
    items = [card("Looking", CARD_S)]
    for number in range(MOMENTS):
        clip_id = list(films.films)[number % len(films.films)]
        film = films.films[clip_id]
        frames = min(film.index.frames, round(MOMENT_S * film.frame_rate))
        first = (film.index.frames - frames) * (2 * number % MOMENTS) // MOMENTS
        items.append(films.moment(clip_id, first, first + frames - 1))
    return films.plan([*items[:6], card("What did you see?", CARD_S), *items[6:]])


def _play(laid: ReelPlan, films: Shelf) -> None:
    """Lateness of each picture against the first, and of the first picture of each item."""
    arrived: list[tuple[int, float]] = []
    ended = threading.Event()

    def shown(_picture: Picture, frame: int) -> None:
        arrived.append((frame, time.perf_counter()))

    def nothing(*_: object) -> None:
        pass

    callbacks = ReelCallbacks(shown, nothing, nothing, ended.set, nothing)
    player = ReelPlayer(films.reel(laid), FlatPainter(), callbacks, view_px=VIEW_PX)
    asked = time.perf_counter()
    with _measured("played") as figures:
        player.play()
        ended.wait(PATIENCE_S)
        figures["frames"] = len(arrived)
    player.close()
    began = arrived[0][1]
    late = {frame: (at - began - float(frame / laid.rate)) * 1000 for frame, at in arrived}
    first = {frame: late[frame] for frame in laid.starts[1:-1] if frame in late}
    expected = sum(1 for number in range(len(laid.items)) for _ in laid.runs(number))
    _print("first picture", f"{(began - asked) * 1000:.0f} ms after the command")
    _print("pictures dropped", f"{expected - len(arrived)} of {expected}")
    _spread("pictures late by", late.values())
    _spread("first pictures of items late by", first.values())


def _list(laid: ReelPlan, films: Shelf) -> None:
    with _measured("listed") as figures:
        figures["frames"] = sum(1 for _ in list_frames(films.reel(laid), []))


def _sound(laid: ReelPlan, films: Shelf) -> None:
    with _measured("sound made even") as figures:
        blocks = list(reel_sound(films.reel(laid), lambda: None))
        figures["frames"] = laid.frames
    loudness = loudness_lufs(blocks)
    _print("loudness", "silent" if loudness is None else f"{loudness:.1f} LUFS")


def _render(laid: ReelPlan, films: Shelf, target: Path) -> None:
    with _measured("rendered") as figures:
        rendered = render_reel(laid, films.films, films.sources, FlatPainter(), target, no_progress, never_cancelled)
        figures["frames"] = rendered.frames
    _print("size", f"{target.stat().st_size / 1e6:.0f} MB")
    _print("pace", f"{float(laid.duration) / figures['wall_s']:.2f} x real time")


def _against_ffmpeg(laid: ReelPlan, films: Shelf, folder: Path, turns: int) -> None:
    """Both in turn, in children of their own, both decoding what they wrote; the medians of each turn's ratio."""
    if not ffmpeg_there():
        _print("against ffmpeg", "ffmpeg is not installed")
        return
    canvas, ratios = canvas_of(films.reel(laid)), list[tuple[float, float, float]]()
    for _ in range(turns):
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as child:
            ours = child.submit(_render_alone, laid, films, folder / "ours.mp4").result()
        theirs = ffmpeg_render(laid, films, canvas, folder / "theirs.mp4")
        theirs = theirs.then(ffmpeg_verify(folder / "theirs.mp4"))
        ratios.append((ours.wall_s / theirs.wall_s, ours.busy_s / theirs.busy_s, ours.memory_mb / theirs.memory_mb))
    wall, busy, memory = (statistics.median(column) for column in zip(*ratios, strict=True))
    _print("against ffmpeg's filter graph", f"{wall:.2f} x wall, {busy:.2f} x processor, {memory:.2f} x memory")


def _render_alone(laid: ReelPlan, films: Shelf, target: Path) -> Cost:
    """One render in a process that does nothing else, and is set up as those of the program are."""
    give_pictures_back()
    began = time.perf_counter()
    render_reel(laid, films.films, films.sources, FlatPainter(), target, no_progress, never_cancelled)
    used = resource.getrusage(resource.RUSAGE_SELF)
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _changes(films: Shelf, count: int) -> None:
    """Gaps between items, in frames and samples, over so many changes of mixed sources."""
    items = []
    for number in range(count + 1):
        clip_id = list(films.films)[number % len(films.films)]
        first = number * 7 % max(1, films.films[clip_id].index.frames - 13)
        items.append(films.moment(clip_id, first, min(first + 12, films.films[clip_id].index.frames - 1)))
    laid = films.plan(items)
    listed = sum(1 for _ in list_frames(films.reel(laid), []))
    samples = sum(len(block) for block in reel_sound(films.reel(laid), lambda: None))
    wanted = round(laid.frames / laid.rate * SOUND_RATE)
    _print(f"gaps over {count} changes", f"{laid.frames - listed} frames, {wanted - samples} samples")


@contextmanager
def _measured(what: str) -> Iterator[dict[str, float]]:
    """Prints wall time, processor time, and memory at its highest; the block gives the frames."""
    process, figures = psutil.Process(), dict[str, float]()
    busy_before, began = sum(process.cpu_times()[:2]), time.perf_counter()
    with _watched_memory(process) as highest:
        yield figures
    figures["wall_s"] = time.perf_counter() - began
    busy_s = sum(process.cpu_times()[:2]) - busy_before
    pace = f"{figures['frames'] / figures['wall_s']:.0f} frames a second"
    _print(what, f"{figures['wall_s']:.1f} s, {busy_s:.1f} s of processor, {pace}, {highest():.0f} MB at most")


@contextmanager
def _watched_memory(process: psutil.Process) -> Iterator[Callable[[], float]]:
    done, seen = threading.Event(), [process.memory_info().rss]

    def watch() -> None:
        while not done.wait(0.05):
            seen.append(process.memory_info().rss)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield lambda: max(seen) / (1 << 20)
    finally:
        done.set()
        watcher.join()


def _spread(what: str, values_ms: Iterable[float]) -> None:
    values = sorted(values_ms)
    middle, high = values[len(values) // 2], values[int(len(values) * 0.95)]
    _print(what, f"p50 {middle:.1f}  p95 {high:.1f}  at most {values[-1]:.1f} ms")


def _print(what: str, figure: str) -> None:
    print(f"  {what:<34}{figure}", flush=True)


if __name__ == "__main__":
    main()
