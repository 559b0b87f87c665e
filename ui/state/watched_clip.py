"""The clip that is being watched: opened with consent, left where one was, kept in step with the vault."""

from PySide6.QtCore import QObject, Signal

from ui.state.clip_moments import ClipMoments
from ui.state.desk import Desk
from ui.state.marking import MarkingState
from ui.state.moment_editing import MomentEditing
from ui.state.playing import MakeSound, Playing
from vidfeed.errors import ExpectedError
from vidfeed.model.clip import Clip
from vidfeed.services.consenting import require_watching
from vidfeed.services.watching import OpenedFilm, Prepared, open_film, prepared_of


class WatchedClip(QObject):
    """At most one clip, with its player, its moments and what is done to them.

    Signals:
        opened: an OpenedFilm, and the frame to begin at.
        refused: an ExpectedError says why the clip can't be watched; its film is closed.
        prepared: a Prepared with more than before.
        closed: no clip is open.

    Attributes:
        clip: chosen last, open or refused.
        film: the open one, or None.
    """

    opened = Signal(object, int)
    refused = Signal(object)
    prepared = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, make_sound: MakeSound, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.playing = Playing(make_sound, self)
        self.moments = ClipMoments(self)
        self.marking = MarkingState(desk, parent=self)
        self.editing = MomentEditing(desk, self)
        self.clip: Clip | None = None
        self.film: OpenedFilm | None = None
        self._prepared = Prepared()
        self._refused = False
        desk.changed.connect(self.moments.take)
        desk.cases_changed.connect(self.refresh)

    def open(self, clip: Clip, moment_id: str = "") -> None:
        """Opens a clip at a moment, else where it was left; `opened` or `refused` follows."""
        self.clip = clip
        try:
            film = open_film(self._desk.context, clip.id)
        except ExpectedError as error:
            self._refuse(error)
            return
        self._refused = False
        self.film, self.clip, self._prepared = film, film.clip, film.prepared
        self.editing.open(film.film.index)
        frame = self._first_frame(film, moment_id)
        self.opened.emit(film, frame)
        self.playing.open(film, frame)
        self.marking.open(film)
        self.moments.open(film.clip.id, film.moments)
        self.moments.select(moment_id)

    def _first_frame(self, film: OpenedFilm, moment_id: str) -> int:
        index = film.film.index
        moment = next((moment for moment in film.moments if moment.id == moment_id), None)
        if moment is not None:
            return index.frame_at(moment.span.start_pts)
        left_at = film.clip.position_pts
        frame = 0 if left_at is None else index.frame_at(left_at)
        return 0 if frame >= index.frames - 1 else frame

    def close(self, frame: int) -> None:
        """Leaves the clip at the painted frame: running moments end there, the place is kept, all threads end."""
        film = self.film
        self._refused = False
        if film is None:
            return
        self.marking.end_all(frame)
        self.film = None
        self.playing.close()
        self.marking.close()
        self._desk.context.catalogue.set_position(film.clip.id, film.film.index.pts[frame])
        self.editing.open(None)
        self.moments.open("", ())
        self.closed.emit()

    def refresh(self) -> None:
        """Looks again whether the clip may be watched, and what has been prepared meanwhile."""
        if self.clip is None:
            return
        if self.film is None:
            if self._refused:
                self.open(self.clip)
            return
        catalogue = self._desk.context.catalogue
        self.clip = catalogue.clip(self.clip.id) or self.clip
        try:
            require_watching(self._desk.context, self.clip.case_id, [self.clip.id])
        except ExpectedError as error:
            self._refuse(error)
            return
        self._look_for_prepared()

    def _refuse(self, error: ExpectedError) -> None:
        self.refused.emit(error)
        self._refused = True

    def _look_for_prepared(self) -> None:
        if None not in (self._prepared.scrub, self._prepared.strip) or self.film is None:
            return
        found = prepared_of(self._desk.context, self.film.clip.id)
        if found.scrub is not None or found.strip is not None:
            self._prepared = found
            self.playing.set_prepared(found)
            self.prepared.emit(found)
