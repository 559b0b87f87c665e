"""The command line as a whole: its parser, and what happens when a command fails."""

import argparse
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from ui.cli import case, clip, demo, doctor, ledger, moment, reel, summary, vault
from ui.cli.options import common_options, take_environment_passphrase
from ui.cli.outcome import Outcome, print_error, print_outcome
from vidfeed import __version__
from vidfeed.errors import ExpectedError, InternalError, cancelled

DONE, EXPECTED_FAILURE, OUR_FAULT = 0, 1, 70


def build_parser() -> argparse.ArgumentParser:
    """All nouns and verbs."""
    common = common_options()
    parser = argparse.ArgumentParser(
        prog="vidfeed",
        parents=[common],
        description="Video feedback from an encrypted local vault. Without a command it opens the windows.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    nouns = parser.add_subparsers(dest="noun")
    for module in (demo, vault, case, clip, moment, reel, summary, ledger, doctor):
        module.add_parsers(nouns, common)
    return parser


def run_command(words: Sequence[str]) -> int:
    """Runs one command; its exit status."""
    environment_passphrase = take_environment_passphrase()
    args = build_parser().parse_args(words)
    args.environment_passphrase = environment_passphrase
    as_json = getattr(args, "json", False)
    try:
        outcome: Outcome = args.run(args)
    except KeyboardInterrupt:
        print_error(cancelled("The command"), as_json)
        return EXPECTED_FAILURE
    except ExpectedError as error:
        print_error(error, as_json)
        return EXPECTED_FAILURE
    except InternalError as error:
        sys.stderr.write(f"vidfeed is at fault: {error}. Nothing that was confirmed is lost.\n")
        return OUR_FAULT
    except Exception as error:
        # Only where and what kind: messages and values could hold a family's words.
        places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
        sys.stderr.write(f"vidfeed is at fault: {type(error).__name__} at {' < '.join(reversed(places))}.\n")
        return OUR_FAULT
    print_outcome(outcome, as_json)
    return DONE if outcome.ok else EXPECTED_FAILURE
