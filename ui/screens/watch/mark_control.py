"""From the palette and its keys to moments, and what is seen of it at once."""

from collections.abc import Mapping
from fractions import Fraction

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from ui.screens.toasts import failure_toast
from ui.screens.watch.board import Board
from ui.screens.watch.play_control import PlayControl
from ui.screens.watch.running import RunningMarks
from ui.screens.watch.toasts import (
    NOTHING_TO_REPEAT,
    dropped_toast,
    extended_toast,
    marked_toast,
    removed_toast,
    toggled_toast,
)
from ui.state.counting import counted
from ui.state.marking import NO_TAG
from ui.state.watched_clip import WatchedClip
from ui.widgets.picture_button import PictureButton
from ui.widgets.tag_look import TagLook
from vidfeed.errors import ExpectedError
from vidfeed.model.clip import Clip
from vidfeed.model.moment import Moment
from vidfeed.services.marking import meant_frame


class MarkControl(QObject):
    """Palette presses mark; with a moment selected and the film paused they change that moment's tags.

    Attributes:
        looks: of all tags.
        reaction_ms: how long one takes from seeing to pressing; see `KeyChoices.reaction_ms`.
        describing: presses change the selected moment's tags while the film plays, too.

    Signals:
        marked: whether the moment lasted as long as its key was held.
    """

    marked = Signal(bool)

    def __init__(self, watched: WatchedClip, play: PlayControl, board: Board, parent: QObject) -> None:
        super().__init__(parent)
        self._marking, self._moments, self._play = watched.marking, watched.moments, play
        self._palette, self._stage = board.palette, board.stage
        self._clip: Clip | None = None
        self.looks: Mapping[str, TagLook] = {}
        self.reaction_ms = 0
        self.describing = False
        self._toggling = ""
        self._again = PictureButton(board.stage.view)
        self._running = RunningMarks(watched.marking, play, board, self)
        self._connect(watched)

    def _connect(self, watched: WatchedClip) -> None:
        marking, moments, editing = watched.marking, watched.moments, watched.editing
        self._palette.tag_pressed.connect(self._press)
        self._palette.tag_released.connect(lambda tag_id: marking.release(tag_id, self._meant()))
        marking.marked.connect(self._note_marked)
        marking.extended.connect(self._note_extended)
        marking.unkept_changed.connect(self._offer_again)
        marking.toggled.connect(self._note_toggled)
        editing.removed.connect(self._note_removed)
        for source in (marking, editing):
            source.failed.connect(self.show_failure)
        moments.changed.connect(lambda: self._palette.set_counts(moments.tag_counts()))
        moments.selected_changed.connect(self._show_tagged)

    def open(self, clip: Clip | None, looks: Mapping[str, TagLook]) -> None:
        """Takes a clip over, with the looks of all tags."""
        self._clip = clip
        self.dress(looks)

    def dress(self, looks: Mapping[str, TagLook]) -> None:
        """Other letters or another codebook."""
        self.looks = self._running.looks = looks

    def _meant(self) -> int:
        """The painted frame, or the one that was there when one saw what one pressed for."""
        back = Fraction(self.reaction_ms, 1000) * self._play.playing.pace
        index = self._play.index
        return self._play.frame if not back or index is None else meant_frame(index, self._play.frame, back)

    def press_plain(self, lasting: bool = False) -> None:
        """A moment without a tag begins."""
        self._marking.press(NO_TAG, self._meant(), lasting)

    def release_plain(self) -> None:
        """It ends."""
        self._marking.release(NO_TAG, self._meant())

    def press_last(self, lasting: bool = False) -> None:
        """The tag marked last, again."""
        if not self._marking.last_tag:
            self._stage.view.show_toast(NOTHING_TO_REPEAT)
        self._marking.press_last(self._meant(), lasting)

    def release_last(self) -> None:
        """It ends."""
        self._marking.release_last(self._meant())

    def drop(self) -> bool:
        """Forgets the moment that began last, and says so; whether there was one."""
        dropped = self._marking.drop_latest()
        if dropped is not None:
            tag_id, frame = dropped
            self._stage.view.show_toast(dropped_toast(self.looks.get(tag_id), self._play.seconds_at(frame)))
        return dropped is not None

    def keep_still(self) -> None:
        """The painted frame becomes a moment of its own."""
        self._marking.mark_still(self._play.frame)

    def _press(self, tag_id: str) -> None:
        moment = self._moments.selected
        if moment is not None and self._toggles(moment):
            self._toggling = tag_id
            self._marking.toggle(moment, tag_id)
            return
        shift = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self._marking.press(tag_id, self._meant(), lasting=bool(shift))

    def _toggles(self, moment: Moment) -> bool:
        """While paused on it, or once it was chosen; one that was only just marked is left for a new one elsewhere."""
        if self._marking.running:
            return False
        if self.describing:
            return True
        if self._play.playing.is_playing:
            return False
        return self._moments.chosen or moment.span.contains(self._play.pts)

    def _note_marked(self, moment: Moment, lasted: bool) -> None:
        if self._clip is None:
            return
        for ref in moment.tags:
            self._palette.flash(ref.tag_id)
        toast = marked_toast(moment, self._clip, self.looks, len(self._moments.ordered))
        self._stage.view.show_toast(toast)
        self._moments.select(moment.id, chosen=False)
        self.marked.emit(lasted)

    def _note_extended(self, moment: Moment) -> None:
        if self._clip is not None:
            self._stage.view.show_toast(extended_toast(moment, self._clip, self.looks))
            self._moments.select(moment.id, chosen=False)

    def _note_toggled(self, moment: Moment) -> None:
        look = self.looks.get(self._toggling)
        if look is not None:
            self._stage.view.show_toast(toggled_toast(moment, look))

    def _note_removed(self, moment: Moment) -> None:
        if self._clip is not None:
            self._stage.view.show_toast(removed_toast(moment, self._clip))

    def _offer_again(self, marks: int) -> None:
        """What the disk did not take is not lost."""
        if marks:
            self._again.offer(f"Try again to keep {counted(marks, 'moment')}", self._marking.try_again)
        else:
            self._again.withdraw()

    def show_failure(self, error: ExpectedError) -> None:
        """Says over the picture that something could not be done."""
        self._stage.view.show_toast(failure_toast(error))

    def _show_tagged(self) -> None:
        moment = self._moments.selected
        self._palette.set_tagged(ref.tag_id for ref in moment.tags) if moment else self._palette.set_tagged(())
