"""Users come, go and change their passphrases; the recovery sheet is replaced."""

from storage.age import X25519Identity
from storage.catalogue import SlotKind, User
from storage.vault.core import Core
from storage.vault.durable import disk_errors
from storage.vault.passphrase import check_strength
from storage.vault.rekey import rekey
from storage.vault.slot_list import SlotList, new_user
from storage.vault.slots import parse_recovery, write_slot
from vidfeed.errors import ErrorKind, ExpectedError


def add_user(core: Core, name: str, passphrase: str) -> User:
    """Lets one more person in, with a passphrase of their own; durable on return.

    Raises:
        ExpectedError: `exists`, `weak-passphrase`, `unknown-user` (an unusable name), `no-space`, `read-only`.
    """
    user = new_user(name)
    with core.exclusive:
        slots = SlotList.of(core.catalogue).with_user(user)
        check_strength(passphrase, (user.name,))
        identity = X25519Identity.generate()
        file_id = _written(core, identity, passphrase)
        with core.catalogue.transaction():
            slots.with_user_slot(user, identity, core.vault_id, file_id).store(core.catalogue)
            core.catalogue.record("user.add", f"user:{user.id}")
        core.reached("committed")
        core.write_key_file()
    return user


def remove_user(core: Core, name: str, by: User) -> None:
    """Shuts one person out of all that comes later.

    Raises:
        ExpectedError: `unknown-user`; `needs-second-user` if it is whoever asks; otherwise as `rekey`.
    """
    user = SlotList.of(core.catalogue).user(name)
    if user.id == by.id:
        raise ExpectedError(
            ErrorKind.NEEDS_SECOND_USER, "Nobody can remove themselves.", "Another user of this vault can do it."
        )

    def commit() -> None:
        SlotList.of(core.catalogue).without_user(user).store(core.catalogue)
        core.catalogue.record("user.remove", f"user:{user.id}")

    rekey(core, commit)


def change_passphrase(core: Core, user: User, passphrase: str, action: str = "user.passphrase") -> None:
    """Gives a user a new passphrase, and with it a new identity; the old passphrase opens nothing any more.

    Args:
        action: for the trail.

    Raises:
        ExpectedError: `weak-passphrase`; otherwise as `rekey`.
    """
    check_strength(passphrase, (user.name,))
    identity = X25519Identity.generate()
    file_id = _written(core, identity, passphrase)

    def commit() -> None:
        slots = SlotList.of(core.catalogue)
        slots.with_user_slot(user, identity, core.vault_id, file_id).store(core.catalogue)
        core.catalogue.record(action, f"user:{user.id}")

    rekey(core, commit, identity)


def new_recovery_secret() -> str:
    """The secret of a recovery sheet to be, stored nowhere: keep it safe, then hand it to `replace_recovery`."""
    return X25519Identity.generate().to_text()


def replace_recovery(core: Core, secret: str) -> None:
    """Makes the old recovery sheet worthless, and this secret the new one's.

    Args:
        secret: of `new_recovery_secret`, on paper or in a file already: from here on only it recovers the vault.

    Raises:
        ExpectedError: as `rekey`.
    """
    identity = parse_recovery(secret)

    def commit() -> None:
        SlotList.of(core.catalogue).with_recovery(identity, core.vault_id).store(core.catalogue)
        core.catalogue.record("vault.recovery", f"vault:{core.vault_id}")

    rekey(core, commit, identity)


def is_recovery(core: Core, secret: str) -> bool:
    """Whether it is the present recovery sheet's secret."""
    recipient = parse_recovery(secret).recipient.to_text()
    return any(slot.kind is SlotKind.RECOVERY and slot.recipient == recipient for slot in core.catalogue.slots())


def _written(core: Core, identity: X25519Identity, passphrase: str) -> str:
    with disk_errors():
        file_id = write_slot(core.layout, identity, passphrase, core.work_factor)
    core.reached("slot-file")
    return file_id


def raise_work_factor(core: Core, file_id: str, identity: X25519Identity, passphrase: str) -> None:
    """Writes a slot file anew that an older or smaller scrypt protects; the old one is then gone."""
    with disk_errors():
        write_slot(core.layout, identity, passphrase, core.work_factor, file_id)
