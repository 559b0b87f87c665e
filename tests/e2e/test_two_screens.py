"""The parent's screen, captured all the time from outside: nothing but the reel's own pictures, cards and dark."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from av.container import InputContainer
from numpy.typing import NDArray

from tests.e2e.program import ROOT
from tests.e2e.two_screens_driver import FIRST, SECOND, THIRD, TV
from tests.factories.displays import x_display
from tests.factories.strip import read_strip

Picture = NDArray[np.uint8]
LACKING = [name for name in ("Xvfb", "xrandr") if shutil.which(name) is None]
LACKING += [] if "x11grab" in av.formats_available else ["PyAV's x11grab"]
pytestmark = pytest.mark.skipif(bool(LACKING), reason=f"not here: {', '.join(LACKING)}")
WIDTH_PX, HEIGHT_PX, STRIP_PX = 1280, 720, 6
SIDE_PX, MARGIN_PX, TOP_PX, GAP_PX = 460, 32, 40, 26
ALLOWED = {*FIRST, *SECOND, *THIRD}
CARD = (32, 95, 88)  # of title cards
ASK = (251, 232, 213)  # of the question beside a picture
PRIVATE = {"cue": (70, 52, 31), "panic button": (74, 38, 33), "our windows": (244, 242, 236), "leaving": (29, 34, 35)}


@pytest.fixture
def display() -> Iterator[str]:
    """Two monitors, laptop and TV, side by side on one framebuffer."""
    with x_display(size_px=(2646, 768)) as name:
        for monitor in (("laptop", "1366/361x768/203+0+0", "screen"), TV):
            subprocess.run(
                ["xrandr", "--setmonitor", *monitor],
                check=True,
                env=os.environ | {"DISPLAY": name},
                stdout=subprocess.DEVNULL,
            )
        yield name


class Watcher:
    """Looks at the TV all the time, and keeps each picture that differs from the one before."""

    def __init__(self, display: str) -> None:
        options = {"video_size": f"{WIDTH_PX}x{HEIGHT_PX}", "framerate": "40", "draw_mouse": "0"}
        container = av.open(f"{display}.0+1366,0", format="x11grab", options=options)
        assert isinstance(container, InputContainer)
        self._container, self._stop = container, threading.Event()
        self.pictures: list[Picture] = []
        self.looked = 0
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def _watch(self) -> None:
        last = b""
        for frame in self._container.decode(video=0):
            if self._stop.is_set():
                return
            self.looked += 1
            picture: Picture = frame.to_ndarray(format="rgb24").astype(np.uint8, copy=False)
            seen = picture[::5, ::5].tobytes()
            if seen != last:
                last = seen
                self.pictures.append(picture)

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()
        self._container.close()


def fitted(left: int, top: int, width: int, height: int, picture: Picture) -> Picture:
    """A 16:9 picture in the middle of a place."""
    scale = min(width / 16, height / 9)
    wide, high = round(16 * scale), round(9 * scale)
    x, y = left + (width - wide) // 2, top + (height - high) // 2
    return picture[y : y + high, x : x + wide]


def part_of(picture: Picture, colour: tuple[int, int, int], off: int = 3) -> float:
    """How much of a picture has a colour."""
    return float((np.abs(picture[::2, ::2].astype(np.int16) - np.array(colour)) <= off).all(axis=2).mean())


def kind_of(picture: Picture) -> str:
    """What the TV shows, or "?"."""
    if int(picture[:-STRIP_PX].max()) <= 24:
        return "dark"
    film = fitted(0, 0, WIDTH_PX, HEIGHT_PX - STRIP_PX, picture)
    if read_strip(film) in ALLOWED:
        return f"film {read_strip(film)}"
    if part_of(film, CARD, 12) > 0.5:
        return "card"
    beside = fitted(MARGIN_PX, TOP_PX, WIDTH_PX - 2 * MARGIN_PX - SIDE_PX - GAP_PX, HEIGHT_PX - 2 * TOP_PX, picture)
    if read_strip(beside) in ALLOWED and part_of(picture, ASK) > 0.03:
        return "talk"
    if part_of(picture, (17, 21, 22)) > 0.85:
        return "calm"
    return "favourites" if tiles_of(picture) else "?"


def tiles_of(picture: Picture) -> bool:
    """Whether what stands on the page are tiles, on their ground, below two lines of words."""
    ground = part_of(picture, (17, 21, 22)) + part_of(picture, PRIVATE["leaving"])
    return ground > 0.4 and part_of(picture[:90], (17, 21, 22)) > 0.7


def test_the_parents_screen_shows_the_reel_and_nothing_else(display: str, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "DBUS_"))}
    environment |= {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HOME": str(tmp_path)}
    watcher = Watcher(display)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tests.e2e.two_screens_driver", str(tmp_path)],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
    finally:
        watcher.stop()
    assert done.stdout.endswith("done\n"), done.stdout + done.stderr
    assert watcher.looked > 100
    kinds = [kind_of(picture) for picture in watcher.pictures]
    assert "?" not in kinds, kinds
    assert {"dark", "card", "talk", "calm", "favourites"} <= set(kinds), kinds
    assert len({kind for kind in kinds if kind.startswith("film")}) > 10
    assert kinds[0] == kinds[-1] == "dark"
    for what in ("cue", "panic button", "our windows"):
        for picture in watcher.pictures:
            assert part_of(picture, PRIVATE[what], 0) < 0.002, what
