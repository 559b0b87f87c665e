"""A film is being made: how far it is, how long it takes, and a way to stop it."""

from fractions import Fraction

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from ui.theme import px
from ui.widgets.announce import announce
from ui.widgets.boxes import row
from ui.widgets.buttons import push_button
from ui.widgets.card import Card
from ui.widgets.spoken import spoken_time
from ui.widgets.words import IconLabel, words
from vidfeed.model.quoting import in_quotes

_STEPS = 1000


class SavingStrip(Card):
    """One line over the board; hidden while nothing is made.

    Signals:
        stop_requested().
    """

    stop_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._text, self._left, self._bar = words("", "h3"), words("", "hint"), QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setAccessibleName("Part done")
        stop = push_button("Stop")
        stop.clicked.connect(self.stop_requested)
        line = row(IconLabel("filmstrip", 20, "pri_ink"), self._text, self._bar, self._left, stop, gap_px=12)
        line.setContentsMargins(px(14), px(6), px(10), px(6))
        line.setStretch(2, 1)
        self.setLayout(line)
        self.hide()

    def start(self, title: str, before: int = 0, items: int = 0) -> None:
        """A film of this reel is being made.

        Args:
            before: of so many `items`, what it goes on after; 0 where it begins anew.
        """
        name = in_quotes(title)
        goes_on = f"Going on with {name} after item {before} of {items}"
        self._text.setText(goes_on if before else f"Saving {name} as a film")
        self.advance(0.0, -1.0)
        self.show()
        announce(self, self._text.text())

    def advance(self, done: float, left_s: float) -> None:
        """Part done, 0 to 1; seconds left, negative while unknown."""
        self._bar.setValue(round(done * _STEPS))
        self._left.setText("" if left_s < 0 else f"about {spoken_time(Fraction(max(1, round(left_s))))} left")
