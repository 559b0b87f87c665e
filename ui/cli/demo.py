"""The command `demo`: a vault with the drawn clip, marks and a reel; the whole job where there is no display."""

import argparse
import sys
from pathlib import Path
from typing import Any

from ui.bootstrap import create_vault, generate_passphrase
from ui.bootstrap.demo import DEMO_CASE, fill_with_demo
from ui.bootstrap.windows import has_screen, open_windows
from ui.cli.outcome import Outcome
from ui.cli.session import progress_bar
from ui.state.recovery import waive_sheet
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.files import disk_errors
from vidfeed.model.consent import Purpose
from vidfeed.model.reel import Reel
from vidfeed.model.summary import SummaryAudience
from vidfeed.services.context import Context
from vidfeed.services.copying import Leaving
from vidfeed.services.exporting import SummaryFormat, SummaryRequest, export_summary
from vidfeed.services.rendering import render_reel
from vidfeed.services.summarising import Extract


def add_parsers(nouns: Any, common: argparse.ArgumentParser) -> None:
    """Adds `demo`."""
    parser = nouns.add_parser("demo", parents=[common], help="a vault to try things in, with a drawn film")
    parser.add_argument("directory", type=Path, metavar="DIR")
    parser.add_argument("--no-window", action="store_true", help="do the whole job headless and say where it is")
    parser.set_defaults(run=_demo)


def _demo(args: argparse.Namespace) -> Outcome:
    windowed = has_screen() and not args.no_window
    folder = args.directory.with_name(args.directory.name + "-copies")
    if not windowed and folder.exists():
        raise ExpectedError(ErrorKind.EXISTS, "The folder for the demo's copies is there already.", f"Move {folder}.")
    passphrase = generate_passphrase()
    new = create_vault(args.directory, passphrase, "demo")
    with new.opened as opened:
        with progress_bar(args, "Drawing and importing") as progress:
            demo = fill_with_demo(opened, progress)
        waive_sheet(opened.context)
        result: dict[str, Any] = {
            "vault": str(args.directory),
            "case": DEMO_CASE,
            "clips": [demo.clip.id],
            "reel": demo.reel.id,
            "passphrase": passphrase,
        }
        if not windowed:
            result["copies"] = _write_copies(args, opened.context, demo.reel, folder)
    if windowed:
        _open_window(args, passphrase)
    return Outcome(result, _said(result))


def _write_copies(args: argparse.Namespace, ctx: Context, reel: Reel, folder: Path) -> dict[str, str]:
    with disk_errors():
        folder.mkdir()
    film = folder / "reel.mp4"
    with progress_bar(args, "Rendering the reel") as progress:
        render_reel(ctx, reel.id, film, Leaving("the demo", Purpose.COPY), progress)
    written = {"reel": str(film)}
    for fmt in (SummaryFormat.DOCX, SummaryFormat.CSV):
        target = folder / f"summary.{fmt}"
        request = SummaryRequest(DEMO_CASE, Extract(), SummaryAudience.RECORD, fmt, target, "the demo")
        export_summary(ctx, request, Leaving("the demo", Purpose.CLINICAL_RECORD))
        written[f"summary_{fmt}"] = str(target)
    return written


def _open_window(args: argparse.Namespace, passphrase: str) -> None:
    """The passphrase is told before the windows open; with `--json` standard output is left to the document."""
    stream = sys.stderr if getattr(args, "json", False) else sys.stdout
    stream.write(f"The demo vault is in {args.directory}. Its passphrase: {passphrase}\n")
    stream.flush()
    open_windows(args.directory, passphrase)


def _said(result: dict[str, Any]) -> str:
    lines = [
        f"Vault:      {result['vault']}",
        f"Passphrase: {result['passphrase']}",
        f"Case:       {result['case']}, clip {result['clips'][0]}, reel {result['reel']}",
    ]
    lines += [f"Copy:       {path}" for path in result.get("copies", {}).values()]
    return "\n".join(lines)
