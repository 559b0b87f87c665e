"""Commands on clips: import, list, show, one exact frame, a copy."""

import argparse
from pathlib import Path
from typing import Any

from ui.cli import erase
from ui.cli.options import as_number, as_seconds, leaving_options
from ui.cli.outcome import Outcome, error_json, table
from ui.cli.session import leaving_from, progress_bar, working
from ui.cli.shapes import clip_json, copy_json, time_json
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import ClipKind
from vidfeed.model.time import format_clock
from vidfeed.services import importing, stills
from vidfeed.services.context import Context
from vidfeed.services.finding import case_of, clip_of


def add_parsers(nouns: Any, common: argparse.ArgumentParser) -> None:
    """Adds `clip ...`."""
    verbs = nouns.add_parser("clip", help="recorded films").add_subparsers(dest="verb", required=True)
    _import_parser(verbs, common)
    listing = verbs.add_parser("list", parents=[common], help="clips of a case")
    listing.add_argument("--case", required=True, metavar="ID")
    listing.set_defaults(run=_list)
    show = verbs.add_parser("show", parents=[common], help="one clip")
    show.add_argument("clip", metavar="CLIP")
    show.set_defaults(run=_show)
    frame = verbs.add_parser("frame", parents=[common, leaving_options()], help="the exact frame at a time")
    frame.add_argument("clip", metavar="CLIP")
    frame.add_argument("--at", required=True, metavar="T")
    frame.add_argument("-o", "--output", type=Path, metavar="PNG", help="a recorded copy")
    frame.set_defaults(run=_frame)
    copy = verbs.add_parser("copy", parents=[common, leaving_options()], help="a decrypted copy of the film")
    copy.add_argument("clip", metavar="CLIP")
    copy.add_argument("--to", required=True, type=Path, metavar="FILE")
    copy.set_defaults(run=_copy)
    erase.add_clip_parser(verbs, common)


def _import_parser(verbs: Any, common: argparse.ArgumentParser) -> None:
    bring = verbs.add_parser("import", parents=[common], help="copy films into the vault")
    bring.add_argument("files", nargs="+", type=Path, metavar="FILE")
    bring.add_argument("--case", required=True, metavar="ID")
    bring.add_argument("--session", type=as_number, metavar="N")
    bring.add_argument("--kind", choices=[kind.value for kind in ClipKind], default=ClipKind.INTERACTION.value)
    bring.add_argument("--wait", action="store_true", help="until strips and proxies are made too")
    bring.set_defaults(run=_import)


def _import(args: argparse.Namespace) -> Outcome:
    clips: list[dict[str, Any]] = []
    lines: list[str] = []
    failure: ExpectedError | None = None
    with working(args) as ctx:
        case_of(ctx.catalogue, args.case)
        for file in args.files:
            try:
                clips.append(_import_one(ctx, args, file))
                lines.append(f"{clips[-1]['id']}  {clips[-1]['title']}  {clips[-1]['duration_s']} s  {file}")
            except ExpectedError as error:
                failure = failure or error
                status = "duplicate" if error.kind is ErrorKind.DUPLICATE else "failed"
                clips.append({"file": str(file), "status": status, "error": error_json(error), "warnings": []})
                lines.append(f"{file}: {error.message}")
    result: dict[str, Any] = {"clips": clips}
    if failure is not None:
        result["error"] = error_json(failure)
    return Outcome(result, "\n".join(lines), ok=failure is None)


def _import_one(ctx: Context, args: argparse.Namespace, file: Path) -> dict[str, Any]:
    request = importing.ImportRequest(file, args.case, args.session, ClipKind(args.kind))
    with progress_bar(args, "Copying and checking") as progress:
        imported = importing.import_film(ctx, request, progress)
    clip = imported.clip
    if args.wait:
        with progress_bar(args, "Preparing") as progress:
            clip = importing.prepare_clip(ctx, clip.id, progress)
    return {**clip_json(clip), "file": str(file), "warnings": list(imported.warnings)}


def _list(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        clips = ctx.catalogue.clips(case_of(ctx.catalogue, args.case).id)
    rows = [(clip.id, clip.title, format_clock(clip.duration), clip.status.value) for clip in clips]
    return Outcome({"clips": [clip_json(clip) for clip in clips]}, table(rows) or "No clips yet.")


def _show(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        clip = clip_of(ctx.catalogue, args.clip)
        moments = len(ctx.catalogue.moments(clip.id))
    shape = clip_json(clip)
    text = "\n".join(f"{name}: {value}" for name, value in shape.items())
    return Outcome({"clip": {**shape, "moments": moments}}, f"{text}\nmoments: {moments}")


def _frame(args: argparse.Namespace) -> Outcome:
    with leaving_from(args) as (ctx, leaving):
        still = stills.still_at(ctx, args.clip, as_seconds(args.at))
        result: dict[str, Any] = {
            **time_json(ctx.catalogue.frame_index(args.clip), still.pts),
            "rgb_sha256": stills.rgb_sha256(still),
            "width": still.width_px,
            "height": still.height_px,
        }
        if args.output is not None:
            result["copy"] = copy_json(stills.copy_still(ctx, args.clip, still, args.output, leaving))
    text = f"frame {result['frame_index']} at {result['seconds']} s, RGB SHA-256 {result['rgb_sha256']}"
    return Outcome(result, text)


def _copy(args: argparse.Namespace) -> Outcome:
    with leaving_from(args) as (ctx, leaving), progress_bar(args, "Copying") as progress:
        copy = stills.copy_original(ctx, args.clip, args.to, leaving, progress)
    return Outcome({"copy": copy_json(copy)}, f"The film is in {args.to}, listed as copy {copy.serial:04d}.")
