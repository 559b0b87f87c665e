"""The Review place of the rail: the case's reels, ready to be shown or not, and the reviews that were."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.opening_notice import opening_notice
from ui.screens.screen import Screen
from ui.screens.showing.ready_dialog import ReadyDialog
from ui.screens.showing.record_card import record_card
from ui.state.counting import counted
from ui.state.desk import Desk
from ui.theme import px
from ui.widgets.boxes import clear, column, framed, row, scrolling
from ui.widgets.buttons import push_button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.notice import Notice
from ui.widgets.people_way import is_about_consent, people_button
from ui.widgets.words import words
from vidfeed.errors import ExpectedError
from vidfeed.model.quoting import in_quotes
from vidfeed.model.reel import Reel
from vidfeed.model.review import Review, Whose
from vidfeed.model.time import format_clock
from vidfeed.services.reviewing import check_review, draft_words, drafted_words, keep_words, opening_of


class ShowingScreen(Screen):
    """One card a reel; what stands in the way of showing it is written beside the button."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(10))
        body = framed(column(self._list, None, gap_px=0))
        body.setMaximumWidth(px(860))
        middle = row(None, body, None, margins_px=(18, 16, 18, 16))
        middle.setStretch(1, 1000)
        self.setLayout(column(scrolling(framed(middle)), gap_px=0))
        desk.cases_changed.connect(self._refresh)

    def trail(self) -> list[str]:
        return [self.desk.case.code, "Review"] if self.desk.case is not None else ["Review"]

    def entered(self) -> None:
        clear(self._list)
        case = self.desk.case
        if case is None:
            return
        catalogue = self.desk.context.catalogue
        reels, reviews = catalogue.reels(case.id), catalogue.reviews(case.id)
        last = opening_of(self.desk.context, case.id)
        if last is not None:
            self._list.addWidget(opening_notice(last))
        for reel in reversed(reels):
            self._list.addWidget(self._reel_card(reel))
        if not reels:
            self._list.addWidget(EmptyState("No reel yet. Make one from three good moments.", "filmstrip-box-multiple"))
        if reviews:
            self._list.addWidget(words("Shown before", "h2"))
        for review in reversed(reviews):
            typed = drafted_words(self.desk.context, review.id)
            more = [self._typed(review, typed)] if typed else []
            shown = next((one for one in reels if one.id == review.reel_id), None)
            self._list.addWidget(record_card(self.desk, review, shown, *more))

    def _refresh(self) -> None:
        if self.isVisible():
            self.entered()

    def _typed(self, review: Review, text: str) -> QWidget:
        """Words that were being typed when the vault locked: kept now if the parent said yes, or given up."""
        note = Notice("hint", in_quotes(text), "Typed when the vault locked. Keep it only if the parent said yes.")
        keep, drop = push_button("Keep these words"), push_button("Don’t keep them")
        keep.clicked.connect(lambda: self._settle(review, text))
        drop.clicked.connect(lambda: self._settle(review, ""))
        return framed(column(note, row(None, drop, keep), gap_px=6))

    def _settle(self, review: Review, text: str) -> None:
        ctx = self.desk.context
        with ctx.catalogue.transaction():
            if text:
                keep_words(ctx, review.id, text, Whose.PARENT, None)
            draft_words(ctx, review.id, "")
        self.entered()

    def _reel_card(self, reel: Reel) -> QWidget:
        card, show = Card(), push_button("Show to the parent", "primary", "account-heart-outline")
        edit, ready = push_button("Open the reel"), push_button("Get ready…")
        ready.clicked.connect(lambda: ReadyDialog(self.desk, reel, self).open())
        show.clicked.connect(lambda: self.desk.review_asked.emit(reel.id))
        edit.clicked.connect(lambda: self.desk.open_reel(reel.id))
        detail = f"{format_clock(reel.duration)} · {counted(len(reel.items), 'item')}"
        lines = column(words(reel.title, "h3", wrap=True), words(detail, "hint"), gap_px=2)
        head = row(lines, edit, ready, show)
        head.setStretch(0, 1)
        box = column(head, margins_px=(16, 12, 14, 12))
        try:
            check_review(self.desk.context, reel.id)
        except ExpectedError as error:
            show.setEnabled(False)
            note = Notice("warn", error.message, error.hint)
            if is_about_consent(error):
                note.line.addWidget(people_button(self.desk.ask_people))
            box.addWidget(note)
        card.setLayout(box)
        return card
