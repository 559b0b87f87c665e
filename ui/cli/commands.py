"""The command line as a whole: its parser, and what happens when a command fails."""

import argparse
from collections.abc import Sequence

from ui.cli import case, clip, codebook, demo, doctor, ledger, moment, reel, summary, vault
from ui.cli.options import common_options, require_one_input, take_environment_passphrase
from ui.cli.outcome import Outcome, print_error, print_fault, print_outcome
from vidfeed import __version__
from vidfeed.errors import ExpectedError, cancelled

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
    nouns = parser.add_subparsers(dest="noun", required=True)
    for module in (demo, vault, case, clip, moment, reel, summary, codebook, ledger, doctor):
        module.add_parsers(nouns, common)
    return parser


def run_command(words: Sequence[str]) -> int:
    """Runs one command; its exit status."""
    environment_passphrase = take_environment_passphrase()
    parser = build_parser()
    args = parser.parse_args(words)
    require_one_input(parser, args)
    args.environment_passphrase = environment_passphrase
    as_json = getattr(args, "json", False)
    try:
        outcome: Outcome = args.run(args)
        print_outcome(outcome, as_json)
    except KeyboardInterrupt:
        print_error(cancelled("The command"), as_json)
        return EXPECTED_FAILURE
    except ExpectedError as error:
        print_error(error, as_json)
        return EXPECTED_FAILURE
    except Exception as error:
        print_fault(error, as_json)
        return OUR_FAULT
    if outcome.at_fault:
        return OUR_FAULT
    return DONE if outcome.ok else EXPECTED_FAILURE
