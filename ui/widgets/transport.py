"""The player's controls under the picture."""

from collections.abc import Callable
from fractions import Fraction

from PySide6.QtCore import QSize, Signal, SignalInstance
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ui.state.key_bindings import Command
from ui.theme import px
from ui.widgets.buttons import icon_button, name_button
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
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(6), px(5), px(6), px(5))
        self._row.setSpacing(px(1))
        self._spare: list[QWidget] = []
        self._named: list[tuple[QToolButton, str, Command]] = []
        self._play_key, self._playing = "", False
        self._fill_row()
        self.name_keys(lambda _command: "")
        self._connect()
        self.set_speed(Fraction(1))

    def _fill_row(self) -> None:
        previous = self._button("skip-previous-outline", "Previous moment", Command.PREVIOUS, self.previous_moment)
        self._button("step-backward", "One frame back", Command.FRAME_BACK, self.frame_back)
        self._row.addWidget(self._play)
        self._button("step-forward", "One frame forward", Command.FRAME_FORWARD, self.frame_forward)
        following = self._button("skip-next-outline", "Next moment", Command.NEXT, self.next_moment)
        self._row.addWidget(self.time)
        self._row.addStretch(1)
        self._row.addWidget(self._speeds)
        self._row.addSpacing(px(4))
        self._row.addWidget(self.loop)
        still = self._button("camera-outline", "Keep a still", Command.STILL, self.still_requested)
        self._row.addWidget(self.volume)
        self._row.addWidget(self._more)
        screen = icon_button("fullscreen", "Full screen", "F11")
        screen.clicked.connect(self.full_screen_requested)
        self._row.addWidget(screen)
        self._spare = [still, screen, previous, following, self.loop, self._speeds]

    def _button(self, icon_name: str, name: str, command: Command, signal: SignalInstance) -> QToolButton:
        button = icon_button(icon_name, name)
        self._named.append((button, name, command))
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
        self.menu.wished.connect(self._wish)
        self.loop.a_requested.connect(self.loop_a)
        self.loop.b_requested.connect(self.loop_b)
        self.loop.loop_toggled.connect(self.loop_toggled)
        self.volume.volume_changed.connect(self.volume_changed)

    def _wish(self, wish: Wish) -> None:
        """What the menu offers for buttons that may have no room."""
        asked = {
            Wish.STILL: self.still_requested,
            Wish.LOOP_A: self.loop_a,
            Wish.LOOP_B: self.loop_b,
            Wish.FULL_SCREEN: self.full_screen_requested,
        }
        if wish in asked:
            asked[wish].emit()
        elif wish is Wish.LOOP:
            self.loop_toggled.emit(not self.loop.on)

    def name_keys(self, key_of: Callable[[Command], str]) -> None:
        """Every button and entry names the key that does the same, as it is printed; "" where there is none."""
        for button, name, command in self._named:
            name_button(button, name, key_of(command))
        self._play_key = key_of(Command.PLAY)
        self.set_playing(self._playing)
        self.loop.name_keys(*(key_of(command) for command in (Command.LOOP_A, Command.LOOP_B, Command.LOOP)))
        self._name_speed_keys(key_of(Command.SLOWER), key_of(Command.FASTER))
        self.volume.name_key(key_of(Command.MUTE))
        self.menu.key_of = key_of

    def _name_speed_keys(self, slower: str, faster: str) -> None:
        ways = [f"{name} ({key})" for name, key in (("slower", slower), ("faster", faster)) if key]
        words = "; ".join([", ".join(ways)] * bool(ways) + ["more speeds in the menu"])
        self._speeds.setToolTip(words[0].upper() + words[1:])

    def set_playing(self, playing: bool) -> None:
        """Shows pause while playing, play otherwise."""
        self._playing = playing
        self._play.set_face(*(("pause", "Pause") if playing else ("play", "Play")), self._play_key)

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
