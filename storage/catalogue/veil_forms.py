"""How veils and silent spans of a reel's item stand in the catalogue: JSON text, empty for none."""

import json
from collections.abc import Iterable
from typing import Any

from vidfeed.model.veil import Region, SilentSpan, Spot, Veil, VeilShape


def veils_text(veils: Iterable[Veil]) -> str:
    """A list of veils; a spot is `[pts, left, top, width, height, unsure]`."""
    body = [
        {
            "id": veil.id,
            "shape": veil.shape,
            "drawn": [_spot_list(spot) for spot in veil.drawn],
            "track": [_spot_list(spot) for spot in veil.track],
        }
        for veil in veils
    ]
    return json.dumps(body, separators=(",", ":")) if body else ""


def read_veils(text: str) -> tuple[Veil, ...]:
    """The veils that `veils_text` wrote."""
    return tuple(
        Veil(
            body["id"],
            VeilShape(body["shape"]),
            tuple(map(_spot, body["drawn"])),
            tuple(map(_spot, body["track"])),
        )
        for body in json.loads(text or "[]")
    )


def silent_text(spans: Iterable[SilentSpan]) -> str:
    """A list of `[start_pts, end_pts, tone]`."""
    body = [[span.start_pts, span.end_pts, int(span.tone)] for span in spans]
    return json.dumps(body, separators=(",", ":")) if body else ""


def read_silent(text: str) -> tuple[SilentSpan, ...]:
    """The spans that `silent_text` wrote."""
    return tuple(SilentSpan(start, end, bool(tone)) for start, end, tone in json.loads(text or "[]"))


def _spot_list(spot: Spot) -> list[int]:
    region = spot.region
    return [spot.pts, region.left, region.top, region.width, region.height, int(spot.unsure)]


def _spot(values: list[Any]) -> Spot:
    pts, left, top, width, height, unsure = values
    return Spot(pts, Region(left, top, width, height), bool(unsure))
