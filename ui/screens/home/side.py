"""Beside the sessions: the reels, and what the parent said."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.screens.home.case_facts import CaseFacts
from ui.screens.home.reel_card import ReelCard
from ui.state.covers import Covers
from ui.widgets.boxes import column, row
from ui.widgets.buttons import push_button
from ui.widgets.words import IconLabel, words
from vidfeed.model.dates import day_of, short_date
from vidfeed.model.quoting import in_quotes
from vidfeed.model.review import KeptWords

_SHOWN_WORDS = 3


class CaseSide(QWidget):
    """Reels and words.

    Signals:
        reel_opened(str), new_reel_requested()
    """

    reel_opened = Signal(str)
    new_reel_requested = Signal()

    def __init__(self, facts: CaseFacts, covers: Covers) -> None:
        super().__init__()
        self.cards: dict[str, ReelCard] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        new = push_button("New reel", "ghost", "plus")
        new.clicked.connect(self.new_reel_requested)
        self._box.addLayout(row(words("Reels", "h3"), None, new))
        for reel in facts.reels:
            card = ReelCard(reel)
            card.clicked.connect(lambda _=False, reel_id=reel.reel.id: self.reel_opened.emit(reel_id))
            clip_id = reel.cover_clip_id
            if clip_id is not None and clip_id not in facts.locked:
                card.set_picture(covers.picture(clip_id))
                self.cards[clip_id] = card
            self._box.addWidget(card)
        if not facts.reels:
            self._box.addWidget(words("No reel yet. Three good moments are enough for one.", "quiet", wrap=True))
        for kept in facts.words[: -_SHOWN_WORDS - 1 : -1]:
            self._box.addWidget(WordsCard(kept, facts.reel_title(kept.reel_id)))
        self._box.addStretch(1)


class WordsCard(QFrame):
    """What a parent said at a review."""

    def __init__(self, kept: KeptWords, reel_title: str) -> None:
        super().__init__()
        self.setProperty("note", "hint")
        said = words(in_quotes(kept.words.text), "words", wrap=True)
        when = f"Review, {short_date(day_of(kept.words.at))}"
        source = words(" · ".join(text for text in (when, reel_title) if text), "hint", wrap=True)
        sign, label = IconLabel("format-quote-open", 16, "apri_ink"), words("In the parent’s words", "label")
        head = row(sign, label, None, gap_px=4)
        self.setLayout(column(head, said, source, gap_px=4, margins_px=(14, 10, 14, 12)))
