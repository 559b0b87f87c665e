"""The windows' ways into real vaults, with an scrypt that costs nothing, and without child processes."""

from pathlib import Path

from storage.vault import OpenVault as StoredVault
from storage.vault import create_vault, generate_passphrase, open_vault, recover_vault, restore_vault
from tests.factories.films import FilmSpec, make_film
from tests.factories.inline_works import inline_works
from tests.factories.vaults import LOW_WORK_FACTOR, SystemClock, VaultOnDesk
from ui.bootstrap.doors import restored_vault
from ui.bootstrap.keeping import strength_of
from ui.state.doors import Doors, MadeVault, RestoredVault, RestoreRequest
from ui.state.passphrases import spellings
from vidfeed.ports import Cancelled, Progress
from vidfeed.services import cases, importing
from vidfeed.services.codebooks import ensure_builtin
from vidfeed.services.context import Context


def quick_doors() -> Doors:
    """Doors for tests."""
    return Doors(_unlock, _create, _recover, _restore, _practice, generate_passphrase, strength_of)


def on_desk(vault: StoredVault) -> VaultOnDesk:
    """An unlocked vault as the windows get it."""
    ensure_builtin(vault.catalogue)
    return VaultOnDesk(vault, Context(vault.catalogue, vault.blobs, inline_works(vault), SystemClock()))


def _unlock(folder: Path, passphrase: str) -> VaultOnDesk:
    first, *others = spellings(passphrase)
    return on_desk(open_vault(folder, first, or_else=others, work_factor=LOW_WORK_FACTOR))


def _create(folder: Path, passphrase: str, user: str) -> MadeVault:
    vault, secret = create_vault(folder, passphrase, user, work_factor=LOW_WORK_FACTOR)
    return MadeVault(on_desk(vault), vault.vault_id, secret)


def _recover(folder: Path, secret: str, passphrase: str, user: str) -> VaultOnDesk:
    return on_desk(recover_vault(folder, secret, passphrase, user or None, work_factor=LOW_WORK_FACTOR))


def _restore(request: RestoreRequest, progress: Progress) -> RestoredVault:
    done = restore_vault(
        request.source,
        request.folder,
        request.passphrase,
        receipts=request.receipts,
        progress=progress,
        work_factor=LOW_WORK_FACTOR,
    )
    return restored_vault(done, on_desk(done.vault))


def _practice(folder: Path, progress: Progress, _cancelled: Cancelled) -> VaultOnDesk:
    made = _create(folder, generate_passphrase(), "practice")
    ctx = made.opened.context
    film = make_film(folder.with_name("practice.mp4"), FilmSpec())
    case = cases.add_case(ctx, "Practice")
    importing.import_film(ctx, importing.ImportRequest(film, case.code, title="Floor play"), progress)
    film.unlink()
    assert isinstance(made.opened, VaultOnDesk)
    return made.opened
