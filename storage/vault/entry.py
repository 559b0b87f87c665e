"""Getting in: from a passphrase or a recovery sheet to an open catalogue, believing nothing that is not proven."""

from collections.abc import Iterator
from hashlib import sha256

from storage.age import X25519Identity
from storage.catalogue import Slot, SqlCatalogue, open_catalogue
from storage.vault.core import Core, SystemClock, new_clip_identity
from storage.vault.durable import disk_errors, read_plain
from storage.vault.key_file import MAX_BYTES, KeyFile, key_file_damaged, open_key_file
from storage.vault.layout import Layout
from storage.vault.rekey import finish_rekey, is_unfinished
from storage.vault.slot_list import SlotList
from storage.vault.slots import OpenedSlot, opened_slots
from vidfeed.errors import ErrorKind, ExpectedError


class Door:
    """One vault's key file, and its catalogue from the moment that an identity has opened it.

    Raises:
        ExpectedError: `damaged` if there is no key file.
    """

    def __init__(self, layout: Layout, vault_id: str, work_factor: int) -> None:
        self._layout = layout
        self._vault_id = vault_id
        self._work_factor = work_factor
        self._opened: tuple[Core, KeyFile] | None = None
        with disk_errors():
            try:
                self._data = read_plain(layout.key_file, MAX_BYTES)
            except FileNotFoundError as problem:
                raise key_file_damaged() from problem

    def opens(self, identity: X25519Identity) -> bool:
        """Whether the key file was written to an identity, and proven; if so the catalogue is open from then on.

        Raises:
            ExpectedError: `damaged`, `unsupported-version`.
        """
        key_file = open_key_file(self._data, identity, self._vault_id)
        if key_file is not None and self._opened is None:
            catalogue = _opened_catalogue(self._layout, key_file)
            digest = sha256(self._data).digest()
            self._opened = Core(self._layout, self._vault_id, catalogue, digest, self._work_factor), key_file
            if catalogue.vault_id != self._vault_id:
                raise _foreign_catalogue()
        return key_file is not None

    @property
    def core(self) -> Core:
        """The open vault."""
        assert self._opened is not None, "an identity has opened it"
        return self._opened[0]

    def slot_of(self, identity: X25519Identity) -> Slot | None:
        """The identity's slot, if the catalogue lists it (still)."""
        recipient = identity.recipient.to_text()
        return next((slot for slot in self.core.catalogue.slots() if slot.recipient == recipient), None)

    def finish_rekey(self) -> bool:
        """Finishes an interrupted re-key; whether there was one."""
        assert self._opened is not None, "an identity has opened it"
        unfinished = is_unfinished(*self._opened)
        if unfinished:
            finish_rekey(*self._opened)
        return unfinished

    def close(self) -> None:
        """Closes the catalogue, if it was opened."""
        if self._opened is not None:
            self._opened[0].catalogue.close()


def enter_with_passphrase(
    door: Door, layout: Layout, passphrase: str, user_name: str | None
) -> tuple[Slot, OpenedSlot]:
    """Tries the passphrase on every slot file until one opens the vault for this user.

    Returns:
        The slot, and the file that led to it. Where only a slot that is no longer listed opens the vault, the re-key
        that it was removed with is finished, and then it is wrong.

    Raises:
        ExpectedError: `wrong-passphrase`, `damaged`, `unsupported-version`.
    """
    leaver = False
    for opened, slot in _opening_slots(door, layout, passphrase):
        if slot is None:
            leaver = True
        elif user_name is None or _is_called(door, slot, user_name):
            return slot, opened
    if leaver:
        door.finish_rekey()
    raise wrong_passphrase(user_name)


def _is_called(door: Door, slot: Slot, user_name: str) -> bool:
    """A name that nobody has is no error of its own, which would tell that the passphrase is right."""
    try:
        return SlotList.of(door.core.catalogue).user(user_name).id == slot.user_id
    except ExpectedError:
        return False


def enter_with_identity(door: Door, identity: X25519Identity) -> Slot:
    """Enters by a recovery sheet; raises as `enter_with_passphrase`."""
    if not door.opens(identity):
        raise wrong_passphrase()
    slot = door.slot_of(identity)
    if slot is None:
        door.finish_rekey()
        raise wrong_passphrase()
    return slot


def wrong_passphrase(user_name: str | None = None) -> ExpectedError:
    """One error for every way of not getting in, so that it tells nothing; `user_name` was asked for."""
    name = "" if user_name is None else "the user's name, "
    return ExpectedError(
        ErrorKind.WRONG_PASSPHRASE,
        "That passphrase does not open this vault.",
        f"Check {name}the keyboard's layout and the shift lock, or use the recovery sheet.",
    )


def _opening_slots(door: Door, layout: Layout, passphrase: str) -> Iterator[tuple[OpenedSlot, Slot | None]]:
    with disk_errors():
        for opened in opened_slots(layout, passphrase):
            if door.opens(opened.identity):
                yield opened, door.slot_of(opened.identity)


def _opened_catalogue(layout: Layout, key_file: KeyFile) -> SqlCatalogue:
    """Where there are two keys, a re-key was interrupted, and either may be the one."""
    *others, last = key_file.keys
    for key in others:
        try:
            return _catalogue(layout, key)
        except ExpectedError as problem:
            if problem.kind is not ErrorKind.DAMAGED:
                raise _missing_catalogue(problem) from problem
    try:
        return _catalogue(layout, last)
    except ExpectedError as problem:
        raise _missing_catalogue(problem) from problem


def _catalogue(layout: Layout, key: bytes) -> SqlCatalogue:
    return open_catalogue(layout.catalogue, key, clock=SystemClock(), new_identity=new_clip_identity)


def _missing_catalogue(problem: ExpectedError) -> ExpectedError:
    how = {ErrorKind.VAULT_MISSING: "missing", ErrorKind.DAMAGED: "damaged"}.get(problem.kind)
    if how is None:
        return problem
    return ExpectedError(
        ErrorKind.DAMAGED,
        f"The vault's catalogue is {how}. Nothing was changed, and the films' files are as they were.",
        "Keep this folder, and restore the newest backup beside it: “Restore from a backup” on the lock screen, or "
        "vidfeed vault restore BACKUP NEW-FOLDER.",
    )


def _foreign_catalogue() -> ExpectedError:
    return ExpectedError(
        ErrorKind.DAMAGED,
        "The catalogue in this folder belongs to another vault. Nothing was opened.",
        "Restore the vault from its newest backup.",
    )
