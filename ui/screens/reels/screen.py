"""The Reels screen: choose a reel, put it together, try it out, show it or save it as a film."""

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMessageBox, QStackedWidget, QWidget

from ui.jobs.sound_sink import SoundSink
from ui.painting.cards import QtTextPainter
from ui.screens.home.case_facts import load_case
from ui.screens.jobs import Jobs
from ui.screens.reels.board import Board
from ui.screens.reels.check_page import CheckPage
from ui.screens.reels.choose_page import ChoosePage
from ui.screens.reels.compare_control import CompareControl
from ui.screens.reels.compare_page import ComparePage
from ui.screens.reels.dialogs import CardDialog, ReelDialog
from ui.screens.reels.film_saving import FilmSaving
from ui.screens.reels.hiding_control import HidingControl
from ui.screens.reels.history_control import HistoryControl
from ui.screens.reels.more_menu import more_button
from ui.screens.reels.own_questions import OwnQuestions
from ui.screens.reels.pictures import CasePictures
from ui.screens.reels.reel_control import ReelControl
from ui.screens.screen import Screen
from ui.screens.showing.keepsake_dialog import KeepsakeDialog
from ui.state.case_moments import CaseMoments
from ui.state.counting import counted
from ui.state.desk import Desk
from ui.state.playing import MakeSound
from ui.state.reel_playing import ReelPlaying
from ui.state.reeling import Reeling
from ui.state.review_check import check_reel
from ui.widgets.boxes import column
from ui.widgets.buttons import icon_button, push_button
from ui.widgets.length_bar import short_clock
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.change import reel_scope
from vidfeed.services.checking import check_sound

_LONGEST_TITLE = 32
NO_PICTURE = ExpectedError(ErrorKind.NOT_READY, "There is no picture to save here.", "Go to a moment or a still.")


class ReelScreen(Screen):
    """Four pages: choosing, the board, the check before a review, and two sessions side by side.

    Attributes:
        confirm: asks whether a moment with a tag that is not for parents is meant for the reel.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None, make_sound: MakeSound = SoundSink) -> None:
        super().__init__(desk, parent)
        self.reeling, self.moments = Reeling(desk, self), CaseMoments(desk, self)
        self.pictures = CasePictures(desk.context, self)
        self.playing = ReelPlaying(desk, QtTextPainter(), make_sound, self)
        self.comparing = CompareControl(self.reeling, self.moments, make_sound, self)
        self.compare = self.comparing.page
        self.choosing, self.check = ChoosePage(self.pictures), CheckPage()
        self.board = Board(self.playing, self.moments, self.pictures)
        self.saving = FilmSaving(desk, self, self.board.saving, self.board.preview.view)
        self.saving.selected = lambda: self.reeling.selected.id if self.reeling.selected else ""
        self.confirm: Callable[[ExpectedError], bool] = self._asked
        self._pages = QStackedWidget()
        for page in (self.choosing, self.board, self.check, self.compare):
            self._pages.addWidget(page)
        self.setLayout(column(self._pages))
        self._make_buttons()
        self.control = ReelControl(self.reeling, self.moments, self.pictures, self.playing, self.board, self)
        self.hiding = HidingControl(self.reeling, self.playing, self.board, self.control, self)
        self.history = HistoryControl(self.reeling, self.control, self.board, self.choosing, self)
        self.own_questions = OwnQuestions(desk, self.board.inspector, self)
        self.own_questions.refused.connect(self.control.show_failure)
        self._listening = Jobs(self)
        self._connect()

    def _make_buttons(self) -> None:
        self.reels = icon_button("filmstrip-box-multiple", "All reels of the case")
        self.about = icon_button("pencil-outline", "Title, question and length")
        self.save = icon_button("tray-arrow-down", "Save as film")
        self.more, self.more_acts = more_button(
            ("content-copy", "Copy this reel", self.reeling.copy_reel),
            ("compare-horizontal", "Then and now…", self.compare_sessions),
            ("camera-outline", "Save this picture…", self.save_picture),
            ("heart-outline", "Closing film of the favourites", self.reeling.grow),
            ("image-outline", "Keepsake card…", self.make_keepsake),
            ("trash-can-outline", "Remove this reel", self.remove_reel),
        )
        self.rehearse = push_button("Rehearse", "", "play-outline")
        self.show_parent = push_button("Show to parent", "primary", "account-heart-outline")
        self._buttons: list[QWidget] = [
            self.reels, self.about, self.save, self.more, self.rehearse, self.show_parent,
        ]  # fmt: skip
        for button in self._buttons:
            button.setParent(self)
            button.hide()
        self.reels.clicked.connect(self.choose)
        self.about.clicked.connect(self.edit_reel)
        self.save.clicked.connect(self.save_film)
        self.rehearse.clicked.connect(self.rehearse_reel)
        self.show_parent.clicked.connect(self.check_reel)

    def make_keepsake(self) -> None:
        """Asks for a picture and a sentence, and makes a card of them."""
        reel = self.reeling.reel
        if reel is not None:
            KeepsakeDialog(self.desk, reel, self.saving.selected(), self).open()

    def remove_reel(self) -> None:
        """Removes the open reel; the page of reels offers to bring it back."""
        reel = self.reeling.reel
        if reel is not None:
            self.reeling.remove_reel()
            shown = any(one.reel_id == reel.id for one in self.desk.context.catalogue.reviews(reel.case_id))
            self.choosing.offer_undo(reel.title, lambda: self.desk.undo(reel_scope(reel.id)), shown)

    def _connect(self) -> None:
        self.desk.reel_opened.connect(self._open)
        self.desk.case_chosen.connect(self._case_chosen)
        self.desk.cases_changed.connect(self.pictures.close)
        self.desk.cases_changed.connect(self.playing.recheck)
        self.board.preview.people_requested.connect(self.desk.ask_people)
        self.check.people_requested.connect(self.desk.ask_people)
        self.comparing.left.connect(self._show_board)
        self.reeling.opened.connect(self._opened)
        self.reeling.changed.connect(self._changed)
        self.reeling.unsure.connect(self._ask_meant)
        self.choosing.chosen.connect(self.desk.open_reel)
        self.choosing.new_requested.connect(self.new_reel)
        self.choosing.restored.connect(self.choose)
        self.board.story.add_requested.connect(self.add)
        self.check.cancelled.connect(self._leave_check)
        self.check.begun.connect(self._begin_review)
        self.check.leave_out_requested.connect(self._leave_out)
        self.check.show_requested.connect(self._show_item)
        self.saving.busy_changed.connect(self._changed)

    # What the shell asks

    def trail(self) -> list[str]:
        case, reel = self.desk.case, self.reeling.reel
        page = ["Then and now"] if self._pages.currentWidget() is self.compare else []
        return [*([case.code] if case else []), "Reels", *([_short(reel.title)] if reel else []), *page]

    def header_widgets(self) -> list[QWidget]:
        return self._buttons if self._pages.currentWidget() is self.board else []

    def regions(self) -> list[QWidget]:
        page = self._pages.currentWidget()
        return page.regions() if isinstance(page, Board | ComparePage) else [page or self]

    def history_scope(self) -> str | None:
        return self.reeling.scope if self._pages.currentWidget() is self.board else None

    def entered(self) -> None:
        self.moments.read()
        if self.desk.reel_id and (self.reeling.reel is None or self.reeling.reel.id != self.desk.reel_id):
            self._open(self.desk.reel_id)
        elif self.reeling.reel is not None:
            self._open(self.reeling.reel.id)
        else:
            self.choose()

    def left(self) -> None:
        self._listening.cancel()
        self.comparing.close()
        self.hiding.closing()
        self.control.closing()

    def closing(self) -> None:
        self.saving.closing()
        self.comparing.close()
        self._listening.stop()
        self.hiding.closing()
        self.control.closing()
        self.pictures.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Back from a review, which had the window to itself."""
        super().showEvent(event)
        if self._pages.currentWidget() is self.board:
            self.control.follow()

    # Pages

    def choose(self) -> None:
        """The case's reels."""
        self.control.closing()
        case = self.desk.case
        self._show(self.choosing)
        self.choosing.show_reels(load_case(self.desk.context, case).reels if case is not None else ())

    def _open(self, reel_id: str) -> None:
        self.desk.reel_id = reel_id
        self.moments.read()
        self.reeling.open(reel_id)

    def _opened(self) -> None:
        if self.reeling.reel is None:
            self.desk.reel_id = ""
            self.choose()
        else:
            self.desk.reel_id = self.reeling.reel.id
            self._show_board()

    def _show_board(self) -> None:
        self._show(self.board)
        self.control.follow()
        self.board.story.board.setFocus()
        self._changed()

    def _show(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.header_changed.emit()

    def _changed(self) -> None:
        playable = bool(self.reeling.items)
        for button in (self.rehearse, self.show_parent):
            button.setEnabled(playable)
            button.setToolTip("" if playable else "Put a moment into the reel first")
        self.save.setEnabled(playable and not self.saving.busy)
        self.header_changed.emit()

    def _case_chosen(self) -> None:
        case, reel = self.desk.case, self.reeling.reel
        if case is not None and reel is not None and reel.case_id == case.id:
            return
        self.comparing.close()
        self.control.closing()
        self.pictures.close()
        self.reeling.open("")

    # What is done

    def new_reel(self) -> None:
        """Asks for a title, and opens the new reel."""
        case = self.desk.case
        if case is not None:
            ReelDialog(self.reeling, case.question, parent=self).exec()

    def edit_reel(self) -> None:
        """Asks for another title, question or length."""
        if self.reeling.reel is not None:
            ReelDialog(self.reeling, "", self.reeling.reel, self).exec()

    def add(self, what: str) -> None:
        """Adds a moment, a still or a card after the selected item."""
        position = self.reeling.position + 1 if self.reeling.items else 0
        if what == "moment":
            self._add_moment(position)
        elif what == "still":
            self.control.add_still()
        else:
            CardDialog(self.reeling, what == "question", position, self).exec()

    def _add_moment(self, position: int) -> None:
        moment_id = self.board.bin.current
        if moment_id is None:
            self.board.bin.choose(0)
            self.board.bin.view.setFocus()
        else:
            self.reeling.add_moments([moment_id], position)

    def rehearse_reel(self) -> None:
        """Plays the reel in place, from its start."""
        self.board.inspector.flush()
        self.control.follow()
        self.playing.go(0)
        self.playing.play()
        self.board.preview.view.setFocus()

    def check_reel(self) -> None:
        """What must be right before the reel is shown."""
        self.board.inspector.flush()
        self.hiding.give_up()
        self.playing.pause()
        reel = self.reeling.reel
        if reel is None:
            return
        self._show(self.check)
        length = f"{short_clock(reel.duration)} · {counted(len(reel.items), 'item')}"
        self.check.show_check(f"{reel.title} · {length}", check_reel(self.desk, reel))
        self._listen(reel.id)

    def _listen(self, reel_id: str) -> None:
        """Adds to the check, once it is known, what can hardly be heard."""
        ctx = self.desk.context
        self._listening.stop()
        self._listening.start(
            lambda _progress, cancelled: check_sound(ctx, reel_id, cancelled),
            self.check.add_line,
            lambda _error: None,
        )

    def _show_item(self, item_id: str) -> None:
        self.reeling.select(item_id)
        self._show_board()

    def _leave_check(self) -> None:
        self._listening.cancel()
        self._show_board()

    def _leave_out(self, item_id: str) -> None:
        self.reeling.remove(item_id)
        self.check_reel()

    def _begin_review(self) -> None:
        reel = self.reeling.reel
        if reel is not None:
            self._listening.stop()
            self.control.closing()
            self._show(self.board)
            self.desk.review_asked.emit(reel.id)
            if self.isVisible():
                self._show_board()

    def save_film(self) -> None:
        """Asks for whom and where, and makes a film of the reel."""
        self.board.inspector.flush()
        if self.reeling.reel is not None:
            self.saving.save(self.reeling.reel)

    def save_picture(self) -> None:
        """Asks for whom and where, and saves the picture that the preview shows."""
        reel, shown = self.reeling.reel, self.control.picture_shown()
        if shown is None:
            self.control.show_failure(NO_PICTURE)
        elif reel is not None:
            self.hiding.give_up()
            self.playing.pause()
            self.saving.save_picture(reel, shown[0].id, shown[1])

    def compare_sessions(self) -> None:
        """Two sessions side by side, the selected item's moment on one side."""
        self.board.inspector.flush()
        self.hiding.give_up()
        self.control.closing()
        self._show(self.compare)
        self.comparing.confirm = self.confirm
        self.comparing.begin()

    def _ask_meant(self, moment_ids: list[str], position: int | None, error: ExpectedError) -> None:
        if self.confirm(error):
            self.reeling.add_moments(moment_ids, position, confirmed=True)

    def _asked(self, error: ExpectedError) -> bool:
        box = QMessageBox(QMessageBox.Icon.Question, "vidfeed", error.message, parent=self)
        box.setInformativeText(error.hint)
        show = box.addButton("Show it without the tag", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("Leave it out", QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is show


def _short(title: str) -> str:
    """A title as far as the line above has room for it."""
    line = " ".join(title.split())
    return line if len(line) <= _LONGEST_TITLE else f"{line[: _LONGEST_TITLE - 1]}…"
