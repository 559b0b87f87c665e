"""The windows with real vaults behind them; the one place here that loads Qt, and only when it is called."""

import os
import sys
from pathlib import Path

from ui.jobs.faults import report_faults
from vidfeed.errors import ErrorKind, ExpectedError


def has_screen() -> bool:
    """Whether windows can be shown; Qt would end the whole program where they cannot."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def open_windows(folder: Path | None = None, passphrase: str = "") -> int:
    """Shows the windows until they are closed, on a vault's folder where one is given; the exit status.

    Raises:
        ExpectedError: kind `not-ready` where there is no screen.
    """
    if not has_screen():
        raise ExpectedError(
            ErrorKind.NOT_READY, "There is no screen here to show windows on.", "vidfeed --help lists the commands."
        )
    report_faults()
    from ui.bootstrap.doors import window_doors
    from ui.screens.application import run_windows

    return run_windows(window_doors(), folder, passphrase)
