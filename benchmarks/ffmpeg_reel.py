"""The same reel by an ffmpeg filter graph: what rendering is measured against."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.media.reel_parts import Shelf
from vidfeed.media.reel_canvas import Canvas
from vidfeed.model.reel_plan import ReelPlan

_SOUND_RATE = 48_000
_KILOBYTES_IN_MB = 1024


@dataclass(frozen=True)
class Cost:
    """What a render took."""

    wall_s: float
    busy_s: float
    memory_mb: float

    def then(self, other: Cost) -> Cost:
        """Both, one after the other."""
        return Cost(self.wall_s + other.wall_s, self.busy_s + other.busy_s, max(self.memory_mb, other.memory_mb))


def ffmpeg_there() -> bool:
    """Whether the program is installed."""
    return shutil.which("ffmpeg") is not None


def ffmpeg_render(laid: ReelPlan, films: Shelf, canvas: Canvas, target: Path) -> Cost:
    """Trims, scales, paces, joins and encodes as rendering does: H.264 veryfast at 21, AAC, loudness once through."""
    inputs: list[str] = []
    for source in films.sources.values():
        inputs += ["-i", str(source.path)]
    graph = ";".join([*_items(laid, films, canvas), _joined(laid)])
    video = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "21", "-pix_fmt", "yuv420p"]
    sound = ["-c:a", "aac", "-b:a", "160k", "-ar", str(_SOUND_RATE)]
    out = ["-map", "[v]", "-map", "[a]", *video, *sound, "-movflags", "+faststart", str(target)]
    return _run(*inputs, "-filter_complex", graph, *out)


def ffmpeg_verify(target: Path) -> Cost:
    """Decodes the pictures of what was written, as rendering does at its end."""
    return _run("-skip_loop_filter", "all", "-i", str(target), "-map", "0:v", "-f", "null", "-")


def _run(*arguments: str) -> Cost:
    began = time.perf_counter()
    child = subprocess.Popen(["ffmpeg", "-y", "-v", "error", *arguments])
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError("ffmpeg did not render the reel")
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / _KILOBYTES_IN_MB)


def _items(laid: ReelPlan, films: Shelf, canvas: Canvas) -> Iterator[str]:
    rate, size = laid.rate, f"{canvas.width_px}x{canvas.height_px}"
    numbers = {clip_id: number for number, clip_id in enumerate(films.sources)}
    for number, item in enumerate(laid.items):
        seconds = float((laid.starts[number + 1] - laid.starts[number]) / rate)
        silence = f"anullsrc=r={_SOUND_RATE}:cl=stereo,atrim=duration={seconds}[a{number}]"
        if item.clip_id is None or item.span is None:
            yield f"color=c=0x285a8c:s={size}:r={rate}:d={seconds},format=yuv420p,setsar=1[v{number}]"
            yield silence
            continue
        film, source = films.films[item.clip_id], numbers[item.clip_id]
        inside = film.index.frames_in(item.span)
        fit = f"scale={canvas.width_px}:{canvas.height_px}:force_original_aspect_ratio=decrease:flags=fast_bilinear"
        pad = f"pad={canvas.width_px}:{canvas.height_px}:(ow-iw)/2:(oh-ih)/2"
        trim = f"trim=start_frame={inside.start}:end_frame={inside.stop},setpts=PTS-STARTPTS"
        yield f"[{source}:v]{trim},{fit},{pad},fps={rate},format=yuv420p,setsar=1[v{number}]"
        if film.audio_index is None:
            yield silence
        else:
            start = float(item.span.start_pts * film.index.time_base)
            heard = f"atrim=start={start}:duration={seconds},asetpts=PTS-STARTPTS,loudnorm=I=-20:TP=-1"
            yield f"[{source}:a]{heard},aresample={_SOUND_RATE},aformat=channel_layouts=stereo[a{number}]"


def _joined(laid: ReelPlan) -> str:
    pads = "".join(f"[v{number}][a{number}]" for number in range(len(laid.items)))
    return f"{pads}concat=n={len(laid.items)}:v=1:a=1[v][a]"
