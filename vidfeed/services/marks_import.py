"""Bringing in marks of other tools: a plan that can be looked at, then all of it in one step that undo takes back."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.change import ChangeSet, MomentChange, clip_scope
from vidfeed.model.codebook import Codebook
from vidfeed.model.foreign import Choices, ForeignMark, LeftOut, MarksFile
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.ids import new_id
from vidfeed.model.moment import MAX_TEXT_LENGTH, Moment
from vidfeed.model.time import Span
from vidfeed.services.codebook_editing import save_codebook
from vidfeed.services.codebooks import builtin_ids
from vidfeed.services.consenting import require_watching
from vidfeed.services.context import Context
from vidfeed.services.finding import clip_of
from vidfeed.services.marks_codebook import CodeMeanings

MAX_MOMENTS = 50_000
LABEL = "Import marks"
NOT_WANTED = "Its code is left out."


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do.

    Attributes:
        moments: as they would be made, by start.
        codebook: that holds the file's own codes, new or grown; None where all are tags already.
        tags: by code label: the name of the tag that it becomes.
    """

    clip_id: str
    moments: tuple[Moment, ...]
    left_out: tuple[LeftOut, ...]
    codebook: Codebook | None
    tags: Mapping[str, str]


def plan_import(ctx: Context, clip_id: str, file: MarksFile, choices: Choices) -> ImportPlan:
    """Checks every mark against the clip; nothing is stored.

    Raises:
        ExpectedError: `unknown-clip`, `no-consent`; `unknown-tag` or `ambiguous` where the map names no tag; `bad-file`
            where there are too many marks or codes.
    """
    clip = clip_of(ctx.catalogue, clip_id)
    require_watching(ctx, clip.case_id, [clip_id])
    if len(file.marks) > MAX_MOMENTS:
        raise ExpectedError(
            ErrorKind.BAD_FILE,
            f"There are {len(file.marks)} marks in this file; {MAX_MOMENTS} is the limit. Nothing was brought in.",
            "Choose fewer tiers.",
        )
    index, meanings = ctx.catalogue.frame_index(clip_id), CodeMeanings(ctx, file.name, choices.tags)
    moments, left_out, now = [], list(file.left_out), ctx.timestamp()
    for mark in file.marks:
        span = placed(index, mark) if meanings.wanted(mark) else NOT_WANTED
        if isinstance(span, str):
            left_out.append(LeftOut(mark.where, span))
        else:
            moments.append(_moment(clip_id, mark, span, now, meanings))
    moments.sort(key=lambda moment: (moment.span.start_pts, moment.span.end_pts))
    return ImportPlan(clip_id, tuple(moments), tuple(left_out), meanings.codebook, meanings.names)


def carry_out(ctx: Context, plan: ImportPlan) -> ChangeSet:
    """Makes the moments, and keeps the codebook; undo takes the moments back, all at once.

    Raises:
        ExpectedError: as the catalogue; nothing of it is kept then.
    """
    scope = clip_scope(plan.clip_id)
    if not plan.moments:
        return ChangeSet(scope, LABEL)
    with ctx.catalogue.transaction():
        moments = plan.moments if plan.codebook is None else _under(_kept(ctx, plan.codebook), plan.moments)
        changes = ChangeSet(scope, LABEL, tuple(MomentChange(None, moment) for moment in moments))
        ctx.catalogue.apply(changes)
    return changes


def _kept(ctx: Context, book: Codebook) -> Codebook:
    assert book.id not in builtin_ids(), "codes from elsewhere have a codebook of their own"
    if ctx.catalogue.codebook(book.id) is None:
        ctx.catalogue.put_codebook(replace(book, tags=()))
    return save_codebook(ctx, book)


def _under(book: Codebook, moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """With the version that the codebook has come to; another may have been saved since the plan was made."""

    def settled(moment: Moment) -> Moment:
        tags = (replace(ref, version=book.version) if ref.codebook_id == book.id else ref for ref in moment.tags)
        return replace(moment, tags=tuple(tags))

    return tuple(settled(moment) for moment in moments)


def placed(index: FrameIndex, mark: ForeignMark) -> Span | str:
    """The frames that a mark covers in the clip, or why it has none.

    A time names the last frame that starts at or before it, once both are rounded to the time's own unit.
    """
    end = mark.end if mark.end != mark.start else None
    frame_s = (index.end_pts - index.pts[-1]) * index.time_base
    if end is not None and end < mark.start:
        return "It ends before it starts."
    if mark.start < 0:
        return "It starts before the film."
    if mark.start + mark.unit / 2 >= index.duration:
        return "It starts after the film’s end."
    if end is not None and end > index.duration + frame_s:
        return "It ends after the film’s end."
    first = _frame(index, mark.start, mark.unit)
    if end is None:
        return index.span(first, first)
    at_end = end + mark.unit / 2 >= index.duration
    end_pts = index.end_pts if at_end else index.pts[_frame(index, end, mark.unit)]
    return Span(index.pts[first], max(end_pts, index.frame_end_pts(first)))


def _frame(index: FrameIndex, seconds: Fraction, unit: Fraction) -> int:
    return index.frame_at_seconds(seconds + unit / 2)


def _moment(clip_id: str, mark: ForeignMark, span: Span, now: str, meanings: CodeMeanings) -> Moment:
    return Moment(
        new_id(),
        clip_id,
        span,
        meanings.refs_of(mark),
        still=mark.end is None or mark.end == mark.start,
        stars=mark.stars,
        who=mark.who,
        caption=_text(mark.caption).strip(),
        baby_voice=mark.baby_voice,
        note=_text(mark.note).rstrip(),
        other_person=mark.other_person,
        decision=mark.decision,
        created_at=now,
    )


def _text(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\x00", "")[:MAX_TEXT_LENGTH]
