"""Dropped pictures over minutes, and sound against picture, both players in turn."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray

from benchmarks.playback.films import BenchFilm
from benchmarks.playback.moving import Pair, all_of
from benchmarks.playback.ours import Ours
from benchmarks.playback.places import Environment
from benchmarks.playback.process_facts import wait_for_rest
from benchmarks.playback.screen import Screen
from benchmarks.playback.subject import Subject
from benchmarks.playback.table import Aim, Row, quantile

_RATE = 48_000
_PIECE_S = 0.005
_LOUD = 3000
_LOOK_S = 0.0005
_TAIL_S = 1.0


def drop_rows(pairs: Sequence[Pair], film: BenchFilm, seconds: float, runs: int) -> Iterator[Row]:
    """The middle of some plays from the start."""
    subjects = all_of(pairs)
    for subject in subjects:
        subject.open(film)
    dropped: dict[str, list[int]] = {subject.name: [] for subject in subjects}
    for _ in range(runs):
        for subject in subjects:
            wait_for_rest(subject.pid)
            dropped[subject.name].append(subject.play(seconds).dropped)
    for ours, other in pairs:
        assert other is not None
        counts = [median(dropped[subject.name]) for subject in (ours, other)]
        what = f"dropped{ours.name.removeprefix('ours')}, {film.path.stem}, {seconds / 60:g} min"
        note = f"of {round(min(seconds * film.rate, film.frames))}; runs {dropped[ours.name]} {dropped[other.name]}"
        yield Row(what, counts[0], counts[1], Aim(than_other=True), note)


def backwards_rows(players: Sequence[Ours], film: BenchFilm) -> Iterator[Row]:
    """Back from the film's end to its start at its own speed, from the light copy; the other player has no such."""
    for ours in players:
        ours.open(film)
        wait_for_rest(ours.pid)
        count = ours.play_backwards()
        where = ours.name.removeprefix("ours")
        yield Row(f"dropped playing backwards at 1x{where}", count, None, Aim(0), f"of {film.frames}")


class Recorder:
    """What the sound server's output would be heard as, with the times at which it came."""

    def __init__(self, environment: Environment) -> None:
        words = ["parec", "-d", "out.monitor", "--raw", "--format=s16le", "--channels=1", f"--rate={_RATE}"]
        words += [f"--latency-msec={_PIECE_S * 1000:.0f}", f"--process-time-msec={_PIECE_S * 1000:.0f}"]
        self._process = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, bufsize=0)
        self._pieces: list[tuple[float, bytes]] = []
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def clicks(self) -> list[float]:
        """Ends; when each click began, in seconds of the monotonic clock.

        A piece comes when its last sample has been played, or a little later: the earliest ones tell the clock.
        """
        self._process.terminate()
        self._thread.join()
        self._process.wait()
        ends = np.cumsum([len(data) // 2 for _, data in self._pieces])
        came = np.array([at for at, _ in self._pieces])
        began = float(np.min(came - ends / _RATE))
        samples = np.frombuffer(b"".join(data for _, data in self._pieces), np.int16)
        return [began + first / _RATE for first in _onsets(samples)]

    def _read(self) -> None:
        assert self._process.stdout is not None
        while data := self._process.stdout.read(4096):
            self._pieces.append((time.monotonic(), data[: len(data) // 2 * 2]))


def sound_rows(pair: Pair, film: BenchFilm, screens: dict[str, Screen], environment: Environment) -> Iterator[Row]:
    """By loop-back: when the picture of each whole second is on the screen, and when its click is heard."""
    errors = {subject.name: _errors(subject, film, screens[subject.name], environment) for subject in all_of([pair])}
    ours, other = ([abs(error) for error in found] for found in errors.values())
    note = ", ".join(f"{name}: {median(found):+.0f} ms in the middle" for name, found in errors.items())
    yield Row("picture against sound p95, ms", quantile(ours, 0.95), quantile(other, 0.95), Aim(20), note)


def _errors(subject: Subject, film: BenchFilm, screen: Screen, environment: Environment) -> list[float]:
    """Milliseconds by which the picture comes later than its sound."""
    subject.open(film)
    wait_for_rest(subject.pid)
    seconds = film.frames / film.rate
    recorder = Recorder(environment)
    play = threading.Thread(target=subject.play, args=(seconds,))
    play.start()
    seen: dict[int, float] = {}
    end = time.monotonic() + seconds + _TAIL_S
    while time.monotonic() < end or play.is_alive():
        number = screen.number()
        if number is not None:
            seen.setdefault(number, time.monotonic())
        time.sleep(_LOOK_S)  # the screen is looked at so often: nothing tells when its pixels change
    play.join()
    return _compared(seen, recorder.clicks(), round(film.rate))


def _compared(seen: dict[int, float], clicks: Sequence[float], rate: int) -> list[float]:
    """The first second is left out: players are still starting then."""
    pictures = np.array([at for number, at in seen.items() if number % rate == 0 and number > 0])
    apart = pictures[:, None] - np.array(clicks)[None, :]
    nearest = np.argmin(np.abs(apart), axis=1)
    return [float(error) * 1000 for error in apart[np.arange(len(pictures)), nearest]]


def _onsets(samples: NDArray[np.int16]) -> list[int]:
    """First samples of what is loud after half a second of silence."""
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > _LOUD)
    if not loud.size:
        return []
    gaps = np.flatnonzero(np.diff(loud) > _RATE // 2)
    return [int(loud[0]), *(int(loud[place + 1]) for place in gaps)]
