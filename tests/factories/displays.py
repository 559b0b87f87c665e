"""X displays without a monitor, and the one window of the program on them."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SCREEN_PX = (1366, 768)


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
