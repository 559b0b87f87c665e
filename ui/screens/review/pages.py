"""All pages of a review, of which one is shown."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.screens.review.favourite_page import FavouritePage
from ui.screens.review.guard import Guard
from ui.screens.review.leaving_page import LeavingPage
from ui.screens.review.panel_page import PanelPage
from ui.screens.review.playing_page import PlayingPage
from ui.screens.review.rest_pages import BlankPage, FinishedPage, WaitingPage
from ui.screens.review.talk_page import TalkPage
from ui.screens.review.words_card import REHEARSAL


class ReviewPages(QStackedWidget):
    """Made once; none of them knows the others.

    While the parent has a screen of their own, the therapist's panel stands in for the pages of playing and talking.

    Signals:
        opened(QWidget): the page that the review is at now.
    """

    opened = Signal(object)

    def __init__(self, guard: Guard) -> None:
        super().__init__()
        self.playing, self.talk, self.favourite = PlayingPage(), TalkPage(), FavouritePage()
        self.finished, self.leaving, self.blank = FinishedPage(guard), LeavingPage(), BlankPage(guard)
        self.waiting = WaitingPage()
        self.panel: PanelPage | None = None
        self._present: QWidget = self.playing
        for page in (
            self.playing, self.talk, self.favourite, self.finished, self.leaving, self.blank, self.waiting,
        ):  # fmt: skip
            self.addWidget(page)

    @property
    def present(self) -> QWidget:
        """The page that the review is at."""
        return self._present

    def mark_rehearsal(self) -> None:
        """Says, wherever words would be kept, that none are."""
        self.talk.words.mark_rehearsal()
        self.playing.set_title(REHEARSAL)
        self.finished.mark_rehearsal()
        self.leaving.mark_rehearsal()

    def open(self, page: QWidget) -> None:
        """Shows a page, and puts the focus where one goes on."""
        self._present = page
        self._show()
        self.opened.emit(page)

    def put_panel(self, panel: PanelPage) -> None:
        """The parent has a screen of their own from now on."""
        self.panel = panel
        self.addWidget(panel)
        panel.lend(self.talk.take_words())
        self._show()

    def take_panel(self) -> None:
        """There is one screen only: nothing private is on it, at once."""
        panel, self.panel = self.panel, None
        if panel is not None:
            panel.hide()
            self._show()
            self.talk.return_words()
            self.removeWidget(panel)
            panel.deleteLater()

    def _show(self) -> None:
        page = self._present
        if self.panel is not None and page in (self.playing, self.talk):
            self.panel.set_talking(page is self.talk)
            page = self.panel
        self.setCurrentWidget(page)
        focus: dict[QWidget, QWidget] = {
            self.talk: self.talk.words.field,
            self.leaving: self.leaving.step,
            self.finished: self.finished.gate.field,
        }
        if page is not self.panel or self._present is not self.talk:
            focus.get(page, page).setFocus()
