"""The audit trail: lines chained by digests, so that none can be changed, taken out or cut off unnoticed."""

import hashlib
import json

from sqlalchemy import bindparam, insert, select, update

from storage.catalogue.database import Database
from storage.catalogue.tables.trail import audit
from storage.catalogue.tables.vault import settings

HEAD = "audit-head"
"""The setting that holds "<seq> <digest>" of the last line."""

_START = (0, "")

# Made once: this runs with every mark.
_ADD_LINE = insert(audit)
_ADD_HEAD = insert(settings).values(name=HEAD)
_MOVE_HEAD = update(settings).where(settings.c.name == HEAD)
_PAGE_LINES = 500
_PAGE = select(audit).where(audit.c.seq > bindparam("after")).order_by(audit.c.seq).limit(_PAGE_LINES)
_READ_HEAD = select(settings.c.value).where(settings.c.name == HEAD)


def line_digest(previous: str, seq: int, at: str, user: str, action: str, subject: str) -> str:
    """SHA-256, hex, of the line before's digest and this line, as a JSON list in UTF-8 without spaces."""
    line = json.dumps([previous, seq, at, user, action, subject], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(line.encode()).hexdigest()


def append(database: Database, at: str, user: str, action: str, subject: str) -> None:
    """Adds a line, within the caller's transaction."""
    head = _head(database)
    last, previous = head or _START
    seq = last + 1
    digest = line_digest(previous, seq, at, user, action, subject)
    values = {"seq": seq, "at": at, "user_name": user, "action": action, "subject": subject, "digest": digest}
    database.run(_ADD_LINE, values)
    database.run(_ADD_HEAD if head is None else _MOVE_HEAD, {"value": f"{seq} {digest}"})


def first_broken(database: Database) -> int | None:
    """The seq of the first line that does not follow from those before it; None where the trail is whole.

    Read a page at a time: others may write between.
    """
    seq, previous = _START
    after = -1 << 63
    while True:
        with database.lock:
            rows = database.rows(_PAGE, {"after": after})
            head = _head(database)
        for row in rows:
            expected = line_digest(previous, seq + 1, row.at, row.user_name, row.action, row.subject)
            if (row.seq, row.digest) != (seq + 1, expected):
                return seq + 1
            after = seq = row.seq
            previous = row.digest
        if len(rows) < _PAGE_LINES:
            return None if (head or _START) == (seq, previous) else seq + 1


def _head(database: Database) -> tuple[int, str] | None:
    row = database.row(_READ_HEAD)
    if row is None:
        return None
    seq, digest = str(row.value).split(" ")
    return int(seq), digest
