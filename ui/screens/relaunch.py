"""A fresh process in place of this one: what was decrypted here cannot be wiped, so the process goes."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable


def relaunch() -> None:
    """Starts the program again at its lock screen; does not return."""
    # -P: the folder that happens to be current adds nothing to what is imported.
    words = [sys.executable, "-P", "-m", "ui.main"]
    if os.name == "posix":
        os.execv(sys.executable, words)  # noqa: S606
    subprocess.Popen(words, close_fds=True)
    os._exit(0)


def relaunch_within(seconds: float, relaunch: Callable[[], None]) -> threading.Timer:
    """Relaunches from a thread of its own unless cancelled before: not even a disk that hangs keeps the keys here."""
    timer = threading.Timer(seconds, relaunch)
    timer.daemon = True
    timer.start()
    return timer
