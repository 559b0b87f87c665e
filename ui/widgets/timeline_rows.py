"""How the timeline's height is shared out."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF

from ui.theme import px
from ui.widgets.timeline_scale import TimelineScale
from ui.widgets.timeline_spots import Spot

LABEL_PX = 100
RIGHT_PX = 10
_RULER_PX = 26
_OVERVIEW_PX = 24
_HALF_GAP_PX = 3
_LEAST_LANE_PX = 15
_MOTION_PX = 16
_ROOM_FOR_MOTION_PX = 74


@dataclass(frozen=True)
class Rows:
    """Tops and heights, in logical pixels, from the widget's top.

    Attributes:
        left: where frames begin; names stand left of it.
        motion_top, motion_height: the curve of movement; where there is no room for it alone, the sound's row.
        lane_tops: of each lane.
    """

    left: int
    width: int
    ruler: int
    strip_top: int
    strip_height: int
    sound_top: int
    sound_height: int
    motion_top: int
    motion_height: int
    lane_tops: tuple[int, ...]
    lane_height: int
    overview_top: int
    overview_height: int

    @property
    def motion_alone(self) -> bool:
        """Whether the curve of movement has a row of its own."""
        return self.motion_top > self.sound_top

    @property
    def media_height(self) -> int:
        """Of pictures, sound and movement together."""
        return self.motion_top + self.motion_height - self.strip_top

    @property
    def lanes_bottom(self) -> int:
        """Where the lanes end and the overview begins."""
        return self.overview_top

    def lane_at(self, y: float) -> int | None:
        """The lane under a height, or None."""
        inside = (number for number, top in enumerate(self.lane_tops) if top <= y < top + self.lane_height)
        return next(inside, None)

    def overview(self) -> QRect:
        """The bar of the whole clip."""
        height = min(px(12), self.overview_height - 4)
        return QRect(self.left, self.overview_top + (self.overview_height - height) // 2, self.width, height)

    def spot_room(self, rows: int = 1) -> int:
        """The height that so many overlapping moments share in a lane."""
        gap = _HALF_GAP_PX if self.lane_height >= px(20) else 1
        return max(2, min(self.lane_height - 2 * gap, px(30) * rows))

    def band(self, lane: int, row: int = 0, rows: int = 1) -> tuple[float, float]:
        """Top and height of one of the rows that overlapping moments share in a lane."""
        room = self.spot_room(rows)
        top = self.lane_tops[lane] + (self.lane_height - room) / 2
        return top + row * room / rows, room / rows - (1 if rows > 1 else 0)

    def spot_rect(self, spot: Spot, scale: TimelineScale) -> QRectF:
        """Where a moment is painted; at least three pixels wide, so that none is lost."""
        x = self.left + scale.x_of(spot.first)
        width = max(3.0, scale.x_of(spot.last + 1) - scale.x_of(spot.first))
        top, height = self.band(spot.lane, spot.row, spot.rows)
        return QRectF(x, top, width, height)


def rows_for(width: int, height: int, lanes: int) -> Rows:
    """Shares `height` between ruler, pictures, sound, movement, `lanes` lanes and overview.

    Lanes take what they like first; movement goes behind the sound where it is narrow, the sound is left out where it
    could not be read, then the pictures.
    """
    lanes = max(1, lanes)
    ruler, overview = px(_RULER_PX), px(_OVERVIEW_PX if height >= px(200) else 20)
    room = max(0, height - ruler - overview - px(4))
    lane = min(px(28), (room - px(46)) // lanes)
    if lane < px(_LEAST_LANE_PX):
        lane = max(1, min(px(_LEAST_LANE_PX), room // lanes))
    left_over = max(0, room - lane * lanes)
    motion = px(_MOTION_PX) if left_over >= px(_ROOM_FOR_MOTION_PX) else 0
    sound = min(px(44), (left_over - motion) * 45 // 100) if left_over >= px(40) else 0
    strip = min(px(56), left_over - sound - motion)
    media = strip + sound + motion
    if lanes == 1:
        lane = max(lane, room - media)
    first_lane = ruler + media
    left = px(LABEL_PX)
    return Rows(
        left,
        max(1, width - left - px(RIGHT_PX)),
        ruler,
        ruler,
        strip,
        ruler + strip,
        sound,
        ruler + strip + (sound if motion else 0),
        motion or sound,
        tuple(first_lane + number * lane for number in range(lanes)),
        lane,
        height - overview - px(4),
        overview,
    )
