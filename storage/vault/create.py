"""Making a vault, whole or not at all."""

import os
from pathlib import Path
from typing import Final

from storage.age import X25519Identity
from storage.catalogue import create_catalogue
from storage.vault.core import Core, SystemClock, new_clip_identity
from storage.vault.durable import disk_errors
from storage.vault.key_file import KEY_BYTES
from storage.vault.layout import Layout
from storage.vault.partial import built_beside
from storage.vault.passphrase import check_strength, generate_passphrase
from storage.vault.readme import write_readme
from storage.vault.slot_list import SlotList, new_user
from storage.vault.slots import WORK_FACTOR, write_slot
from storage.vault.unlock import open_with_identity
from storage.vault.vault import OpenVault
from storage.vault.vault_json import new_vault_id, write_vault_json

THROWAWAY_USER: Final = "Practice"
_THROWAWAY_WORK_FACTOR: Final = 1


def create_vault(
    directory: Path, passphrase: str, user: str, *, work_factor: int = WORK_FACTOR
) -> tuple[OpenVault, str]:
    """Makes a vault with one user and leaves it unlocked.

    Args:
        directory: must not exist yet, or be an empty folder.
        user: the name of the first user.
        work_factor: scrypt's; only tests give another.

    Returns:
        The vault, and the recovery sheet's secret: shown once, stored nowhere.

    Raises:
        ExpectedError: `exists`, `weak-passphrase`, `unknown-user` (an unusable name), `no-space`, `read-only`.
    """
    directory = directory.absolute()
    check_strength(passphrase, (user,))
    identity, recovery_secret = _built(directory, passphrase, user, work_factor)
    return open_with_identity(directory, identity, work_factor), recovery_secret


def create_throwaway(directory: Path) -> OpenVault:
    """Makes a vault that nobody can open again once it is closed: for practice, never for a family's film.

    Its passphrase is random and told to nobody, so scrypt need not be slow. Raises as `create_vault`.
    """
    directory = directory.absolute()
    passphrase = generate_passphrase()
    identity, _ = _built(directory, passphrase, THROWAWAY_USER, _THROWAWAY_WORK_FACTOR)
    return open_with_identity(directory, identity, _THROWAWAY_WORK_FACTOR)


def _built(directory: Path, passphrase: str, user_name: str, work_factor: int) -> tuple[X25519Identity, str]:
    """Durable on return, and nothing is there before; the user's identity, and the recovery sheet's secret."""
    with built_beside(directory) as layout, disk_errors():
        return _filled(layout, new_vault_id(), passphrase, user_name, work_factor)


def _filled(
    layout: Layout, vault_id: str, passphrase: str, user_name: str, work_factor: int
) -> tuple[X25519Identity, str]:
    user, identity, recovery = new_user(user_name), X25519Identity.generate(), X25519Identity.generate()
    file_id = write_slot(layout, identity, passphrase, work_factor)
    catalogue = create_catalogue(
        layout.catalogue,
        os.urandom(KEY_BYTES),
        clock=SystemClock(),
        new_identity=new_clip_identity,
        user=user.name,
    )
    try:
        slots = SlotList().with_user(user).with_user_slot(user, identity, vault_id, file_id)
        with catalogue.transaction():
            catalogue.set_vault_id(vault_id)
            slots.with_recovery(recovery, vault_id).store(catalogue)
            catalogue.record("vault.create", f"vault:{vault_id}")
        Core(layout, vault_id, catalogue).write_key_file()
    finally:
        catalogue.close()
    write_readme(layout)
    write_vault_json(layout, vault_id)
    return identity, recovery.to_text()
