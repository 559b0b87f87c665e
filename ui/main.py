"""The program `vidfeed`: windows without a command, else the command."""

import sys
from collections.abc import Sequence

from ui.jobs.process import dump_no_core, give_pictures_back


def main(words: Sequence[str] | None = None) -> int:
    """Runs the program; its exit status."""
    dump_no_core()
    give_pictures_back()
    given = list(sys.argv[1:] if words is None else words)
    if given:
        from ui.cli.commands import run_command

        return run_command(given)
    return _windows()


def _windows() -> int:
    from ui.bootstrap.windows import open_windows
    from ui.cli.options import take_environment_passphrase
    from ui.cli.outcome import print_error
    from vidfeed.errors import ExpectedError

    # The windows ask for it; no child of theirs shall find it there.
    take_environment_passphrase()
    try:
        return open_windows()
    except ExpectedError as error:
        print_error(error, as_json=False)
        return 1


if __name__ == "__main__":
    sys.exit(main())
