"""X displays without a monitor, and the one window of the program on them."""

import mmap
import os
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SCREEN_PX = (1366, 768)
_WIDTH, _HEIGHT, _LINE_BYTES, _COLOURS = 4, 5, 12, 19
_COLOUR_BYTES = 12
_HEADER = struct.Struct(">25I")


@contextmanager
def x_display(size_px: tuple[int, int] = SCREEN_PX, memory: Path | None = None) -> Iterator[str]:
    """The name of an empty X display. Its pixels are a file in the folder `memory`, if given; its faults go nowhere."""
    reading, writing = os.pipe()
    width_px, height_px = size_px
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width_px}x{height_px}x24"]
    words += ["-nolisten", "tcp", "-noreset", *(["-fbdir", str(memory)] if memory else [])]
    server = subprocess.Popen(words, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def display_pixels(memory: Path) -> NDArray[np.uint8]:
    """The pixels of an X display where they lie, (H, W, 4) in the order blue, green, red, none; always as they are now.

    Args:
        memory: the file of pixels, as X servers write window dumps: a header of 32-bit numbers, colours, rows.
    """
    with memory.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    header = _HEADER.unpack_from(mapped)
    shape = (header[_HEIGHT], header[_LINE_BYTES] // 4, 4)
    pixels: NDArray[np.uint8] = np.ndarray(shape, np.uint8, mapped, header[0] + header[_COLOURS] * _COLOUR_BYTES)
    return pixels[:, : header[_WIDTH]]
