"""What decoding a film straight through shows: the yardstick for everything that jumps about in it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import av
import pytest

SHARED = Path(os.environ.get("VIDFEED_SHARED", Path(__file__).parents[3] / "shared"))

REAL_FILMS = [
    "rails_rotated_video.mp4",
    "rails_rotated_hdr_video.mov",
    "rails_video_with_rectangular_samples.mp4",
    "rails_video_without_audio_stream.mp4",
    "rails_video.webm",
    "androidx_pixel7_videoOnly_cleaned.mp4",
    "androidx_dolbyVision-hdr.MOV",
    "androidx_sample_edit_list.mp4",
    "androidx_portrait_4k60.mp4",
    "androidx_trim_optimization_failure.mp4",
    "androidx_long_1080p_lowbitrate.mp4",
    "androidx_bbb_2500ms.ts",
    "androidx_sample.avi",
    "androidx_bt601.mov",
    "torchcodec_nasa_13013.mp4",
]


def real_film(name: str) -> Path:
    """A film that someone's camera or phone made; skips the test where the collection is not at hand."""
    path = SHARED / "media" / name
    if not path.exists():
        pytest.skip(f"no real films at {SHARED / 'media'} (set VIDFEED_SHARED)")
    return path


def straight_frames(path: Path, stream_index: int, of: Container[int] = ()) -> list[tuple[int | None, str]]:
    """The pts of every frame in the order shown; with the digest of its picture for the frame numbers in `of`."""
    shown: list[tuple[int | None, str]] = []
    for frame in decoded_straight(path, stream_index):
        shown.append((frame.pts, digest(frame) if len(shown) in of else ""))
    return shown


def decoded_straight(path: Path, stream_index: int) -> Iterator[av.VideoFrame]:
    """Every frame in the order shown."""
    with path.open("rb") as file, av.open(file, "r") as container:
        stream = next(one for one in container.streams.video if one.index == stream_index)
        stream.thread_type = "SLICE"
        for packet in container.demux(stream):
            try:
                yield from packet.decode()
            except av.FFmpegError:
                continue


@dataclass
class FileSource:
    """A film in the clear, for tests: what the vault gives for an encrypted one."""

    path: Path

    def open(self) -> BinaryIO:
        return self.path.open("rb")


def digest(frame: av.VideoFrame) -> str:
    """Of the picture's visible bytes: equal exactly where the decoded pictures are equal."""
    total = hashlib.blake2b(digest_size=12)
    for plane in frame.planes:
        rows = memoryview(plane)
        width_bytes = min(plane.line_size, plane.width * (2 if "10" in frame.format.name else 1))
        for row in range(plane.height):
            total.update(rows[row * plane.line_size : row * plane.line_size + width_bytes])
    return total.hexdigest()
