"""The JSON shapes of the command line's contract."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from vidfeed.model.case import Case, CaseSummary
from vidfeed.model.clip import Clip
from vidfeed.model.codebook import Codebook, Tag, TagBook
from vidfeed.model.codebook_rules import key_text
from vidfeed.model.consent import Consent, Person
from vidfeed.model.copy import AuditEntry, Copy
from vidfeed.model.erasure import Backup
from vidfeed.model.finding import Finding
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.moment import Moment, TagRef
from vidfeed.model.reel import Reel, ReelItem
from vidfeed.model.reel_check import CheckLine
from vidfeed.model.review import Review
from vidfeed.model.time import format_decimal, format_rate
from vidfeed.model.touched import Touched


def case_json(case: Case) -> dict[str, Any]:
    """A case."""
    return {"id": case.code, "note": case.note, "question": case.question, "created_at": case.created_at}


def case_summary_json(summary: CaseSummary) -> dict[str, Any]:
    """A case in a list."""
    return {
        **case_json(summary.case),
        "sessions": summary.sessions,
        "clips": summary.clips,
        "moments": summary.moments,
    }


def clip_json(clip: Clip) -> dict[str, Any]:
    """A clip."""
    return {
        "id": clip.id,
        "title": clip.title,
        "kind": clip.kind.value,
        "sha256": clip.sha256,
        "bytes": clip.size_bytes,
        "duration_s": format_decimal(clip.duration),
        "frames": clip.frames,
        "width": clip.width_px,
        "height": clip.height_px,
        "rotation": clip.rotation,
        "frame_rate": format_rate(clip.frame_rate),
        "variable_frame_rate": clip.variable_frame_rate,
        "audio": clip.audio,
        "recorded_at": clip.recorded_at,
        "status": clip.status.value,
        "warnings": list(clip.warnings),
    }


def time_json(index: FrameIndex, pts: int) -> dict[str, Any]:
    """A place in a clip; the exclusive end of a clip has the index after its last frame."""
    frame = index.frames if pts >= index.end_pts else index.frame_at(pts)
    return {
        "pts": pts,
        "time_base": f"{index.time_base.numerator}/{index.time_base.denominator}",
        "frame_index": frame,
        "seconds": format_decimal(index.seconds(pts)),
    }


def codebook_json(book: Codebook) -> dict[str, Any]:
    """A version of a codebook, with its tags."""
    return {
        "id": book.id,
        "name": book.name,
        "version": book.version,
        "audience": book.audience.value,
        "enabled": book.enabled,
        "licence": book.licence,
        "informed_by": book.informed_by,
        "film_kinds": [kind.value for kind in book.film_kinds],
        "tags": [_codebook_tag_json(book, tag) for tag in book.tags],
    }


def _codebook_tag_json(book: Codebook, tag: Tag) -> dict[str, Any]:
    return {
        "id": tag.id,
        "name": tag.name,
        "meaning": tag.meaning,
        "group": tag.group,
        "parent_safe": book.parent_safe(tag),
        "parent_label": tag.parent_label,
        "looks_like": tag.looks_like,
        "not_like": tag.not_like,
        "actor": tag.actor.value if tag.actor else None,
        "extent": tag.extent.value,
        "look": None if tag.look is None else tag.look + 1,
        "key": key_text(tag.key) or None,
        "lead_s": f"{tag.lead_s:f}",
        "lag_s": f"{tag.lag_s:f}",
    }


def tag_json(tag: TagRef, known: TagBook) -> dict[str, Any]:
    """A tag as a moment carries it, by the name it had then."""
    return {"id": tag.tag_id, "name": known.name(tag), "codebook": tag.codebook_id, "version": tag.version}


def moment_json(moment: Moment, index: FrameIndex, known: TagBook) -> dict[str, Any]:
    """A moment."""
    return {
        "id": moment.id,
        "clip": moment.clip_id,
        "start": time_json(index, moment.span.start_pts),
        "end": time_json(index, moment.span.end_pts),
        "still": moment.still,
        "tags": [tag_json(tag, known) for tag in moment.tags],
        "stars": moment.stars,
        "who": moment.who.value if moment.who else None,
        "caption": moment.caption,
        "baby_voice": moment.baby_voice,
        "note": moment.note,
        "other_person": moment.other_person,
        "created_at": moment.created_at,
    }


def item_json(item: ReelItem) -> dict[str, Any]:
    """An item of a reel."""
    return {
        "id": item.id,
        "kind": item.kind.value,
        "moment": item.moment_id,
        "clip": item.clip_id,
        "start_pts": item.span.start_pts if item.span else None,
        "end_pts": item.span.end_pts if item.span else None,
        "speed": str(item.speed),
        "hold_s": format_decimal(item.hold_s),
        "text": item.text,
        "caption": item.caption,
        "why_chosen": item.why_chosen,
        "duration_s": format_decimal(item.duration),
        "veils": [
            {"id": veil.id, "shape": veil.shape.value, "drawn": [spot.pts for spot in veil.drawn]}
            for veil in item.veils
        ],
        "looked_through": item.looked_through,
        "muted": [{"start_pts": one.start_pts, "end_pts": one.end_pts, "tone": one.tone} for one in item.muted],
    }


def reel_json(reel: Reel) -> dict[str, Any]:
    """A reel."""
    return {
        "id": reel.id,
        "title": reel.title,
        "question": reel.question,
        "items": [item_json(item) for item in reel.items],
        "duration_s": format_decimal(reel.duration if reel.items else Fraction(0)),
    }


def check_json(line: CheckLine) -> dict[str, Any]:
    """One thing that was looked at before a reel is shown."""
    return {
        "topic": line.topic.value,
        "weight": line.weight.value,
        "title": line.title,
        "detail": line.detail,
        "items": list(line.item_ids),
    }


def person_json(person: Person) -> dict[str, Any]:
    """Someone in a case."""
    return {"id": person.id, "role": person.role.value, "label": person.label, "main": person.main}


def consent_json(consent: Consent, people: Mapping[str, Person]) -> dict[str, Any]:
    """One entry of consent."""
    return {
        "id": consent.id,
        "person": people[consent.person_id].label,
        "purpose": consent.purpose.value,
        "given": consent.given_on.isoformat(),
        "by": consent.given_by.value,
        "how": consent.how,
        "until": consent.until.isoformat() if consent.until else None,
        "withdrawn": consent.withdrawn_on.isoformat() if consent.withdrawn_on else None,
        "clips": list(consent.clip_ids),
    }


def touched_json(touched: Touched) -> dict[str, Any]:
    """What a withdrawal touches."""
    return {
        "purpose": touched.purpose.value,
        "films": [{"id": clip.id, "title": clip.title} for clip in touched.films],
        "stills": [{"id": moment.id, "clip": moment.clip_id} for moment in touched.stills],
        "reels": [{"id": reel.id, "title": reel.title} for reel in touched.reels],
        "reviews": [
            {"id": review.id, "reel": review.reel_id, "started_at": review.started_at} for review in touched.reviews
        ],
        "copies": [copy_json(copy) for copy in touched.copies],
    }


def copy_json(copy: Copy) -> dict[str, Any]:
    """One line of the ledger."""
    return {
        "serial": copy.serial,
        "what": copy.what,
        "subjects": list(copy.subject_ids),
        "for": copy.for_whom,
        "why": copy.why,
        "reference": copy.reference,
        "sha256": copy.sha256,
        "at": copy.at,
        "by": copy.user,
    }


def backup_json(backup: Backup) -> dict[str, Any]:
    """A backup that is known to the vault."""
    return {"id": backup.id, "at": backup.at, "label": backup.label, "place": backup.place}


def finding_json(finding: Finding) -> dict[str, Any]:
    """What a check found."""
    return {
        "severity": finding.severity.value,
        "kind": finding.kind,
        "subject": finding.subject,
        "message": finding.message,
        "hint": finding.hint,
    }


def audit_json(entry: AuditEntry) -> dict[str, Any]:
    """One line of the trail."""
    return {
        "seq": entry.seq,
        "at": entry.at,
        "by": entry.user,
        "action": entry.action,
        "subject": entry.subject,
        "digest": entry.digest,
    }


def review_json(review: Review) -> dict[str, Any]:
    """The record of a review."""
    return {
        "id": review.id,
        "reel": review.reel_id,
        "started_at": review.started_at,
        "finished_at": review.finished_at,
        "next_step": review.next_step,
        "favourites": list(review.favourites),
        "words": [
            {"at": words.at, "item": words.item_id, "text": words.text, "whose": words.whose.value}
            for words in review.words
        ],
        "events": [{"at": event.at, "action": event.action.value, "item": event.item_id} for event in review.events],
    }
