"""Commands on reels: create, add, copy, remove, list, show, check, render, play; hiding is in `reel_hiding`."""

import argparse
from pathlib import Path
from typing import Any

from ui.cli.options import as_seconds, as_speed, leaving_options, private_text, read_secret
from ui.cli.outcome import Outcome, table
from ui.cli.reel_hiding import add_hiding, item_named
from ui.cli.session import leaving_from, progress_bar, working
from ui.cli.shapes import check_json, copy_json, reel_json
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.consent import Purpose
from vidfeed.model.reel import Reel
from vidfeed.model.reel_check import CheckTopic, stops
from vidfeed.model.reel_output import OutputCaptions, OutputSize, ReelOutput
from vidfeed.model.time import Span, format_decimal
from vidfeed.ports import never_cancelled
from vidfeed.services import assembling, checking, listing, rendering
from vidfeed.services.context import Context
from vidfeed.services.copying import Leaving
from vidfeed.services.finding import case_of, moment_of, reel_of
from vidfeed.services.growth import growth_film
from vidfeed.services.keepsakes import make_keepsake


def add_parsers(nouns: Any, common: argparse.ArgumentParser) -> None:
    """Adds `reel ...`."""
    verbs = nouns.add_parser("reel", help="reels of moments").add_subparsers(dest="verb", required=True)
    create = verbs.add_parser("create", parents=[common], help="a new, empty reel")
    create.add_argument("--case", required=True, metavar="ID")
    create.add_argument("--title", required=True)
    create.add_argument("--question", default="", help="the parent's question that it answers")
    create.set_defaults(run=_create)
    _add_parser(verbs, common)
    listing = verbs.add_parser("list", parents=[common], help="reels of the vault or a case")
    listing.add_argument("--case", metavar="ID")
    listing.set_defaults(run=_list)
    show = verbs.add_parser("show", parents=[common], help="one reel")
    show.add_argument("reel", metavar="REEL")
    show.set_defaults(run=_show)
    grow = verbs.add_parser("grow", parents=[common], help="a closing film of what the parent loved")
    grow.add_argument("--case", required=True, metavar="ID")
    grow.set_defaults(run=_grow)
    copy = verbs.add_parser("copy", parents=[common], help="another reel with the same items")
    copy.add_argument("reel", metavar="REEL")
    copy.set_defaults(run=_copy)
    remove = verbs.add_parser("remove", parents=[common], help="remove a reel; undo brings it back")
    remove.add_argument("reel", metavar="REEL")
    remove.set_defaults(run=_remove)
    add_hiding(verbs, common, _one)
    check = verbs.add_parser("check", parents=[common], help="what stops it from being shown, and advice")
    check.add_argument("reel", metavar="REEL")
    check.add_argument("--why", choices=list(Purpose), default=Purpose.REVIEW, metavar="PURPOSE", help="else review")
    check.set_defaults(run=_check)
    render = verbs.add_parser("render", parents=[common, leaving_options()], help="write it as MP4: a recorded copy")
    render.add_argument("reel", metavar="REEL")
    render.add_argument("-o", "--output", required=True, type=Path, metavar="FILE")
    render.add_argument("--item", metavar="ITEM", help="only this one: its id, or its place, from 1")
    render.add_argument("--size", choices=list(OutputSize), default=OutputSize.AS_FILMS)
    render.add_argument("--captions", choices=list(OutputCaptions), default=OutputCaptions.BURNT)
    render.add_argument("--no-sound", action="store_true")
    render.add_argument(
        "--encrypt", type=Path, metavar="FILE", help="as an age file; FILE's first line: its passphrase"
    )
    render.set_defaults(run=_render)
    keepsake = verbs.add_parser("keepsake", parents=[common], help="an A6 card for the family: a recorded copy")
    keepsake.add_argument("reel", metavar="REEL")
    keepsake.add_argument("--item", required=True, metavar="ITEM", help="whose picture: its id, or its place, from 1")
    keepsake.add_argument("--words", default="", metavar="ID", help="of the parent's kept words, else the newest")
    keepsake.add_argument("--for", dest="for_whom", default="", metavar="WHOM", help="who gets the card")
    keepsake.add_argument("-o", "--output", required=True, type=Path, metavar="PDF")
    keepsake.set_defaults(run=_keepsake)
    play = verbs.add_parser("play", parents=[common], help="play it unrendered, as fast as it goes, into a list")
    play.add_argument("reel", metavar="REEL")
    play.add_argument("--dump", required=True, type=Path, metavar="FILE", help="gets every frame shown, as JSON lines")
    play.set_defaults(run=_play)


def _add_parser(verbs: Any, common: argparse.ArgumentParser) -> None:
    add = verbs.add_parser("add", parents=[common], help="append moments or a card")
    add.add_argument("reel", metavar="REEL")
    what = add.add_mutually_exclusive_group(required=True)
    what.add_argument("--moment", nargs="+", metavar="M")
    what.add_argument("--card", metavar="TEXT")
    what.add_argument("--question", metavar="TEXT")
    add.add_argument("--trim", nargs=2, metavar=("FROM", "TO"), help="of the clip, for one moment")
    add.add_argument("--speed", metavar="X", help="film seconds per shown second, such as 0.5 or 1/2")
    add.add_argument("--freeze", metavar="SECONDS", help="hold the last picture")
    add.add_argument("--caption")
    add.add_argument("--caption-file", type=Path)
    add.add_argument("--why-chosen")
    add.add_argument("--meant-for-parent", action="store_true", help="although it carries a clinician-only tag")
    add.set_defaults(run=_add)


def _create(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        return _one(assembling.create_reel(ctx, args.case, args.title, args.question))


def _add(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        if args.moment is not None:
            fields = _fields(ctx, args)
            assembling.add_moments(ctx, args.reel, args.moment, args.meant_for_parent, **fields)
        else:
            text = args.question if args.card is None else args.card
            assembling.add_card(ctx, args.reel, text, question=args.card is None)
        return _one(reel_of(ctx.catalogue, args.reel))


def _fields(ctx: Context, args: argparse.Namespace) -> dict[str, Any]:
    caption = private_text(args.caption, args.caption_file)
    fields = {
        "span": _trim(ctx, args),
        "speed": None if args.speed is None else as_speed(args.speed),
        "hold_s": None if args.freeze is None else as_seconds(args.freeze),
        "caption": caption,
        "why_chosen": args.why_chosen,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _trim(ctx: Context, args: argparse.Namespace) -> Span | None:
    if not args.trim:
        return None
    index = ctx.catalogue.frame_index(moment_of(ctx.catalogue, args.moment[0]).clip_id)
    return index.span_of_seconds(as_seconds(args.trim[0]), as_seconds(args.trim[1]))


def _list(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        reels = ctx.catalogue.reels(case_of(ctx.catalogue, args.case).id if args.case else None)
    rows = [(reel.id, reel.title, f"{len(reel.items)} items") for reel in reels]
    return Outcome({"reels": [reel_json(reel) for reel in reels]}, table(rows) or "No reels yet.")


def _show(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        return _one(reel_of(ctx.catalogue, args.reel))


def _check(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        lines = checking.check_reel(ctx, args.reel, Purpose(args.why))
        if not any(line.topic in {CheckTopic.PLAYABLE, CheckTopic.CONSENT} for line in stops(lines)):
            lines.append(checking.check_sound(ctx, args.reel))
    ready = not stops(lines)
    rows = [(line.weight.value, line.title, line.detail) for line in lines]
    return Outcome({"ready": ready, "lines": [check_json(line) for line in lines]}, table(rows))


def _grow(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        return _one(growth_film(ctx, args.case))


def _copy(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        return _one(assembling.copy_reel(ctx, args.reel))


def _remove(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        assembling.remove_reel(ctx, args.reel)
    return Outcome({"removed": args.reel}, f"The reel is removed. It comes back with: undo --reel {args.reel}")


def _one(reel: Reel) -> Outcome:
    shape = reel_json(reel)
    rows = [(item["id"], item["kind"], item["duration_s"] + " s", item["text"]) for item in shape["items"]]
    return Outcome({"reel": shape}, f"{reel.id}  {reel.title}\n{table(rows)}")


def _render(args: argparse.Namespace) -> Outcome:
    with leaving_from(args) as (ctx, leaving), progress_bar(args, "Rendering") as progress:
        item_id = None if args.item is None else item_named(reel_of(ctx.catalogue, args.reel), args.item).id
        output = ReelOutput(OutputSize(args.size), OutputCaptions(args.captions), not args.no_sound)
        secret = _sealing(args.encrypt) if args.encrypt is not None else ""
        done = rendering.render_reel(
            ctx, args.reel, args.output, leaving, progress, never_cancelled, output, item_id, secret
        )
    result = {
        "copy": copy_json(done.copy),
        "duration_s": format_decimal(done.rendered.duration),
        "frames": done.rendered.frames,
    }
    return Outcome(result, f"The reel is in {args.output}, listed as copy {done.copy.serial:04d}.")


def _sealing(file: Path) -> str:
    secret = read_secret(file)
    if not secret.strip():
        raise ExpectedError(
            ErrorKind.WEAK_PASSPHRASE, "The file names no passphrase. Nothing was saved.", "Put it into its first line."
        )
    return secret


def _keepsake(args: argparse.Namespace) -> Outcome:
    from ui.painting.keepsake import KeepsakePainter  # the other commands do without Qt

    with working(args) as ctx:
        item_id, leaving = item_named(reel_of(ctx.catalogue, args.reel), args.item).id, Leaving(args.for_whom, "")
        copy = make_keepsake(ctx, args.reel, item_id, args.words, args.output, leaving, KeepsakePainter().pdf)
    return Outcome({"copy": copy_json(copy)}, f"The card is in {args.output}, listed as copy {copy.serial:04d}.")


def _play(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx, progress_bar(args, "Playing") as progress:
        played = listing.list_reel(ctx, args.reel, args.dump, progress)
    result = {
        "frames": played.frames,
        "duration_s": format_decimal(played.duration),
        "skipped": list(played.skipped),
    }
    text = f"{played.frames} frames are listed in {args.dump}."
    if played.skipped:
        text += " Items that could not be read: " + ", ".join(str(number + 1) for number in played.skipped) + "."
    return Outcome(result, text, ok=not played.skipped)
