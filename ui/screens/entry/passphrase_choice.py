"""Choosing a new passphrase: six generated words, or one's own; typed once more either way."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.state.keeping import PassphraseAdvice
from ui.state.passphrases import all_matched, words_matched
from ui.widgets.boxes import column, row
from ui.widgets.buttons import push_button
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.segmented import Segmented
from ui.widgets.strength_bar import StrengthBar
from ui.widgets.word_grid import WordGrid
from ui.widgets.words import words

_GENERATED, _OWN = "generated", "own"
_NUMBERS = ("None", "One", "Two", "Three", "Four", "Five", "All six")
_PAUSE_MS = 150


class PassphraseChoice(QWidget):
    """Six words and their repetition, or a passphrase of one's own and its repetition.

    Signals:
        changed(): `passphrase` or `why_not` may differ.
        submitted(): Enter in the last field.
    """

    changed = Signal()
    submitted = Signal()

    def __init__(self, advice: PassphraseAdvice) -> None:
        super().__init__()
        self._advice = advice
        self._suggested, self._enough = "", False
        choices = [(_GENERATED, "Six words for me", "six words"), (_OWN, "My own passphrase", "my own")]
        self.modes = Segmented("Passphrase", choices)
        self.modes.set_value(_GENERATED)
        self.other_words = push_button("Six other words", "ghost", "refresh")
        self.grid, self.strength = WordGrid(), StrengthBar()
        self.own, self.again = PassphraseField("Your passphrase", True), PassphraseField("Once more", True)
        self._again_label, self.state = words("", "label"), words("", "hint", wrap=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._build()
        self.suggest()
        self._choose_mode()

    def _build(self) -> None:
        self._offer = QStackedWidget()
        self._offer.addWidget(self.grid)
        self._offer.addWidget(self.own)
        self._again_label.setBuddy(self.again)
        self.modes.chosen.connect(self._choose_mode)
        self.other_words.clicked.connect(self.suggest)
        self.own.textEdited.connect(self._own_edited)
        self.again.textEdited.connect(self._refresh)
        self.own.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self._submit)
        self._pause.timeout.connect(self._judge)
        head = row(self.modes, None, self.other_words)
        rest = (self._offer, self.strength, 6, self._again_label, self.again, self.state)
        self.setLayout(column(head, *rest, gap_px=6))

    @property
    def generated(self) -> bool:
        """Whether the six words are used."""
        return self.modes.value == _GENERATED

    @property
    def passphrase(self) -> str | None:
        """The passphrase, once it is strong enough and typed twice."""
        if self.generated:
            return self._suggested if all_matched(self._suggested, self.again.text()) else None
        return self.own.text() if self._enough and self.own.text() == self.again.text() else None

    @property
    def why_not(self) -> str:
        """What is missing; empty where nothing is."""
        if self.passphrase is not None:
            return ""
        return "Next opens when all six words match." if self.generated else "Next opens when it is strong and matches."

    def suggest(self) -> None:
        """Draws six other words."""
        self._suggested = self._advice.suggest_passphrase()
        self.grid.set_words(self._suggested.split())
        self.again.clear()
        self._refresh()

    def wipe(self) -> None:
        """Forgets what was typed and suggested."""
        self._suggested, self._enough = "", False
        for field in (self.own, self.again):
            field.clear()
        self.grid.set_words(())

    def _choose_mode(self) -> None:
        offered = self.grid if self.generated else self.own
        self._offer.setCurrentWidget(offered)
        self._offer.setFixedHeight(offered.sizeHint().height())
        self.other_words.setVisible(self.generated)
        label = "Type the six words once" if self.generated else "Type it once more"
        self._again_label.setText(label)
        self.again.setAccessibleName(label)
        self.again.clear()
        if self.generated:
            self.strength.show_strength(4, "Very strong. Six random words need no numbers or signs.", enough=True)
        else:
            self._judge()
        self._refresh()

    def _own_edited(self) -> None:
        self._enough = False
        self._pause.start()
        self._refresh()

    def _submit(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._judge()
        self.submitted.emit()

    def _judge(self) -> None:
        """Weighs one's own passphrase; a moment after the last key, as it takes some milliseconds."""
        if self.generated:
            return
        found = self._advice.strength(self.own.text())
        self._enough = found.enough
        self.strength.show_strength(found.level, found.words, found.enough)
        self._refresh()

    def _refresh(self) -> None:
        if self.generated:
            matched = words_matched(self._suggested, self.again.text())
            tail = "match." if matched == len(_NUMBERS) - 1 else "of six match so far."
            self.state.setText(f"{_NUMBERS[matched]} {tail} A space or a hyphen between them, as you like.")
        else:
            same = bool(self.again.text()) and self.own.text() == self.again.text()
            self.state.setText("Both are the same." if same else "Not the same yet.")
        self.changed.emit()
