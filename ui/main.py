"""The program `vidfeed`: windows without a command, else the command."""

import sys
from collections.abc import Sequence

from ui.jobs.core_dumps import dump_no_core


def main(words: Sequence[str] | None = None) -> int:
    """Runs the program; its exit status."""
    dump_no_core()
    given = list(sys.argv[1:] if words is None else words)
    if given:
        from ui.cli.commands import run_command

        return run_command(given)
    from ui.bootstrap.windows import open_windows

    return open_windows()


if __name__ == "__main__":
    sys.exit(main())
