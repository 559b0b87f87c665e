"""What stands under the pointer on the timeline, in words."""

from PySide6.QtCore import QPointF

from ui.widgets.timeline_curves import MOVEMENT_HINT
from ui.widgets.timeline_drag import hold_at
from ui.widgets.timeline_painting import GAP_NAME
from ui.widgets.timeline_rows import Rows
from ui.widgets.timeline_scene import Scene
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.time import format_clock


def hint_at(scene: Scene, rows: Rows, at: QPointF) -> str:
    """A moment's name and time, a gap's time, or what the curve of movement means; empty elsewhere."""
    index, spot = scene.index, hold_at(scene, rows, at).spot
    if index is None or at.y() >= rows.overview_top:
        return ""
    if spot is not None:
        return f"{spot.look.name}, {_span_text(index, spot.first, spot.last)}"
    if not rows.strip_top <= at.y() < rows.strip_top + rows.media_height:
        return ""
    frame = scene.scale.frame_at(at.x() - rows.left)
    gap = next((gap for gap in scene.gaps if frame in gap), None)
    if gap is not None and at.x() >= rows.left:
        return f"{GAP_NAME}: {_span_text(index, gap.start, gap.stop - 1)}"
    return MOVEMENT_HINT if scene.motion and rows.motion_top <= at.y() else ""


def _span_text(index: FrameIndex, first: int, last: int) -> str:
    start, end = index.seconds(index.pts[first]), index.seconds(index.frame_end_pts(last))
    return f"{format_clock(start)}–{format_clock(end)}"
