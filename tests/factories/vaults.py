"""Vaults with a generated film in them: made once, copied for each test."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from storage.vault import OpenVault, create_vault, new_recovery_secret, open_vault
from tests.factories.films import FilmSpec, make_film
from tests.factories.inline_works import inline_works
from ui.bootstrap.keeping import VaultKeeping
from ui.state.desk import Desk
from ui.state.passphrases import spellings
from vidfeed.model.case import Case
from vidfeed.model.clip import Clip
from vidfeed.model.finding import Finding
from vidfeed.services import cases, importing
from vidfeed.services.codebooks import ensure_builtin
from vidfeed.services.context import Context

PASSPHRASE = "unpledged snugness triceps puppet"
LOW_WORK_FACTOR = 2
CASE_CODE = "WREN-07"
USUAL = FilmSpec()


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True)
class VaultOnDesk:
    """An unlocked vault as the windows get it."""

    vault: OpenVault
    context: Context

    @property
    def case(self) -> Case:
        """The one case."""
        case = self.context.catalogue.case_by_code(CASE_CODE)
        assert case is not None
        return case

    @property
    def clip(self) -> Clip:
        """The first clip."""
        return self.context.catalogue.clips()[0]

    def desk(self) -> Desk:
        """A desk with the case on it."""
        desk = Desk(self)
        desk.choose_case(self.case)
        return desk

    @property
    def findings(self) -> Sequence[Finding]:
        return self.vault.findings

    @property
    def vault_id(self) -> str:
        """32 hex digits."""
        return self.vault.vault_id

    @property
    def keeping(self) -> VaultKeeping:
        return VaultKeeping(self.vault, self.context.works)

    def check_passphrase(self, passphrase: str) -> bool:
        return PASSPHRASE in spellings(passphrase)

    def new_recovery_secret(self) -> str:
        return new_recovery_secret()

    def replace_recovery(self, secret: str) -> None:
        self.vault.replace_recovery(secret)

    def close(self) -> None:
        self.vault.close()


def unlocked(directory: Path) -> VaultOnDesk:
    """Opens a vault that `make_vault` made, or a copy of one."""
    vault = open_vault(directory, PASSPHRASE, work_factor=LOW_WORK_FACTOR)
    works = inline_works(vault)
    return VaultOnDesk(vault, Context(vault.catalogue, vault.blobs, works, SystemClock()))


def make_vault(directory: Path, spec: FilmSpec = USUAL, *, prepared: bool = True, suffix: str = ".mp4") -> Path:
    """A locked vault with one case, one session and one film; without its proxy and strip unless `prepared`."""
    vault, _ = create_vault(directory, PASSPHRASE, "anna", work_factor=LOW_WORK_FACTOR)
    ensure_builtin(vault.catalogue)
    vault.close()
    desk = unlocked(directory)
    film = make_film(directory.with_name(f"film{suffix}"), spec)
    try:
        case = cases.add_case(desk.context, CASE_CODE)
        clip = importing.import_film(desk.context, importing.ImportRequest(film, case.code, title="Floor play")).clip
        if prepared:
            importing.prepare_clip(desk.context, clip.id)
    finally:
        film.unlink()
        desk.close()
    return directory


def copied(template: Path, directory: Path) -> Path:
    """A vault of one's own, as the template was."""
    shutil.copytree(template, directory)
    return directory
