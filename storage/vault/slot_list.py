"""The list of users and slots, as the catalogue keeps it."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from storage.age import X25519Identity
from storage.catalogue import Slot, SlotKind, SqlCatalogue, User
from storage.vault.key_file import mac_key
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.ids import new_id

MAX_NAME_LENGTH: Final = 64


@dataclass(frozen=True)
class SlotInfo:
    """One way into the vault; `user` is empty for the recovery sheet."""

    user: str
    kind: SlotKind
    created_at: str


@dataclass(frozen=True)
class SlotList:
    """All users and slots."""

    users: tuple[User, ...] = ()
    slots: tuple[Slot, ...] = ()

    @classmethod
    def of(cls, catalogue: SqlCatalogue) -> "SlotList":
        """As it stands."""
        return cls(tuple(catalogue.users()), tuple(catalogue.slots()))

    def store(self, catalogue: SqlCatalogue) -> None:
        """Makes it the catalogue's."""
        catalogue.replace_slots(self.users, self.slots)

    def infos(self) -> list[SlotInfo]:
        """In order of making, for people to see."""
        names: dict[str | None, str] = {user.id: user.name for user in self.users}
        return [SlotInfo(names.get(slot.user_id, ""), slot.kind, slot.created_at) for slot in self.slots]

    def user(self, name: str) -> User:
        """By name.

        Raises:
            ExpectedError: `unknown-user`.
        """
        wanted = _same_name(name)
        for user in self.users:
            if _same_name(user.name) == wanted:
                return user
        raise ExpectedError(
            ErrorKind.UNKNOWN_USER, "This vault has no user of that name.", "Check how the name is written."
        )

    def sole_user(self) -> User:
        """The only user.

        Raises:
            ExpectedError: `ambiguous` where there are several.
        """
        if len(self.users) != 1:
            raise ExpectedError(ErrorKind.AMBIGUOUS, "This vault has several users.", "Say which one you mean.")
        return self.users[0]

    def with_user(self, user: User) -> "SlotList":
        """With one user more.

        Raises:
            ExpectedError: `exists` if the name is taken.
        """
        if any(_same_name(user.name) == _same_name(other.name) for other in self.users):
            raise ExpectedError(ErrorKind.EXISTS, "This vault has a user of that name.", "Choose another name.")
        return SlotList((*self.users, user), self.slots)

    def without_user(self, user: User) -> "SlotList":
        """Without one user and their slot."""
        return SlotList(
            tuple(other for other in self.users if other.id != user.id),
            self._slots_except(lambda slot: slot.user_id == user.id),
        )

    def with_user_slot(self, user: User, identity: X25519Identity, vault_id: str, file_id: str) -> "SlotList":
        """With this one as the user's only slot."""
        slot = _slot(identity, vault_id, SlotKind.PASSPHRASE, user.id, file_id)
        return SlotList(self.users, (*self._slots_except(lambda other: other.user_id == user.id), slot))

    def with_recovery(self, identity: X25519Identity, vault_id: str) -> "SlotList":
        """With this one as the only recovery slot."""
        slot = _slot(identity, vault_id, SlotKind.RECOVERY, None, None)
        return SlotList(self.users, (*self._slots_except(lambda other: other.kind is SlotKind.RECOVERY), slot))

    def _slots_except(self, gone: Callable[[Slot], bool]) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if not gone(slot))


def new_user(name: str) -> User:
    """A user to be.

    Raises:
        ExpectedError: `unknown-user` for an empty, overlong or unprintable name.
    """
    clean = unicodedata.normalize("NFC", name).strip()
    if not clean or len(clean) > MAX_NAME_LENGTH or any(unicodedata.category(c).startswith("C") for c in clean):
        raise ExpectedError(
            ErrorKind.UNKNOWN_USER, "That is not a usable name.", f"Use 1 to {MAX_NAME_LENGTH} letters and signs."
        )
    return User(new_id(), clean, _now())


def _slot(identity: X25519Identity, vault_id: str, kind: SlotKind, user_id: str | None, file_id: str | None) -> Slot:
    return Slot(
        id=new_id(),
        user_id=user_id,
        kind=kind,
        recipient=identity.recipient.to_text(),
        mac_key=mac_key(identity, vault_id),
        key_file=file_id,
        created_at=_now(),
    )


def _same_name(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


def _now() -> str:
    return datetime.now(UTC).isoformat()
