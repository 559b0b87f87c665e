"""How quickly the light copy is made, beside what plain ffmpeg needs to decode the film and to make such a copy."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator

from benchmarks.playback.films import BenchFilm
from benchmarks.playback.table import Aim, Row
from ui.bootstrap.opening import OpenedVault
from vidfeed.services import importing

_COPY = ["-vf", "scale=960:540", "-c:v", "libx264", "-preset", "superfast", "-crf", "30", "-tune", "fastdecode"]
_COPY += ["-x264-params", "keyint=1", "-pix_fmt", "yuv420p"]


def making_rows(vault: OpenedVault, film: BenchFilm, what: str, aim: Aim | None) -> Iterator[Row]:
    """Times real time; the film is imported and not yet prepared."""
    began = time.monotonic()
    importing.prepare_clip(vault.context, film.clip_id)
    pace = _pace(film, began)
    copying, decoding = _ffmpeg(film, *_COPY), _ffmpeg(film)
    note = f"beside it ffmpeg making such a copy; decoding alone it reaches {decoding:.1f}"
    yield Row(f"light copy, strip, sound picture made, {what}, times real time", pace, copying, aim, note)


def _ffmpeg(film: BenchFilm, *words: str) -> float:
    began = time.monotonic()
    command = ["ffmpeg", "-nostdin", "-v", "error", "-i", str(film.path), "-map", "0:v:0", *words, "-f", "null", "-"]
    subprocess.run(command, check=True)
    return _pace(film, began)


def _pace(film: BenchFilm, began: float) -> float:
    return float(film.film.index.duration) / (time.monotonic() - began)
