r"""What happens on a prepared visit: written by a process that holds one public key, read home at the next unlock.

A file `visits/<visit id>.age` is encrypted to the visit's recipient. It holds the hex digest of
HMAC-SHA256(visit's MAC key, "vidfeed visit 1\n" + visit id + "\n" + rest), a newline, and the rest: JSON, all that
happened so far. Each event replaces the file by a longer one, durably, before it counts.
"""

import hmac
import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from storage.age import AgeError, X25519Identity, X25519Recipient, decrypt, encrypt
from storage.vault.core import Core, new_clip_identity
from storage.vault.durable import NEW_SUFFIX, disk_errors, read_plain, remove, write_atomically
from storage.vault.layout import Layout, ids_in
from storage.vault.slots import opened_slots
from vidfeed.errors import ExpectedError
from vidfeed.model.finding import Finding, Severity
from vidfeed.model.ids import new_id
from vidfeed.model.review import ParentWords, Review, ReviewAction, ReviewEvent, Whose
from vidfeed.model.visit import Visit, VisitLog

_MAX_BYTES: Final = 16 << 20
_MAC_KEY_BYTES: Final = 32
_HEAD: Final = b"vidfeed visit 1\n"
_SURELY_OVER: Final = timedelta(days=30)


@dataclass(frozen=True)
class VisitGrant:
    """Lets a process write down one visit, and read nothing.

    Attributes:
        path: of the file that it writes.
        recipient: whom it is encrypted to.
    """

    visit_id: str
    path: Path
    recipient: str
    mac_key: bytes = field(repr=False)

    def write(self, log: VisitLog) -> None:
        """Puts down all that happened so far, durable on return.

        Raises:
            ExpectedError: `no-space`, `vault-missing`, ...; what was there before still is.
        """
        body = _body(log)
        data = encrypt([X25519Recipient.parse(self.recipient)], _mac(self.mac_key, self.visit_id, body) + b"\n" + body)
        with disk_errors():
            try:
                write_atomically(self.path, data)
            except FileNotFoundError:  # whoever opened the vault meanwhile may have tidied up
                write_atomically(self.path, data)


def prepare_visit(core: Core, case_id: str, reel_id: str, random: bytes) -> VisitGrant:
    """Enters a visit, and gives what its process needs; `random` is 32 bytes for its MAC key."""
    assert len(random) == _MAC_KEY_BYTES, "a MAC key has 32 bytes"
    at = datetime.now(UTC).isoformat()
    visit = Visit(new_id(), case_id, reel_id, new_clip_identity(), random, at)
    with core.catalogue.transaction():
        core.catalogue.add_visit(visit)
        core.catalogue.record("visit.prepare", f"reel:{reel_id}")
    recipient = X25519Identity.parse(visit.identity).recipient.to_text()
    return VisitGrant(visit.id, core.layout.visit(visit.id), recipient, visit.mac_key)


def merge_visits(core: Core) -> list[Finding]:
    """Takes home what happened on visits, once or again; what is not as its process wrote it stays where it is."""
    visits = {visit.id: visit for visit in core.catalogue.visits()}
    findings = []
    for visit_id in sorted(ids_in(core.layout.visits)):
        visit = visits.get(visit_id)
        if visit is None:
            findings.append(_unknown(visit_id))
            continue
        try:
            _merge(core, visit)
        except (ExpectedError, AgeError, ValueError, KeyError, TypeError) as problem:
            findings.append(_refused(visit_id, problem))
    return findings


def remove_visits(core: Core, case_id: str) -> None:
    """Unlinks what happened on the visits of a case that is being erased."""
    for visit in core.catalogue.visits(case_id):
        _remove(core.layout, visit.id)


def any_slot_opens(root: Path, passphrase: str) -> bool:
    """Whether a passphrase opens a slot file of the vault there; about a second of work, and nothing else is opened."""
    try:
        return next(opened_slots(Layout(root), passphrase), None) is not None
    except ExpectedError:
        return False


def _merge(core: Core, visit: Visit) -> None:
    log = read_visit(visit, read_plain(core.layout.visit(visit.id), _MAX_BYTES))
    with core.catalogue.transaction():
        if core.catalogue.merge_visit(log):
            core.catalogue.record("visit.merge", visit.id)
        over = log.closed or datetime.fromisoformat(visit.prepared_at) + _SURELY_OVER < datetime.now(UTC)
        if over and visit.merged_at is None:
            core.catalogue.close_visit(visit.id, datetime.now(UTC).isoformat())
    if over:
        _remove(core.layout, visit.id)


def read_visit(visit: Visit, data: bytes) -> VisitLog:
    """What a visit's file says.

    Raises:
        AgeError, ValueError, KeyError, TypeError: it is not for this visit, or not as the visit's process wrote it.
    """
    mac, _, body = decrypt([X25519Identity.parse(visit.identity)], data).partition(b"\n")
    if not hmac.compare_digest(mac, _mac(visit.mac_key, visit.id, body)):
        raise ValueError("not written by the visit's process")
    log = _log(json.loads(body))
    if (log.review.id, log.review.case_id, log.review.reel_id) != (visit.id, visit.case_id, visit.reel_id):
        raise ValueError("of another visit")
    return log


def _remove(layout: Layout, visit_id: str) -> None:
    path = layout.visit(visit_id)
    with disk_errors():
        remove(path)
        with suppress(FileNotFoundError):
            path.with_name(path.name + NEW_SUFFIX).unlink()


def _mac(key: bytes, visit_id: str, body: bytes) -> bytes:
    return hmac.digest(key, _HEAD + visit_id.encode() + b"\n" + body, "sha256").hex().encode()


def _body(log: VisitLog) -> bytes:
    return json.dumps(asdict(log), ensure_ascii=False, separators=(",", ":")).encode()


def _log(card: dict[str, Any]) -> VisitLog:
    review = dict(card["review"])
    events = tuple(ReviewEvent(e["at"], ReviewAction(e["action"]), e["item_id"]) for e in review.pop("events"))
    words = tuple(
        ParentWords(w["id"], w["at"], w["item_id"], w["text"], Whose(w["whose"])) for w in review.pop("words")
    )
    return VisitLog(Review(**review, events=events, words=words), str(card["draft"]), bool(card["closed"]))


def _unknown(visit_id: str) -> Finding:
    return Finding(
        Severity.WARNING,
        "visit-unknown",
        visit_id,
        "In the vault's folder is a record of a visit that was not prepared in this vault. It was left as it is.",
        "If it is from a restored or copied vault, nothing needs to be done.",
    )


def _refused(visit_id: str, problem: Exception) -> Finding:
    if isinstance(problem, ExpectedError):
        return Finding(Severity.WARNING, "visit-unread", visit_id, problem.message, problem.hint)
    return Finding(
        Severity.WARNING,
        "visit-altered",
        visit_id,
        "The record of a visit is damaged or was altered. Nothing of it was taken home; it was left as it is.",
        "Write down from memory what was said on that visit.",
    )
