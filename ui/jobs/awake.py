"""Holds the screen saver, sleep for want of use, and notifications off while parents look at the screen."""

import ctypes
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Protocol

_ES_CONTINUOUS, _ES_SYSTEM_REQUIRED, _ES_DISPLAY_REQUIRED = 0x80000000, 0x1, 0x2
_CAFFEINATE = "/usr/bin/caffeinate"


class Awake(Protocol):
    """In force until it is closed, or the process dies."""

    @property
    def quiet(self) -> bool:
        """Whether notifications are held off too."""

    def close(self) -> None:
        """As the system would have it again; a second call does nothing."""


class NotAwake:
    """Where the system offers nothing."""

    quiet = False

    def close(self) -> None:
        """Nothing to end."""


class WindowsAwake:
    """SetThreadExecutionState (learn.microsoft.com/windows/win32/api/winbase); a full-screen window keeps it quiet."""

    quiet = True

    def __init__(self) -> None:
        self._set(_ES_CONTINUOUS | _ES_SYSTEM_REQUIRED | _ES_DISPLAY_REQUIRED)

    def close(self) -> None:
        """See Awake."""
        self._set(_ES_CONTINUOUS)

    def _set(self, state: int) -> None:
        libraries = getattr(ctypes, "windll", None)
        if libraries is not None:
            libraries.kernel32.SetThreadExecutionState(ctypes.c_uint(state))


class MacAwake:
    """The system's own `caffeinate`, bound to this process: it ends with it. Notifications stay the user's to mute."""

    quiet = False

    def __init__(self) -> None:
        words = [_CAFFEINATE, "-d", "-i", "-w", str(os.getpid())]
        self._child = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def close(self) -> None:
        """See Awake."""
        self._child.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._child.wait(timeout=2)


def keep_awake() -> Awake:
    """Asks this system; where it cannot be asked, nothing changes."""
    if sys.platform == "win32":
        return WindowsAwake()
    if sys.platform == "darwin":
        return MacAwake() if Path(_CAFFEINATE).exists() else NotAwake()
    if sys.platform.startswith("linux"):
        from ui.jobs.awake_linux import LinuxAwake

        return LinuxAwake()
    return NotAwake()
