"""The windows with real vaults behind them; the one place here that loads Qt, and only when it is called."""

from pathlib import Path


def open_windows(folder: Path | None = None, passphrase: str = "") -> int:
    """Shows the windows until they are closed, on a vault's folder where one is given; the exit status."""
    from ui.bootstrap.doors import window_doors
    from ui.screens.application import run_windows

    return run_windows(window_doors(), folder, passphrase)
