"""The command `demo`: a vault with the drawn clip, marks and a reel; the whole job where there is no display."""

import argparse
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from ui.bootstrap import OpenedVault, create_vault, generate_passphrase
from ui.bootstrap.practice import import_practice_clip
from ui.cli.outcome import Outcome
from ui.cli.session import progress_bar
from vidfeed.model.clip import Clip
from vidfeed.model.consent import Purpose, Role
from vidfeed.model.reel import Reel
from vidfeed.model.summary import SummaryAudience
from vidfeed.ports import never_cancelled
from vidfeed.services import assembling, cases, codebooks, consenting, importing, marking
from vidfeed.services.context import Context
from vidfeed.services.copying import Leaving
from vidfeed.services.exporting import SummaryFormat, SummaryRequest, export_summary
from vidfeed.services.finding import reel_of
from vidfeed.services.rendering import render_reel
from vidfeed.services.summarising import Extract

DEMO_CASE = "WREN-07"
DEMO_QUESTION = "How does he tell me what he wants?"


def add_parsers(nouns: Any, common: argparse.ArgumentParser) -> None:
    """Adds `demo`."""
    parser = nouns.add_parser("demo", parents=[common], help="a vault to try things in, with a drawn film")
    parser.add_argument("directory", type=Path, metavar="DIR")
    parser.add_argument("--no-window", action="store_true", help="do the whole job headless and say where it is")
    parser.set_defaults(run=_demo)


def _demo(args: argparse.Namespace) -> Outcome:
    passphrase = generate_passphrase()
    new = create_vault(args.directory, passphrase, "demo")
    with new.opened as opened:
        clip = _bring_film(args, opened)
        ctx = opened.context
        reel = _mark_and_assemble(ctx, clip)
        result: dict[str, Any] = {
            "vault": str(args.directory),
            "case": DEMO_CASE,
            "clips": [clip.id],
            "reel": reel.id,
            "passphrase": passphrase,
        }
        if args.no_window:
            result["copies"] = _write_copies(args, ctx, clip, reel)
    if not args.no_window:
        _open_window(args.directory, passphrase)
    return Outcome(result, _said(result))


def _bring_film(args: argparse.Namespace, opened: OpenedVault) -> Clip:
    ctx = opened.context
    cases.add_case(ctx, DEMO_CASE, question=DEMO_QUESTION)
    today = datetime.now(UTC).date()
    for role in (Role.PARENT_A, Role.INFANT):
        person = cases.add_person(ctx, DEMO_CASE, role)
        for purpose in (Purpose.RECORD, Purpose.REVIEW, Purpose.COPY, Purpose.CLINICAL_RECORD):
            consenting.give(ctx, person, purpose, today, how="Practice: no real family")
    with progress_bar(args, "Drawing and importing") as progress:
        clip = import_practice_clip(opened, DEMO_CASE, progress, never_cancelled)
    with progress_bar(args, "Preparing") as progress:
        clip = importing.prepare_clip(ctx, clip.id, progress)
    session = cases.session_numbered(ctx, clip.case_id, 1)
    cases.describe_session(ctx, session, date(today.year, today.month, today.day), "home", "Floor play")
    return clip


def _mark_and_assemble(ctx: Context, clip: Clip) -> Reel:
    from ui.painting.practice.script import PRACTICE_MOMENTS

    index = ctx.catalogue.frame_index(clip.id)
    reel = assembling.create_reel(ctx, DEMO_CASE, "Looking and answering", DEMO_QUESTION)
    assembling.add_card(ctx, reel.id, "Looking and answering")
    for number, moment in enumerate(PRACTICE_MOMENTS):
        span = index.span_of_seconds(_exact(moment.start_s), _exact(moment.end_s))
        tag = codebooks.tag_of(ctx.catalogue, moment.tag_id)
        stars = 3 if number % 2 == 0 else 2
        change = marking.mark(ctx, clip.id, span, [tag], stars=stars, caption=moment.caption, baby_voice=True)
        if number < 3:
            why = "Chosen because it shows him asking, and being answered."
            assembling.add_moments(ctx, reel.id, [change.moments[0].moment_id], why_chosen=why)
    assembling.add_card(ctx, reel.id, "What do you notice happening here between you?", question=True)
    return reel_of(ctx.catalogue, reel.id)


def _exact(seconds: float) -> Fraction:
    return Fraction(Decimal(str(seconds)))


def _write_copies(args: argparse.Namespace, ctx: Context, clip: Clip, reel: Reel) -> dict[str, str]:
    folder = args.directory.with_name(args.directory.name + "-copies")
    folder.mkdir(exist_ok=True)
    film = folder / "reel.mp4"
    with progress_bar(args, "Rendering the reel") as progress:
        render_reel(ctx, reel.id, film, Leaving("the demo", Purpose.COPY), progress)
    written = {"reel": str(film)}
    for fmt in SummaryFormat:
        target = folder / f"summary.{fmt}"
        request = SummaryRequest(DEMO_CASE, Extract(), SummaryAudience.RECORD, fmt, target, "the demo")
        export_summary(ctx, request, Leaving("the demo", Purpose.CLINICAL_RECORD))
        written[f"summary_{fmt}"] = str(target)
    return written


def _open_window(directory: Path, passphrase: str) -> None:
    from ui.bootstrap.windows import open_windows

    sys.stdout.write(f"The demo vault is in {directory}. Its passphrase: {passphrase}\n")
    sys.stdout.flush()
    open_windows(directory, passphrase)


def _said(result: dict[str, Any]) -> str:
    lines = [
        f"Vault:      {result['vault']}",
        f"Passphrase: {result['passphrase']}",
        f"Case:       {result['case']}, clip {result['clips'][0]}, reel {result['reel']}",
    ]
    lines += [f"Copy:       {path}" for path in result.get("copies", {}).values()]
    return "\n".join(lines)
