"""A clip that cannot all be shown: hatched on the timeline, told once, and skipped by one button."""

from fractions import Fraction

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from ui.screens.watch import damage_words as words
from ui.screens.watch.board import Board
from ui.screens.watch.damage_card import DamageCard
from ui.screens.watch.play_control import PlayControl
from ui.state.watched_clip import WatchedClip
from ui.widgets.announce import announce
from ui.widgets.picture_button import PictureButton
from ui.widgets.tag_look import Looks
from vidfeed.errors import ErrorKind, ExpectedError, InternalError
from vidfeed.media.player import Shown
from vidfeed.model.damage import Damage, FrameRanges, damage_of, joined, missing_frames
from vidfeed.model.frame_index import FrameIndex
from vidfeed.services.watching import OpenedFilm, Prepared

_NOTICED_S = Fraction(1, 2)
_MESSAGE = "This part can’t be shown"


class DamageControl(QObject):
    """Learns of gaps from the light copy, in which damaged frames are missing, and from the player as it meets them.

    Signals:
        changed(): whether the clip has gaps is known better now.
        check_asked(): the whole vault is to be checked.
        mend_asked(Clip): its film is to be replaced.

    Attributes:
        gaps: all that are known.
    """

    changed = Signal()
    check_asked = Signal()
    mend_asked = Signal(object)

    def __init__(self, watched: WatchedClip, play: PlayControl, board: Board, parent: QObject) -> None:
        super().__init__(parent)
        self._watched, self._play, self._board = watched, play, board
        self._film: OpenedFilm | None = None
        self._told = self._unfolded = self._passing = False
        self.gaps: FrameRanges = ()
        self.looks: Looks = {}
        self.card = DamageCard(words.TITLE, board.side)
        self._skip = PictureButton(board.stage.view)
        self.card.carried_on.connect(self.carry_on)
        self.card.check_asked.connect(self.check_asked)
        self.card.mend_asked.connect(lambda: self.mend_asked.emit(watched.clip))
        self.card.copy_asked.connect(self._copy_details)
        watched.prepared.connect(self._take_prepared)
        watched.moments.changed.connect(self._say)
        play.playing.gaps_found.connect(self._add)
        play.failed.connect(self._offer_skip)
        play.shown.connect(self._note_shown)
        play.playing.playing_changed.connect(self._note_playing)

    def open(self, film: OpenedFilm | None) -> None:
        """Takes a film over, or none."""
        self._film, self.gaps, self._told = film, (), False
        self.card.hide()
        self._end_gap()
        if film is not None:
            self._take_prepared(film.prepared)
        self.changed.emit()

    def show_card(self) -> None:
        """Tells of the damage; the side opens for it."""
        if self.gaps:
            self._unfolded = self._board.splits.folded or self._unfolded
            self._board.unfold()
            self._say()
            self.card.open()

    def carry_on(self) -> None:
        """The notice goes, and the side with it where it opened for that; what is lost stays hatched."""
        self.card.hide()
        if self._unfolded:
            self._unfolded = False
            self._board.splits.fold_side(True)
        self._board.stage.view.setFocus()

    @property
    def damage(self) -> Damage | None:
        """The facts, or None for a whole film."""
        if self._film is None or not self.gaps:
            return None
        return damage_of(self._film.film.index, self.gaps, self._watched.moments.ordered)

    def _take_prepared(self, prepared: Prepared) -> None:
        if self._film is not None and prepared.scrub is not None:
            self._add(missing_frames(self._film.film.index, prepared.scrub.table.pts))

    def _add(self, found: FrameRanges) -> None:
        gaps = joined((*self.gaps, *found))
        if gaps == self.gaps or self._film is None:
            return
        self.gaps = gaps
        self._board.timeline.set_gaps(gaps)
        self.changed.emit()
        self._look_ahead(self._play.frame)
        if self._told:
            self._say()
        else:
            self._told = True
            announce(self._board.side, words.TITLE, assertive=True)
            self.show_card()

    def _say(self) -> None:
        damage = self.damage
        if self._film is None or damage is None:
            return
        index, moments = self._film.film.index, self._watched.moments.ordered
        touched = (words.touched_title(damage), words.touched_text(index, damage, self.looks))
        self.card.say(
            words.lost_text(index, damage),
            words.safe_text(damage, len(moments)),
            touched if damage.touched else None,
        )

    def _offer_skip(self, error: ExpectedError | InternalError) -> None:
        """Standing in a gap, one button leads past it."""
        unreadable = isinstance(error, ExpectedError) and error.kind is ErrorKind.UNREADABLE_PART
        gap = self._gap_at(self._play.playing.position)
        if self._film is not None and unreadable and gap is not None and gap.stop < self._film.film.index.frames:
            self._say_gap(self._film.film.index, gap)

    def _note_shown(self, shown: Shown) -> None:
        self._end_gap()
        self._look_ahead(shown.frame)

    def _look_ahead(self, frame: int) -> None:
        """Playing into a gap says so: a picture that only stands would be taken for someone who is still."""
        playing = self._play.playing
        gap = self._gap_at(frame + (-1 if playing.backwards else 1))
        if self._film is None or gap is None or not playing.is_playing or self._passing:
            return
        index = self._film.film.index
        if index.seconds(index.frame_end_pts(gap.stop - 1)) - index.seconds(index.pts[gap.start]) >= _NOTICED_S:
            self._passing = True
            self._say_gap(index, gap)
            announce(self._board.stage.view, _MESSAGE)

    def _note_playing(self, playing: bool) -> None:
        """Whoever stops while a gap passes stands on the picture before it, which is a good one."""
        if self._passing and not playing:
            self._board.stage.view.clear_message()
            self._end_gap()
        self._look_ahead(self._play.frame)

    def _end_gap(self) -> None:
        self._passing = False
        self._skip.withdraw()

    def _gap_at(self, frame: int) -> range | None:
        return next((gap for gap in self.gaps if frame in gap), None)

    def _say_gap(self, index: FrameIndex, gap: range) -> None:
        when = words.gap_text(index, gap)
        self._board.stage.view.show_message(_MESSAGE, when)
        start, end = when.split("–")
        back = self._play.playing.backwards
        target = gap.start - 1 if back else gap.stop
        if 0 <= target < index.frames:
            self._skip.offer(f"Skip to {start if back else end}", lambda: self._play.seek(target))

    def _copy_details(self) -> None:
        damage = self.damage
        if self._film is not None and damage is not None:
            film = self._film.film
            QGuiApplication.clipboard().setText(words.support_text(film.index, damage, film.codec))
            announce(self._board.side, "Copied")
