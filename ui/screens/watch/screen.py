"""The Watch screen: what stands on it, and what happens when a clip comes and goes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.jobs.sound_sink import SoundSink
from ui.screens.screen import Screen
from ui.screens.watch.board import Board
from ui.screens.watch.clip_pictures import ClipPictures
from ui.screens.watch.codebook_control import CodebookControl
from ui.screens.watch.commands import Action, Commands
from ui.screens.watch.elsewhere import Elsewhere
from ui.screens.watch.header_line import HeaderLine
from ui.screens.watch.history_control import HistoryControl
from ui.screens.watch.key_control import KeyControl
from ui.screens.watch.keys import WatchKeys
from ui.screens.watch.mark_control import MarkControl
from ui.screens.watch.moment_control import MomentControl
from ui.screens.watch.player_controls import PlayerControls
from ui.screens.watch.practice import Practice
from ui.screens.watch.reel_control import ReelControl
from ui.screens.watch.sitting_control import SittingControl
from ui.screens.watch.toasts import nothing_selected_toast
from ui.state.desk import Desk
from ui.state.key_bindings import Command
from ui.state.playing import MakeSound
from ui.state.preferences import Preferences
from ui.state.reel_adding import ReelAdding
from ui.state.watched_clip import WatchedClip
from ui.widgets.people_way import PictureWay
from ui.widgets.saved_text import SavedText
from ui.widgets.tag_look import Looks
from ui.widgets.video_overlays import MessageKind
from vidfeed.errors import ExpectedError
from vidfeed.model.change import clip_scope
from vidfeed.model.clip import Clip, ClipStatus
from vidfeed.services.watching import OpenedFilm

LAYOUT_SETTING = "watch.layout"
_WITH_CARDS = {
    Command.PLAY,
    Command.SLOWER,
    Command.FASTER,
    Command.MUTE,
    Command.PASSES,
    Command.PASS_BEFORE,
    Command.HISTORY,
    Command.UNDO,
    Command.REDO,
}


class WatchScreen(Screen):
    """Play a clip, mark its moments, put words to them."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        make_sound: MakeSound = SoundSink,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self._preferences = preferences
        self.watched = WatchedClip(desk, make_sound, self)
        self.adding = ReelAdding(desk, self)
        self.practice = Practice(desk, self.watched.moments, self.adding, self) if desk.practice else None
        self.board = Board(self.practice)
        self.board.splits.restore(desk.context.catalogue.setting(LAYOUT_SETTING) or "")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.header_line = HeaderLine(desk, self)
        self.way = PictureWay(self.board.stage.view, desk.ask_people)
        self._make_controls(preferences)
        box.addWidget(self.sitting.bar)
        box.addWidget(self.sitting.pages, 1)
        self._listen_to_keys()
        self._connect()
        self._showing = self._roomy = False
        self._close_board()

    def _make_controls(self, preferences: Preferences | None) -> None:
        board, watched = self.board, self.watched
        self.controls = PlayerControls(self.desk, watched, board, preferences, self)
        self.play, self.full_screen = self.controls.play, self.controls.full_screen
        self.codebook = CodebookControl(self.desk, board.palette, board.timeline, self)
        self.mark = MarkControl(watched, self.play, board, self)
        self.moment = MomentControl(watched, self.play, board, self)
        self.reel = ReelControl(self.adding, watched.moments, board.stage, self)
        self.pictures = ClipPictures(board.timeline, board.moments, self)
        self.history = HistoryControl(self.desk, watched, board.stage.view, self)
        self.sitting = SittingControl(self.desk, watched, self.play, board, self.mark, self.moment, self.pictures, self)
        self.elsewhere = Elsewhere(self.desk, self, self._reopen)

    def _listen_to_keys(self) -> None:
        board, own = self.board, self._own_actions() | self.controls.actions()
        self.keys = WatchKeys(self)
        self.commands = Commands(self.keys, self.play, self.mark, self.moment, self.reel, own)
        for region in (board.stage, board.stage.view, board.palette, board.timeline):
            self.keys.watch(region)
        for region in (board.stage.view, board.timeline):
            board.palette.watch(region)
        if not self.desk.practice:
            board.palette.offer_editing()
        for sequence, action in (("Ctrl+F", self.search), ("F1", self.show_keys)):
            QShortcut(QKeySequence(sequence), self, action)
        board.palette.keys_requested.connect(self.show_keys)
        self.sitting.page.mute_requested.connect(self.controls.sound.toggle_mute)
        self.sitting.page.lets_through = lambda event: self.keys.command_of(event) in _WITH_CARDS
        self.key_control = KeyControl(
            self.keys, board.palette, board.stage.transport, self.mark, self.codebook, self._preferences, self
        )

    def _own_actions(self) -> dict[Command, Action]:
        inspector, scope = self.board.inspector, self.history_scope
        return {
            Command.CAPTION: lambda: self._write(inspector.caption),
            Command.NOTE: lambda: self._write(inspector.note),
            Command.ESCAPE: self._escape,
            Command.PASSES: self.sitting.go_on,
            Command.PASS_BEFORE: self.sitting.go_back,
            Command.HISTORY: self.history.show,
            Command.UNDO: lambda: self.desk.undo(scope() or ""),
            Command.REDO: lambda: self.desk.redo(scope() or ""),
        }

    def _connect(self) -> None:
        watched = self.watched
        watched.opened.connect(self._show_film)
        watched.refused.connect(self._refuse)
        watched.prepared.connect(self.pictures.show_prepared)
        watched.closed.connect(self._close_board)
        watched.moments.selected_changed.connect(self._show_can_add)
        self.codebook.looks_changed.connect(self._dress)
        self.board.inspector.left.connect(self.back_to_player)
        self.board.stage.view.undo_requested.connect(lambda: self.desk.undo(self.history_scope() or ""))
        self.board.stage.view.redo_requested.connect(lambda: self.desk.redo(self.history_scope() or ""))
        self.board.unfolded.connect(self._unfolded)
        self.header_line.reel_requested.connect(self.reel.offer)
        self.header_line.import_requested.connect(self.import_marks)
        self.board.palette.edit_requested.connect(self.edit_codebooks)
        self.header_line.damage_requested.connect(self.controls.damage.show_card)
        self.controls.damage.changed.connect(self._show_damage)
        self.desk.clip_opened.connect(self._clip_chosen)
        self.desk.case_chosen.connect(self._case_chosen)
        self.adding.added.connect(self._show_in_reels)
        if self.practice is not None:
            watched.playing.playing_changed.connect(self.practice.note_playing)
            self.mark.marked.connect(self.practice.note_marked)

    # What the shell asks

    def trail(self) -> list[str]:
        return self.header_line.trail(self.watched.clip)

    def header_widgets(self) -> list[QWidget]:
        passes = [] if self.desk.practice else [self.sitting.button]
        return [*passes, *self.header_line.widgets()]

    def regions(self) -> list[QWidget]:
        board, sitting = self.board, self.sitting
        parts = [board.stage.view, board.stage.transport, board.palette, board.timeline, board.side]
        return [*([sitting.bar] if sitting.state.now else []), *parts]

    def history_scope(self) -> str | None:
        return clip_scope(self.watched.film.clip.id) if self.watched.film else None

    def entered(self) -> None:
        self._showing = True
        clip = self._clip_to_open()
        if clip is None:
            self.board.stage.view.show_message("This case has no clips yet", "Import a film on Home.")
        elif self.watched.film is None:
            self._open(clip, self.desk.moment_id)
        self.back_to_player()

    def left(self) -> None:
        self._showing = False
        self._leave()
        self.controls.second.take_back()

    def closing(self) -> None:
        if self.practice is not None:
            self.practice.close()
        self._leave()
        self.controls.second.take_back()
        self.desk.context.catalogue.put_setting(LAYOUT_SETTING, self.board.splits.state())

    # Clips come and go

    def _clip_to_open(self) -> Clip | None:
        """The one on the desk, if it is of the case; else the case's last."""
        case, clip = self.desk.case, self.desk.clip
        if case is None or (clip is not None and clip.case_id == case.id):
            return clip
        ready = (ClipStatus.PREPARING, ClipStatus.READY)
        found = [one for one in self.desk.context.catalogue.clips(case.id) if one.status in ready]
        return found[-1] if found else None

    def _clip_chosen(self, clip: Clip, moment_id: str) -> None:
        if self._showing:
            self._open(clip, moment_id)

    def _case_chosen(self) -> None:
        clip = self.watched.clip
        if clip is not None and (self.desk.case is None or self.desk.case.id != clip.case_id):
            self._leave()
            self.watched.clip = None

    def _open(self, clip: Clip, moment_id: str) -> None:
        if self.watched.film is not None and self.watched.film.clip.id == clip.id:
            self.moment.go_to(moment_id)
            return
        self._leave()
        self.watched.open(clip, moment_id)
        self.header_changed.emit()

    def _leave(self) -> None:
        """Saves what is being typed, then lets go of the film."""
        self.board.palette.release_all()
        self.keys.release_all()
        self.board.inspector.flush()
        self.full_screen.leave()
        self.watched.close(self.play.frame)

    def _show_film(self, film: OpenedFilm, frame: int) -> None:
        self.board.set_usable(True)
        self.board.stage.view.clear_message()
        self.way.offer(None)
        self.board.timeline.set_clip(film.film.index, film.film.width_px / film.film.height_px)
        self.codebook.open(film.codebooks, film.clip.kind)
        self.mark.open(film.clip, self.codebook.looks)
        self.moment.open(film.clip, film.film.index, self.codebook.looks)
        self.controls.open(film, frame)
        self.pictures.open(film)
        self.sitting.open(film.clip)
        self._show_in_reels()
        if self.practice is not None:
            self.practice.prepare(film.clip)
        self.back_to_player()

    def _show_in_reels(self) -> None:
        self.moment.show_in_reels(
            item.moment_id for reel in self.adding.reels() for item in reel.items if item.moment_id
        )

    def _dress(self, looks: Looks) -> None:
        self.mark.dress(looks)
        self.controls.set_looks(looks)
        self.moment.set_looks(looks)

    def _refuse(self, error: ExpectedError) -> None:
        """Consent has ended, or the film is not to be had: nothing plays, nothing is shown of it, and why."""
        self._leave()
        self._close_board()
        self.board.stage.view.show_message(error.message, error.hint, MessageKind.ERROR)
        self.way.offer(error)
        self.header_changed.emit()

    def _close_board(self) -> None:
        self.way.offer(None)
        self.sitting.open(None)
        self.pictures.close()
        self.controls.close()
        self.mark.open(None, {})
        self.moment.open(None, None, {})
        self.board.clear()

    # Elsewhere

    def edit_codebooks(self) -> None:
        """Opens all codebooks, beginning with the one in use."""
        self.play.pause()
        self.elsewhere.edit_codebooks(self.codebook.chosen.id if self.codebook.chosen else "")

    def import_marks(self) -> None:
        """Brings marks of another tool into the open clip."""
        if self.watched.film is not None:
            self.play.pause()
            self.elsewhere.import_marks(self.watched.film.clip)

    def _reopen(self) -> None:
        """Reads the clip anew, at the same place: its codebooks are not what they were."""
        film, selected = self.watched.film, self.watched.moments.selected
        if film is not None:
            self._leave()
            self.watched.open(film.clip, selected.id if selected is not None else "")

    # Words and ways back

    def _write(self, field: SavedText) -> None:
        if self.watched.moments.selected is None:
            # Words typed now would be marks: they are not for a field.
            self.board.stage.view.show_toast(nothing_selected_toast())
            return
        self.board.unfold()
        field.setFocus()
        field.selectAll()

    def _escape(self) -> None:
        if self.mark.drop():
            return
        self.full_screen.leave()
        self.back_to_player()

    def back_to_player(self) -> None:
        """Puts the focus on the picture, where single keys work."""
        self.board.stage.view.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The header has room for more, or less."""
        super().resizeEvent(event)
        if self.header_line.roomy != self._roomy:
            self._roomy = self.header_line.roomy
            self.header_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_to_player()
        else:
            super().keyPressEvent(event)

    def search(self) -> None:
        """Puts the focus into the list's search field; the cards have none."""
        if self.sitting.page.isVisible():
            return
        self.board.unfold()
        self.board.moments.search.setFocus()

    def show_keys(self) -> None:
        """Opens the sheet of keys over the screen; the film goes on."""
        self.key_control.show_sheet()

    def _unfolded(self, where: str) -> None:
        if where == "search":
            self.search()
        elif where == "words":
            self._write(self.board.inspector.caption)

    def _show_damage(self) -> None:
        self.header_line.damaged = bool(self.controls.damage.gaps)
        self.header_changed.emit()

    def _show_can_add(self) -> None:
        self.header_line.add.setEnabled(self.watched.moments.selected is not None)
