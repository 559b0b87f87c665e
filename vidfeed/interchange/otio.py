"""Moments as an OpenTimelineIO timeline (native JSON, schemas Timeline.1, Track.1, Clip.2), for film editors.

The moments stand one after the other on a track, each a part of a film that is named by its title and not by a place:
the film does not leave the vault with it.
"""

import json
from fractions import Fraction
from typing import Any

from vidfeed.interchange.summary_rows import columns, row
from vidfeed.interchange.summary_words import copy_name, headings
from vidfeed.model.summary import Summary, SummaryClip, SummaryMoment


def otio_bytes(summary: Summary) -> bytes:
    """The timeline; times are in frames of each film's own average rate."""
    clips = {clip.id: clip for clip in summary.clips}
    track = {
        **_named("Track.1", "Moments"),
        "kind": "Video",
        "children": [_clip(summary, moment, clips[moment.clip_id]) for moment in summary.moments],
    }
    timeline = {
        **_named("Timeline.1", f"{headings(summary.audience).title}, {copy_name(summary)}"),
        "global_start_time": None,
        "tracks": {**_named("Stack.1", "tracks"), "children": [track]},
    }
    return (json.dumps(timeline, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _named(schema: str, name: str) -> dict[str, Any]:
    made: dict[str, Any] = {"OTIO_SCHEMA": schema, "metadata": {}, "name": name}
    if schema != "Timeline.1":
        made |= {"source_range": None, "effects": [], "markers": [], "enabled": True}
    return made


def _clip(summary: Summary, moment: SummaryMoment, film: SummaryClip) -> dict[str, Any]:
    shown = columns(summary.audience)
    cells = {name: cell for name, cell in row(moment).items() if name in shown}
    name = ", ".join(moment.tags) or moment.caption.partition("\n")[0] or "Moment"
    return {
        **_named("Clip.2", name),
        "metadata": {"vidfeed": cells},
        "source_range": _range(moment.start, moment.end - moment.start, film.frame_rate),
        "active_media_reference_key": "DEFAULT_MEDIA",
        "media_references": {
            "DEFAULT_MEDIA": {
                "OTIO_SCHEMA": "MissingReference.1",
                "metadata": {},
                "name": film.title,
                "available_range": _range(Fraction(0), film.duration, film.frame_rate),
                "available_image_bounds": None,
            }
        },
    }


def _range(start: Fraction, duration: Fraction, rate: Fraction) -> dict[str, Any]:
    return {"OTIO_SCHEMA": "TimeRange.1", "start_time": _time(start, rate), "duration": _time(duration, rate)}


def _time(seconds: Fraction, rate: Fraction) -> dict[str, Any]:
    """Frames as the format has them, a floating-point number."""
    return {"OTIO_SCHEMA": "RationalTime.1", "rate": float(rate), "value": round(float(seconds * rate), 6)}
