"""Users and the slots through which they open the vault."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, delete, insert, select

from storage.catalogue.store import Store
from storage.catalogue.tables.vault import slots, users


class SlotKind(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"
    RECOVERY = "recovery"


@dataclass(frozen=True)
class User:
    """Someone with a passphrase of their own."""

    id: str
    name: str
    created_at: str


@dataclass(frozen=True)
class Slot:
    """One way into the vault.

    Attributes:
        user_id: whose it is; None for the recovery sheet.
        recipient: to which the catalogue's key is encrypted.
        mac_key: of the slot's line in the key file.
        key_file: name of the file with the slot's identity; None for the recovery sheet.
    """

    id: str
    user_id: str | None
    kind: SlotKind
    recipient: str
    mac_key: bytes = field(repr=False)
    key_file: str | None
    created_at: str


class Slots(Store):
    """The list of users and slots, which exists nowhere else."""

    def users(self) -> list[User]:
        """By name."""
        rows = self._database.rows(select(users).order_by(users.c.name))
        return [User(row.id, row.name, row.created_at) for row in rows]

    def user_names(self) -> list[str]:
        """Of all users."""
        return [user.name for user in self.users()]

    def slots(self) -> list[Slot]:
        """In order of making."""
        return [_slot(row) for row in self._database.rows(select(slots).order_by(slots.c.created_at, slots.c.id))]

    def replace_slots(self, people: Sequence[User], ways: Sequence[Slot]) -> None:
        """Makes these the users and slots, all at once; those not named are gone."""
        with self.transaction():
            self._database.run(delete(slots))
            self._database.run(delete(users))
            self._database.run(
                insert(users), [{"id": user.id, "name": user.name, "created_at": user.created_at} for user in people]
            )
            self._database.run(insert(slots), [_slot_values(slot) for slot in ways])


def _slot(row: Row[Any]) -> Slot:
    return Slot(
        id=row.id,
        user_id=row.user_id,
        kind=SlotKind(row.kind),
        recipient=row.recipient,
        mac_key=row.mac_key,
        key_file=row.key_file,
        created_at=row.created_at,
    )


def _slot_values(slot: Slot) -> dict[str, object]:
    return {
        "id": slot.id,
        "user_id": slot.user_id,
        "kind": slot.kind,
        "recipient": slot.recipient,
        "mac_key": slot.mac_key,
        "key_file": slot.key_file,
        "created_at": slot.created_at,
    }
