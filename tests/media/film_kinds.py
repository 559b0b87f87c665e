"""Films of every kind that cameras, phones and converters make and that can be made here, numbered throughout.

VC-1 has no free encoder, and neither has Dolby Vision; those are tested by the films that `straight` finds.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from pathlib import Path

from tests.factories.films import FilmSpec, make_film
from tests.media.odd_films import ODD, write_oddly

FRAMES = 60

_S = partial(FilmSpec, frames=FRAMES)
_Small = partial(FilmSpec, width=320, height=180, frames=FRAMES, gop=12)
_Tape = partial(FilmSpec, codec="dvvideo", width=720, frames=24, interlaced=True)
_PAL = Fraction(16, 15)
_X265 = "log-level=none:pools=1:frame-threads=1:scenecut=0"

KINDS: dict[str, FilmSpec] = {
    "plain.mp4": _S(),
    "long.mp4": _S(gop=250, b_frames=3),
    "deep.mkv": _S(codec="libx265", ten_bit=True, b_frames=4),
    "web.webm": _S(codec="libvpx-vp9", start_pts=7),
    "camera.mts": _S(interlaced=True, audio="5.1", width=720, height=576, sample_aspect=Fraction(64, 45)),
    "old.ts": _S(codec="mpeg2video", interlaced=True),
    "uneven.mp4": _S(variable_rate=True, rotation=270),
    "late.mkv": _S(start_pts=37, audio="mono"),
    "single.mov": _S(codec="mjpeg", rotation=90),
    "still.avi": _S(codec="mpeg4"),
    "small.3gp": _S(codec="h263", width=352, height=288),
    "quick.mp4": _S(frame_rate=Fraction(60), rotation=180),
    "silent.mp4": _S(audio=None, width=642, height=362),
    "short.mp4": _S(sound_seconds=1),
    "long_sound.mp4": _S(sound_seconds=4),
    "new.mkv": _S(codec="libsvtav1"),
    "disc.m2ts": _S(start_pts=37),
    # Each of the rest has a coding, a container or a table that none of those before it has.
    "tape.avi": _Tape(height=576, sample_aspect=_PAL),
    "disc.mpg": _Small(codec="mpeg1video", sound_codec="mp2"),
    "cut.mov": _Small(codec="prores_ks", pixel_format="yuv422p10le", sound_codec="pcm_s24le"),
    "odd.mp4": _Small(width=321, height=181, pixel_format="yuv444p"),
    "big.mp4": FilmSpec(width=3840, height=2160, frames=16, frame_rate=Fraction(60), gop=8),
    "portrait.mov": _Small(codec="libx265", rotation=90, options={"x265-params": f"{_X265}:open-gop=1"}),
    "call.3gp": _Small(codec="mpeg4", audio="mono", sound_codec="libopencore_amrnb", sound_rate=8000),
    "comb.mov": _Small(codec="mpeg4", interlaced=True, sound_codec="pcm_s16be"),
    "uneven.mkv": _Small(variable_rate=True, sound_codec="ac3", audio="5.1"),
    "older.webm": _Small(codec="libvpx", width=321, height=181, audio="5.1"),
    "new.mp4": _Small(codec="libsvtav1", ten_bit=True),
    "camera2.mts": _Small(codec="libx265", b_frames=3, sound_codec="libmp3lame"),
    "trimmed.mp4": _Small(start_pts=-7),
}
"""Played by a hand that does anything."""

MORE_KINDS: dict[str, FilmSpec] = {
    "tape.mov": _Tape(height=480, pixel_format="yuv411p", frame_rate=Fraction(30000, 1001), sound_codec="pcm_s16le"),
    "tape.dv": _Tape(height=576, sound_codec="pcm_s16le"),
    "kept.mkv": _Small(codec="ffv1", sound_codec="flac"),
    "cut.mxf": _Small(codec="mpeg2video", pixel_format="yuv422p", sound_codec="pcm_s16le"),
    "cut2.mov": _Small(codec="dnxhd", pixel_format="yuv422p", options={"profile": "dnxhr_sq"}),
    "disc.avi": _Small(codec="mpeg1video", sound_codec="mp2"),
    "odd.mkv": _Small(codec="libvpx-vp9", width=321, height=181, sound_codec="libopus"),
    "odd.avi": _Small(codec="mjpeg", width=321, height=181, sound_codec="adpcm_ima_wav"),
    "call.avi": _Small(codec="h263p", width=352, height=288, options={"qmin": "8"}, sound_codec="libmp3lame"),
    "call2.avi": _Small(codec="h261", width=352, height=288, options={"qmin": "8"}),
    "camera.avi": _Small(),
    "deep.mp4": _Small(ten_bit=True, sound_codec="libmp3lame"),
    "deep.mts": _Small(pixel_format="yuv422p10le", sound_codec="ac3"),
    "rich.mov": _Small(pixel_format="yuv422p", sound_codec="alac"),
    "rich2.mov": _Small(codec="libx265", pixel_format="yuv422p10le", start_pts=-7),
    "grey.mp4": _Small(pixel_format="gray", sound_codec="libopus"),
    "open.mp4": _Small(codec="libx265", b_frames=3, options={"x265-params": f"{_X265}:open-gop=1"}),
    "radl.mp4": _Small(codec="libx265", b_frames=3, options={"x265-params": f"{_X265}:open-gop=0:radl=2"}),
    "refresh2.mp4": _Small(codec="libx265", b_frames=0, options={"x265-params": f"{_X265}:intra-refresh=1"}),
    "unshown.mp4": _Small(codec="libvpx-vp9", options={"lag-in-frames": "16", "auto-alt-ref": "1", "deadline": "good"}),
    "uneven.webm": _Small(codec="libvpx-vp9", variable_rate=True),
    "uneven.ts": _Small(variable_rate=True),
    "round.ts": _Small(start_pts=(1 << 33) // 3600 - 20),
    "quarter.avi": _Small(codec="mpeg4", options={"flags": "+qpel+mv4"}),
    "page.flv": _Small(codec="flv", sound_codec="libmp3lame", sound_rate=44_100),
    "slow.mp4": _Small(frame_rate=Fraction(120), options={"x264-params": "slices=4"}),
    "pyramid.mp4": _Small(b_frames=5, gop=30, options={"preset": "veryfast", "x264-params": "b-pyramid=normal:ref=4"}),
    "one_key.mp4": _Small(gop=1000, options={"preset": "veryfast", "x264-params": "keyint=infinite"}),
}
"""Whose every frame is looked at."""


def film_of(folder: Path, name: str) -> Path:
    """The film of this name, of the kinds here or the odd ones."""
    spec = KINDS.get(name) or MORE_KINDS.get(name)
    if spec is not None:
        return make_film(folder / name, spec)
    write_oddly(folder / name, *ODD[name])
    return folder / name


def first_shown(name: str) -> int:
    """The number that the film's first frame shows: an edit list may leave some out."""
    spec = KINDS.get(name) or MORE_KINDS.get(name)
    return max(0, -spec.start_pts) if spec is not None else 0
