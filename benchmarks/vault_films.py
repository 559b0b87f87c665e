"""What the encryption of films costs: beside a plain copy, beside the `age` command, and in a decode pass.

Writes end with a sync, whoever makes them. What an import does besides (reading back from the medium) stands apart.
"""

import io
import os
import random
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

import av

from benchmarks.vault_rows import Row, Times, Way, in_turns, part, ratio, timed
from storage.age import Reader, Writer, X25519Identity
from storage.vault.blob_syncing import SyncBeside
from storage.vault.blob_writing import WriteGrant, write_blob
from storage.vault.durable import forget_cached, open_plain, sync_file
from tests.factories.films import FilmSpec, make_film

PIECE_BYTES = 1 << 20
CHUNK_BYTES = 1 << 16
_ROUNDS = 7
_DECODE_ROUNDS = 9
_READS = 2000
_FASTER, _AIM = 2.0, "twice `age`, or the disk's"
_NEAR_THE_DISKS = 0.9
_DECODE_AIM = 1.03
FILM = FilmSpec(width=1920, height=1080, frames=300, gop=50)


def measure(folder: Path, size_bytes: int) -> list[Row]:
    """Sequential writes and reads, random and decoding reads; each beside its counterpart, in turns."""
    plain, identity = folder / "plain", X25519Identity.generate()
    (folder / "identity").write_text(identity.to_text() + "\n")
    with plain.open("wb", buffering=0) as file:
        for _ in range(size_bytes // PIECE_BYTES):
            file.write(os.urandom(PIECE_BYTES))
        sync_file(file)
    return [
        *_writing(folder, plain, identity),
        *_reading(folder, plain, identity),
        *_at_random(folder, plain, identity),
        _decoding(folder, identity),
    ]


def _writing(folder: Path, plain: Path, identity: X25519Identity) -> list[Row]:
    ways: dict[str, Way] = {
        "vault": lambda: _encrypted(plain, folder / "ours.age", identity),
        "plain copy": lambda: _copied(plain, folder / "copy"),
        "verified import": lambda: _imported(plain, folder / "blob.age", identity),
    }
    if shutil.which("age"):
        ways["`age`"] = lambda: _by_age(plain, folder / "theirs.age", identity)
    times = in_turns(ways, _ROUNDS, lambda: (folder / "blob.age").unlink(missing_ok=True))
    size_bytes = plain.stat().st_size
    return [
        Row("sequential write, synced", _speeds(times, size_bytes)),
        _compared("sequential write, synced", times),
        Row(
            "import against a plain copy, both synced", f"{ratio(times, 'plain copy', 'verified import'):.2f} its speed"
        ),
    ]


def _reading(folder: Path, plain: Path, identity: X25519Identity) -> list[Row]:
    ours = folder / "ours.age"
    ways: dict[str, Way] = {
        "vault": lambda: _drained(Reader.open(open_plain(ours), [identity])),
        "plain copy": lambda: _drained(plain.open("rb", buffering=0)),
    }
    if shutil.which("age"):
        ways["`age`"] = lambda: _run("age", "-d", "-i", str(folder / "identity"), "-o", os.devnull, str(ours))
    size_bytes = plain.stat().st_size
    from_memory = in_turns(ways, _ROUNDS)
    from_disk = in_turns(ways, _ROUNDS, lambda: _forget(plain, ours))
    return [
        Row("sequential read from memory", _speeds(from_memory, size_bytes)),
        _compared("sequential read from memory", from_memory),
        Row("sequential read from the disk", _speeds(from_disk, size_bytes)),
        _compared("sequential read from the disk", from_disk),
    ]


def _at_random(folder: Path, plain: Path, identity: X25519Identity) -> list[Row]:
    chance = random.Random(1)
    places = [chance.randrange(plain.stat().st_size - CHUNK_BYTES) for _ in range(_READS)]
    ours, theirs = [], []
    with Reader.open(open_plain(folder / "ours.age"), [identity]) as reader, plain.open("rb", buffering=0) as file:
        for place in places:
            ours.append(timed(partial(reader.read_at, place, CHUNK_BYTES)))
            theirs.append(timed(partial(os.pread, file.fileno(), CHUNK_BYTES, place)))
    figures = [f"{_us(times, 0.5)} / {_us(times, 0.99)}" for times in (ours, theirs)]
    return [Row("random 64 KiB read from memory, p50 / p99: vault; plain", "; ".join(figures))]


def _decoding(folder: Path, identity: X25519Identity) -> Row:
    film = make_film(folder / "film.mp4", FILM)
    _encrypted(film, folder / "film.age", identity)
    ways: dict[str, Way] = {
        "vault": lambda: _decoded(Reader.open(open_plain(folder / "film.age"), [identity])),
        "plain": lambda: _decoded(film.open("rb")),
    }
    found = ratio(in_turns(ways, _DECODE_ROUNDS), "vault", "plain")
    what = f"decode pass through the vault against the plain file, {FILM.frames} frames of 1080p"
    return Row(what, f"{found:.3f} its time", f"at most {_DECODE_AIM}", found <= _DECODE_AIM)


def _compared(what: str, times: Times) -> Row:
    others = [name for name in times if name in ("plain copy", "`age`")]
    faster = {name: ratio(times, name, "vault") for name in others}
    figure = ", ".join(f"{value:.2f} times {name}" for name, value in faster.items())
    met = faster["plain copy"] >= _NEAR_THE_DISKS or faster.get("`age`", 0.0) >= _FASTER
    return Row(f"{what}: vault is", figure, _AIM, met)


def _speeds(times: Times, size_bytes: int) -> str:
    return (
        ", ".join(f"{name} {size_bytes / statistics.median(took) / 1e6:.0f}" for name, took in times.items()) + " MB/s"
    )


def _copied(source: Path, target: Path) -> None:
    with target.open("wb", buffering=0) as copy:
        for piece in _pieces(source):
            copy.write(piece)
        sync_file(copy)


def _encrypted(source: Path, target: Path, identity: X25519Identity) -> None:
    with target.open("wb", buffering=0) as blob:
        syncing = SyncBeside(blob)
        with Writer(blob, [identity.recipient]) as writer:
            for piece in _pieces(source):
                syncing.grown(writer.write(piece))
        syncing.close()
        sync_file(blob)


def _imported(source: Path, target: Path, identity: X25519Identity) -> None:
    write_blob(WriteGrant("blob", target, identity.recipient.to_text()), _pieces(source))


def _by_age(source: Path, target: Path, identity: X25519Identity) -> None:
    _run("age", "-r", identity.recipient.to_text(), "-o", str(target), str(source))
    with target.open("rb+", buffering=0) as file:
        sync_file(file)


def _pieces(source: Path) -> Iterator[bytes]:
    with source.open("rb", buffering=0) as file:
        while piece := file.read(PIECE_BYTES):
            yield piece


def _drained(file: io.RawIOBase) -> None:
    buffer = bytearray(PIECE_BYTES)
    with file:
        while file.readinto(buffer):
            pass


def _forget(*paths: Path) -> None:
    for path in paths:
        with path.open("rb") as file:
            forget_cached(file)


def _decoded(file: io.IOBase | BinaryIO) -> None:
    with file, av.open(file, "r") as container:
        container.streams.video[0].thread_type = "AUTO"
        for _ in container.decode(video=0):
            pass


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _us(times: list[float], share: float) -> str:
    return f"{part(times, share) * 1e6:.0f} us"
