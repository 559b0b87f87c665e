"""What a film is, as read at import."""

from __future__ import annotations

import io
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import pytest

from tests.factories.films import FilmSpec, damage, make_film, truncate
from tests.media.odd_films import ODD, X264, write_oddly
from tests.media.straight import REAL_FILMS, real_film, straight_frames
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.probe import read_film
from vidfeed.model.clip import Film

CUT_OFF = "The end of the film is missing: the recording was cut off."
DAMAGED = "A part of the film is damaged. What can be read is here."
SILENT = "The film has no sound."


@dataclass(frozen=True)
class Expected:
    size: tuple[int, int]
    rotation: int
    rate: str
    frames: int
    sound: bool = True
    codec: str = "h264"


EXPECTED = {
    "rails_rotated_video.mp4": Expected((480, 640), 90, "8797/1000", 44),
    "rails_rotated_hdr_video.mov": Expected((1080, 1920), 90, "24", 40, sound=False, codec="hevc"),
    "rails_video_with_rectangular_samples.mp4": Expected((1920, 1080), 0, "8797/1000", 46),
    "rails_video_without_audio_stream.mp4": Expected((640, 480), 0, "8797/1000", 44, sound=False),
    "rails_video.webm": Expected((640, 480), 0, "8797/1000", 44, codec="vp9"),
    "androidx_pixel7_videoOnly_cleaned.mp4": Expected((1920, 1080), 180, "90000/3013", 36, sound=False),
    "androidx_dolbyVision-hdr.MOV": Expected((720, 1280), 90, "30", 4, codec="hevc"),
    "androidx_sample_edit_list.mp4": Expected((1080, 1920), 90, "30000/1001", 77, codec="hevc"),
    "androidx_portrait_4k60.mp4": Expected((2160, 3840), 90, "810000/13487", 18),
    "androidx_trim_optimization_failure.mp4": Expected((518, 488), 0, "2505000/83831", 167),
    "androidx_long_1080p_lowbitrate.mp4": Expected((1920, 1080), 0, "30", 10_883),
    "androidx_bbb_2500ms.ts": Expected((1920, 1080), 0, "116/5", 58, codec="mpeg2video"),
    "androidx_sample.avi": Expected((960, 400), 0, "1152000/49049", 96, codec="mpeg4"),
    "androidx_bt601.mov": Expected((640, 428), 0, "300000/10201", 30),
    "torchcodec_nasa_13013.mp4": Expected((480, 270), 0, "30000/1001", 390),
}

S = FilmSpec
GENERATED = {
    "plain.mp4": S(frames=70),
    "late.mp4": S(frames=50, start_pts=37),
    "uneven.mp4": S(frames=50, variable_rate=True),
    "uneven.mts": S(frames=50, variable_rate=True),
    "interlaced.mts": S(frames=50, interlaced=True),
    "old.ts": S(frames=50, codec="mpeg2video", interlaced=True),
    "small.mkv": S(frames=50, codec="libx265", audio="5.1"),
    "deep.mkv": S(frames=50, codec="libx265", ten_bit=True),
    "web.webm": S(frames=50, codec="libvpx-vp9"),
    "older.webm": S(frames=50, codec="libvpx"),
    "still.avi": S(frames=50, codec="mpeg4"),
    "single.mov": S(frames=50, codec="mjpeg", audio="mono"),
    "phone.3gp": S(frames=50, codec="h263", width=352, height=288),
    "silent.mp4": S(frames=50, audio=None),
    "one.mp4": S(frames=1, audio=None),
}


def read(path: Path) -> Film:
    with path.open("rb") as file:
        return read_film(file)


def assert_index_is_what_decoding_shows(path: Path, film: Film) -> None:
    assert [pts for pts, _ in straight_frames(path, film.stream_index)] == list(film.index.pts)


def test_the_table_names_every_real_film() -> None:
    assert set(EXPECTED) == set(REAL_FILMS)


@pytest.mark.parametrize("name", REAL_FILMS)
def test_real_films(name: str) -> None:
    film, expected = read(real_film(name)), EXPECTED[name]
    assert (film.width_px, film.height_px) == expected.size
    assert (film.rotation, film.codec, film.index.frames) == (expected.rotation, expected.codec, expected.frames)
    assert film.frame_rate == Fraction(expected.rate)
    assert (film.audio_index is not None) == expected.sound
    assert film.warnings == (() if expected.sound else (SILENT,))
    assert_index_is_what_decoding_shows(real_film(name), film)


@pytest.mark.parametrize(
    ("name", "variable"),
    [("androidx_portrait_4k60.mp4", False), ("rails_video.webm", False), ("androidx_bbb_2500ms.ts", True)],
)
def test_variable_rate_is_told_from_rounding(name: str, variable: bool) -> None:
    assert read(real_film(name)).variable_frame_rate == variable


def test_of_two_default_tracks_the_largest_is_taken() -> None:
    film = read(real_film("torchcodec_nasa_13013.mp4"))
    assert (film.stream_index, film.audio_index) == (3, 4)


def test_the_date_of_recording_is_read() -> None:
    assert read(real_film("androidx_bt601.mov")).recorded_at == "2024-02-12T19:16:55+00:00"
    assert read(real_film("rails_video.webm")).recorded_at is None


def test_frames_outside_an_edit_list_do_not_count() -> None:
    index = read(real_film("androidx_sample_edit_list.mp4")).index
    assert index.origin_pts == 0
    assert [packet.discard for packet in index.packets].count(True) == 9


def test_sound_alone_is_not_a_film() -> None:
    with pytest.raises(ExpectedError) as caught:
        read(real_film("rails_video_without_video_stream.mp4"))
    assert caught.value.kind is ErrorKind.NOT_A_FILM


@pytest.mark.parametrize("name", GENERATED)
def test_generated_films(tmp_path: Path, name: str) -> None:
    spec = GENERATED[name]
    path = make_film(tmp_path / name, spec)
    film = read(path)
    assert film.index.frames == spec.frames
    assert film.variable_frame_rate == spec.variable_rate
    assert film.warnings == (() if spec.audio else (SILENT,))
    assert_index_is_what_decoding_shows(path, film)
    starts = [film.index.seconds(pts) for pts in film.index.pts]
    assert starts == [(pts - spec.start_pts) * spec.time_base for pts in spec.pts()[:-1]]
    if not spec.variable_rate:
        assert film.frame_rate == spec.frame_rate
        assert film.index.duration == spec.seconds


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_rotation_is_clockwise(tmp_path: Path, turned: int) -> None:
    film = read(make_film(tmp_path / "turned.mp4", S(frames=5, rotation=turned)))
    assert film.rotation == 360 - turned
    assert (film.width_px, film.height_px) == ((640, 360) if turned == 180 else (360, 640))


@pytest.mark.parametrize(
    ("aspect", "size"), [(Fraction(64, 45), (1024, 576)), (Fraction(8, 9), (720, 648)), (Fraction(1), (720, 576))]
)
def test_the_short_axis_is_stretched(tmp_path: Path, aspect: Fraction, size: tuple[int, int]) -> None:
    film = read(make_film(tmp_path / "a.mp4", S(frames=5, width=720, height=576, sample_aspect=aspect)))
    assert (film.width_px, film.height_px) == size


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "a.mts", "a.webm", "a.avi", "a.ts"])
@pytest.mark.parametrize("fraction", [0.35, 0.6, 0.83])
def test_a_cut_off_film_keeps_what_can_be_shown(tmp_path: Path, name: str, fraction: float) -> None:
    codec = {".webm": "libvpx-vp9", ".avi": "mpeg4", ".ts": "mpeg2video"}.get(Path(name).suffix, "libx264")
    path = make_film(tmp_path / name, S(codec=codec, index_first=True))
    truncate(path, fraction)
    film = read(path)
    assert 20 < film.index.frames < 150
    assert_index_is_what_decoding_shows(path, film)
    if name in {"a.mp4", "a.mkv", "a.webm", "a.avi"}:  # a transport stream does not say how long it should be
        assert film.warnings == (CUT_OFF,)


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "a.mts", "a.ts", "hevc.mp4"])
@pytest.mark.parametrize("at", [0.3, 0.5, 0.7, 0.9, 0.97])
def test_damage_inside_does_not_shift_frames(tmp_path: Path, name: str, at: float) -> None:
    codec = {"hevc.mp4": "libx265", "a.ts": "mpeg2video"}.get(name, "libx264")
    path = make_film(tmp_path / name, S(codec=codec, index_first=True))
    damage(path, at, 3000)
    film = read(path)
    assert film.index.frames < 150 or name == "a.ts"
    shown = [pts or 0 for pts, _ in straight_frames(path, film.stream_index)]
    assert sorted(shown) == list(film.index.pts)  # decoders may let a broken picture out too late
    if name.endswith("mp4"):  # elsewhere broken pictures may be left out without a word
        assert film.warnings == (DAMAGED,)


@pytest.mark.parametrize("name", ODD)
def test_odd_films(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_oddly(path, *ODD[name])
    film = read(path)
    assert film.index.frames == 60
    assert film.warnings == (SILENT,)
    assert_index_is_what_decoding_shows(path, film)


def test_pictures_without_times_are_put_in_the_order_shown(tmp_path: Path) -> None:
    path = tmp_path / "swapped.avi"
    write_oddly(path, "libx264", X264, 2, "avi")
    film = read(path)
    assert film.index.frames == 60
    assert [packet.pts for packet in film.index.packets] != sorted(film.index.pts)
    assert [film.index.seconds(pts) for pts in film.index.pts] == [Fraction(n, 25) for n in range(60)]


@pytest.mark.parametrize("name", ["open.ts", "open2.ts"])
def test_pictures_before_the_first_keyframe_that_never_show_do_not_count(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_oddly(path, *ODD[name])
    data = path.read_bytes()
    path.write_bytes(data[len(data) * 3 // 10 // 188 * 188 :])
    film = read(path)
    assert 20 < film.index.frames < 45
    assert_index_is_what_decoding_shows(path, film)


PLAYLIST = b"#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:1,\nother.ts\n#EXT-X-ENDLIST\n"


@pytest.mark.parametrize("data", [b"", b"Dear diary,\n" * 500, bytes(range(256)) * 400, PLAYLIST, b"\0" * 70_000])
def test_what_is_no_film_is_refused(data: bytes) -> None:
    with pytest.raises(ExpectedError) as caught:
        read_film(io.BytesIO(data))
    assert caught.value.kind is ErrorKind.NOT_A_FILM
    assert caught.value.hint


def test_a_film_cut_off_before_its_index_is_refused(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4", S(frames=30))
    truncate(path, 0.8)
    with pytest.raises(ExpectedError) as caught:
        read(path)
    assert caught.value.kind is ErrorKind.NOT_A_FILM


def test_a_photograph_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    av.VideoFrame(64, 48, "rgb24").save(str(path))
    with pytest.raises(ExpectedError) as caught:
        read(path)
    assert caught.value.kind is ErrorKind.NOT_A_FILM


def test_what_the_file_raises_comes_through(tmp_path: Path) -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > 40_000:
                raise ExpectedError(ErrorKind.DAMAGED, "A piece of the vault is damaged.", "Restore a backup.")
            return super().read(size)

    data = make_film(tmp_path / "a.mkv", S(frames=150)).read_bytes()
    with pytest.raises(ExpectedError) as caught:
        read_film(Failing(data))
    assert caught.value.kind is ErrorKind.DAMAGED
