"""The page of one case: how it stands, its sessions and clips, its reels, what the parent said."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QMenu, QWidget

from ui.screens.home.case_facts import CaseFacts
from ui.screens.home.clip_tile import ClipFacts, ClipTile
from ui.screens.home.session_block import SessionBlock
from ui.screens.home.side import CaseSide
from ui.screens.opening_notice import opening_notice
from ui.screens.use_chips import use_chips
from ui.state.consents import UseToday
from ui.state.covers import Covers
from ui.theme import px
from ui.widgets.boxes import clear, column, framed, row, scrolling, show_now
from ui.widgets.buttons import icon_button, push_button
from ui.widgets.chip import Chip
from ui.widgets.drop_zone import DropZone
from ui.widgets.notice import ErrorBanner, Notice
from ui.widgets.words import words
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import Clip, ClipStatus
from vidfeed.model.quoting import in_quotes

_UNFOLDED = 2
_MORE = "More about the case"
_TO_DO = "Enter a new consent under People and consent, or erase the film."
_SIDE_FROM_PX, _SIDE_PX = 880, 284


class CasePage(QWidget):
    """Built anew from its facts whenever something changed.

    Signals:
        clip_opened(Clip), reel_opened(str), new_reel_requested(), people_requested(), case_edit_requested()
        session_edit_requested(Session), rename_requested(Clip), import_requested(list of Path)
        mend_requested(Clip), remake_requested(Clip), retry_requested(Clip)
        erase_case_requested(), erase_clip_requested(Clip): never in practice

    Attributes:
        cost_of: what a clip takes on the disk, in words.
    """

    clip_opened = Signal(object)
    reel_opened = Signal(str)
    new_reel_requested = Signal()
    people_requested = Signal()
    case_edit_requested = Signal()
    session_edit_requested = Signal(object)
    rename_requested = Signal(object)
    import_requested = Signal(object)
    mend_requested = Signal(object)
    remake_requested = Signal(object)
    retry_requested = Signal(object)
    erase_case_requested = Signal()
    erase_clip_requested = Signal(object)

    def __init__(self, covers: Covers, takes_films: bool) -> None:
        """`takes_films` is False in practice: a real film is never let into a throw-away vault."""
        super().__init__()
        self._covers, self._takes_films = covers, takes_films
        self.cost_of: Callable[[Clip], str] = lambda _clip: ""
        covers.arrived.connect(self._show_cover)
        self._blocks: list[SessionBlock] = []
        self._side: CaseSide | None = None
        self.error = ErrorBanner()
        self.error.offer_people(self.people_requested.emit)
        self.go_on, self.more = push_button(""), icon_button("dots-horizontal", _MORE)
        self._top, self._head = column(gap_px=8, margins_px=(18, 14, 18, 6)), QWidget()
        self._head.setLayout(self._top)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setContentsMargins(px(18), px(6), px(18), px(14))
        self._body.setSpacing(px(20))
        banner = framed(column(self.error, margins_px=(18, 8, 18, 0)))
        self.setLayout(column(self._head, banner, scrolling(framed(self._body)), gap_px=0))

    def show_case(self, facts: CaseFacts) -> None:
        """Shows a case as it stands now."""
        self.error.hide()
        clear(self._top)
        clear(self._body)
        for part in (self._title(facts), self._uses(facts.uses)):
            self._top.addLayout(part)
        if facts.case.question:
            self._top.addWidget(words(in_quotes(facts.case.question), "words", wrap=True))
        if facts.last_review is not None:
            self._top.addWidget(opening_notice(facts.last_review))
        if facts.stopped is not None:
            self._top.addWidget(Notice("bad", facts.stopped.message, facts.stopped.hint))
        self._body.addWidget(self._sessions(facts), 1)
        self._side = CaseSide(facts, self._covers)
        self._side.reel_opened.connect(self.reel_opened)
        self._side.new_reel_requested.connect(self.new_reel_requested)
        self._body.addWidget(self._side)
        self._place_side()
        for layout in (self._top, self._body):
            show_now(layout)  # a busy machine would leave the page blank for a while

    def _title(self, facts: CaseFacts) -> QLayout:
        verb = "Continue marking" if facts.begun else "Start watching"
        self.go_on = push_button(verb, "primary", "play-box-outline")
        clip = facts.to_continue() if facts.stopped is None else None
        self.go_on.setEnabled(clip is not None)
        stopped = facts.stopped is not None or bool(facts.locked)
        why_not = "Consent to recording has stopped" if stopped else "Bring in a film first"
        self.go_on.setToolTip("" if clip else why_not)
        if clip is not None:
            self.go_on.clicked.connect(lambda: self.clip_opened.emit(clip))
        self.more = icon_button("dots-horizontal", _MORE)
        self.more.clicked.connect(lambda: self.case_menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height()))))
        approach = [Chip(facts.case.approach, "line")] if facts.case.approach else []
        return row(words(facts.case.code, "h1"), *approach, None, self.more, self.go_on, gap_px=10)

    def case_menu(self) -> QMenu:
        """What else is done with the case."""
        menu = QMenu(self)
        menu.addAction("Question and note…", self.case_edit_requested.emit)
        if self._takes_films:
            menu.addSeparator()
            menu.addAction("Erase this case for good…", self.erase_case_requested.emit)
        return menu

    def _uses(self, uses: Sequence[UseToday]) -> QLayout:
        people = push_button("People and consent", "ghost", "account-group-outline")
        people.clicked.connect(self.people_requested)
        line = row(use_chips(uses), people)
        line.setStretch(0, 1)
        line.setAlignment(people, Qt.AlignmentFlag.AlignTop)
        return line

    def _sessions(self, facts: CaseFacts) -> QWidget:
        self._blocks = []
        for number, session in enumerate(facts.sessions):
            takes_files = self._takes_films and number == 0 and facts.stopped is None
            block = SessionBlock(session, self._covers, number < _UNFOLDED, takes_files)
            block.clip_opened.connect(self.clip_opened)
            block.clip_menu.connect(self._show_menu)
            block.clip_refused.connect(self._refuse)
            if self._takes_films:
                block.clip_erase.connect(self.erase_clip_requested)
            block.edit_requested.connect(self.session_edit_requested)
            block.dropped.connect(self.import_requested)
            block.browse_requested.connect(lambda: self.import_requested.emit([]))
            self._blocks.append(block)
        parts: list[QWidget] = [*self._blocks]
        if not parts and self._takes_films and facts.stopped is None:
            parts.append(self._first_film())
        return framed(column(*parts, None, gap_px=12))

    def _first_film(self) -> QWidget:
        zone = DropZone("Drop the first films here", "Or press to choose them", (420, 130), wide=True)
        zone.dropped.connect(self.import_requested)
        zone.clicked.connect(lambda: self.import_requested.emit([]))
        return zone

    def _show_cover(self, clip_id: str, picture: QImage) -> None:
        for block in self._blocks:
            for tile in block.tiles:
                if tile.facts.clip.id == clip_id:
                    tile.set_picture(picture)
        if self._side is not None and clip_id in self._side.cards:
            self._side.cards[clip_id].set_picture(picture)

    def _refuse(self, clip: Clip) -> None:
        what = f"Consent to recording and watching {in_quotes(clip.title)} is withdrawn or has run out."
        self.error.show_error(ExpectedError(ErrorKind.NO_CONSENT, f"{what} The film is safe.", _TO_DO))

    def _show_menu(self, tile: ClipTile) -> None:
        self.clip_menu(tile.facts).popup(tile.mapToGlobal(QPoint(px(10), px(40))))

    def clip_menu(self, facts: ClipFacts) -> QMenu:
        """What is done with a clip."""
        menu, clip = QMenu(self), facts.clip
        if facts.in_trouble:
            menu.addAction("Try again", lambda: self.retry_requested.emit(clip))
        menu.addAction("Open", lambda: self.clip_opened.emit(clip)).setEnabled(facts.opens)
        menu.addAction("Rename…", lambda: self.rename_requested.emit(clip))
        if self._takes_films:
            self._offer_mending(menu, facts)
            menu.addSeparator()
            menu.addAction("Erase for good… (Del)", lambda: self.erase_clip_requested.emit(clip))
        return menu

    def _offer_mending(self, menu: QMenu, facts: ClipFacts) -> None:
        clip = facts.clip
        menu.addSeparator()
        menu.addAction(self.cost_of(clip)).setEnabled(False)
        again = menu.addAction("Make the light copies again", lambda: self.remake_requested.emit(clip))
        again.setEnabled(facts.opens and clip.status is ClipStatus.READY)
        mend = menu.addAction("Replace from the original or a backup…", lambda: self.mend_requested.emit(clip))
        mend.setEnabled(not facts.locked and clip.status is not ClipStatus.IMPORTING)

    def _place_side(self) -> None:
        """Beside the sessions where there is room, else under them."""
        beside = self.width() >= px(_SIDE_FROM_PX)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._body.setDirection(direction)
        if self._side is not None:
            self._side.setMinimumWidth(px(_SIDE_PX) if beside else 0)
            self._side.setMaximumWidth(px(_SIDE_PX if beside else 2 * _SIDE_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_side()
