"""The pictures of a reel's item as they go into a rendered film."""

from __future__ import annotations

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter

from vidfeed.media.film_writer import coded_picture
from vidfeed.media.plane_painter import PlanePainter
from vidfeed.media.reel_canvas import Canvas, ItemPainter
from vidfeed.media.sink import writing_errors
from vidfeed.media.trim_reader import ReadFrame
from vidfeed.model.clip import Film
from vidfeed.model.reel import ReelItem
from vidfeed.ports import TextPainter


class ItemCoder:
    """Makes what `ItemPainter` shows, in limited-range BT.709 4:2:0; the straight way where there is one."""

    def __init__(self, item: ReelItem, film: Film | None, canvas: Canvas, words: TextPainter) -> None:
        self._painter = ItemPainter(item, film, canvas, words)
        self._reformatter = VideoReformatter()
        self._planes: PlanePainter | None = None
        if film is not None and not item.veils:
            self._planes = PlanePainter(film, self._painter.place, canvas, self._painter.overlay)

    def coded(self, frame: ReadFrame | None) -> VideoFrame:
        """A frame of its film, or its card.

        Raises:
            InternalError: where it cannot be made.
        """
        if frame is not None and isinstance(frame, VideoFrame) and self._planes is not None:
            straight = self._planes.coded(frame)
            if straight is not None:
                return straight
        picture = self._painter.card() if frame is None else self._painter.picture(frame)
        with writing_errors():
            return coded_picture(np.ascontiguousarray(picture.pixels()), "bgra", self._reformatter)
