"""Opening a vault."""

from collections.abc import Callable, Sequence
from pathlib import Path

from storage.age import X25519Identity
from storage.catalogue import Slot, User
from storage.vault.arrival import enter_unlock
from storage.vault.blobs import VaultBlobs
from storage.vault.core import Core, SystemClock
from storage.vault.durable import disk_errors
from storage.vault.entry import Door, enter_with_identity, enter_with_passphrase
from storage.vault.erase import finish_erasures, keep_receipts
from storage.vault.layout import Layout, refuse_links, refuse_unfinished
from storage.vault.lock_file import VaultLock
from storage.vault.reconcile import reconcile
from storage.vault.rekey import sweep_slot_files
from storage.vault.slot_list import SlotList
from storage.vault.slots import WORK_FACTOR, SlotDamagedError, parse_recovery
from storage.vault.tries import note_wrong_try, require_patience
from storage.vault.users import change_passphrase, raise_work_factor
from storage.vault.vault import OpenVault
from storage.vault.vault_json import read_vault_json
from storage.vault.visits import merge_visits
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.finding import Finding, Severity

Entrance = Callable[[Door, Layout], User]
"""Opens the door and tells for whom."""


def open_vault(
    directory: Path,
    passphrase: str,
    user: str | None = None,
    *,
    or_else: Sequence[str] = (),
    work_factor: int = WORK_FACTOR,
) -> OpenVault:
    """Unlocks a vault, finishes what was interrupted, and sets right what a kill left.

    Args:
        user: whose passphrase it must be; anyone's if None.
        or_else: other ways to write the passphrase, tried after it; all of them together are one try.
        work_factor: scrypt's, for slot files written from now on; only tests give another.

    Raises:
        ExpectedError: `vault-missing`, `wrong-passphrase` (also where nobody has that name), `too-many-tries`,
            `vault-in-use`, `unsupported-version`, `damaged`, `read-only`, `no-space`; the vault is then locked.
    """

    def enter(door: Door, layout: Layout) -> User:
        require_patience(layout, SystemClock())
        try:
            return _entered(door, layout, (passphrase, *or_else), user, work_factor)
        except ExpectedError as problem:
            if _opened_nothing(problem):
                note_wrong_try(layout, SystemClock())
            raise

    return _opened(directory, enter, work_factor)


def _entered(door: Door, layout: Layout, spellings: Sequence[str], user_name: str | None, work_factor: int) -> User:
    first, *others = spellings
    try:
        slot, opened = enter_with_passphrase(door, layout, first, user_name)
    except ExpectedError as problem:
        if not _opened_nothing(problem) or not others:
            raise
        return _entered(door, layout, others, user_name, work_factor)
    if opened.work_factor < work_factor:
        raise_work_factor(door.core, opened.file_id, opened.identity, first)
    return _owner(door.core, slot)


def _opened_nothing(problem: ExpectedError) -> bool:
    """Whether it was a try: also where a slot file is damaged, so that a wrong passphrase may be the right one."""
    return problem.kind is ErrorKind.WRONG_PASSPHRASE or isinstance(problem, SlotDamagedError)


def recover_vault(
    directory: Path,
    recovery_secret: str,
    new_passphrase: str,
    user: str | None = None,
    *,
    work_factor: int = WORK_FACTOR,
) -> OpenVault:
    """Unlocks a vault by its recovery sheet and gives a user a new passphrase.

    Args:
        user: who forgot theirs; may be left out where there is only one.

    Raises:
        ExpectedError: as `open_vault`; also `weak-passphrase`, `ambiguous`.
    """
    identity = parse_recovery(recovery_secret)

    def enter(door: Door, _layout: Layout) -> User:
        enter_with_identity(door, identity)
        slots = SlotList.of(door.core.catalogue)
        return slots.sole_user() if user is None else slots.user(user)

    vault = _opened(directory, enter, work_factor)
    try:
        change_passphrase(vault.core, vault.user, new_passphrase, "user.recover")
    except BaseException:
        vault.close()
        raise
    return vault


def open_with_identity(directory: Path, identity: X25519Identity, work_factor: int) -> OpenVault:
    """Unlocks a vault that was just made, with its user's identity; raises as `open_vault`."""

    def enter(door: Door, _layout: Layout) -> User:
        slot = enter_with_identity(door, identity)
        return _owner(door.core, slot)

    return _opened(directory, enter, work_factor)


def _opened(directory: Path, enter: Entrance, work_factor: int) -> OpenVault:
    layout = Layout(directory.absolute())
    with disk_errors():
        refuse_unfinished(layout.root)
        vault_id = read_vault_json(layout)
        refuse_links(layout.root)
    lock = VaultLock(layout)
    door: Door | None = None
    try:
        door = Door(layout, vault_id, work_factor)
        user = enter(door, layout)
        door.core.catalogue.act_as(user.name)
        vault = OpenVault(door.core, user, lock)
        unfinished = [*_finished(door, vault.blobs), *enter_unlock(door.core, user)]
        findings = (*unfinished, *_receipts(door.core), *reconcile(door.core, vault.blobs))
        vault.findings = (*findings, *merge_visits(door.core))
    except BaseException:
        if door is not None:
            door.close()
        lock.release()
        raise
    return vault


def _finished(door: Door, blobs: VaultBlobs) -> list[Finding]:
    """Finishes re-keys and erasures; a full disk does not lock anyone out of their films."""
    try:
        door.finish_rekey()
        finish_erasures(door.core, blobs)
        sweep_slot_files(door.core)
    except ExpectedError as problem:
        if problem.kind is not ErrorKind.NO_SPACE:
            raise
        message = "The disk is too full to finish a change of keys or an erasure."
        return [Finding(Severity.WARNING, "unfinished", "", message, "Free some space, then unlock the vault again.")]
    return []


def _receipts(core: Core) -> list[Finding]:
    try:
        keep_receipts(core)
    except ExpectedError as problem:
        return [Finding(Severity.WARNING, "receipt", "", problem.message, problem.hint)]
    return []


def _owner(core: Core, slot: Slot) -> User:
    return next(user for user in core.catalogue.users() if user.id == slot.user_id)
