"""Giving the catalogue a new key, so that who left, or an old copy, opens nothing that comes later.

The order, with the commit point in the middle:

1. new slot files are written (by the caller, before), and `vault.key.age` with the old key to who joins as well: the
   new passphrase or sheet opens as soon as the old one does not;
2. one transaction sets the slot list and deletes what goes, and notes that a re-key is due;
3. `vault.key.age` with the old and the new key, to the new list only;
4. full-text tables are rebuilt, VACUUM, `PRAGMA rekey`, the catalogue is reopened and checked;
5. `vault.key.age` with the new key alone;
6. slot files that are not listed are unlinked, and the note is taken off.

Whatever interrupts it, unlocking finishes it.
"""

import os
from collections.abc import Callable
from typing import Final

from storage.age import X25519Identity
from storage.vault.core import Core
from storage.vault.durable import disk_errors, remove
from storage.vault.key_file import KEY_BYTES, KeyFile
from vidfeed.ports import Progress, no_progress

DUE: Final = "vault.rekey-due"
_COMMITTED, _REKEYED = 0.2, 0.9  # parts of the time: every page of the catalogue is written anew in between
STEPS: Final = ("committed", "both-keys", "rekeyed", "new-key", "swept")


def rekey(
    core: Core,
    commit: Callable[[], None],
    joining: X25519Identity | None = None,
    progress: Progress = no_progress,
) -> None:
    """Commits a change of slots or an erasure, then changes the key.

    Args:
        commit: writes what changes to the catalogue; runs in a transaction.
        joining: the identity of a slot that it lists and that was not listed before.
        progress: by steps; it must not raise.

    Raises:
        ExpectedError: before the commit point nothing has changed; after it the change stands, and the next unlock
            finishes what is left.
    """
    with core.exclusive:
        if joining is not None:
            core.write_key_file(joining=joining)
            core.reached("joined")
        with core.catalogue.transaction():
            commit()
            core.catalogue.put_setting(DUE, "1")
        core.reached("committed")
        progress(_COMMITTED)
        _change_key(core, progress)


def is_unfinished(core: Core, key_file: KeyFile) -> bool:
    """Whether a re-key, or a change of slots, was interrupted."""
    return len(key_file.keys) > 1 or not _is_for_listed(core, key_file) or core.catalogue.setting(DUE) == "1"


def finish_rekey(core: Core, key_file: KeyFile) -> None:
    """Goes on where a re-key was interrupted; raises as `rekey` does."""
    has_new_key = len(key_file.keys) > 1 and core.catalogue.key == key_file.keys[-1]
    with core.exclusive:
        if has_new_key and _is_for_listed(core, key_file):
            _conclude(core)
        else:
            # A key that was never used is not taken up again: it cannot be known who has seen it.
            _change_key(core)


def _is_for_listed(core: Core, key_file: KeyFile) -> bool:
    """Whether exactly the slots that the catalogue lists can open the file."""
    listed = {slot.recipient for slot in core.catalogue.slots()}
    return key_file.slots == listed and key_file.recipients == len(listed)


def _change_key(core: Core, progress: Progress = no_progress) -> None:
    new_key = os.urandom(KEY_BYTES)
    core.write_key_file(new_key)
    core.reached("both-keys")
    core.catalogue.rekey(new_key)
    core.reached("rekeyed")
    progress(_REKEYED)
    _conclude(core)
    progress(1.0)


def _conclude(core: Core) -> None:
    core.write_key_file()
    core.reached("new-key")
    sweep_slot_files(core)
    core.reached("swept")
    core.catalogue.put_setting(DUE, "")


def sweep_slot_files(core: Core) -> None:
    """Unlinks slot files that the catalogue does not list."""
    listed = {slot.key_file for slot in core.catalogue.slots()}
    with disk_errors():
        for file_id in core.layout.slot_ids():
            if file_id not in listed:
                remove(core.layout.slot(file_id))
