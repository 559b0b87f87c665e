"""Films of which a part cannot be read: what lies before and after is shown right, and nothing wrong in between."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
import pytest

from tests.factories.films import FilmSpec, make_film, read_strip
from tests.factories.plain_source import PlainSource
from tests.media.test_player import PATIENCE_S, Screen, SilentDevice
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media import mended_file
from vidfeed.media.frames import FrameReader
from vidfeed.media.gaps import Gaps, ranges_of
from vidfeed.media.mended_file import MendedFile
from vidfeed.media.player import Callbacks, Player, Shown
from vidfeed.media.upright import Upright

PIECE_BYTES = 1 << 16
FRAMES = 100
S = FilmSpec
TORN = {
    "a.mp4": S(frames=FRAMES, gop=6, codec="mpeg4", width=1280, height=720),
    "a.mkv": S(frames=FRAMES, gop=6, codec="mpeg4", width=1280, height=720),
    "a.ts": S(frames=FRAMES, gop=6, codec="mpeg2video", width=1280, height=720),
    "a.avi": S(frames=FRAMES, gop=6, codec="mpeg4", width=1280, height=720),
}


_Small = partial(FilmSpec, frames=48, gop=8, width=320, height=180, audio=None)
SMALL = {
    "small.mp4": _Small(),
    "small.ts": _Small(),
    "small.avi": _Small(),
    "hevc.mkv": _Small(codec="libx265"),
    "hevc.ts": _Small(codec="libx265"),
    "small.webm": _Small(codec="libvpx-vp9"),
    "small.mpg": _Small(codec="mpeg2video"),
    "mpeg2.ts": _Small(codec="mpeg2video"),
}
HOLES = 8


class HoledFile(io.BytesIO):
    """Refuses to read a piece, as an encrypted file does that was damaged there."""

    def __init__(self, data: bytes, hole: int, piece_bytes: int = PIECE_BYTES) -> None:
        super().__init__(data)
        self._hole = range(hole * piece_bytes, (hole + 1) * piece_bytes)

    def read(self, size: int | None = -1, /) -> bytes:
        at = self.tell()
        end = len(self.getbuffer()) if size is None or size < 0 else min(at + size, len(self.getbuffer()))
        if at < self._hole.stop and end > self._hole.start:
            raise ExpectedError(ErrorKind.DAMAGED, "A file of this film is damaged.", "Verify the vault.")
        return super().read(size)


@dataclass(frozen=True)
class HoledSource:
    path: Path
    hole: int
    piece_bytes: int = PIECE_BYTES

    def open(self) -> BinaryIO:
        return HoledFile(self.path.read_bytes(), self.hole, self.piece_bytes)


def holed(folder: Path, name: str) -> tuple[PlainSource, HoledSource]:
    path = make_film(folder / name, TORN[name])
    pieces = path.stat().st_size // PIECE_BYTES
    assert pieces >= 6
    return PlainSource(path), HoledSource(path, pieces // 2)


def strip(shown: Shown) -> int | None:
    return read_strip(shown.picture.pixels()[..., :3])


@pytest.mark.parametrize("name", TORN)
def test_all_but_the_torn_part_is_right_in_any_order(tmp_path: Path, name: str) -> None:
    plain, torn = holed(tmp_path, name)
    film, gaps, read = plain.film(), Gaps(), set[int]()
    upright = Upright(film)
    with FrameReader(torn, film, gaps=gaps) as reader:
        for number in (*range(FRAMES), *range(FRAMES - 1, -1, -3)):
            try:
                picture = upright.picture(reader.frame(number), 640)
            except ExpectedError as error:
                assert error.kind is ErrorKind.UNREADABLE_PART
                continue
            assert read_strip(picture.pixels()[..., :3]) == number
            read.add(number)
    missing = set(range(FRAMES)) - read
    assert 0 < len(missing) < 45
    assert gaps.ranges() == ranges_of(missing)


@pytest.mark.parametrize("name", SMALL)
def test_wherever_the_hole_is_no_picture_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    piece_bytes, dice = 1024, random.Random(name)
    monkeypatch.setattr(mended_file, "_PIECE_BYTES", piece_bytes)
    path = make_film(tmp_path / name, SMALL[name])
    film = PlainSource(path).film()
    with FrameReader(PlainSource(path), film) as reader:
        whole = [reader.frame(number).to_ndarray(format="gray") for number in range(film.index.frames)]
    pieces, lost = path.stat().st_size // piece_bytes, 0
    for hole in dice.sample(range(pieces // 8, pieces), HOLES):
        with FrameReader(HoledSource(path, hole, piece_bytes), film) as reader:
            for number in dice.sample(range(film.index.frames), film.index.frames):
                try:
                    shown = reader.frame(number).to_ndarray(format="gray")
                except ExpectedError as error:
                    assert error.kind in {ErrorKind.UNREADABLE_PART, ErrorKind.DAMAGED}
                    lost += 1
                else:
                    assert np.array_equal(shown, whole[number]), f"frame {number} with piece {hole} gone"
    assert 0 < lost < HOLES * film.index.frames * 2 // 3


@pytest.mark.parametrize("name", ["a.mp4", "a.ts"])
def test_playing_goes_on_after_the_torn_part_and_tells_of_it(tmp_path: Path, name: str) -> None:
    plain, torn = holed(tmp_path, name)
    screen, told = Screen(), list[tuple[range, ...]]()
    callbacks = Callbacks(screen.pictures.put, screen.stopped.set, screen.errors.append, told.append)
    device = SilentDevice()
    player = Player(torn, plain.film(), callbacks, device, (640, 360))
    player.play()
    assert screen.stopped.wait(PATIENCE_S)
    gaps = player.gaps
    player.close()
    shown = [screen.pictures.get() for _ in range(screen.pictures.qsize())]
    assert [strip(one) for one in shown] == [one.frame for one in shown]
    assert shown[-1].frame == FRAMES - 1
    assert screen.errors == []
    assert gaps and told[-1] == gaps
    assert not any(one.frame in gap for gap in gaps for one in shown)
    assert any(device.heard[len(device.heard) * 3 // 4 :]), "the sound goes on too"


def mended(data: bytes, hole: int) -> MendedFile:
    return MendedFile(cast(BinaryIO, HoledFile(data, hole)))


@pytest.mark.parametrize(
    "read",
    [
        lambda file: file.read(),
        lambda file: b"".join(iter(lambda: file.read(1000), b"")),
        lambda file: file.read(70_000) + file.read(200_000),
    ],
)
def test_a_mended_file_has_zeros_where_it_was_torn(read: Callable[[MendedFile], bytes]) -> None:
    data = bytes(range(1, 256)) * 1000
    file = mended(data, 2)
    expected = data[: 2 * PIECE_BYTES] + bytes(PIECE_BYTES) + data[3 * PIECE_BYTES :]
    assert read(file) == expected
    assert not file.whole
    assert file.is_damaged(2 * PIECE_BYTES, 2 * PIECE_BYTES + 1)
    assert not file.is_damaged(0, 2 * PIECE_BYTES)
    assert not file.is_damaged(3 * PIECE_BYTES, len(data))
    file.seek(3 * PIECE_BYTES)
    assert file.read(5) == data[3 * PIECE_BYTES : 3 * PIECE_BYTES + 5]


def test_a_span_can_be_played_with_what_comes_before(tmp_path: Path) -> None:
    source = PlainSource(make_film(tmp_path / "b.mp4", S(frames=60, width=192, height=108)))
    film, screen = source.film(), Screen()
    player = Player(source, film, screen.callbacks, view_px=(192, 108))
    for lead_in_s, first in ((Fraction(1, 5), 25), (Fraction(9), 0)):
        player.play_span(film.index.span(30, 33), lead_in_s)
        assert screen.stopped.wait(PATIENCE_S)
        screen.stopped.clear()
        seen = [screen.pictures.get().frame for _ in range(screen.pictures.qsize())]
        assert (seen[0], seen[-1]) == (first, 33)
    player.close()
