"""Where measured programs run: a home of their own, a screen without a monitor, a sound server without a speaker."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.factories.displays import SCREEN_PX, x_display

__all__ = ["ROOT", "SCREEN_PX", "Environment", "display", "own_home", "sound_server", "until"]

ROOT = Path(__file__).parents[2]
_PATIENCE_S = 20

Environment = dict[str, str]


def own_home(folder: Path) -> Environment:
    """The environment with an empty home in `folder`, without a screen."""
    home = folder / "home"
    home.mkdir(exist_ok=True, parents=True, mode=0o700)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "VIDFEED_", "PULSE_"))}
    return kept | {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "QT_QPA_PLATFORM": "offscreen"}


@contextmanager
def display(memory: Path | None = None) -> Iterator[Environment]:
    """An empty X display; what to add to the environment. Its pixels are a file in the folder `memory`, if given."""
    with x_display(memory=memory) as name:
        yield {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb"}


@contextmanager
def sound_server(folder: Path) -> Iterator[Environment]:
    """A sound server with one output that plays into the void; what to add to the environment."""
    socket = folder / "sound"
    protocol = f"module-native-protocol-unix socket={socket} auth-anonymous=1"
    words = ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm"]
    words += ["-L", "module-null-sink sink_name=out rate=48000", "-L", protocol]
    server = subprocess.Popen(words, env=own_home(folder), stderr=subprocess.DEVNULL)
    try:
        until(socket.exists)
        yield {"PULSE_SERVER": f"unix:{socket}"}
    finally:
        server.terminate()
        server.wait()


def until(condition: Callable[[], object], patience_s: float = _PATIENCE_S) -> None:
    """Looks again and again until something has come."""
    end = time.monotonic() + patience_s
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("what was waited for did not come")
        time.sleep(0.001)  # another program makes it, and tells nobody
