"""The thumbnail strip: small JPEG pictures along the film."""

from __future__ import annotations

from av.video.frame import VideoFrame

from vidfeed.media.packet_writing import ByteSink, PacketRun
from vidfeed.media.pictures import fitted, jpeg
from vidfeed.media.upright import Upright
from vidfeed.model.clip import Film
from vidfeed.model.packet_table import PacketTable

_SIDE_PX = 160
_EVERY_S = 2
_FEWEST, _MOST = 60, 600
_QUALITY = 80


def strip_frames(film: Film) -> list[int]:
    """Indices of the frames in a film's strip: one about every two seconds, but 60 to 600 in all, evenly spread."""
    index = film.index
    count = min(index.frames, max(_FEWEST, min(_MOST, round(index.duration / _EVERY_S))))
    length_pts = index.end_pts - index.origin_pts
    return sorted({index.frame_at(index.origin_pts + length_pts * place // count) for place in range(count)})


class StripWriter:
    """Writes a thumbnail for each frame of the strip; where one cannot be decoded, for the next that can."""

    def __init__(self, film: Film, sink: ByteSink) -> None:
        self._upright = Upright(film, "bgra", fine=True)
        self._run = PacketRun(sink, *fitted(film.width_px, film.height_px, _SIDE_PX, _SIDE_PX))
        self._wanted_pts = [film.index.pts[number] for number in reversed(strip_frames(film))]

    def look_at(self, frame: VideoFrame) -> None:
        """Makes a thumbnail of the frame if it is time for one; frames come in the order shown."""
        due = False
        while self._wanted_pts and frame.pts is not None and frame.pts >= self._wanted_pts[-1]:
            self._wanted_pts.pop()
            due = True
        if due:
            picture = self._upright.picture(frame, self._run.width_px, self._run.height_px)
            self._run.add(jpeg(picture, _QUALITY), picture.pts)

    def finish(self) -> PacketTable:
        """The table of all."""
        return self._run.table()
