"""The player's menu: all speeds, ways to play, close-ups, other screens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ui.state.key_bindings import Command
from ui.widgets.speeds import ALL_SPEEDS, speed_text


class Wish(StrEnum):
    """What the menu asks for."""

    BACKWARDS = "backwards"
    ONCE = "once"
    LOOP_MOMENT = "loop-moment"
    STILL = "still"
    LOOP_A = "loop-a"
    LOOP_B = "loop-b"
    LOOP = "loop"
    FULL_SCREEN = "full-screen"
    CLOSER = "closer"
    WIDER = "wider"
    FIT = "fit"
    KEEP_ZOOM = "keep-zoom"
    FORGET_ZOOM = "forget-zoom"


@dataclass(frozen=True)
class MenuFacts:
    """How things stand as the menu opens.

    Attributes:
        screens: names of the other screens.
        on_screen: the one that shows the picture too, or None.
    """

    speed: Fraction = Fraction(1)
    slow_sound: bool = False
    has_moment: bool = False
    zoomed: bool = False
    moment_zoomed: bool = False
    screens: Sequence[str] = ()
    on_screen: str | None = None


_PLAY = (
    (Wish.BACKWARDS, "Play backwards", Command.BACKWARDS),
    (Wish.ONCE, "Play this moment once", Command.ONCE),
    (Wish.LOOP_MOMENT, "Loop this moment", Command.LOOP_MOMENT),
    (Wish.STILL, "Keep a still", Command.STILL),
)
_LOOP = (
    (Wish.LOOP_A, "Starts here", Command.LOOP_A),
    (Wish.LOOP_B, "Ends here", Command.LOOP_B),
    (Wish.LOOP, "On or off", Command.LOOP),
)
_OF_A_MOMENT = (Wish.ONCE, Wish.LOOP_MOMENT)
_ZOOM = ((Wish.CLOSER, "Closer", "Ctrl +"), (Wish.WIDER, "Wider", "Ctrl -"), (Wish.FIT, "Whole picture", "Ctrl 0"),
         (Wish.KEEP_ZOOM, "Keep this zoom with the moment", ""),
         (Wish.FORGET_ZOOM, "Show the moment whole again", ""))  # fmt: skip


class PlayerMenu(QMenu):
    """Filled anew each time that it opens.

    Signals:
        wished: a Wish.
        speed_chosen: a Fraction.
        slow_sound_changed(bool).
        screen_chosen(str): a screen's name; empty for none.
    """

    wished = Signal(object)
    speed_chosen = Signal(object)
    slow_sound_changed = Signal(bool)
    screen_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Player menu")
        self.facts: Callable[[], MenuFacts] = MenuFacts
        self.key_of: Callable[[Command], str] = lambda _command: ""
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for old in self.findChildren(QMenu):
            old.deleteLater()
        facts = self.facts()
        self._add_speeds(facts)
        self.addSeparator()
        for wish, text, command in _PLAY:
            self._add(wish, text, self.key_of(command)).setEnabled(facts.has_moment or wish not in _OF_A_MOMENT)
        loop = self.addMenu("Loop from A to B")
        for wish, text, command in _LOOP:
            self._add(wish, text, self.key_of(command), loop)
        self.addSeparator()
        usable = {
            Wish.WIDER: facts.zoomed,
            Wish.FIT: facts.zoomed,
            Wish.KEEP_ZOOM: facts.zoomed and facts.has_moment,
            Wish.FORGET_ZOOM: facts.moment_zoomed,
        }
        for wish, text, keys in _ZOOM:
            self._add(wish, text, keys).setEnabled(usable.get(wish, True))
        self.addSeparator()
        self._add(Wish.FULL_SCREEN, "Full screen", "F11")
        self._add_screens(facts)

    def _add(self, wish: Wish, text: str, keys: str, menu: QMenu | None = None) -> QAction:
        action = (menu or self).addAction(f"{text}\t{keys}" if keys else text)
        action.triggered.connect(lambda: self.wished.emit(wish))
        return action

    def _add_speeds(self, facts: MenuFacts) -> None:
        menu = self.addMenu("Speed")
        group = QActionGroup(menu)
        for speed in ALL_SPEEDS:
            action = menu.addAction(f"{speed_text(speed)} ×")
            action.setCheckable(True)
            action.setChecked(speed == facts.speed)
            action.triggered.connect(lambda _=False, speed=speed: self.speed_chosen.emit(speed))
            group.addAction(action)
        menu.addSeparator()
        slow = menu.addAction("Sound below ¼ speed")
        slow.setCheckable(True)
        slow.setChecked(facts.slow_sound)
        slow.toggled.connect(self.slow_sound_changed)

    def _add_screens(self, facts: MenuFacts) -> None:
        menu = self.addMenu("Picture on another screen")
        menu.setEnabled(bool(facts.screens))
        if not facts.screens:
            menu.setTitle("Picture on another screen (none connected)")
        for name in facts.screens:
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(name == facts.on_screen)
            action.triggered.connect(lambda on, name=name: self.screen_chosen.emit(name if on else ""))
