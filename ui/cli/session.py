"""One command's run: the vault that it opens, and its progress on standard error."""

import argparse
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm

from ui.bootstrap import OpenedVault, open_vault
from ui.cli.options import passphrase, read_secret, vault_folder
from vidfeed.ports import Progress, no_progress
from vidfeed.services.context import Context
from vidfeed.services.copying import Leaving


@contextmanager
def unlocked(args: argparse.Namespace) -> Iterator[OpenedVault]:
    """The vault, open for the length of a command."""
    with open_vault(vault_folder(args), passphrase(args), getattr(args, "user", None)) as opened:
        yield opened


@contextmanager
def leaving_from(args: argparse.Namespace) -> Iterator[tuple[Context, Leaving]]:
    """The vault at work, and why something leaves it, by `leaving_options`.

    Raises:
        ExpectedError: kind `needs-second-user` where the second passphrase is no other user's.
    """
    with unlocked(args) as opened:
        file = args.second_passphrase_file
        agreed_by = opened.second_user(read_secret(file)) if file is not None else ""
        yield opened.context, Leaving(args.for_whom, args.why, args.reference, agreed_by)


@contextmanager
def working(args: argparse.Namespace) -> Iterator[Context]:
    """What the services need, for the length of a command."""
    with unlocked(args) as opened:
        yield opened.context


@contextmanager
def progress_bar(args: argparse.Namespace, what: str) -> Iterator[Progress]:
    """A bar on a terminal, with the time left; nothing elsewhere."""
    if getattr(args, "quiet", False) or not sys.stderr.isatty():
        yield no_progress
        return
    with tqdm(total=100, desc=what, unit="%", file=sys.stderr, leave=False) as bar:
        lock = threading.Lock()

        def advance(done: float) -> None:
            with lock:
                bar.update(round(done * 100) - bar.n)

        yield advance
