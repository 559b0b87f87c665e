"""Makes the practice clip: paints it, gives it its sound, and encodes both."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from ui.painting.practice.film import FRAME_RATE, FRAMES, HEIGHT_PX, SAMPLE_RATE, WIDTH_PX, PracticeFrame, frames, sound
from vidfeed.errors import cancelled as stopped
from vidfeed.media.film_writer import FilmForm, FilmWriter
from vidfeed.ports import Cancelled, Progress

PRACTICE_FORM = FilmForm(
    WIDTH_PX, HEIGHT_PX, Fraction(FRAME_RATE), sample_rate=SAMPLE_RATE, channels=1, preset="veryfast", crf=23, gop=50
)
SAMPLES_PER_FRAME = SAMPLE_RATE // FRAME_RATE
AHEAD = 4
"""Pictures that may wait for the encoder while the next one is painted."""


def write_practice_film(
    target: Path | BinaryIO,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    stop: int = FRAMES,
) -> None:
    """Write the practice clip, or its first `stop` frames, as a film; some seconds of work for both cores of a laptop.

    Args:
        target: As for `FilmWriter`: a path gets the film complete or not at all.
        progress: Told the done part, 0.0 to 1.0, about every second of film.
        cancelled: Asked before every picture.
        stop: The number of frames.

    Raises:
        ExpectedError: `cancelled`, or what `FilmWriter` meets.
    """
    voices, waiting = sound(), deque[Future[None]]()
    with FilmWriter(target, PRACTICE_FORM) as film, ThreadPoolExecutor(1, "practice-encoder") as encoder:
        for frame in frames(stop=stop, sheets=AHEAD + 2):
            if cancelled is not None and cancelled():
                raise stopped("The practice clip")
            waiting.append(encoder.submit(_encode, film, frame, voices))
            if len(waiting) > AHEAD:
                waiting.popleft().result()
            if progress is not None and frame.number % FRAME_RATE == 0:
                progress(frame.number / stop)
        for each in waiting:
            each.result()
    if progress is not None:
        progress(1.0)


def _encode(film: FilmWriter, frame: PracticeFrame, voices: NDArray[np.int16]) -> None:
    film.add_picture(frame.pixels, frame.number, "bgra")
    film.add_sound(voices[frame.number * SAMPLES_PER_FRAME : (frame.number + 1) * SAMPLES_PER_FRAME])
