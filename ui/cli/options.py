"""Options that every command takes, before or after its verb, and the types of their values."""

import argparse
import getpass
import os
import re
import sys
from argparse import SUPPRESS, ArgumentParser
from datetime import date
from fractions import Fraction
from pathlib import Path

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.time import parse_seconds
from vidfeed.model.veil import WHOLE, Region

PASSPHRASE_VARIABLE = "VIDFEED_PASSPHRASE"
MAX_SESSION = 99_999
_PART = re.compile(r"-?\d{1,3}(\.\d{1,9})?%?", re.ASCII)
_SPEED = re.compile(r"\d{1,6}(\.\d{1,6}|/0*[1-9]\d{0,5})?", re.ASCII)


def common_options() -> ArgumentParser:
    """A parent for every parser; its values are absent unless given, so that either place works."""
    common = ArgumentParser(add_help=False)
    group = common.add_argument_group("common options")
    group.add_argument("--vault", metavar="DIR", type=Path, default=SUPPRESS, help="the vault (or VIDFEED_VAULT)")
    group.add_argument("--user", metavar="NAME", default=SUPPRESS, help="whose passphrase it is")
    group.add_argument("--passphrase-file", metavar="FILE", type=Path, default=SUPPRESS)
    group.add_argument("--new-passphrase-file", metavar="FILE", type=Path, default=SUPPRESS)
    group.add_argument("--json", action="store_true", default=SUPPRESS, help="one JSON document on standard output")
    group.add_argument("--quiet", action="store_true", default=SUPPRESS, help="no progress")
    return common


def leaving_options() -> ArgumentParser:
    """A parent for commands that make a copy."""
    parent = ArgumentParser(add_help=False)
    parent.add_argument("--for", dest="for_whom", metavar="WHOM", default="", help="who gets the copy")
    parent.add_argument("--why", metavar="PURPOSE", default="", help="a purpose of consent, or a legal duty")
    parent.add_argument("--reference", metavar="TEXT", default="", help="of a legal duty, such as an order's number")
    parent.add_argument(
        "--second-passphrase-file", metavar="FILE", type=Path, help="of another user, who agrees to a legal duty"
    )
    return parent


def vault_folder(args: argparse.Namespace) -> Path:
    """The vault's folder from the option or the environment.

    Raises:
        ExpectedError: kind `vault-missing`.
    """
    given = getattr(args, "vault", None) or os.environ.get("VIDFEED_VAULT")
    if not given:
        raise ExpectedError(ErrorKind.VAULT_MISSING, "No vault was named.", "Give --vault DIR, or set VIDFEED_VAULT.")
    return Path(given)


def take_environment_passphrase() -> str | None:
    """The passphrase from the environment, which then no longer holds it."""
    return os.environ.pop(PASSPHRASE_VARIABLE, None)


def passphrase(args: argparse.Namespace) -> str:
    """The passphrase from a file, the environment as it was at the start, or a prompt without echo."""
    file = getattr(args, "passphrase_file", None)
    if file is not None:
        return read_secret(file)
    if args.environment_passphrase is not None:
        return str(args.environment_passphrase)
    return _asked("Passphrase: ")


def new_passphrase(args: argparse.Namespace) -> str:
    """The passphrase to set: from its own file, else as `passphrase`."""
    file = getattr(args, "new_passphrase_file", None)
    if file is not None:
        return read_secret(file)
    if sys.stdin.isatty() and args.environment_passphrase is None and not hasattr(args, "passphrase_file"):
        first = _asked("New passphrase: ")
        if first != _asked("Once more: "):
            raise ExpectedError(ErrorKind.WRONG_PASSPHRASE, "The two passphrases differ.", "Try again.")
        return first
    return passphrase(args)


def _asked(prompt: str) -> str:
    try:
        return getpass.getpass(prompt)
    except EOFError as error:
        raise ExpectedError(
            ErrorKind.WRONG_PASSPHRASE,
            "No passphrase was given.",
            f"Use --passphrase-file, or {PASSPHRASE_VARIABLE}, or a terminal.",
        ) from error


def read_secret(path: Path) -> str:
    """The first line of a file, or of standard input for "-"."""
    return read_text(path).split("\n", 1)[0].rstrip("\r")


def read_text(path: Path) -> str:
    """A UTF-8 text file, or standard input for "-".

    Raises:
        ExpectedError: kind `file-missing` or `bad-file`.
    """
    try:
        return sys.stdin.read() if str(path) == "-" else path.read_text("utf-8-sig")
    except OSError as error:
        raise ExpectedError(ErrorKind.FILE_MISSING, "A file that was named can't be read.", str(path)) from error
    except UnicodeDecodeError as error:
        raise ExpectedError(ErrorKind.BAD_FILE, "A text file that was named is not UTF-8.", str(path)) from error


def private_text(text: str | None, file: Path | None) -> str | None:
    """Text given as an argument, or in a file whose last line's end is not part of it; None where neither is."""
    return text if file is None else read_text(file).removesuffix("\n").removesuffix("\r")


def require_one_input(parser: ArgumentParser, args: argparse.Namespace) -> None:
    """Refuses a command that would read standard input twice: the second time it is empty. Wrong usage."""
    given = [option for option, value in vars(args).items() if option.endswith("_file") and str(value) == "-"]
    if len(given) > 1:
        names = " and ".join("--" + option.replace("_", "-") for option in given)
        parser.error(f"standard input can be read once only: {names}")


def as_number(text: str) -> int:
    """A visit's number, from 1; anything else is wrong usage."""
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:7]) <= MAX_SESSION:
        raise argparse.ArgumentTypeError(f"a number from 1 to {MAX_SESSION}")
    return int(text)


def as_speed(text: str) -> Fraction:
    """A speed such as "0.5" or "1/2".

    Raises:
        ExpectedError: kind `bad-time` for anything else.
    """
    if _SPEED.fullmatch(text) is None:
        raise ExpectedError(ErrorKind.BAD_TIME, "That is not a speed.", "Give a number such as 0.5, or 1/2.")
    return Fraction(text)


def as_seconds(text: str) -> Fraction:
    """An argument's time; the refusal travels as an expected error, not as wrong usage."""
    return parse_seconds(text)


def as_region(text: str) -> Region:
    """Left, top, width and height as parts of the picture, 0 to 1 or per cent; anything else is wrong usage."""
    try:
        left, top, width, height = (_part(one.strip()) for one in text.split(","))
    except (ValueError, ArithmeticError) as error:
        raise argparse.ArgumentTypeError(
            "four parts of the picture, such as 0.2,0.1,0.3,0.4 or 20%,10%,30%,40%"
        ) from error
    return Region(left, top, width, height)


def _part(text: str) -> int:
    if _PART.fullmatch(text) is None:
        raise ValueError(text)
    value = Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    if abs(value) > 1:
        raise ValueError(text)
    return round(value * WHOLE)


def as_date(text: str) -> date:
    """An argument's day, YYYY-MM-DD."""
    return date.fromisoformat(text)
