"""Marking moments: made, changed and removed, each durable and undoable on return."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from vidfeed.errors import ErrorKind, ExpectedError, bad_time
from vidfeed.model.change import ChangeSet, MomentChange, clip_scope
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.ids import new_id
from vidfeed.model.moment import MAX_STARS, MAX_TEXT_LENGTH, Moment, TagRef
from vidfeed.model.time import Span
from vidfeed.services.consenting import require_watching
from vidfeed.services.context import Context
from vidfeed.services.finding import clip_of, moment_of


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
    return _apply(ctx, "Mark moment", MomentChange(None, _checked(ctx, moment)))


def edit(ctx: Context, moment_id: str, **fields: Any) -> ChangeSet:
    """The moment with some of its fields changed; nothing is stored where nothing differs."""
    before = moment_of(ctx.catalogue, moment_id)
    require_watching(ctx, clip_of(ctx.catalogue, before.clip_id).case_id, [before.clip_id])
    after = _checked(ctx, replace(before, **fields))
    if after == before:
        return ChangeSet(clip_scope(before.clip_id), "Nothing changed")
    return _apply(ctx, "Edit moment", MomentChange(before, after))


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


def _apply(ctx: Context, label: str, change: MomentChange) -> ChangeSet:
    moment = change.after or change.before
    assert moment is not None, "a change has a side"
    changes = ChangeSet(clip_scope(moment.clip_id), label, (change,))
    ctx.catalogue.apply(changes)
    return changes


def _checked(ctx: Context, moment: Moment) -> Moment:
    clip = clip_of(ctx.catalogue, moment.clip_id)
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
