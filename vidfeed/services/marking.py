"""Marking moments: made, changed and removed, each durable and undoable on return."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from vidfeed.errors import ErrorKind, ExpectedError, bad_time
from vidfeed.model.change import ChangeSet, MomentChange, clip_scope
from vidfeed.model.clip import Clip
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.ids import new_id
from vidfeed.model.moment import MAX_STARS, MAX_TEXT_LENGTH, Decision, Moment, TagRef, Who
from vidfeed.model.time import Span
from vidfeed.services.consenting import require_watching
from vidfeed.services.context import Context
from vidfeed.services.finding import clip_of, moment_of

_LABELS = {
    "span": "Move edges",
    "tags": "Change tags",
    "stars": "Change stars",
    "decision": "Decide",
    "caption": "Write caption",
    "baby_voice": "Change voice",
    "note": "Write private note",
    "who": "Say who",
    "other_person": "Flag someone else",
    "zoom": "Change close-up",
    "still": "Change kind",
}


def tap_span(index: FrameIndex, frame: int, lead_s: Decimal, lag_s: Decimal) -> Span:
    """The span of a tapped key: lead before and lag after the frame painted at the press, within the clip."""
    pressed = index.seconds(index.pts[frame])
    start = max(Fraction(0), pressed - Fraction(lead_s))
    end = pressed + Fraction(lag_s)
    first = index.frame_at_seconds(start)
    end_pts = index.end_pts if end >= index.duration else index.pts[index.frame_at_seconds(end)]
    return Span(index.pts[first], max(end_pts, index.frame_end_pts(frame)))


def still_span(index: FrameIndex, frame: int) -> Span:
    """The one frame."""
    return index.span(frame, frame)


def meant_frame(index: FrameIndex, frame: int, back: Fraction) -> int:
    """The frame that was shown `back` seconds of film before `frame` (after it where less than 0), within the clip."""
    seconds = max(Fraction(0), index.seconds(index.pts[frame]) - back)
    return index.frame_at_seconds(seconds) if seconds < index.duration else index.frames - 1


def mark(ctx: Context, clip_id: str, span: Span, tags: Sequence[TagRef] = (), **fields: Any) -> ChangeSet:
    """A new moment.

    Args:
        fields: any others of `Moment`: still, stars, who, caption, baby_voice, note, other_person.

    Raises:
        ExpectedError: `bad-time` outside the clip; `no-consent` where watching has stopped.
    """
    clip = clip_of(ctx.catalogue, clip_id)
    require_watching(ctx, clip.case_id, [clip.id])
    moment = Moment(new_id(), clip_id, span, tuple(tags), created_at=ctx.timestamp(), **fields)
    return _apply(ctx, "Mark moment", MomentChange(None, _checked(clip, moment)))


def edit(ctx: Context, moment_id: str, *, going_on: bool = False, **fields: Any) -> ChangeSet:
    """The moment with some of its fields changed; nothing is stored where nothing differs.

    With `going_on` it is one step of the history with the one before, where that changed the same of the moment.
    """
    before = moment_of(ctx.catalogue, moment_id)
    clip = clip_of(ctx.catalogue, before.clip_id)
    require_watching(ctx, clip.case_id, [clip.id])
    after = _checked(clip, replace(before, **fields))
    if after == before:
        return ChangeSet(clip_scope(before.clip_id), "Nothing changed")
    label = next((label for field, label in _LABELS.items() if getattr(before, field) != getattr(after, field)), "")
    return _apply(ctx, label, MomentChange(before, after), going_on=going_on)


def extend(ctx: Context, moment_id: str, span: Span) -> ChangeSet:
    """The moment covers `span` too, with what lies between."""
    whole = moment_of(ctx.catalogue, moment_id).span
    return edit(ctx, moment_id, span=_union(whole, span))


def split(ctx: Context, moment_id: str, at_pts: int) -> ChangeSet:
    """Two moments of one: the second begins at `at_pts`, with the same tags; words and stars stay with the first.

    Raises:
        ExpectedError: `bad-time` where nothing would be left of one of them.
    """
    before = moment_of(ctx.catalogue, moment_id)
    clip = clip_of(ctx.catalogue, before.clip_id)
    require_watching(ctx, clip.case_id, [clip.id])
    if not before.span.start_pts < at_pts < before.span.end_pts:
        raise bad_time("A moment is cut in two inside it, after its first frame.")
    first = replace(before, span=Span(before.span.start_pts, at_pts))
    second = replace(
        before,
        id=new_id(),
        span=Span(at_pts, before.span.end_pts),
        stars=0,
        caption="",
        baby_voice=False,
        note="",
        created_at=ctx.timestamp(),
    )
    return _apply(ctx, "Cut moment in two", MomentChange(before, first), MomentChange(None, _checked(clip, second)))


def merge(ctx: Context, moment_id: str, other_id: str) -> ChangeSet:
    """One moment of two of a clip, with what lies between; it has the tags, words and most stars of both.

    Raises:
        ExpectedError: `unknown-moment` where they are the same, or of two clips.
    """
    one, other = sorted(
        (moment_of(ctx.catalogue, moment_id), moment_of(ctx.catalogue, other_id)),
        key=lambda moment: (moment.span.start_pts, moment.span.end_pts, moment.id),
    )
    if one.clip_id != other.clip_id or one.id == other.id:
        raise ExpectedError(ErrorKind.UNKNOWN_MOMENT, "Two moments of one clip can be joined.", "Choose another one.")
    clip = clip_of(ctx.catalogue, one.clip_id)
    require_watching(ctx, clip.case_id, [clip.id])
    joined = replace(
        one,
        span=_union(one.span, other.span),
        still=False,
        tags=(*one.tags, *other.tags),
        stars=max(one.stars, other.stars),
        who=one.who if other.who in (None, one.who) else other.who if one.who is None else Who.BOTH,
        caption="\n".join(text for text in (one.caption, other.caption) if text),
        baby_voice=one.baby_voice if one.caption else other.baby_voice,
        note="\n".join(text for text in (one.note, other.note) if text),
        other_person=one.other_person or other.other_person,
        decision=one.decision if one.decision is other.decision else Decision.UNDECIDED,
    )
    return _apply(ctx, "Join moments", MomentChange(one, _checked(clip, joined)), MomentChange(other, None))


def _union(one: Span, other: Span) -> Span:
    return Span(min(one.start_pts, other.start_pts), max(one.end_pts, other.end_pts))


def toggle_tag(ctx: Context, moment_id: str, tag: TagRef) -> ChangeSet:
    """Takes the tag off the moment, or puts it on."""
    tags = moment_of(ctx.catalogue, moment_id).tags
    kept = tuple(t for t in tags if t.tag_id != tag.tag_id)
    return edit(ctx, moment_id, tags=kept if len(kept) < len(tags) else (*tags, tag))


def remove(ctx: Context, moment_id: str) -> ChangeSet:
    """Removes the moment; undo brings it back. Allowed whatever the consent: it lessens what is kept."""
    return _apply(ctx, "Remove moment", MomentChange(moment_of(ctx.catalogue, moment_id), None))


def undo(ctx: Context, scope: str) -> ChangeSet | None:
    """Takes the last change of a clip's or reel's history back; None where there is none.

    Raises:
        ExpectedError: `no-consent` for a clip that may no longer be marked.
    """
    _require_open(ctx, scope)
    return ctx.catalogue.undo(scope)


def redo(ctx: Context, scope: str) -> ChangeSet | None:
    """Makes the last undone change again; None where there is none. Raises as `undo`."""
    _require_open(ctx, scope)
    return ctx.catalogue.redo(scope)


def _require_open(ctx: Context, scope: str) -> None:
    kind, _, subject = scope.partition(":")
    if kind == "clip":
        require_watching(ctx, clip_of(ctx.catalogue, subject).case_id, [subject])


def _apply(ctx: Context, label: str, *pairs: MomentChange, going_on: bool = False) -> ChangeSet:
    moment = pairs[0].after or pairs[0].before
    assert moment is not None, "a change has a side"
    changes = ChangeSet(clip_scope(moment.clip_id), label, pairs)
    ctx.catalogue.apply(changes, going_on=going_on)
    return changes


def _checked(clip: Clip, moment: Moment) -> Moment:
    if moment.span.start_pts < clip.origin_pts or moment.span.end_pts > clip.end_pts:
        raise bad_time("The moment would lie outside the clip.")
    if not 0 <= moment.stars <= MAX_STARS:
        raise ExpectedError(ErrorKind.BAD_FILE, "A moment has 0 to 3 stars.", "Give a number from 0 to 3.")
    if len({tag.tag_id for tag in moment.tags}) < len(moment.tags):
        moment = replace(moment, tags=tuple({tag.tag_id: tag for tag in moment.tags}.values()))
    return replace(moment, caption=_text(moment.caption).strip(), note=_text(moment.note).rstrip())


def _text(text: str) -> str:
    if len(text) > MAX_TEXT_LENGTH:
        raise ExpectedError(
            ErrorKind.BAD_FILE, "That text is too long: a million characters is the limit.", "Shorten it."
        )
    return unicodedata.normalize("NFC", text).replace("\x00", "")
