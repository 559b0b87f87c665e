"""Asking for a passphrase while the vault is open: a wrong one counts, and makes the next wait, as at the unlock."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from storage.catalogue import User
from storage.vault.core import Core, SystemClock
from storage.vault.durable import disk_errors
from storage.vault.slots import opened_slots
from storage.vault.tries import forget_wrong_tries, note_wrong_try, require_patience, wrong_tries
from vidfeed.errors import ErrorKind, ExpectedError


def passphrase_is(core: Core, user: User, spellings: Sequence[str]) -> bool:
    """Whether the passphrase is the user's; slow, as scrypt is.

    Args:
        spellings: ways to write it; all of them together are one try.

    Raises:
        ExpectedError: `too-many-tries`, `damaged`, ...
    """
    return _owner(core, spellings, lambda user_id: user_id == user.id) is not None


def second_user(core: Core, first: User, spellings: Sequence[str]) -> User:
    """Whoever else's passphrase it is; otherwise as `passphrase_is`.

    Raises:
        ExpectedError: `needs-second-user` if it is nobody's, or the first user's own.
    """
    owner = _owner(core, spellings, lambda user_id: user_id != first.id)
    for user in core.catalogue.users():
        if user.id == owner:
            return user
    raise ExpectedError(
        ErrorKind.NEEDS_SECOND_USER,
        "That is not the passphrase of another user of this vault.",
        "Ask a colleague who opens this vault with a passphrase of their own.",
    )


def _owner(core: Core, spellings: Sequence[str], meant: Callable[[str], bool]) -> str | None:
    """Id of the user, of those meant, whose passphrase it is."""
    require_patience(core.layout, SystemClock())
    owner = None
    try:
        with disk_errors():
            owner = next(filter(meant, _owners(core, spellings)), None)
    finally:
        if owner is None:
            note_wrong_try(core.layout, SystemClock())
    if owner is not None:
        _enter_wrong_tries(core)
    return owner


def _owners(core: Core, spellings: Sequence[str]) -> Iterator[str]:
    listed = {slot.recipient: slot.user_id for slot in core.catalogue.slots()}
    for passphrase in spellings:
        for opened in opened_slots(core.layout, passphrase):
            owner = listed.get(opened.identity.recipient.to_text())
            if owner is not None:
                yield owner


def _enter_wrong_tries(core: Core) -> None:
    """In the trail, after a right one; on a full disk they stay counted."""
    tries = wrong_tries(core.layout).count
    if tries:
        with suppress(ExpectedError):
            core.catalogue.record("vault.wrong-tries", f"tries:{tries}")
            forget_wrong_tries(core.layout)
