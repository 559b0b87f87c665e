"""Lets the Nth write, sync or rename of each change of a vault fail, for every N: python -m benchmarks.fault_loop

A full disk stays full from the Nth call on, as does one that is pulled out; an input or output error meets the Nth call
alone. Afterwards the vault must hold the old state or the new one, and a failure must have been told in words that a
user can act on. The calls are those of the C library, so that the database's are among them. All of it is about twenty
thousand tries: set TMPDIR to a disk in memory and give --processes. Linux only; needs a C compiler.
"""

import argparse
import ctypes
import errno
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.kill_loop import Cut, check_sheets, check_sides, differences, in_the_clear
from storage.vault import restore_vault
from tests.factories.films import FilmSpec, make_film
from tests.storage.vault.facts import Changes, Facts, Places, facts_of, read_films
from tests.storage.vault.restless_desk import Step, keep_sheet
from tests.storage.vault.restless_steps import Work
from tests.storage.vault.vaults import ANNA, BERT, LOW, PASSPHRASES, created, opened
from vidfeed.errors import ExpectedError
from vidfeed.model.finding import Severity
from vidfeed.services.codebooks import ensure_builtin

_SOURCE = Path(__file__).with_name("failing_calls.c")
_FOREVER = 2**31
ERRORS = {"full": (errno.ENOSPC, True), "error": (errno.EIO, False), "gone": (errno.EIO, True)}
"""By name: what a call fails with, and whether all after it do too."""
CHANGES = (
    "import", "mark", "edit", "remove", "reel", "consent", "erase", "add-user", "remove-user", "change-passphrase",
    "replace-recovery", "recover", "backup", "restore", "create", "migrate", "prepare",
)  # fmt: skip


@dataclass
class Loop:
    """What one change met with.

    Attributes:
        calls: that the change makes when nothing fails.
        tried: how often it was made with one failing.
        refused: how often it then ended with an error.
        problems: what should not have been.
    """

    change: str
    error: str
    calls: int = 0
    tried: int = 0
    refused: int = 0
    problems: list[str] = field(default_factory=list)


class Disk:
    """The process's own calls, which can be made to fail."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.calls_made.restype = ctypes.c_long

    @property
    def calls(self) -> int:
        """Since `fails` was last called."""
        return int(self._library.calls_made())

    def fails(self, number: int, error: str) -> None:
        """From now on counts, and lets call `number` fail; where the disk stays so, all after it too."""
        code, stays = ERRORS[error]
        self._library.fail_calls(ctypes.c_long(number), ctypes.c_long(_FOREVER if stays else number), code)

    def works(self) -> None:
        """From now on nothing fails."""
        self._library.fail_calls(ctypes.c_long(0), ctypes.c_long(0), 0)


def run(root: Path, change: str, error: str, stride: int, disk: Disk) -> Loop:
    """Makes a change with every `stride`th of its calls failing, from the first to the last.

    Args:
        root: a folder with the filled template.
    """
    template, places, loop = Places(root / "template"), Places(root / f"run-{change}-{error}"), Loop(change, error)
    number = 0  # at first nothing fails, and the calls are counted
    while number <= loop.calls:
        shutil.copytree(template.root, places.root)
        shutil.copytree(template.sheets, places.sheets)
        try:
            problems = _try(places, loop, number, disk)
            loop.problems += [f"{change}, {error} at call {number} of {loop.calls}: {problem}" for problem in problems]
        finally:
            shutil.rmtree(places.root)
            shutil.rmtree(places.sheets)
        number += stride if number else 1
    return loop


def _fill(places: Places) -> None:
    """Three films with moments, reels and consent, one that is decoded, a second user, a backup."""
    vault, sheet = created(places.vault)
    keep_sheet(places, sheet)
    with vault:
        ensure_builtin(vault.catalogue)
        work = Work(vault, places, random.Random(1))
        vault.add_user(BERT, PASSPHRASES[BERT])
        names = ["import", "import", "import", *["mark"] * 8, "reel", "reel", "reel", "consent", "backup"]
        for step in filter(None, map(work.step, names)):
            step.run()
        _bring_film(work, places)


def _bring_film(work: Work, places: Places) -> None:
    """The film's file does not stay: what works on it later does so in the process whose calls fail."""
    places.film.parent.mkdir()
    make_film(places.film, FilmSpec(width=160, height=120, frames=12))
    film = work.step("film")
    assert film is not None, "there is a film"
    film.run()
    shutil.rmtree(places.film.parent)


def _try(places: Places, loop: Loop, number: int, disk: Disk) -> list[str]:
    """Makes the change once; what was not as it should be."""
    with opened(places.vault) as vault:
        before = facts_of(vault)
        work = Work(vault, places, random.Random(2))
        step = work.step(loop.change)
        assert step is not None, "the filled vault allows every change"
        disk.fails(number or _FOREVER, loop.error)
        try:
            changes = step.run()
        except ExpectedError:
            changes = None
        except Exception as error:
            return [f"it ended with {error!r}"]
        finally:
            calls = disk.calls
            disk.works()
            work.desk.vault.close()
    if number:
        loop.tried += 1
        loop.refused += changes is None
    else:
        loop.calls = calls
    return _left(places, before, step, changes)


def _left(places: Places, before: Facts, step: Step, changes: Changes | None) -> list[str]:
    """Looks at the vault anew; `changes` are None where the step was refused."""
    problems = [*in_the_clear(places.root), *check_sides(places, frozenset())]
    with opened(places.vault) as vault:
        found = facts_of(vault)
        problems += differences(before, found, Cut(step.name, step.touches, step.adds))
        problems += check_sheets(places, vault)
        if changes is not None:
            problems += [f"{fact} was said to be done" for fact, value in changes.items() if found.get(fact) != value]
        problems += [f"{film} reads otherwise" for film, read in read_films(vault).items() if found[film] != read]
        findings = (*vault.findings, *vault.verify(deep=True).findings)
        problems += [f"{f.kind}: {f.message}" for f in findings if f.severity is not Severity.GOOD]
    if step.name == "backup":  # the one before, or the new one
        restore_vault(places.backup, places.restored, PASSPHRASES[ANNA], work_factor=LOW).vault.close()
        problems += check_sides(places, frozenset())
    return problems


def _run_one(task: tuple[Path, str, str, int]) -> Loop:
    return run(*task, Disk())


def with_failing_calls(words: list[str], folder: Path) -> int:
    """Runs this module again in a process whose calls can fail; its exit status."""
    library = folder / "failing_calls.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, _SOURCE, "-ldl"], check=True)
    environment = os.environ | {"LD_PRELOAD": str(library)}
    return subprocess.run([sys.executable, "-m", "benchmarks.fault_loop", *words], env=environment).returncode


def main(words: list[str]) -> int:
    """Runs the loop and prints the counts; 1 where something was not as it should be."""
    parser = argparse.ArgumentParser(description="failing writes, syncs and renames at every change of a vault")
    parser.add_argument("--stride", type=int, default=1, help="let only every so many calls fail")
    parser.add_argument("--change", nargs="+", choices=CHANGES, default=CHANGES)
    parser.add_argument("--processes", type=int, default=1, help="work on so many changes at once")
    args = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        if not hasattr(ctypes.CDLL(None), "fail_calls"):
            return with_failing_calls(words, Path(folder))
        _fill(Places(Path(folder) / "template"))
        print(f"{'change':<20}{'disk':<8}{'calls':>7}{'tried':>7}{'refused':>9}")
        tasks = [(Path(folder), change, error, args.stride) for change in args.change for error in ERRORS]
        sound = True
        with multiprocessing.get_context("spawn").Pool(args.processes) as pool:
            for loop in pool.imap(_run_one, tasks):
                print(f"{loop.change:<20}{loop.error:<8}{loop.calls:>7}{loop.tried:>7}{loop.refused:>9}", flush=True)
                print("".join(f"  {problem}\n" for problem in loop.problems), end="")
                sound = sound and not loop.problems
    print("Always the old state or the new one." if sound else "Not always the old state or the new one.")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
