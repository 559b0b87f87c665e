"""Commands on moments: add, list, edit, remove, undo, redo; bringing them in is next door."""

import argparse
from fractions import Fraction
from pathlib import Path
from typing import Any

from ui.cli import moment_import
from ui.cli.options import as_seconds, private_text
from ui.cli.outcome import Outcome, table
from ui.cli.session import working
from ui.cli.shapes import moment_json
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.change import ChangeSet, clip_scope, reel_scope
from vidfeed.model.codebook import DEFAULT_LAG_S, DEFAULT_LEAD_S
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.moment import Moment, TagRef, Who
from vidfeed.model.time import Span, format_clock
from vidfeed.services import codebooks, finding, marking
from vidfeed.services.context import Context


def add_parsers(nouns: Any, common: argparse.ArgumentParser) -> None:
    """Adds `moment ...`, `undo` and `redo`."""
    verbs = nouns.add_parser("moment", help="marked moments").add_subparsers(dest="verb", required=True)
    add = verbs.add_parser("add", parents=[common], help="mark a moment")
    add.add_argument("--clip", required=True, metavar="C")
    _time_options(add)
    _field_options(add)
    add.set_defaults(run=_add)
    edit = verbs.add_parser("edit", parents=[common], help="change a moment")
    edit.add_argument("moment", metavar="MOMENT")
    _time_options(edit)
    _field_options(edit)
    edit.set_defaults(run=_edit)
    remove = verbs.add_parser("remove", parents=[common], help="remove a moment; undo brings it back")
    remove.add_argument("moment", metavar="MOMENT")
    remove.set_defaults(run=_remove)
    _list_parser(verbs, common)
    moment_import.add_parser(verbs, common)
    for name, run in (("undo", _undo), ("redo", _redo)):
        parser = nouns.add_parser(name, parents=[common], help=f"{name} the last change of a clip or reel")
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--clip", metavar="C")
        which.add_argument("--reel", metavar="R")
        parser.set_defaults(run=run)


def _time_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--at", metavar="T", help="around this time, by the tag's lead and lag")
    parser.add_argument("--from", dest="start", metavar="T")
    parser.add_argument("--to", dest="end", metavar="T", help="exclusive")


def _field_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--tag", action="extend", nargs="+", metavar="TAG", help="by name or id")
    parser.add_argument("--still", action=argparse.BooleanOptionalAction, default=None)
    parser.add_argument("--other-person", action=argparse.BooleanOptionalAction, default=None)
    parser.add_argument("--stars", type=int, metavar="N")
    parser.add_argument("--who", choices=[who.value for who in Who])
    parser.add_argument("--caption")
    parser.add_argument("--caption-file", type=Path)
    parser.add_argument("--baby-voice", action=argparse.BooleanOptionalAction, default=None)
    parser.add_argument("--note")
    parser.add_argument("--note-file", type=Path)


def _list_parser(verbs: Any, common: argparse.ArgumentParser) -> None:
    listing = verbs.add_parser("list", parents=[common], help="moments of the vault, a case or a clip")
    listing.add_argument("--case", metavar="ID")
    listing.add_argument("--clip", metavar="C")
    listing.add_argument("--tag", metavar="TAG")
    listing.add_argument("--text", default="", metavar="WORDS")
    listing.add_argument("--min-stars", type=int, default=0, metavar="N")
    listing.set_defaults(run=_list)


def _fields(ctx: Context, args: argparse.Namespace) -> dict[str, Any]:
    given = {
        "tags": tuple(codebooks.tag_of(ctx.catalogue, name) for name in args.tag) if args.tag else None,
        "still": args.still,
        "other_person": args.other_person,
        "stars": args.stars,
        "who": Who(args.who) if args.who else None,
        "caption": private_text(args.caption, args.caption_file),
        "baby_voice": args.baby_voice,
        "note": private_text(args.note, args.note_file),
    }
    return {name: value for name, value in given.items() if value is not None}


def _span(
    ctx: Context, args: argparse.Namespace, index: FrameIndex, tags: tuple[TagRef, ...], still: bool
) -> Span | None:
    ends = [end for end in (args.start, args.end) if end is not None]
    _require_one_way(args, bool(ends), still)
    if args.at is not None:
        frame = index.frame_at_seconds(as_seconds(args.at))
        return marking.still_span(index, frame) if still else _tapped(ctx, index, frame, tags)
    if not ends:
        return None
    if len(ends) < 2:
        raise ExpectedError(ErrorKind.BAD_TIME, "A moment needs both its ends.", "Give --from and --to, or --at.")
    start, end = as_seconds(args.start), as_seconds(args.end)
    return index.span_of_seconds(start, _reached(index, end))


def _require_one_way(args: argparse.Namespace, ends: bool, still: bool) -> None:
    if ends and args.at is not None:
        raise ExpectedError(ErrorKind.BAD_TIME, "A moment has one time.", "Give --at alone, or --from and --to.")
    if ends and still:
        raise ExpectedError(ErrorKind.BAD_TIME, "A still is one frame, with no --from or --to.", "Give its --at.")


def _reached(index: FrameIndex, end: Fraction) -> Fraction:
    """The clip's end where `end` names it rounded to nine places."""
    return index.duration if 0 < end - index.duration < Fraction(1, 10**9) else end


def _tapped(ctx: Context, index: FrameIndex, frame: int, tags: tuple[TagRef, ...]) -> Span:
    tag = codebooks.tag_book(ctx.catalogue).tag(tags[0]) if tags else None
    lead_s, lag_s = (tag.lead_s, tag.lag_s) if tag else (DEFAULT_LEAD_S, DEFAULT_LAG_S)
    return marking.tap_span(index, frame, lead_s, lag_s)


def _add(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        finding.clip_of(ctx.catalogue, args.clip)
        fields = _fields(ctx, args)
        tags = fields.pop("tags", ())
        span = _span(ctx, args, ctx.catalogue.frame_index(args.clip), tags, fields.get("still", False))
        if span is None:
            raise ExpectedError(ErrorKind.BAD_TIME, "A moment needs a time.", "Give --at T, or --from T --to T.")
        return _changed(ctx, marking.mark(ctx, args.clip, span, tags, **fields))


def _edit(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        moment = finding.moment_of(ctx.catalogue, args.moment)
        fields = _fields(ctx, args)
        index = ctx.catalogue.frame_index(moment.clip_id)
        span = _span(ctx, args, index, fields.get("tags", moment.tags), fields.get("still", moment.still))
        if span is not None:
            fields["span"] = span
        marking.edit(ctx, moment.id, **fields)
        return _one(ctx, finding.moment_of(ctx.catalogue, moment.id))


def _remove(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        marking.remove(ctx, args.moment)
    return Outcome({"removed": args.moment}, "The moment is removed. Undo brings it back.")


def _list(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        found = ctx.catalogue.find_moments(
            case_id=finding.case_of(ctx.catalogue, args.case).id if args.case else None,
            clip_id=finding.clip_of(ctx.catalogue, args.clip).id if args.clip else None,
            tag_id=codebooks.tag_of(ctx.catalogue, args.tag).tag_id if args.tag else None,
            text=args.text,
            min_stars=args.min_stars,
        )
        return _many(ctx, found)


def _many(ctx: Context, moments: list[Moment]) -> Outcome:
    known = codebooks.tag_book(ctx.catalogue)
    indexes = {clip_id: ctx.catalogue.frame_index(clip_id) for clip_id in {moment.clip_id for moment in moments}}
    result = [moment_json(moment, indexes[moment.clip_id], known) for moment in moments]
    rows = [_row(entry) for entry in result]
    return Outcome({"moments": result}, table(rows) or "No moments yet.")


def _row(entry: dict[str, Any]) -> tuple[str, ...]:
    start, end = (format_clock(Fraction(entry[side]["seconds"]), 2) for side in ("start", "end"))
    return entry["id"], entry["clip"], f"{start} - {end}", ", ".join(tag["name"] for tag in entry["tags"])


def _one(ctx: Context, moment: Moment) -> Outcome:
    many = _many(ctx, [moment])
    return Outcome({"moment": many.result["moments"][0]}, many.text)


def _changed(ctx: Context, changes: ChangeSet) -> Outcome:
    moment = changes.moments[0].after
    assert moment is not None, "marking makes a moment"
    return _one(ctx, moment)


def _scope(ctx: Context, args: argparse.Namespace) -> str:
    """A removed reel's history is there still, and can bring it back."""
    if args.clip is not None:
        return clip_scope(finding.clip_of(ctx.catalogue, args.clip).id)
    scope = reel_scope(args.reel)
    if not ctx.catalogue.can_undo(scope) and not ctx.catalogue.can_redo(scope):
        finding.reel_of(ctx.catalogue, args.reel)
    return scope


def _undo(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        return _replayed(marking.undo(ctx, _scope(ctx, args)), "undo")


def _redo(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        return _replayed(marking.redo(ctx, _scope(ctx, args)), "redo")


def _replayed(changes: ChangeSet | None, word: str) -> Outcome:
    if changes is None:
        return Outcome({"changed": []}, f"There is nothing to {word}.")
    ids = [change.moment_id for change in changes.moments]
    if changes.reel is not None:
        reel = changes.reel.after or changes.reel.before
        assert reel is not None, "a change has a side"
        ids.append(reel.id)
    return Outcome({"changed": ids}, f"{changes.label}: {word} done.")
