"""Pause and talk: the picture stands, a question beside it, and room for the parent's words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from ui.screens.review.big_button import BigButton, Face, show_loved
from ui.screens.review.look import ASK_INK, GAP_PX, MARGIN_PX, Page, ReviewIcon, label, panel
from ui.screens.review.picture import ReviewPicture
from ui.screens.review.words_card import WordsCard
from ui.theme import px
from ui.widgets.announce import announce
from ui.widgets.boxes import column, framed, row
from vidfeed.model.quoting import in_quotes

_SIDE_PX = 500


class TalkPage(Page):
    """Asks; the window decides. Words that are not kept are asked about before the page is left.

    Signals:
        again(), slower(), carry_on(), loved(), finish(): buttons.
        asked(str): another question stands there.
        kept_changed(str): what was kept here, in quotes.

    Attributes:
        words: the parent's, in their card.
    """

    again = Signal()
    slower = Signal()
    carry_on = Signal()
    loved = Signal()
    finish = Signal()
    asked = Signal(str)
    kept_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.picture = ReviewPicture("The picture you talk about")
        self.words = WordsCard()
        self._highest_px = self.words.field.maximumHeight()
        self._questions: list[str] = []
        self.question = label("", "ask", wrap=True)
        self.again_button, self.slower_button = BigButton("restart", "Watch again"), BigButton("play-speed", "Slower")
        self.carry_button = BigButton("play", "Carry on", Face.PLAY, wide_px=190)
        self.love_button = BigButton("heart-outline", "I love this", Face.HEART)
        self.love_button.setCheckable(True)
        self.other_button = BigButton("comment-question-outline", "Other question")
        self.finish_button = BigButton("check", "Finish")
        self.kept = label("", "kept", wrap=True)
        self.kept.hide()
        self._lay_out()
        for button, signal in (
            (self.again_button, self.again),
            (self.slower_button, self.slower),
            (self.carry_button, self.carry_on),
            (self.finish_button, self.finish),
        ):
            button.clicked.connect(lambda _=False, signal=signal: self.words.leave(signal.emit))
        self.love_button.clicked.connect(self.loved)
        self.other_button.clicked.connect(self.ask_other)

    def _lay_out(self) -> None:
        card = panel("ask")
        sign = row(ReviewIcon("forum-outline", 20, ASK_INK), label("Let’s talk", "ask-sign"), None, gap_px=8)
        card.setLayout(column(sign, self.question, gap_px=8, margins_px=(26, 18, 26, 22)))
        self._card = card
        self._side = column(card, self.kept, self.words, gap_px=18)
        side = framed(self._side)
        side.setFixedWidth(px(_SIDE_PX))
        upper = row(self.picture, side, gap_px=26)
        upper.setStretch(0, 1)
        buttons = (
            self.again_button,
            self.slower_button,
            self.carry_button,
            self.love_button,
            self.other_button,
            self.finish_button,
        )
        lower = row(None, *buttons, None, gap_px=GAP_PX + 6)
        margins = (MARGIN_PX, 40, MARGIN_PX, 22)
        page = column(upper, lower, gap_px=26, margins_px=margins)
        page.setStretch(0, 1)
        self.setLayout(page)

    def show_talk(self, image: QImage | None, questions: Sequence[str], loved: bool, can_love: bool) -> None:
        """Opens it for a moment; the first question is asked."""
        self.picture.show_image(image)
        self.words.clear()
        self.show_kept([])
        self._questions = list(questions)
        self.other_button.setEnabled(len(self._questions) > 1)
        self._ask()
        self.set_loved(loved, can_love)

    def show_kept(self, texts: Sequence[str]) -> None:
        """What was kept here already stays in view."""
        self.kept.setText("\n".join(in_quotes(text) for text in texts))
        self.kept.setVisible(bool(texts))
        self.kept_changed.emit(self.kept.text())

    def take_words(self) -> WordsCard:
        """Lends the card to another page."""
        self._side.removeWidget(self.words)
        return self.words

    def return_words(self) -> None:
        """Puts the card back in its place."""
        self._side.addWidget(self.words)
        self.words.field.setMaximumHeight(self._highest_px)
        self.words.show()

    def set_loved(self, loved: bool, possible: bool) -> None:
        """How the heart stands."""
        show_loved(self.love_button, loved)
        self.love_button.setEnabled(possible)
        self.picture.set_loved(loved)

    def ask_other(self) -> None:
        """The next question of the reel."""
        if len(self._questions) > 1:
            self._questions.append(self._questions.pop(0))
            self._ask()

    def _ask(self) -> None:
        self._card.setVisible(bool(self._questions))
        text = self._questions[0] if self._questions else ""
        self.question.setText(text)
        self.asked.emit(text)
        announce(self, text)

    def typing(self) -> bool:
        """Whether the parent's words are being typed."""
        focus: QWidget | None = self.window().focusWidget()
        return focus is self.words.field
