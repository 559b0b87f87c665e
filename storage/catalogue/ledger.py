"""Copies, the trail, settings."""

from typing import Any

from sqlalchemy import Integer, Row, and_, cast, delete, func, or_, select

from storage.catalogue.store import Store
from storage.catalogue.tables.cases import consents, people, sessions
from storage.catalogue.tables.clips import clips
from storage.catalogue.tables.reels import reels, reviews
from storage.catalogue.tables.trail import audit, copies
from storage.catalogue.tables.vault import settings
from storage.catalogue.text_forms import list_text, read_list
from vidfeed.errors import InternalError
from vidfeed.model.copy import AuditEntry, Copy

_VAULT_ID = "vault-id"


class Ledger(Store):
    """Implements `vidfeed.ports.LedgerStore`, except its drafts."""

    def next_serial(self) -> int:
        """One more than any copy ever had, also one that was not made; enter the copy in the same transaction."""
        named = select(func.max(cast(audit.c.subject, Integer)).label("last")).where(audit.c.action.startswith("copy."))
        rows = [self._database.row(query) for query in (select(func.max(copies.c.serial).label("last")), named)]
        return 1 + max(row.last or 0 for row in rows if row)

    def add_copy(self, copy: Copy) -> None:
        """Enters a copy before it is made, as the unlocked user's where it names none."""
        self._add(copies, _copy_values(copy) | {"user_name": copy.user or self.user})

    def set_copy_sha256(self, serial: int, sha256: str) -> None:
        """The digest of the copy as written."""
        self._change(copies, "serial", {"serial": serial, "sha256": sha256}, InternalError("no such copy"))

    def void_copy(self, serial: int) -> None:
        """Takes the entry of a copy that was never made out of the ledger."""
        with self.transaction():
            self._database.run(delete(copies).where(copies.c.serial == serial))

    def copies(self, case_id: str | None = None) -> list[Copy]:
        """Of a case or of all, by serial."""
        query = select(copies).order_by(copies.c.serial)
        rows = self._database.rows(query if case_id is None else query.where(copies.c.case_id == case_id))
        return [_copy(row) for row in rows]

    def audit(self, subject: str | None = None) -> list[AuditEntry]:
        """The trail, oldest first; of one subject as it was recorded, or all."""
        query = select(audit).order_by(audit.c.seq)
        rows = self._database.rows(query if subject is None else query.where(audit.c.subject == subject))
        return [_entry(row) for row in rows]

    def last_entry(self) -> AuditEntry | None:
        """The trail's last line."""
        row = self._database.row(select(audit).order_by(audit.c.seq.desc()).limit(1))
        return _entry(row) if row else None

    def latest_instant(self) -> str | None:
        """The latest at which the trail was written to: not its last line's, where a clock was set back."""
        row = self._database.row(select(func.max(audit.c.at).label("at")))
        return str(row.at) if row and row.at else None

    def audit_of_case(self, case_id: str) -> list[AuditEntry]:
        """The lines about the case and what is in it, by their ids, bare or "kind:id"; and about its copies.

        What is in it: sessions, people and their consents, clips, reels and reviews.
        """
        queries = {
            kind: select(table.c.id).where(table.c.case_id == case_id)
            for kind, table in {
                "session": sessions, "person": people, "clip": clips, "reel": reels, "review": reviews,
            }.items()
        }  # fmt: skip
        queries["consent"] = select(consents.c.id).join(people).where(people.c.case_id == case_id)
        subjects = {case_id, f"case:{case_id}"}
        for kind, query in queries.items():
            for row in self._database.rows(query):
                subjects |= {row.id, f"{kind}:{row.id}"}
        serials = [str(copy.serial) for copy in self.copies(case_id)]
        of_copies = and_(audit.c.action.startswith("copy."), audit.c.subject.in_(serials))
        of_case = or_(audit.c.subject.in_(sorted(subjects)), of_copies)
        return [_entry(row) for row in self._database.rows(select(audit).where(of_case).order_by(audit.c.seq))]

    def setting(self, name: str) -> str | None:
        """A setting of the vault."""
        row = self._database.row(select(settings.c.value).where(settings.c.name == name))
        return str(row.value) if row else None

    def put_setting(self, name: str, value: str) -> None:
        """Sets it."""
        self._put(settings, {"name": name, "value": value}, "name")

    @property
    def vault_id(self) -> str | None:
        """The vault that this catalogue belongs to; None until it is set."""
        return self.setting(_VAULT_ID)

    def set_vault_id(self, vault_id: str) -> None:
        """Once, when the vault is made."""
        self._add(settings, {"name": _VAULT_ID, "value": vault_id})


def _copy(row: Row[Any]) -> Copy:
    return Copy(
        serial=row.serial,
        case_id=row.case_id,
        what=row.what,
        subject_ids=read_list(row.subject_ids),
        for_whom=row.for_whom,
        why=row.why,
        reference=row.reference,
        sha256=row.sha256,
        at=row.at,
        user=row.user_name,
    )


def _copy_values(copy: Copy) -> dict[str, object]:
    return {
        "serial": copy.serial,
        "case_id": copy.case_id,
        "what": copy.what,
        "subject_ids": list_text(copy.subject_ids),
        "for_whom": copy.for_whom,
        "why": copy.why,
        "reference": copy.reference,
        "sha256": copy.sha256,
        "at": copy.at,
        "user_name": copy.user,
    }


def _entry(row: Row[Any]) -> AuditEntry:
    return AuditEntry(
        seq=row.seq,
        at=row.at,
        user=row.user_name,
        action=row.action,
        subject=row.subject,
        digest=row.digest,
    )
