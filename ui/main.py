"""The program `vidfeed`: windows without a command, else the command."""

import sys
from collections.abc import Sequence
from pathlib import Path


def main(words: Sequence[str] | None = None) -> int:
    """Runs the program; its exit status."""
    given = list(sys.argv[1:] if words is None else words)
    if given:
        from ui.cli.commands import run_command

        return run_command(given)
    return open_windows()


def open_windows(folder: Path | None = None, passphrase: str = "") -> int:
    """Shows the windows until they are closed, on a vault's folder where one is given; the exit status."""
    from ui.bootstrap.doors import window_doors
    from ui.screens.application import run_windows

    return run_windows(window_doors(), folder, passphrase)


if __name__ == "__main__":
    sys.exit(main())
