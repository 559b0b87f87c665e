"""A process that works on a vault without rest until it is killed, and tells each step before and after it is done."""

import random
from multiprocessing.connection import Connection
from pathlib import Path

from tests.storage.vault.facts import Places
from tests.storage.vault.restless_steps import Work
from tests.storage.vault.vaults import opened
from vidfeed.services.codebooks import ensure_builtin


def work(root: Path, seed: int, first: str, told: Connection) -> None:
    """Works until it is killed, beginning with the step of that name, if any."""
    places = Places(root)
    with opened(places.vault) as vault:
        told.send(("open",))
        ensure_builtin(vault.catalogue)
        for step in Work(vault, places, random.Random(seed)).steps(first):
            told.send(("begin", step.name, step.touches, step.adds))
            told.send(("done", step.name, step.run()))
