"""The player's controls under the picture."""

from fractions import Fraction

from PySide6.QtCore import QSize, Signal, SignalInstance
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ui.theme import px
from ui.widgets.buttons import icon_button
from ui.widgets.loop_controls import LoopControls
from ui.widgets.player_menu import PlayerMenu, Wish
from ui.widgets.round_button import RoundButton
from ui.widgets.segmented import Segmented
from ui.widgets.speeds import SPEEDS, speed_text
from ui.widgets.time_field import TimeField
from ui.widgets.volume import VolumeButton

_SPOKEN = {SPEEDS[0]: "a quarter", SPEEDS[1]: "half", SPEEDS[2]: "normal", SPEEDS[3]: "one and a half"}


class Transport(QWidget):
    """Buttons, time and speeds; it only asks, the player decides.

    Signals:
        previous_moment(), frame_back(), play_toggled(), frame_forward(), next_moment().
        time_entered(object): a Fraction of seconds, at most the duration.
        speed_chosen(object): a Fraction, 1/10 to 2.
        loop_a(), loop_b(), loop_toggled(bool).
        still_requested(), volume_changed(int percent), full_screen_requested().

    Attributes:
        loop: A, B and the loop.
        menu: all speeds, ways to play, close-ups, other screens; a click with the right button opens it too.
    """

    previous_moment = Signal()
    frame_back = Signal()
    play_toggled = Signal()
    frame_forward = Signal()
    next_moment = Signal()
    time_entered = Signal(object)
    speed_chosen = Signal(object)
    loop_a = Signal()
    loop_b = Signal()
    loop_toggled = Signal(bool)
    still_requested = Signal()
    volume_changed = Signal(int)
    full_screen_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Player controls")
        self.time = TimeField()
        self.volume = VolumeButton()
        self._play = RoundButton("play", "Play")
        self.menu = PlayerMenu(self)
        self._more = icon_button("dots-horizontal", "More for the player: speeds, close-ups, screens")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(self.menu)
        self.loop = LoopControls()
        self._speeds = Segmented("Speed", [(speed, speed_text(speed), _SPOKEN[speed]) for speed in SPEEDS])
        self._speeds.setToolTip("Slower (-), faster (=); more speeds in the menu")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(6), px(5), px(6), px(5))
        self._row.setSpacing(px(1))
        self._spare: list[QWidget] = []
        self._fill_row()
        self._connect()
        self.set_speed(Fraction(1))

    def _fill_row(self) -> None:
        previous = self._button("skip-previous-outline", "Previous moment", "↑", self.previous_moment)
        self._button("step-backward", "One frame back", ",", self.frame_back)
        self._row.addWidget(self._play)
        self._button("step-forward", "One frame forward", ".", self.frame_forward)
        following = self._button("skip-next-outline", "Next moment", "↓", self.next_moment)
        self._row.addWidget(self.time)
        self._row.addStretch(1)
        self._row.addWidget(self._speeds)
        self._row.addSpacing(px(4))
        self._row.addWidget(self.loop)
        still = self._button("camera-outline", "Keep a still", "N", self.still_requested)
        self._row.addWidget(self.volume)
        self._row.addWidget(self._more)
        screen = self._button("fullscreen", "Full screen", "F11", self.full_screen_requested)
        self._spare = [still, screen, previous, following, self.loop, self._speeds]

    def _button(self, icon_name: str, name: str, keys: str, signal: SignalInstance) -> QToolButton:
        button = icon_button(icon_name, name, keys)
        button.clicked.connect(signal)
        self._row.addWidget(button)
        return button

    def minimumSizeHint(self) -> QSize:
        return QSize(px(280), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves out what has a key or a menu too, one by one, where there is no room."""
        super().resizeEvent(event)
        for widget in self._spare:
            widget.show()
        for widget in self._spare:
            if self._row.sizeHint().width() <= self.width():
                return
            widget.hide()

    def _connect(self) -> None:
        self._play.clicked.connect(self.play_toggled)
        self.time.time_entered.connect(self.time_entered)
        self._speeds.chosen.connect(self.speed_chosen)
        self.menu.speed_chosen.connect(self.speed_chosen)
        self.menu.wished.connect(lambda wish: self.still_requested.emit() if wish is Wish.STILL else None)
        self.loop.a_requested.connect(self.loop_a)
        self.loop.b_requested.connect(self.loop_b)
        self.loop.loop_toggled.connect(self.loop_toggled)
        self.volume.volume_changed.connect(self.volume_changed)

    def set_playing(self, playing: bool) -> None:
        """Shows pause while playing, play otherwise."""
        self._play.set_face("pause", "Pause") if playing else self._play.set_face("play", "Play")

    def set_time(self, position: Fraction, duration: Fraction) -> None:
        """Shows a place in the film, both in seconds."""
        self.time.set_time(position, duration)

    def set_speed(self, speed: Fraction) -> None:
        """Shows the speed in force; one that has no button leaves all unpressed."""
        self._speeds.set_value(speed)
        self._speeds.setAccessibleDescription(f"{speed_text(speed)} times")

    def set_loop(self, a: bool, b: bool, on: bool) -> None:
        """Shows which ends are set and whether the loop runs."""
        self.loop.set_loop(a, b, on)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu.popup(event.globalPos())
