"""What steps on a vault are made of, and where they are taken."""

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from storage.vault import OpenVault
from storage.vault.core import SystemClock
from tests.factories.inline_works import inline_works
from tests.storage.vault.facts import PLAINTEXT, Changes, Places, kept_clips
from vidfeed.model.clip import Clip
from vidfeed.model.ids import new_id
from vidfeed.services.context import Context

MOST_CLIPS = 6


@dataclass(frozen=True)
class Step:
    """One change that is about to be made.

    Attributes:
        touches: what it changes, as it will be.
        adds: kinds of facts that it makes, whose ids nobody knows yet.
        run: makes it; what changed.
    """

    name: str
    run: Callable[[], Changes]
    touches: Changes
    adds: frozenset[str] = frozenset()


Choice = Callable[[], Step | None]
"""Gets a step ready, if the vault as it is allows one."""


class Desk:
    """An open vault and what is at hand beside it."""

    def __init__(self, vault: OpenVault, places: Places, chance: random.Random) -> None:
        self.places = places
        self.chance = chance
        self.take(vault)

    def take(self, vault: OpenVault) -> None:
        """Goes on with the vault as it was opened anew."""
        self.vault = vault
        self.catalogue = vault.catalogue
        self.ctx = Context(vault.catalogue, vault.blobs, inline_works(vault), SystemClock())

    def clip(self) -> Clip | None:
        """Any."""
        clips = kept_clips(self.vault)
        return self.chance.choice(clips) if clips else None

    def words(self) -> str:
        """That nobody may read on the disk."""
        return f"{PLAINTEXT.decode()} {self.chance.random()}"


def keep_sheet(places: Places, secret: str) -> None:
    """As on paper: beside the vault, and no part of it."""
    places.sheets.mkdir(parents=True, exist_ok=True)
    (places.sheets / new_id()).write_text(secret, "utf-8")


def valid_sheet(places: Places, vault: OpenVault) -> str | None:
    """The secret that recovers the vault, of those that were kept."""
    secrets = [path.read_text("utf-8") for path in places.sheets.iterdir()]
    return next((secret for secret in secrets if vault.opens_by(secret)), None)


def removed(folder: Path) -> None:
    """Takes a vault away, if it is there, in one step: one that is half there would look as if it had been made so."""
    if folder.exists():
        doomed = folder.with_name(f"{folder.name}.{new_id()}.doomed")
        folder.rename(doomed)
        shutil.rmtree(doomed)


def changing(change: Callable[[], object], changes: Changes) -> Callable[[], Changes]:
    """What a step runs whose changes are known before."""

    def run() -> Changes:
        change()
        return changes

    return run
