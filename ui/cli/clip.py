"""Commands on clips: list, show, one exact frame, a copy."""

import argparse
from pathlib import Path
from typing import Any

from ui.cli import bring, erase
from ui.cli.options import as_seconds, leaving_options
from ui.cli.outcome import Outcome, table
from ui.cli.session import leaving_from, progress_bar, working
from ui.cli.shapes import clip_json, copy_json, time_json
from vidfeed.model.time import format_clock
from vidfeed.services import importing, mending, stills
from vidfeed.services.finding import case_of, clip_of


def add_parsers(nouns: Any, common: argparse.ArgumentParser) -> None:
    """Adds `clip ...`."""
    verbs = nouns.add_parser("clip", help="recorded films").add_subparsers(dest="verb", required=True)
    bring.add_parser(verbs, common)
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
    mend = verbs.add_parser("mend", parents=[common], help="a damaged film from its original or a backup")
    mend.add_argument("clip", metavar="CLIP")
    mend.add_argument("--from", required=True, type=Path, dest="source", metavar="FILE|BACKUP")
    mend.set_defaults(run=_mend)
    erase.add_clip_parser(verbs, common)


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


def _mend(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        with progress_bar(args, "Copying and checking") as progress:
            mending.mend_clip(ctx, args.clip, args.source, progress)
        with progress_bar(args, "Preparing") as progress:
            clip = importing.prepare_clip(ctx, args.clip, progress)
    return Outcome({"clip": clip_json(clip)}, "The film is whole again; its marks are as they were.")
