"""Kills a process at random instants of its work on a vault, and looks at what is left: python -m benchmarks.kill_loop

After each kill the vault must open, everything confirmed be there, everything erased be gone, and nothing lie in the
clear. The keys' derivation is made cheap, so that the instants fall into the work. Now and then the work begins with a
film that a child process decodes or makes light copies of, or with a vault of the oldest version of the tables.
"""

import argparse
import multiprocessing
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from storage.vault import OpenVault
from tests.factories.films import FilmSpec, make_film
from tests.factories.leaks import files_below, telling_pieces
from tests.storage.vault.facts import PLAINTEXT, Changes, Facts, Places, facts_of, read_films
from tests.storage.vault.restless import work
from tests.storage.vault.restless_desk import keep_sheet, valid_sheet
from tests.storage.vault.sample_vault import everything_in, facts_kept, samples
from tests.storage.vault.vaults import created, opened
from vidfeed.model.finding import Severity

LONGEST_LIFE_S = 0.6
SPECIAL_EVERY = 5
FIRST_STEPS = ("film", "prepare", "migrate")
_CHILD_STEPS = ("film", "prepare")
_FILM_LIVES = 5
"""How much longer who begins with a film may live: its child has to start first."""
_DEEP_EVERY = 20
_PIECES = 20
_UNLOCKING = 0.15
"""The part of the lives that is counted from the start, the others from the unlock on."""
_LONGEST_UNLOCK_S = 60


@dataclass
class Report:
    """What happened.

    Attributes:
        kills: how many processes were killed.
        confirmed: steps that were confirmed before, by name.
        cut: steps that a kill fell into, by name ("unlock" before the first).
        problems: what should not have been.
    """

    kills: int = 0
    confirmed: Counter[str] = field(default_factory=Counter)
    cut: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Cut:
    """The step that a kill fell into."""

    name: str
    touches: Changes
    adds: frozenset[str]


def run(root: Path, kills: int, seed: int, longest_life_s: float = LONGEST_LIFE_S) -> Report:
    """Kills that many processes, each started on what the one before left.

    Args:
        root: an empty folder.
        longest_life_s: a process lives for any time up to that, most of them once they have unlocked the vault.
    """
    places, report, chance = Places(root), Report(), random.Random(seed)
    facts = _prepared(places)
    pieces = [PLAINTEXT, *sorted(telling_pieces(places.film.read_bytes()))[:_PIECES]]
    erased: set[str] = set()
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload([work.__module__, make_film.__module__])
    for number in range(kills):
        ours, theirs = processes.Pipe(duplex=False)
        first = "" if number % SPECIAL_EVERY else chance.choice(FIRST_STEPS)
        child = processes.Process(target=work, args=(root, seed * kills + number, first, theirs))
        child.start()
        theirs.close()
        if chance.random() > _UNLOCKING:
            ours.poll(_LONGEST_UNLOCK_S)
        child.join(chance.uniform(0, longest_life_s * (_FILM_LIVES if first in _CHILD_STEPS else 1)))
        child.kill()
        child.join()
        report.kills += child.exitcode == -9
        if child.exitcode != -9:
            report.problems.append(f"kill {number}: the process ended by itself ({child.exitcode})")
        cut = _heard(ours, facts, erased, report)
        report.problems += [f"kill {number} in {cut.name}: {problem}" for problem in check_sides(places, erased)]
        problems = in_the_clear(root, pieces)
        report.problems += [f"kill {number} in {cut.name}: {problem}" for problem in problems]
        facts = _check(places, facts, cut, erased, report, number)
        _tidy(places)
    return report


def _prepared(places: Places) -> Facts:
    """A new vault, its sheet, and a film to import; what the vault holds."""
    vault, sheet = created(places.vault)
    keep_sheet(places, sheet)
    places.film.parent.mkdir(parents=True)
    make_film(places.film, FilmSpec(width=160, height=120, frames=12))
    with vault:
        return facts_of(vault)


def _tidy(places: Places) -> None:
    """What only lies beside the vault."""
    for film in places.film.parent.iterdir():
        if film != places.film:
            film.unlink()


def _heard(told: Connection, facts: Facts, erased: set[str], report: Report) -> Cut:
    """Takes in what was confirmed; the step that was not."""
    cut = Cut("unlock", {}, frozenset())
    with told:
        while True:
            try:
                word, *rest = told.recv()
            except EOFError:
                return cut
            if word == "begin":
                cut = Cut(*rest)
                continue
            if word == "done":
                name, changes = rest
                report.confirmed[name] += 1
                _take_in(facts, changes)
                erased |= {fact for fact, value in changes.items() if name == "erase" and value is None}
            cut = Cut("between steps", {}, frozenset())


def _take_in(facts: Facts, changes: Changes) -> None:
    for fact, value in changes.items():
        if value is None:
            facts.pop(fact, None)
        else:
            facts[fact] = value


def _check(places: Places, facts: Facts, cut: Cut, erased: set[str], report: Report, number: int) -> Facts:
    """Opens the vault and compares; what it holds now."""
    report.cut[cut.name] += 1
    with opened(places.vault) as vault:
        found = facts_of(vault)
        problems = [*differences(facts, found, cut), *check_sheets(places, vault)]
        problems += [f"{fact} came back" for fact in erased & found.keys()]
        problems += [f"{film} reads otherwise" for film, read in read_films(vault).items() if found[film] != read]
        findings = [*vault.findings, *(vault.verify(deep=True).findings if number % _DEEP_EVERY == 0 else [])]
        problems += [
            f"{finding.kind}: {finding.message}" for finding in findings if finding.severity is not Severity.GOOD
        ]
    if cut.name == "erase":
        erased |= {fact for fact, value in cut.touches.items() if value is None and fact not in found}
    report.problems += [f"kill {number} in {cut.name}: {problem}" for problem in problems]
    return found


def differences(facts: Facts, found: Facts, cut: Cut) -> list[str]:
    """What is otherwise than it was confirmed, unless the step that was cut was to change it, and did it whole."""
    problems = []
    for fact in facts.keys() | found.keys():
        before, now = facts.get(fact), found.get(fact)
        new = fact not in facts and fact.partition(":")[0] in cut.adds
        if now != before and not new and (fact not in cut.touches or now != cut.touches[fact]):
            problems.append(f"{fact} was {before!r} and is {now!r}")
    changed = {found.get(fact) == value for fact, value in cut.touches.items() if facts.get(fact) != value}
    if len(changed) > 1:
        problems.append("the step was done by half")
    return problems


def check_sheets(places: Places, vault: OpenVault) -> list[str]:
    """One of the recovery sheets that were kept opens the vault; the void ones are thrown away."""
    valid = valid_sheet(places, vault)
    for path in list(places.sheets.iterdir()):
        if path.read_text("utf-8") != valid:
            path.unlink()
    return [] if valid else ["no recovery sheet opens the vault"]


def check_sides(places: Places, erased: AbstractSet[str]) -> list[str]:
    """A vault that was being restored, made or migrated is whole, or not there; it is removed, as is half of one."""
    problems = []
    if places.old.exists():
        with opened(places.old) as vault:
            if everything_in(vault) != facts_kept(samples()[0]):
                problems.append("the older vault does not hold what it held")
            problems += [f"old: {f.kind}" for f in vault.verify(deep=True).findings if f.severity is Severity.CRITICAL]
        shutil.rmtree(places.old)
    for side in (places.restored, places.created):
        if side.exists():
            with opened(side) as vault:
                problems += [f"{fact} came back by restoring" for fact in erased & facts_of(vault).keys()]
                findings = vault.verify(deep=True).findings
                problems += [f"{side.name}: {f.kind}" for f in findings if f.severity is Severity.CRITICAL]
            shutil.rmtree(side)
    for doomed in places.root.glob("*.doomed"):
        shutil.rmtree(doomed)
    return problems


def in_the_clear(root: Path, pieces: Sequence[bytes] = (PLAINTEXT,)) -> list[str]:
    """Files that hold what should be encrypted."""
    contents = ((path, path.read_bytes()) for path in files_below([root]))
    return [f"{path} can be read" for path, data in contents if any(piece in data for piece in pieces)]


def _table(counts: Counter[str]) -> str:
    return "\n".join(f"  {name:<16}{count:>8}" for name, count in counts.most_common())


def main() -> int:
    """Runs the loop and prints the counts; 1 where something was not as it should be."""
    parser = argparse.ArgumentParser(description="SIGKILLs at random instants of work on a vault")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = run(Path(folder) / "run", args.kills, args.seed)
    print(f"seed {args.seed}: {report.kills} kills, {report.confirmed.total()} steps confirmed before them")
    print("Confirmed steps\n" + _table(report.confirmed))
    print("Kills fell into\n" + _table(report.cut))
    print("\n".join(report.problems) or "Nothing was lost, nothing came back, nothing lay in the clear.")
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
