"""The clip's small pictures, its sound picture and the curve of its movement, as far as they have been made."""

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QImage

from ui.widgets.moment_list import MomentList
from ui.widgets.strip_pictures import StripPictures
from ui.widgets.thumbnails import Thumbnails
from ui.widgets.timeline_scene import Sound
from ui.widgets.timeline_view import TimelineView
from vidfeed.media.motion import MOTIONS_PER_S
from vidfeed.model.moment import Moment
from vidfeed.services.watching import OpenedFilm, Prepared


class ClipPictures(QObject):
    """Feeds the timeline and the list; what is not made yet comes when it is."""

    def __init__(self, timeline: TimelineView, moments: MomentList, parent: QObject) -> None:
        super().__init__(parent)
        self._timeline, self._moments = timeline, moments
        self._film: OpenedFilm | None = None
        self._thumbnails: Thumbnails | None = None

    def open(self, film: OpenedFilm) -> None:
        """Shows what there is for a clip."""
        self.close()
        self._film = film
        self.show_prepared(film.prepared)

    def show_prepared(self, prepared: Prepared) -> None:
        """Shows what has been prepared by now."""
        film, run = self._film, prepared.strip
        if film is None:
            return
        self._show_sound(film, prepared.waveform)
        self._timeline.set_motion(prepared.motion or b"", MOTIONS_PER_S)
        if run is not None and self._thumbnails is None:
            self._thumbnails = Thumbnails(StripPictures(run, film.film.index), self)
            self._thumbnails.arrived.connect(self._timeline.refresh)
            self._thumbnails.arrived.connect(self._moments.refresh)
            self._timeline.set_thumbnails(self._thumbnails.picture)
            self._moments.set_pictures(self.picture_of)

    def _show_sound(self, film: OpenedFilm, waveform: bytes | None) -> None:
        if film.film.audio_index is None:
            self._timeline.set_sound(Sound.NONE)
        elif waveform is None:
            self._timeline.set_sound(Sound.PREPARING)
        else:
            self._timeline.set_sound(Sound.READY, waveform)

    def picture_of(self, moment: Moment, size: QSize) -> QImage | None:
        """The small picture of a moment's first frame, or None while it is being made."""
        if self._film is None or self._thumbnails is None:
            return None
        return self._thumbnails.picture(self._film.film.index.frame_at(moment.span.start_pts), size)

    def close(self) -> None:
        """Ends the worker and lets go of all pictures."""
        self._film = None
        self._timeline.set_thumbnails(None)
        self._moments.set_pictures(None)
        if self._thumbnails is not None:
            self._thumbnails.close()
            self._thumbnails.deleteLater()
            self._thumbnails = None
