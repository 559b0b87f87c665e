"""Then and now: two sessions of the case side by side."""

from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.screens.reels.compare_side import CompareSide
from ui.screens.reels.inspector import SPEED_CHOICES
from ui.state.comparing import Comparing
from ui.widgets.boxes import column, framed, row
from ui.widgets.buttons import icon_button, push_button
from ui.widgets.card import Card
from ui.widgets.round_button import RoundButton
from ui.widgets.segmented import Segmented
from ui.widgets.words import words
from vidfeed.services.comparing import NOW, THEN

_NO_SOUND = "none"
_ONLY_MOMENTS = "Choose a moment on both sides"


class ComparePage(QWidget):
    """Both sides, and one set of hands for them.

    The space bar plays and pauses both, comma and full stop step both by a frame, Home goes to both starts, Esc leaves.

    Signals:
        left(): back to the reel.
        put_in_requested(str, str): then's moment and now's, into the reel.
        people_requested(): consent is what is missing.
    """

    left = Signal()
    put_in_requested = Signal(str, str)
    people_requested = Signal()

    def __init__(self, comparing: Comparing) -> None:
        super().__init__()
        self._comparing = comparing
        self.setAccessibleName("Then and now")
        self.then, self.now = (CompareSide(side) for side in comparing.sides)
        self.play = RoundButton("play", "Play both")
        self.restart = icon_button("skip-backward-outline", "Both from the start", "Home")
        self.sound = Segmented(
            "Sound", [(THEN, THEN, "of then"), (NOW, NOW, "of now"), (_NO_SOUND, "Off", "of neither")]
        )
        self.speed = Segmented("Speed of both", SPEED_CHOICES)
        self.put_in = push_button("Both into the reel", "primary", "plus")
        self.done = push_button("Back to the reel")
        self._foot = Card()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        sides = row(self.then, self.now, gap_px=10)
        sides.setStretch(0, 1)
        sides.setStretch(1, 1)
        hands = row(
            self.restart, self.play, words("Sound", "label"), self.sound, words("Speed", "label"), self.speed, None,
            self.done, self.put_in, gap_px=10, margins_px=(10, 6, 10, 6),
        )  # fmt: skip
        box = column(sides, framed(hands, self._foot), gap_px=10, margins_px=(10, 8, 10, 10))
        box.setStretch(0, 1)
        self.setLayout(box)
        self._foot.setAccessibleName("Both")
        self.speed.set_value(Fraction(1))
        self.sound.set_value(NOW)

    def _connect(self) -> None:
        both = self._comparing
        for side, shown in zip(both.sides, (self.then, self.now), strict=True):
            side.changed.connect(shown.show_side)
            side.changed.connect(self._offer)
            shown.preview.people_requested.connect(self.people_requested)
        both.playing_changed.connect(self._show_playing)
        self.play.clicked.connect(both.toggle)
        self.restart.clicked.connect(both.restart)
        self.sound.chosen.connect(both.hear)
        self.speed.chosen.connect(both.set_speed)
        self.done.clicked.connect(self.left)
        self.put_in.clicked.connect(self._put_in)

    def begin(self, moment_id: str | None) -> None:
        """Shows a moment beside one of another session."""
        self._comparing.begin(moment_id)
        self.play.setFocus()

    def regions(self) -> list[QWidget]:
        """What F6 goes through."""
        return [self.then, self.now, self._foot]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        both = self._comparing
        acts = {
            Qt.Key.Key_Space: both.toggle,
            Qt.Key.Key_Comma: lambda: both.step(-1),
            Qt.Key.Key_Period: lambda: both.step(1),
            Qt.Key.Key_Home: both.restart,
            Qt.Key.Key_Escape: self.left.emit,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _offer(self) -> None:
        usable = self._comparing.moment_ids is not None
        self.put_in.setEnabled(usable)
        self.put_in.setToolTip("" if usable else _ONLY_MOMENTS)

    def _show_playing(self) -> None:
        playing = self._comparing.is_playing
        self.play.set_face("pause" if playing else "play", "Pause both" if playing else "Play both")

    def _put_in(self) -> None:
        chosen = self._comparing.moment_ids
        if chosen is not None:
            self.put_in_requested.emit(*chosen)
