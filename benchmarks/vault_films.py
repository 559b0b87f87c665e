"""What the encryption of films costs: beside a plain copy, beside the `age` command, and in a decode pass.

Writes are compared as they reach the system's memory, as the `age` command leaves them; synced, the disk decides.
"""

import io
import os
import random
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import av

from storage.age import Reader, Writer, X25519Identity
from storage.vault.durable import open_plain
from tests.factories.films import FilmSpec, make_film

PIECE_BYTES = 1 << 20
CHUNK_BYTES = 1 << 16
_ROUNDS = 5
_READS = 2000
_BESIDE = {"plain", "age"}
FILM = FilmSpec(width=1920, height=1080, frames=300, gop=50)

Row = tuple[str, str]


def measure(folder: Path, size_bytes: int) -> list[Row]:
    """Sequential, random and decoding reads, sequential writes; each beside its counterpart, in turns."""
    plain = folder / "plain"
    with plain.open("wb") as file:
        for _ in range(size_bytes // PIECE_BYTES):
            file.write(os.urandom(PIECE_BYTES))
    return [*_writing(folder, plain), *_reading(folder, plain), *_at_random(folder, plain), *_decoding(folder)]


def _writing(folder: Path, plain: Path) -> list[Row]:
    identity = X25519Identity.generate()
    (folder / "identity").write_text(identity.to_text() + "\n")
    ways: dict[str, Callable[[], object]] = {
        "plain": lambda: _copied(plain, folder / "copy"),
        "vault": lambda: _encrypted(plain, folder / "ours.age", identity),
        "plain, synced": lambda: _copied(plain, folder / "copy", sync=True),
        "vault, synced": lambda: _encrypted(plain, folder / "ours.age", identity, sync=True),
    }
    if shutil.which("age"):
        recipient = identity.recipient.to_text()
        ways["age"] = lambda: _run("age", "-r", recipient, "-o", str(folder / "theirs.age"), str(plain))
    return _compared("sequential write", plain.stat().st_size, _in_turns(ways))


def _reading(folder: Path, plain: Path) -> list[Row]:
    identity = X25519Identity.parse((folder / "identity").read_text().strip())
    ours = folder / "ours.age"
    ways: dict[str, Callable[[], object]] = {
        "plain": lambda: _drained(plain.open("rb", buffering=0)),
        "vault": lambda: _drained(Reader.open(open_plain(ours), [identity])),
    }
    if shutil.which("age"):
        ways["age"] = lambda: _run("age", "-d", "-i", str(folder / "identity"), "-o", os.devnull, str(ours))
    return _compared("sequential read", plain.stat().st_size, _in_turns(ways))


def _at_random(folder: Path, plain: Path) -> list[Row]:
    identity = X25519Identity.parse((folder / "identity").read_text().strip())
    chance = random.Random(1)
    places = [chance.randrange(plain.stat().st_size - CHUNK_BYTES) for _ in range(_READS)]
    with Reader.open(open_plain(folder / "ours.age"), [identity]) as reader, plain.open("rb", buffering=0) as file:
        ours = [_timed(partial(reader.read_at, place, CHUNK_BYTES)) for place in places]
        theirs = [_timed(partial(os.pread, file.fileno(), CHUNK_BYTES, place)) for place in places]
    return [
        (f"random 64 KiB read, {name}", f"p50 {_us(times, 0.5)}, p99 {_us(times, 0.99)}")
        for name, times in (("vault", ours), ("plain", theirs))
    ]


def _decoding(folder: Path) -> list[Row]:
    film, identity = make_film(folder / "film.mp4", FILM), X25519Identity.generate()
    _encrypted(film, folder / "film.age", identity)
    times = _in_turns(
        {
            "plain": lambda: _decoded(film.open("rb")),
            "vault": lambda: _decoded(Reader.open(open_plain(folder / "film.age"), [identity])),
        }
    )
    ratio = _best(times["vault"]) / _best(times["plain"])
    return [("decode pass, vault / plain (at most 1.03)", f"{ratio:.3f}  ({FILM.frames} frames of 1080p)")]


def _in_turns(ways: dict[str, Callable[[], object]]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(_ROUNDS):
        for name, way in ways.items():
            times[name].append(_timed(way))
    return times


def _compared(what: str, size_bytes: int, times: dict[str, list[float]]) -> list[Row]:
    rows = [(f"{what}, {name}", f"{size_bytes / statistics.median(t) / 1e6:.0f} MB/s") for name, t in times.items()]
    ours = statistics.median(times["vault"])
    ratios = [f"{statistics.median(times[name]) / ours:.2f} times as fast as {name}" for name in _BESIDE & times.keys()]
    return [*rows, (f"{what}, vault is", ", ".join(sorted(ratios)))]


def _timed(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def _copied(source: Path, target: Path, sync: bool = False) -> None:
    with source.open("rb", buffering=0) as file, target.open("wb", buffering=0) as copy:
        while piece := file.read(PIECE_BYTES):
            copy.write(piece)
        if sync:
            os.fsync(copy.fileno())


def _encrypted(source: Path, target: Path, identity: X25519Identity, sync: bool = False) -> None:
    with source.open("rb", buffering=0) as file, target.open("wb", buffering=0) as blob:
        with Writer(blob, [identity.recipient]) as writer:
            while piece := file.read(PIECE_BYTES):
                writer.write(piece)
        if sync:
            os.fsync(blob.fileno())


def _drained(file: io.RawIOBase) -> None:
    buffer = bytearray(PIECE_BYTES)
    with file:
        while file.readinto(buffer):
            pass


def _decoded(file: io.IOBase) -> None:
    with file, av.open(file, "r") as container:
        container.streams.video[0].thread_type = "AUTO"
        for _ in container.decode(video=0):
            pass


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _best(times: list[float]) -> float:
    return min(times)


def _us(times: list[float], part: float) -> str:
    return f"{sorted(times)[int(part * (len(times) - 1))] * 1e6:.0f} us"
