"""Commands on what is written down: reviews, the trail, the copies."""

import argparse
from pathlib import Path
from typing import Any

from ui.cli.options import leaving_options
from ui.cli.outcome import Outcome, table
from ui.cli.session import leaving_from, working
from ui.cli.shapes import audit_json, copy_json, review_json
from vidfeed.services.finding import case_of
from vidfeed.services.review_export import export_reviews


def add_parsers(nouns: Any, common: argparse.ArgumentParser) -> None:
    """Adds `review list`, `review export`, `audit` and `copies`."""
    reviews = nouns.add_parser("review", help="reviews with parents").add_subparsers(dest="verb", required=True)
    listing = reviews.add_parser("list", parents=[common], help="what was shown and said")
    listing.add_argument("--case", metavar="ID")
    listing.set_defaults(run=_reviews)
    export = reviews.add_parser("export", parents=[common, leaving_options()], help="the same as a file: a copy")
    export.add_argument("--case", required=True, metavar="ID")
    export.add_argument("-o", "--output", required=True, type=Path, metavar="FILE", help="JSON")
    export.set_defaults(run=_export_reviews)
    for name, run, what in (("audit", _audit, "who did what, when"), ("copies", _copies, "what left the vault")):
        parser = nouns.add_parser(name, parents=[common], help=what)
        parser.add_argument("--case", metavar="ID")
        parser.set_defaults(run=run)


def _reviews(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        found = ctx.catalogue.reviews(case_of(ctx.catalogue, args.case).id if args.case else None)
    rows = [(review.id, review.started_at, f"{len(review.words)} kept words") for review in found]
    return Outcome({"reviews": [review_json(review) for review in found]}, table(rows) or "No reviews yet.")


def _export_reviews(args: argparse.Namespace) -> Outcome:
    with leaving_from(args) as (ctx, leaving):
        copy = export_reviews(ctx, args.case, args.output, leaving)
    return Outcome({"copy": copy_json(copy)}, f"The reviews are in {args.output}, listed as copy {copy.serial:04d}.")


def _audit(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        subject = case_of(ctx.catalogue, args.case).id if args.case else None
        entries = ctx.catalogue.audit_of_case(subject) if subject else ctx.catalogue.audit()
    rows = [(entry.at, entry.user, entry.action, entry.subject) for entry in entries]
    return Outcome({"entries": [audit_json(entry) for entry in entries]}, table(rows) or "Nothing yet.")


def _copies(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        entries = ctx.catalogue.copies(case_of(ctx.catalogue, args.case).id if args.case else None)
    rows = [(f"{copy.serial:04d}", copy.at, copy.what, copy.for_whom, copy.why) for copy in entries]
    return Outcome({"entries": [copy_json(copy) for copy in entries]}, table(rows) or "No copies were made.")
