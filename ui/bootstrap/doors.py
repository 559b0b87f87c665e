"""The ways into vaults, put together for the windows."""

from pathlib import Path

from storage.vault import Restored, generate_passphrase
from ui.bootstrap.keeping import strength_of
from ui.bootstrap.opening import OpenedVault, create_vault, open_vault, opened_vault, recover_vault, restore_vault
from ui.bootstrap.practice import open_practice
from ui.state.doors import Doors, MadeVault, OpenVault, RestoredVault, RestoreRequest
from vidfeed.ports import Progress


def window_doors() -> Doors:
    """What `run_windows` is handed."""
    return Doors(open_vault, _create, _recover, _restore, open_practice, generate_passphrase, strength_of)


def _create(folder: Path, passphrase: str, user: str) -> MadeVault:
    new = create_vault(folder, passphrase, user)
    return MadeVault(new.opened, new.opened.vault.vault_id, new.recovery_secret)


def _recover(folder: Path, secret: str, passphrase: str, user: str) -> OpenedVault:
    return recover_vault(folder, secret, passphrase, user or None)


def _restore(request: RestoreRequest, progress: Progress) -> RestoredVault:
    done = restore_vault(
        request.source, request.folder, request.passphrase, receipts=request.receipts, progress=progress
    )
    return restored_vault(done, opened_vault(done.vault))


def restored_vault(done: Restored, opened: OpenVault) -> RestoredVault:
    """What came of restoring, as the windows get it."""
    return RestoredVault(opened, (*done.report.findings, *done.vault.findings), len(done.erased_again))
