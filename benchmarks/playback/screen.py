"""A display's pixels, read where they lie: what a viewer would see, whichever program painted it."""

from __future__ import annotations

import time
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from tests.factories.displays import display_pixels
from tests.factories.strip import read_strip, strip_height_px

VIEW_PX = (1280, 720)
"""Of the picture, in the display's upper left corner."""

_LOOK_S = 0.0005
_PATIENCE_S = 60


class Screen:
    """The frame numbers in the pictures on a display.

    Args:
        memory: the file of pixels, as `display_pixels` reads it.
    """

    def __init__(self, memory: Path) -> None:
        rows = strip_height_px(VIEW_PX[1])
        self._pixels, self._rows = display_pixels(memory)[:, : VIEW_PX[0], :3], rows
        self._seen: bytes = b""
        self._number: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        del self._pixels

    def number(self) -> int | None:
        """The number in the picture that is on the screen now; None where there is none that can be read."""
        line = self._pixels[self._rows // 2].copy()
        seen = line[::8].tobytes()
        if seen != self._seen:
            self._seen = seen
            self._number = read_strip(np.repeat(line[None], self._rows * 10, axis=0))
        return self._number

    def until(self, number: int) -> float:
        """Waits for a number; seconds of the monotonic clock when it was there."""
        end = time.monotonic() + _PATIENCE_S
        while self.number() != number:
            time.sleep(_LOOK_S)  # nothing tells when the display’s pixels change
            if time.monotonic() > end:
                raise TimeoutError(f"frame {number} did not come; {self.number()} is on the screen")
        return time.monotonic()
