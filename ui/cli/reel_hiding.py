"""Commands that hide parts of a reel's item: `reel veil` and `reel silence`."""

import argparse
from collections.abc import Callable
from typing import Any

from ui.cli.options import as_region, as_seconds
from ui.cli.outcome import Outcome
from ui.cli.session import progress_bar, working
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.reel import Reel, ReelItem
from vidfeed.model.veil import SilentSpan, VeilShape
from vidfeed.services import veiling
from vidfeed.services.context import Context
from vidfeed.services.finding import item_of, reel_of

_PLACE_DIGITS = 3

Report = Callable[[Reel], Outcome]


def add_hiding(verbs: Any, common: argparse.ArgumentParser, report: Report) -> None:
    """Adds both; `report` makes the outcome of the reel as it is then."""
    veil = _on_item(verbs, common, "veil", "hide a region of an item's picture, followed through it")
    what = veil.add_mutually_exclusive_group(required=True)
    what.add_argument("--region", type=as_region, metavar="X,Y,W,H", help="parts of the picture, 0 to 1 or per cent")
    what.add_argument("--follow-again", action="store_true", help="through the trim that the item has now")
    what.add_argument("--looked-through", action="store_true", help="it was watched whole, and may be shown")
    what.add_argument("--remove", metavar="VEIL", help="take this one off, or all")
    veil.add_argument("--at", metavar="T", help="of the clip: the frame in which it is drawn; else the item's first")
    veil.add_argument("--shape", choices=[shape.value for shape in VeilShape], default=VeilShape.ELLIPSE.value)
    veil.add_argument("--veil", metavar="VEIL", help="draw this one otherwise there, instead of a new one")
    veil.set_defaults(run=lambda args: _veil(args, report))
    silence = _on_item(verbs, common, "silence", "silence a part of an item's sound")
    silence.add_argument("--from", dest="start", metavar="T", help="of the clip")
    silence.add_argument("--to", dest="end", metavar="T", help="of the clip, exclusive")
    silence.add_argument("--tone", action="store_true", help="a quiet tone stands in for it")
    silence.add_argument("--clear", action="store_true", help="everything is heard again")
    silence.set_defaults(run=lambda args: _silence(args, report))


def _on_item(verbs: Any, common: argparse.ArgumentParser, name: str, words: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, parents=[common], help=words)
    parser.add_argument("reel", metavar="REEL")
    parser.add_argument("item", metavar="ITEM", help="its id, or its place in the reel, from 1")
    return parser


def _veil(args: argparse.Namespace, report: Report) -> Outcome:
    with working(args) as ctx:
        item = _item(ctx, args)
        if args.region is not None:
            _draw(ctx, args, item)
        elif args.follow_again:
            with progress_bar(args, "Following") as progress:
                veiling.follow_again(ctx, args.reel, item.id, progress)
        elif args.looked_through:
            veiling.look_through(ctx, args.reel, item.id)
        else:
            _remove(ctx, args, item)
        return report(reel_of(ctx.catalogue, args.reel))


def _draw(ctx: Context, args: argparse.Namespace, item: ReelItem) -> None:
    if args.veil is not None:
        _require_veil(item, args.veil)
    at = 0 if item.span is None else item.span.start_pts
    if args.at is not None and item.clip_id is not None:
        index = ctx.catalogue.frame_index(item.clip_id)
        at = index.pts[index.frame_at_seconds(as_seconds(args.at))]
    shape = VeilShape(args.shape)
    with progress_bar(args, "Following") as progress:
        veiling.draw_veil(ctx, args.reel, item.id, veiling.Stroke(at, args.region, shape, args.veil), progress)


def _remove(ctx: Context, args: argparse.Namespace, item: ReelItem) -> None:
    if args.remove == "all":
        veiling.remove_veil(ctx, args.reel, item.id, *[veil.id for veil in item.veils])
    else:
        _require_veil(item, args.remove)
        veiling.remove_veil(ctx, args.reel, item.id, args.remove)


def _silence(args: argparse.Namespace, report: Report) -> Outcome:
    with working(args) as ctx:
        item = _item(ctx, args)
        if args.clear:
            veiling.silence(ctx, args.reel, item.id, ())
        else:
            veiling.silence(ctx, args.reel, item.id, (*item.muted, _span(ctx, args, item)))
        return report(reel_of(ctx.catalogue, args.reel))


def _span(ctx: Context, args: argparse.Namespace, item: ReelItem) -> SilentSpan:
    if item.clip_id is None:
        raise ExpectedError(ErrorKind.BAD_TIME, "A card has no sound.", "Choose a moment.")
    if args.start is None or args.end is None:
        raise ExpectedError(ErrorKind.BAD_TIME, "A silence needs both its ends.", "Give --from and --to, or --clear.")
    span = ctx.catalogue.frame_index(item.clip_id).span_of_seconds(as_seconds(args.start), as_seconds(args.end))
    return SilentSpan(span.start_pts, span.end_pts, args.tone)


def item_named(reel: Reel, name: str) -> ReelItem:
    """An item by its id, or by its place in the reel, from 1.

    Raises:
        ExpectedError: kind `unknown-reel`.
    """
    if name.isascii() and name.isdecimal() and len(name) <= _PLACE_DIGITS and 1 <= int(name) <= len(reel.items):
        return reel.items[int(name) - 1]
    return item_of(reel, name)


def _item(ctx: Context, args: argparse.Namespace) -> ReelItem:
    return item_named(reel_of(ctx.catalogue, args.reel), args.item)


def _require_veil(item: ReelItem, veil_id: str) -> None:
    if all(veil.id != veil_id for veil in item.veils):
        raise ExpectedError(ErrorKind.UNKNOWN_REEL, "That item has no such veil.", "Show the reel to see its veils.")
