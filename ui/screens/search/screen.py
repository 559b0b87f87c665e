"""The Search screen: what to look for over what was found."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.screens.jobs import Failure, Jobs
from ui.screens.screen import Screen
from ui.screens.search.delegate import FoundDelegate
from ui.screens.search.list_view import FoundView
from ui.screens.search.model import FOUND_ROLE, FoundModel
from ui.screens.search.wishes import Wishes
from ui.state.counting import counted
from ui.state.covers import Covers, Read
from ui.state.desk import Desk
from ui.widgets.announce import announce
from ui.widgets.boxes import column, framed, row
from ui.widgets.buttons import push_button
from ui.widgets.card import Card, Rule
from ui.widgets.empty_state import EmptyState
from ui.widgets.notice import ErrorBanner
from ui.widgets.tag_look import looks_of
from ui.widgets.words import words
from vidfeed.model.moment_query import MomentQuery
from vidfeed.services.searching import FoundMoment, FoundPage, search_vault

NO_MOMENTS = "No moments yet. What you mark in Watch is found here."
NO_MATCH = "No moment matches. Fewer words, or any day, find more."
LOOKING = "Looking…"


class SearchScreen(Screen):
    """Finds moments in all cases; the newest fifty come first, further ones when they are asked for."""

    needs_case = False

    def __init__(self, desk: Desk, read_still: Read, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._jobs = Jobs(self)
        self._asked = 0
        self._more = False
        self.stills = Covers(read_still, self)
        self.wishes, self.model, self.view = Wishes(desk.context.today()), FoundModel(), FoundView()
        self.model.setParent(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(FoundDelegate(self.model, self._still_of, self.view))
        self.error = ErrorBanner("Try again")
        self.next = push_button("Show the next 50", "soft")
        self._count = words("", "hint")
        self.nothing, self.looking = EmptyState(NO_MOMENTS, "magnify"), EmptyState(LOOKING)
        self.pages = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for page in (self.view, self.nothing, self.looking):
            self.pages.addWidget(page)
        head = row(words("Moments", "h3"), self._count, None, margins_px=(14, 10, 14, 4))
        foot = framed(row(None, self.next, None, margins_px=(10, 6, 10, 8)))
        card = Card()
        card.setLayout(column(head, Rule(), self.pages, foot, gap_px=0, margins_px=(1, 1, 1, 1)))
        box = column(self.wishes, self.error, card, gap_px=10, margins_px=(14, 12, 14, 14))
        box.setStretch(2, 1)
        self.setLayout(box)

    def _connect(self) -> None:
        self.wishes.changed.connect(self.look)
        self.next.clicked.connect(self.look_further)
        self.view.opened.connect(self._open)
        self.view.left.connect(self.wishes.words.setFocus)
        self.view.end_reached.connect(self.look_further)
        self.error.retry_requested.connect(self.look)
        self.stills.arrived.connect(lambda _key, _picture: self.view.viewport().update())
        QShortcut(QKeySequence("Ctrl+F"), self, self._focus_words)

    def trail(self) -> list[str]:
        return ["Search all cases"]

    def regions(self) -> list[QWidget]:
        return [self.wishes, self.pages]

    def entered(self) -> None:
        books = [book for book in self.desk.context.catalogue.codebooks() if book.enabled]
        self.wishes.set_looks(looks_of(books).values())
        self._focus_words()
        self.look()

    def closing(self) -> None:
        self._jobs.stop()
        self.stills.close()

    def _focus_words(self) -> None:
        self.wishes.words.setFocus()
        self.wishes.words.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down from the fields goes into the list, Esc out of it."""
        if event.key() == Qt.Key.Key_Down and self.pages.currentWidget() is self.view:
            self.view.setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self._focus_words()
        else:
            super().keyPressEvent(event)

    def look(self) -> None:
        """Looks for what the fields say; what is still being looked for no longer counts."""
        self._ask("")

    def look_further(self) -> None:
        """Brings the next page, if there is one."""
        if self._more and not self._jobs.busy:
            self._ask(self.model.found[-1].moment.id)

    def _ask(self, after: str) -> None:
        query, context = self.wishes.query, self.desk.context
        self._asked += 1
        number = self._asked
        self.error.hide()
        if not self.model.found:
            self.pages.setCurrentWidget(self.looking)
        self._count.setText(LOOKING)
        self._jobs.start(
            lambda _progress, _cancelled: search_vault(context, query, after),
            lambda page: self._show(number, query, page, after),
            lambda error: self._fail(number, error),
        )

    def _show(self, number: int, query: MomentQuery, page: FoundPage, after: str) -> None:
        if number != self._asked:
            return
        if after:
            self.model.add(page.found)
        else:
            self.model.start(page.found, looks_of(self.desk.context.catalogue.codebooks()))
        self._more = page.more
        self.next.setVisible(page.more)
        self.nothing.say(NO_MOMENTS if query.empty else NO_MATCH)
        self.pages.setCurrentWidget(self.view if self.model.found else self.nothing)
        told = self._told()
        self._count.setText(told)
        announce(self, told)

    def _told(self) -> str:
        count = len(self.model.found)
        return f"the newest {count}, there are more" if self._more else counted(count, "moment")

    def _fail(self, number: int, error: Failure) -> None:
        if number == self._asked:
            self._count.setText("")
            self.next.hide()
            self.pages.setCurrentWidget(self.view if self.model.found else self.nothing)
            self.error.show_error(error)

    def _still_of(self, found: FoundMoment) -> QImage | None:
        return self.stills.picture(still_key(found))

    def _open(self) -> None:
        found = self.view.currentIndex().data(FOUND_ROLE)
        if isinstance(found, FoundMoment):
            self.desk.open_clip(found.clip, found.moment.id)


def still_key(found: FoundMoment) -> str:
    """What the reader of stills is asked for; see `ui.state.cover_reading.still_reader`."""
    return f"{found.clip.id} {found.moment.span.start_pts}"
