"""The therapist's panel beside the parent's screen: what is shown, what to ask, what comes next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSlider, QWidget

from ui.screens.review.big_button import BigButton, Face
from ui.screens.review.look import GAP_PX, Page, ReviewIcon, label
from ui.screens.review.panel_parts import CueCard, DayLine, PanicButton, PrivateCard, ToCome, quiet_button
from ui.screens.review.picture import ItemStrip, ReviewPicture
from ui.screens.review.playing_page import PlayingPage
from ui.screens.review.talk_page import TalkPage
from ui.screens.review.words_card import REHEARSAL
from ui.theme import px
from ui.theme.tokens import DARK
from ui.widgets.boxes import column, framed, row, scrolling
from vidfeed.model.cue import Cue

_LEFT_PX, _RIGHT_PX, _RIGHT_LEAST_PX = 500, 284, 230
_LOW_PX = 720
_FIELD_PX, _LOW_FIELD_PX = 190, 64


class PanelPage(Page):
    """Stands in for the playing and the talking page, whose buttons it presses.

    Signals:
        panic(), finish(): buttons.
        volume_chosen(int): percent.
        resting_asked(bool): the parent's screen rests, or shows the reel again.
    """

    panic = Signal()
    finish = Signal()
    volume_chosen = Signal(int)
    resting_asked = Signal(bool)

    def __init__(self, playing: PlayingPage, talk: TalkPage, cues: Sequence[Cue], step: QWidget, quiet: bool) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._playing, self._talk, self._cues, self._step = playing, talk, cues, step
        self._talking, self._number = False, 0
        self.picture = ReviewPicture("What the parent’s screen shows")
        self.strip = ItemStrip()
        self.place = label("", "small")
        self._make_buttons()
        self._make_cards()
        self._lay_out(DayLine(quiet))
        talk.asked.connect(self.ask.say)

    def _make_cards(self) -> None:
        self.cue = CueCard("cue", "lightbulb-on-outline", "Cue")
        self.ask = CueCard("ask", "forum-outline", "Then pause and ask", "ask")
        self.other = QPushButton("Other question")
        self.other.setProperty("part", "ask-link")
        self.other.clicked.connect(self._talk.other_button.click)
        self.ask.head.addWidget(self.other)
        self.why = CueCard("why", "heart-outline", "Why this one")
        self.private = PrivateCard()
        self.to_come = ToCome()

    def _make_buttons(self) -> None:
        self.again_button, self.slower_button = BigButton("restart", "Again"), BigButton("play-speed", "Slower")
        self.back_button, self.next_button = BigButton("skip-previous", "Back"), BigButton("skip-next", "Next")
        self.play_button = BigButton("pause", "Pause", Face.PLAY, wide_px=128)
        self.talk_button = BigButton("forum-outline", "Pause and talk", Face.TALK, wide_px=168)
        self.slower_button.setCheckable(True)
        self._playing.slower_button.toggled.connect(self._show_slower)
        self.panic_button = PanicButton()
        self.finish_button = quiet_button("check", "Finish")
        self.words_button = quiet_button("pencil", "Write the parent’s words", checkable=True)
        self.step_button = quiet_button("sign-direction", "Next step agreed", checkable=True)
        playing, talk = self._playing, self._talk
        for button, when_playing, when_talking in (
            (self.again_button, playing.again_button, talk.again_button),
            (self.slower_button, playing.slower_button, talk.slower_button),
            (self.back_button, playing.back_button, playing.back_button),
            (self.play_button, playing.play_button, talk.carry_button),
            (self.next_button, playing.next_button, talk.carry_button),
            (self.talk_button, playing.talk_button, talk.carry_button),
        ):
            button.clicked.connect(lambda _=False, a=when_playing, b=when_talking: (b if self._talking else a).click())
        self.panic_button.clicked.connect(self.panic)
        self.finish_button.clicked.connect(lambda: self._talk.words.leave(self.finish.emit))
        self.words_button.toggled.connect(lambda on: self._write(words=on, step=False))
        self.step_button.toggled.connect(lambda on: self._write(words=False, step=on))

    def _lay_out(self, day: DayLine) -> None:
        self.chip = label("On the other screen", "chip")
        head = row(label("Our moments", "strong"), self.chip, None, day, self.finish_button, gap_px=14)
        self._middle = column(self.cue, self.ask, self.why, self.private, None, gap_px=10)
        self._cards = scrolling(framed(self._middle))
        lines = column(self.to_come, self.words_button, self.step_button, gap_px=8)
        lines.setStretch(0, 1)
        right = framed(lines)
        right.setMinimumWidth(px(_RIGHT_LEAST_PX))
        right.setMaximumWidth(px(_RIGHT_PX))
        body = row(self._left(), self._cards, right, gap_px=14)
        body.setStretch(0, 4)
        body.setStretch(1, 5)
        body.setStretch(2, 3)
        foot = row(
            self.again_button, self.slower_button, None, self.back_button, self.play_button, self.next_button,
            self.talk_button, None, self.panic_button, gap_px=GAP_PX,
        )  # fmt: skip
        page = column(head, body, foot, gap_px=12, margins_px=(20, 10, 20, 16))
        page.setStretch(1, 1)
        self.setLayout(page)

    def _left(self) -> QWidget:
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setRange(0, 100)
        self.volume.setValue(100)
        self.volume.setAccessibleName("Sound on the other screen")
        self.volume.valueChanged.connect(self.volume_chosen)
        self.film_button, self.rest_button = quiet_button("", "Film", True), quiet_button("", "Resting picture", True)
        shown = QButtonGroup(self)
        for button in (self.film_button, self.rest_button):
            shown.addButton(button)
        self.film_button.setChecked(True)
        self.rest_button.toggled.connect(self.resting_asked)
        self.picture.setMinimumHeight(px(160))
        sound = row(ReviewIcon("volume-high", 18, DARK.ink2), label("Sound", "small"), self.volume, gap_px=8)
        shows = row(label("It shows", "small"), None, self.film_button, self.rest_button, gap_px=8)
        head = row(ReviewIcon("television", 18, DARK.ink2), label("What the parent sees", "small"), None, gap_px=8)
        lines = column(head, self.picture, self.strip, self.place, sound, shows, gap_px=8)
        lines.setStretch(1, 1)
        left = framed(lines)
        left.setMaximumWidth(px(_LEFT_PX))
        return left

    # What it shows

    def mark_rehearsal(self) -> None:
        """Nobody is there yet, and nothing is kept."""
        self.chip.setText(REHEARSAL)

    def show_image(self, image: QImage | None) -> None:
        """What the parent's screen shows now."""
        self.picture.show_image(image)

    def stand_at(self, number: int) -> None:
        """The item that is shown, or about to be."""
        cue = self._cues[number]
        self.strip.set_place(number, len(self._cues))
        self._number = number
        self._show_place()
        self.cue.say(cue.cue)
        self.why.say(cue.why)
        self.private.say(cue.note)
        self._show_cards()
        if not self._talking:  # what is asked stays while they talk: an item's first picture may come late
            self.ask.say(cue.question)
        self.to_come.show_after(self._cues, number)

    def _show_slower(self, slower: bool) -> None:
        self.slower_button.setChecked(slower)
        self._show_place()

    def _show_place(self) -> None:
        slow = " · half speed" if self.slower_button.isChecked() else ""
        self.place.setText(f"{self._number + 1} of {len(self._cues)}{slow}")

    def set_playing(self, playing: bool) -> None:
        """Shows the other of pause and play."""
        if playing:
            self.film_button.setChecked(True)
        self.play_button.say("pause" if playing else "play", "Pause" if playing else "Play", keys="Space")

    def set_talking(self, talking: bool) -> None:
        """Whether they talk now: there is room for the parent's words."""
        self._talking = talking
        self.film_button.setChecked(True)  # the page that opens is on the parent's screen too
        self.back_button.setEnabled(not talking)
        self.other.setVisible(talking)
        if talking:
            self.play_button.say("play", "Carry on")
        self.talk_button.say("forum-outline", "Carry on" if talking else "Pause and talk", keys="T")
        self.words_button.setChecked(talking)

    def lend(self, words: QWidget) -> None:
        """Takes the card for the parent's words, and the field of the next step, into the panel."""
        for part in (self._step, words):
            self._middle.insertWidget(self._middle.count() - 1, part)
        self._cards.setMinimumWidth(words.minimumSizeHint().width() + px(24))
        self._write(words=self._talking, step=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # What is under the field stays in view on a low screen.
        self._talk.words.field.setMaximumHeight(px(_LOW_FIELD_PX if self.height() < px(_LOW_PX) else _FIELD_PX))

    def _show_cards(self) -> None:
        """They make room while something is written."""
        writing = self.words_button.isChecked() or self.step_button.isChecked()
        for card in (self.cue, self.why, self.private):
            card.setVisible(not writing and bool(card.words.text()))

    def _write(self, words: bool, step: bool) -> None:
        for button, on in ((self.words_button, words), (self.step_button, step)):
            button.blockSignals(True)
            button.setChecked(on)
            button.blockSignals(False)
        self._talk.words.setVisible(words)
        self._step.setVisible(step)
        self._show_cards()
        if words:
            self._talk.words.field.setFocus()
        elif step:
            self._step.setFocus()
        else:
            self.setFocus()
