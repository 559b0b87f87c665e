"""All pages of a review, of which one is shown."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.screens.review.favourite_page import FavouritePage
from ui.screens.review.leaving_page import LeavingPage
from ui.screens.review.playing_page import PlayingPage
from ui.screens.review.rest_pages import BlankPage, FinishedPage
from ui.screens.review.talk_page import TalkPage
from ui.state.desk import Desk


class ReviewPages(QStackedWidget):
    """Made once; none of them knows the others."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.playing, self.talk, self.favourite = PlayingPage(), TalkPage(), FavouritePage()
        self.finished, self.leaving, self.blank = FinishedPage(desk), LeavingPage(), BlankPage(desk)
        for page in (self.playing, self.talk, self.favourite, self.finished, self.leaving, self.blank):
            self.addWidget(page)

    @property
    def present(self) -> QWidget | None:
        """The page in view."""
        return self.currentWidget()

    def open(self, page: QWidget) -> None:
        """Shows a page, and puts the focus where one goes on."""
        self.setCurrentWidget(page)
        focus: dict[QWidget, QWidget] = {
            self.talk: self.talk.words.field,
            self.leaving: self.leaving.step,
            self.finished: self.finished.gate.field,
        }
        focus.get(page, page).setFocus()
