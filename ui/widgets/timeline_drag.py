"""What a press on the timeline takes hold of, and where a drag leads."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF

from ui.widgets.timeline_rows import Rows
from ui.widgets.timeline_scene import Scene
from ui.widgets.timeline_spots import Spot

GRAB_PX = 8.0
SNAP_PX = 6.0


class Grip(Enum):
    """What the pointer is on."""

    NOTHING = auto()
    TIME = auto()
    OVERVIEW = auto()
    BODY = auto()
    START = auto()
    END = auto()


@dataclass(frozen=True)
class Hold:
    """A grip, and the moment that it belongs to."""

    grip: Grip
    spot: Spot | None = None


def hold_at(scene: Scene, rows: Rows, at: QPointF) -> Hold:
    """What a press at a point would take: an edge within 8 px either side, a moment's body, the time, the overview."""
    if at.y() >= rows.overview_top:
        return Hold(Grip.OVERVIEW if at.x() >= rows.left else Grip.NOTHING)
    if at.x() < rows.left - GRAB_PX:
        return Hold(Grip.NOTHING)
    lane = rows.lane_at(at.y())
    found = _spot_at(scene, rows, at, lane) if lane is not None else None
    return found or Hold(Grip.TIME)


def _spot_at(scene: Scene, rows: Rows, at: QPointF, lane: int) -> Hold | None:
    """The nearest edge or body; the selected moment before others."""
    x = at.x() - rows.left
    near = scene.lanes.between(scene.scale.frame_at(x - GRAB_PX), scene.scale.frame_at(x + GRAB_PX))
    best: tuple[tuple[bool, float], Hold] | None = None
    for spot in near:
        rect = rows.spot_rect(spot, scene.scale)
        if spot.lane != lane or not rect.top() - 1 <= at.y() <= rect.bottom() + 1:
            continue
        inner = min(GRAB_PX, rect.width() / 3)
        grip, distance = Grip.BODY, 0.0
        if rect.left() - GRAB_PX <= at.x() < rect.left() + inner:
            grip, distance = Grip.START, abs(at.x() - rect.left())
        elif rect.right() - inner < at.x() <= rect.right() + GRAB_PX:
            grip, distance = Grip.END, abs(at.x() - rect.right())
        elif not rect.left() <= at.x() <= rect.right():
            continue
        order = (spot.moment_id != scene.selected, distance)
        if best is None or order < best[0]:
            best = (order, Hold(grip, spot))
    return best[1] if best else None


def dragged(grip: Grip, spot: Spot, by: int, frames: int, snaps: Iterable[int], reach: float) -> tuple[int, int]:
    """The first and last frame, inclusive, after a drag by `by` frames.

    Borders (a first frame, or one past a last) within `reach` frames of one in `snaps` take its place.
    The moment keeps at least one frame and stays in the clip.
    """
    first, stop = spot.first, spot.last + 1
    targets = list(snaps)
    if grip is Grip.START:
        first = _snapped(first + by, targets, reach)
        return max(0, min(first, stop - 1)), stop - 1
    if grip is Grip.END:
        stop = _snapped(stop + by, targets, reach)
        return first, max(first + 1, min(stop, frames)) - 1
    shift = _nearest_shift((first + by, stop + by), targets, reach)
    by = max(-first, min(by + shift, frames - stop))
    return first + by, stop + by - 1


def _snapped(border: int, targets: list[int], reach: float) -> int:
    return border + _nearest_shift((border,), targets, reach)


def _nearest_shift(borders: tuple[int, ...], targets: list[int], reach: float) -> int:
    shifts = (target - border for border in borders for target in targets)
    return min((shift for shift in shifts if abs(shift) <= reach), key=abs, default=0)


def snap_targets(scene: Scene, moment_id: str, grip: Grip) -> list[int]:
    """Borders worth snapping to: the playhead's frame as first or last one, A and B, other moments in the window."""
    targets = [frame for frame in scene.loop if frame is not None]
    if grip is not Grip.END:
        targets.append(scene.playhead)
    if grip is not Grip.START:
        targets.append(scene.playhead + 1)
    for spot in scene.lanes.between(scene.scale.first_frame, scene.scale.last_frame):
        if spot.moment_id != moment_id:
            targets += (spot.first, spot.last + 1)
    return targets
