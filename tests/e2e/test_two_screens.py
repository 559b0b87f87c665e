"""The parent's screen, captured all the time from outside: nothing but the reel's own pictures, cards and dark."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.parents_screen import Judge, Watcher, share_of
from tests.e2e.program import ROOT
from tests.e2e.two_screens_driver import FIRST, SECOND, SPEC, THIRD, TV
from tests.factories.displays import x_display
from tests.factories.films import make_film

LACKING = [name for name in ("Xvfb", "xrandr") if shutil.which(name) is None]
pytestmark = pytest.mark.skipif(bool(LACKING), reason=f"not here: {', '.join(LACKING)}")
PRIVATE = {"cue": (70, 52, 31), "panic button": (74, 38, 33), "our windows": (244, 242, 236)}
LAPTOP_PX = 1366


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    """Where the display's pixels are."""
    made = tmp_path / "pixels"
    made.mkdir()
    return made


@pytest.fixture
def display(memory: Path) -> Iterator[str]:
    """Two monitors, laptop and TV, side by side on one framebuffer."""
    with x_display((LAPTOP_PX + 1280, 768), memory) as name:
        for monitor in (("laptop", "1366/361x768/203+0+0", "screen"), TV):
            subprocess.run(
                ["xrandr", "--setmonitor", *monitor],
                check=True,
                env=os.environ | {"DISPLAY": name},
                stdout=subprocess.DEVNULL,
            )
        yield name


@pytest.mark.parametrize("what", ["review", "visit"])
def test_the_parents_screen_shows_the_reel_and_nothing_else(
    display: str, memory: Path, tmp_path: Path, what: str
) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "DBUS_"))}
    environment |= {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HOME": str(tmp_path)}
    with Watcher(memory / "Xvfb_screen0", LAPTOP_PX) as watcher:
        done = subprocess.run(
            [sys.executable, "-m", "tests.e2e.two_screens_driver", str(tmp_path), what],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=250,
            check=False,
        )
    assert done.stdout.endswith("done\n"), done.stdout + done.stderr
    judge = Judge(make_film(tmp_path / "film.mp4", SPEC), [*FIRST, *SECOND, *THIRD])
    kinds = judge.kinds_of(watcher.pictures)
    assert "?" not in kinds, kinds
    assert {"dark", "card", "talk", "calm", "favourites"} <= set(kinds), kinds
    assert len({kind for kind in kinds if kind.startswith("film")}) > 5
    assert kinds[0] == kinds[-1] == "dark"
    for private, colour in PRIVATE.items():
        for picture in watcher.pictures:
            assert share_of(picture[::2, ::2], colour, off=0) < 0.002, private
