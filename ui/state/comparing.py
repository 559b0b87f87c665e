"""Then and now: two sessions of the case beside each other, a moment or a reel on either side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QObject, Signal

from ui.state.case_moments import CaseMoment, CaseMoments
from ui.state.desk import Desk
from ui.state.reel_playing import ReelPlaying
from vidfeed.model.reel import Reel
from vidfeed.model.time import format_clock
from vidfeed.services.comparing import NOW, THEN, reel_of_moment

REELS = -1
"""In place of a session's number: the case's reels."""


@dataclass(frozen=True)
class Piece:
    """What a side can show: a moment or, where `is_reel` says so, a reel."""

    id: str
    title: str
    is_reel: bool = False


class Side(QObject):
    """One of the two; plays its piece by itself.

    Signals:
        changed: another piece is chosen, or there are others to choose from.

    Attributes:
        session: the number of the session that is chosen from, or REELS.
        piece: what is chosen; None where there is nothing.
    """

    changed = Signal()

    def __init__(self, name: str, desk: Desk, moments: CaseMoments, playing: ReelPlaying, parent: QObject) -> None:
        super().__init__(parent)
        self.name, self.playing = name, playing
        self._desk, self._moments = desk, moments
        self.session = REELS
        self.piece: Piece | None = None

    @property
    def sessions(self) -> list[int]:
        """What can be chosen from: the sessions with moments, the earliest first, then the reels."""
        return [*sorted(self._moments.sessions), *([REELS] if self._reels() else [])]

    @property
    def pieces(self) -> list[Piece]:
        """Those of the chosen session."""
        if self.session == REELS:
            return [Piece(reel.id, reel.title, True) for reel in self._reels()]
        return [_moment_piece(entry) for entry in self._moments.entries if entry.session == self.session]

    def choose_session(self, session: int) -> None:
        """Chooses from another session, first of all its first piece."""
        self.session = session
        self._take(next(iter(self.pieces), None))

    def choose(self, piece_id: str) -> None:
        """Chooses one of the pieces."""
        self._take(next((piece for piece in self.pieces if piece.id == piece_id), None))

    def show_moment(self, entry: CaseMoment | None) -> None:
        """Chooses a moment, whatever session it is of; or nothing."""
        self.session = entry.session if entry is not None else REELS
        self._take(_moment_piece(entry) if entry is not None else None)

    def refresh(self) -> None:
        """Moments or reels may be others than before: what is gone is no longer chosen."""
        if self.session not in self.sessions:
            self.session = next(iter(self.sessions), REELS)
        kept = next((piece for piece in self.pieces if self.piece is not None and piece.id == self.piece.id), None)
        self._take(kept or next(iter(self.pieces), None))

    def reel(self) -> Reel | None:
        """What its player is to play.

        Raises:
            ExpectedError: where the piece is gone.
        """
        if self.piece is None:
            return None
        ctx = self._desk.context
        return ctx.catalogue.reel(self.piece.id) if self.piece.is_reel else reel_of_moment(ctx, self.piece.id)

    def _reels(self) -> Sequence[Reel]:
        case = self._desk.case
        return [] if case is None else [reel for reel in self._desk.context.catalogue.reels(case.id) if reel.items]

    def _take(self, piece: Piece | None) -> None:
        self.piece = piece
        self.changed.emit()


class Comparing(QObject):
    """Both sides, and what is done with them together.

    Signals:
        playing_changed: a side began to play, or stands.
    """

    playing_changed = Signal()

    def __init__(
        self, desk: Desk, moments: CaseMoments, make_playing: Callable[[], ReelPlaying], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._moments = moments
        self.then, self.now = (Side(name, desk, moments, make_playing(), self) for name in (THEN, NOW))
        self.sides = (self.then, self.now)
        for side in self.sides:
            side.playing.setParent(side)
            side.playing.playing_changed.connect(self.playing_changed)
            desk.cases_changed.connect(side.playing.recheck)
        self.hear(NOW)

    def begin(self, moment_id: str | None) -> None:
        """Puts a moment beside one of another session, of the same tag where there is one; the earlier is then."""
        entries = self._moments.entries
        one = self._moments.entry(moment_id) or next(iter(entries), None)
        other = None if one is None else _partner(one, entries)
        then, now = sorted((one, other), key=lambda entry: entry.session) if one and other else (other, one)
        self.then.show_moment(then)
        self.now.show_moment(now)

    @property
    def is_playing(self) -> bool:
        """Whether a side plays."""
        return any(side.playing.is_playing for side in self.sides)

    def toggle(self) -> None:
        """Plays both, or pauses both; a side that has ended waits for the other, both begin anew."""
        players = [side.playing for side in self.sides if side.playing.plan is not None]
        if self.is_playing:
            for player in players:
                player.pause()
            return
        for player in [player for player in players if not player.item_over] or players:
            player.play()

    def restart(self) -> None:
        """Both stand at their first picture."""
        for side in self.sides:
            side.playing.pause()
            side.playing.seek(0)

    def step(self, frames: int) -> None:
        """Both stand, some frames on or back."""
        for side in self.sides:
            side.playing.step(frames)

    def set_speed(self, speed: Fraction) -> None:
        """Of both."""
        for side in self.sides:
            side.playing.set_speed(speed)

    def hear(self, name: str) -> None:
        """The sound of this side alone, or of none."""
        for side in self.sides:
            side.playing.set_muted(side.name != name)

    def close(self) -> None:
        """Lets go of both films."""
        for side in self.sides:
            side.playing.close()

    @property
    def moment_ids(self) -> tuple[str, str] | None:
        """Then's and now's moment; None where a side shows a reel, or nothing."""
        then, now = self.then.piece, self.now.piece
        return (then.id, now.id) if then and now and not (then.is_reel or now.is_reel) else None


def _partner(one: CaseMoment, entries: Sequence[CaseMoment]) -> CaseMoment | None:
    """Of another session, as far away as there is one; with a tag in common where that can be, else the first."""
    others = sorted(
        (entry for entry in entries if entry.session != one.session),
        key=lambda entry: (not set(entry.tags) & set(one.tags), -abs(entry.session - one.session)),
    )
    return next(iter(others), None) or next((entry for entry in entries if entry is not one), None)


def _moment_piece(entry: CaseMoment) -> Piece:
    start, _ = entry.seconds
    return Piece(entry.moment.id, f"{format_clock(start)}  {entry.title}")
