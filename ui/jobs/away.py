"""Why nobody may be at the machine any more, as the system tells; each system's way is a module of its own."""

import sys
from collections.abc import Callable
from enum import StrEnum
from typing import Protocol


class Away(StrEnum):
    """What happened."""

    SLEEP = "sleep"
    LID = "lid"
    USER_SWITCH = "user-switch"
    SCREEN_LOCK = "screen-lock"
    SAVER = "saver"
    """The screen went dark or was locked for want of use, as far as one can tell: no more than our own idle lock."""


Tell = Callable[[Away], None]
"""Called in the window's thread; it may not return, for locking ends the process."""


class AwayWatch(Protocol):
    """Listens until it is closed."""

    def close(self) -> None:
        """Tells nothing any more."""


class NoWatch:
    """Where the system tells nothing; the clock still notices a sleep."""

    def close(self) -> None:
        """Nothing to end."""


def watch_away(tell: Tell, window_id: Callable[[], int]) -> AwayWatch:
    """Listens to this system.

    Args:
        tell: told every time.
        window_id: the native window's, for systems that tell windows.
    """
    if sys.platform == "win32":
        from ui.jobs.away_windows import WindowsWatch

        return WindowsWatch(tell, window_id())
    if sys.platform == "darwin":
        from ui.jobs.away_macos import MacWatch

        return MacWatch(tell)
    if sys.platform.startswith("linux"):
        from ui.jobs.away_linux import LinuxWatch

        return LinuxWatch(tell)
    return NoWatch()
