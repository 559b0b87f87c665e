"""The command `moment import`: marks of other tools."""

import argparse
from pathlib import Path
from typing import Any

from ui.cli.outcome import Outcome
from ui.cli.session import working
from ui.cli.shapes import moment_json
from vidfeed.interchange.marks import marks_format, read_map, read_marks
from vidfeed.model.codebook import TagBook
from vidfeed.model.foreign import Choices, MarksFile, MarksFormat
from vidfeed.services.codebooks import tag_book
from vidfeed.services.context import Context
from vidfeed.services.finding import clip_of
from vidfeed.services.marks_import import ImportPlan, carry_out, plan_import

_SHOWN = 20


def add_parser(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Adds `moment import`."""
    parser = verbs.add_parser("import", parents=[common], help="bring in marks that were made with another tool")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--clip", required=True, metavar="C")
    parser.add_argument("--format", choices=list(MarksFormat), help="where the file's name does not say it")
    parser.add_argument("--tier", action="extend", nargs="+", default=[], metavar="TIER", help="only these tiers")
    parser.add_argument("--observation", default="", metavar="NAME", help="which one of a BORIS project")
    parser.add_argument("--map", type=Path, metavar="FILE", help="columns by role, and tags by code")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    parser.set_defaults(run=_import)


def _import(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        clip = clip_of(ctx.catalogue, args.clip)
        columns, tags = read_map(args.map) if args.map else ({}, {})
        choices = Choices(tuple(args.tier), args.observation, clip.title, columns, tags)
        fmt = MarksFormat(args.format) if args.format else marks_format(args.file)
        file = read_marks(args.file, fmt, choices)
        plan = plan_import(ctx, clip.id, file, choices)
        if not args.dry_run:
            carry_out(ctx, plan)
        return _said(ctx, args, file, plan)


def _said(ctx: Context, args: argparse.Namespace, file: MarksFile, plan: ImportPlan) -> Outcome:
    index = ctx.catalogue.frame_index(plan.clip_id)
    books = ctx.catalogue.codebook_versions()
    known = TagBook([*books, plan.codebook]) if args.dry_run and plan.codebook else tag_book(ctx.catalogue)
    stored = {moment.id: moment for moment in ctx.catalogue.moments(plan.clip_id)}
    result = {
        "moments": [moment_json(stored.get(moment.id, moment), index, known) for moment in plan.moments],
        "skipped": [{"where": left.where, "reason": left.reason} for left in plan.left_out],
        "codebook": plan.codebook.id if plan.codebook else None,
        "tags": dict(plan.tags),
        "tiers": list(file.tiers),
        "observations": list(file.observations),
        "remarks": list(file.remarks),
        "dry_run": args.dry_run,
    }
    return Outcome(result, "\n".join(_lines(args, file, plan)))


def _lines(args: argparse.Namespace, file: MarksFile, plan: ImportPlan) -> list[str]:
    done = "would come in" if args.dry_run else "are in"
    codebook = [f"Their codes are in the codebook “{plan.codebook.name}”."] if plan.codebook else []
    left = [f"  {left.where}: {left.reason}" for left in plan.left_out[:_SHOWN]]
    more = [f"  and {len(plan.left_out) - _SHOWN} more."] if len(plan.left_out) > _SHOWN else []
    head = [f"{len(plan.left_out)} are left out:"] if left else []
    return [*file.remarks, f"{len(plan.moments)} moments {done}.", *codebook, *head, *left, *more]
