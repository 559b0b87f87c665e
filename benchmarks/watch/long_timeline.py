"""The timeline of a two-hour clip with 5,000 moments, with pictures, sound and movement."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from benchmarks.watch.figures import Figure, both_p95
from tests.qt.scenes import FOUR, FPS, clip_index, moment
from ui.widgets.tag_look import looks_of
from ui.widgets.timeline_scene import PEAKS_PER_S, Sound
from ui.widgets.timeline_view import TimelineView
from vidfeed.model.moment import Moment

_HOURS_S = 2 * 60 * 60
_MANY, _LONGEST = 5_000, 400
_STEPS = 34
"""From the whole clip to single frames, a quarter at a time."""
_MOTION_PER_S = 4
_SETTLED_MS = 300


def long_figures(_folder: Path) -> Iterator[Figure]:
    """Repaints of everything, while the playhead moves, and at each step of zooming in and out."""
    timeline, moments = _shown()

    def anew() -> None:
        timeline.refresh()
        timeline.repaint()

    places = cycle(range(_MANY))

    def marked() -> None:
        place = next(places)
        new = replace(moments[place], id="new")
        timeline.set_moments([*moments[:place], new, *moments[place:]])
        timeline.repaint()

    frames = cycle(range(_HOURS_S * FPS))

    def playhead() -> None:
        timeline.set_playhead(next(frames))
        timeline.repaint()

    factors = cycle([1.25] * _STEPS + [1 / 1.25] * _STEPS)

    def zoom() -> None:
        timeline.zoom(next(factors), timeline.width() / 3)
        timeline.repaint()

    name = "timeline, 5,000 in two hours"
    yield both_p95(f"{name}: playhead moves, p95", playhead, 200, 8, "repaints")
    yield both_p95(f"{name}: all anew, p95", anew, 40, 8, "repaints")
    yield both_p95(f"{name}: zooming, p95", zoom, 2 * _STEPS, 8, "steps from the whole clip to frames and back")
    yield both_p95(f"{name}: a mark more, p95", marked, 20, 8, "marks, laid out and painted")
    timeline.close()


def _shown() -> tuple[TimelineView, list[Moment]]:
    chance, frames = random.Random(7), _HOURS_S * FPS
    starts = sorted(chance.randrange(frames - _LONGEST) for _ in range(_MANY))
    tags = [tag.id for tag in FOUR.tags]
    moments = [
        moment(f"m{number}", start, start + chance.randrange(50, _LONGEST), chance.choice(tags))
        for number, start in enumerate(starts)
    ]
    timeline = TimelineView()
    timeline.resize(1040, 246)
    timeline.set_clip(clip_index(frames))
    timeline.set_codebook(FOUR, looks_of([FOUR]))
    timeline.set_moments(moments)
    picture = QImage(160, 90, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    timeline.set_thumbnails(lambda _frame, _size: picture)
    timeline.set_sound(Sound.READY, chance.randbytes(_HOURS_S * PEAKS_PER_S))
    timeline.set_motion(chance.randbytes(_HOURS_S * _MOTION_PER_S), _MOTION_PER_S)
    timeline.show()
    QTest.qWaitForWindowExposed(timeline)
    QTest.qWait(_SETTLED_MS)
    return timeline, moments
