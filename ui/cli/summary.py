"""The command `summary`: a case's tagged moments as a document, a recorded copy."""

import argparse
from pathlib import Path
from typing import Any

from ui.cli.options import as_number, leaving_options
from ui.cli.outcome import Outcome
from ui.cli.session import leaving_from, progress_bar
from ui.cli.shapes import copy_json
from vidfeed.model.summary import SummaryAudience
from vidfeed.services.exporting import SummaryFormat, SummaryRequest, export_summary
from vidfeed.services.summarising import Extract


def add_parsers(nouns: Any, common: argparse.ArgumentParser) -> None:
    """Adds `summary`."""
    parser = nouns.add_parser("summary", parents=[common, leaving_options()], help="tagged moments as a document")
    parser.add_argument("case", metavar="CASE")
    parser.add_argument("--format", required=True, choices=[fmt.value for fmt in SummaryFormat])
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="FILE")
    parser.add_argument("--session", type=as_number, metavar="N")
    parser.add_argument("--clip", metavar="CLIP")
    parser.add_argument("--reel", metavar="REEL")
    parser.add_argument(
        "--audience", choices=[audience.value for audience in SummaryAudience], default=SummaryAudience.RECORD.value
    )
    parser.add_argument("--author", default="", help="as it shall stand in the document")
    parser.set_defaults(run=_summary)


def _summary(args: argparse.Namespace) -> Outcome:
    request = SummaryRequest(
        args.case,
        Extract(args.session, args.clip, args.reel),
        SummaryAudience(args.audience),
        SummaryFormat(args.format),
        args.output,
        args.author,
    )
    with leaving_from(args) as (ctx, leaving), progress_bar(args, "Writing") as progress:
        exported = export_summary(ctx, request, leaving, progress)
    result = {"copy": copy_json(exported.copy), "moments": exported.moments}
    return Outcome(result, f"The summary is in {args.output}, listed as copy {exported.copy.serial:04d}.")
