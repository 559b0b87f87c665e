"""All that a timeline shows, in one place for painting."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from ui.widgets.timeline_lanes import LaneMap
from ui.widgets.timeline_scale import TimelineScale
from vidfeed.model.frame_index import FrameIndex

ThumbnailProvider = Callable[[int, QSize], QImage | None]
"""(frame, wanted device pixels) -> a picture, or None while it is being made."""

PEAKS_PER_S = 50


class Sound(StrEnum):
    """What is known of the clip's sound."""

    PREPARING = "Preparing sound picture…"
    NONE = "No sound"
    READY = ""


@dataclass
class Scene:
    """What to paint.

    Attributes:
        peaks: loudness 0 to 255, `PEAKS_PER_S` a second.
        motion: how much moves, 0 to 255, `motion_per_s` a second; empty while it is not known.
        gaps: stretches of frames that cannot be read.
        loop: frames of A and B, each or None.
        preview: (first, last) of the selected moment while it is dragged.
    """

    index: FrameIndex | None = None
    scale: TimelineScale = field(default_factory=lambda: TimelineScale.whole(1, 1))
    lanes: LaneMap = field(default_factory=LaneMap)
    selected: str | None = None
    sound: Sound = Sound.PREPARING
    peaks: bytes = b""
    motion: bytes = b""
    motion_per_s: int = 1
    thumbnails: ThumbnailProvider | None = None
    thumbnail_aspect: float = 16 / 9
    gaps: tuple[range, ...] = ()
    loop: tuple[int | None, int | None] = (None, None)
    preview: tuple[int, int] | None = None
    playhead: int = 0

    def start(self, index: FrameIndex, width_px: float, thumbnail_aspect: float) -> None:
        """Shows a clip whole and forgets everything of the one before."""
        self.index, self.scale = index, TimelineScale.whole(index.frames, width_px)
        self.lanes, self.selected, self.preview = LaneMap(), None, None
        self.sound, self.peaks, self.motion, self.thumbnails = Sound.PREPARING, b"", b"", None
        self.thumbnail_aspect = thumbnail_aspect
        self.gaps, self.loop, self.playhead = (), (None, None), 0
