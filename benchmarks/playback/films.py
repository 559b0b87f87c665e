"""The films that playback is measured with, and a vault that holds them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import av

from benchmarks.textured_film import PHONE, Texture, textured_film
from ui.bootstrap.opening import OpenedVault, create_vault
from vidfeed.model.clip import Film
from vidfeed.services import cases, importing

CASE = "BENCH-1"
PASSPHRASE = "unpledged snugness triceps puppet"
HEARD = replace(PHONE, sound=True)
WITH_B_FRAMES = replace(HEARD, b_frames=3)
"""As x264 codes by default, from which GOPs of 250 come: with three B-frames, of which the next refer to one."""
SWIFT = Texture(1280, 720, 60, 12_000_000, sound=True)
LARGE = Texture(3840, 2160, 30, 60_000_000, "libx265", "yuv420p10le")


@dataclass(frozen=True)
class BenchFilm:
    """One film: the plain file for the other player, the vault's clip for ours, and what it is."""

    path: Path
    clip_id: str
    film: Film

    @property
    def frames(self) -> int:
        """How many."""
        return self.film.index.frames

    @property
    def rate(self) -> float:
        """Frames a second."""
        return float(self.film.frame_rate)


@contextmanager
def bench_vault(folder: Path) -> Iterator[OpenedVault]:
    """An unlocked vault in `folder`/vault with one case."""
    with create_vault(folder / "vault", PASSPHRASE, "bench").opened as vault:
        cases.add_case(vault.context, CASE)
        yield vault


def take_in(vault: OpenedVault, path: Path, prepared: bool = True) -> BenchFilm:
    """Imports a film; its light copy is made too unless not `prepared`."""
    clip = importing.import_film(vault.context, importing.ImportRequest(path, CASE, title=path.stem)).clip
    if prepared:
        importing.prepare_clip(vault.context, clip.id)
    return BenchFilm(path, clip.id, vault.context.catalogue.film(clip.id))


def made(folder: Path, name: str, seconds: int, gop: int, texture: Texture = PHONE) -> Path:
    """A film in `folder`, made where it is not there yet."""
    path = folder / f"{name}.mp4"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path if path.exists() else textured_film(path, seconds * texture.rate, gop, texture)


def repeated(path: Path, seconds: float) -> Path:
    """A film that goes through another one again and again, without coding it again; at least so long."""
    target = path.with_name(f"{path.stem}-{seconds:.0f}s.mp4")
    with av.open(str(target), "w") as container:
        with av.open(str(path)) as source:
            length_s = source.streams.video[0].frames / float(source.streams.video[0].average_rate or 1)
            streams = {stream.index: container.add_stream_from_template(stream) for stream in source.streams}
        written: dict[int, int] = {}
        for turn in range(max(1, round(seconds / length_s))):
            with av.open(str(path)) as source:
                for packet in source.demux():
                    if packet.dts is None or packet.pts is None:
                        continue
                    shift = round(turn * length_s / packet.time_base)
                    packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
                    if packet.dts > written.get(packet.stream_index, packet.dts - 1):
                        written[packet.stream_index] = packet.dts
                        packet.stream = streams[packet.stream_index]
                        container.mux(packet)
    return target
