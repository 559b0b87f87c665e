"""The keyboard of the Watch screen: single keys that work while player, palette or timeline has the focus."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from ui.state.key_bindings import Command, KeyChoices, is_single
from ui.widgets.key_places import chord_of, place_of

_REPEATABLE = {
    Command.BACK,
    Command.FORWARD,
    Command.FRAME_BACK,
    Command.FRAME_FORWARD,
    Command.PREVIOUS,
    Command.NEXT,
    Command.NUDGE_BACK,
    Command.NUDGE_FORWARD,
}
_LASTING = {Command.MOMENT, Command.REPEAT}


class WatchKeys(QObject):
    """Listens on regions of the screen; text fields in them keep their keys.

    Signals:
        pressed: a Command; repeats of a held key come only where stepping on is meant.
        released: the Command whose key went up, and those still held when the focus goes.

    Attributes:
        lasting: the last press came with Shift, which makes a moment run until it is pressed again.
        repeated: the last press was one of a key that is held.
    """

    pressed = Signal(object)
    released = Signal(object)

    def __init__(self, parent: QObject, choices: KeyChoices | None = None) -> None:
        super().__init__(parent)
        self._held: dict[str, Command] = {}
        self.lasting = self.repeated = False
        self.use(choices or KeyChoices())
        # Something in a region may have the focus, and its release would go elsewhere.
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self.release_all)

    def use(self, choices: KeyChoices) -> None:
        """Other keys from now on."""
        self.release_all()
        self._choices, self._commands = choices, choices.commands

    def command_of(self, event: QKeyEvent) -> Command | None:
        """What a key asks for, or None."""
        chord = chord_of(event)
        if chord is None or (is_single(chord) and not self._choices.single_keys):
            return None
        meant = self._commands.get(chord)
        return meant or self._begun_by(chord)

    def _begun_by(self, chord: str) -> Command | None:
        """What Shift with a key begins, where the two have no other meaning."""
        alone = self._commands.get(chord.removeprefix("Shift+")) if chord.startswith("Shift+") else None
        return alone if alone in _LASTING else None

    def watch(self, region: QObject) -> None:
        """Lets the keys work while `region`, or something in it that leaves them alone, has the focus."""
        region.installEventFilter(self)

    def holds(self, command: Command) -> bool:
        """Whether its key is down."""
        return command in self._held.values()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.WindowDeactivate):
            self.release_all()
        if isinstance(event, QKeyEvent) and isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.command_of(event) is not None:
                event.accept()
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        if event.type() == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            return self._release(event)
        return False

    def release_all(self) -> None:
        """Lets go of every held key."""
        for key in list(self._held):
            self.released.emit(self._held.pop(key))

    def _press(self, event: QKeyEvent) -> bool:
        command = self.command_of(event)
        if command is None:
            return False
        if event.isAutoRepeat() and command not in _REPEATABLE:
            return True
        self.repeated = event.isAutoRepeat() and self.holds(command)
        self._held[place_of(event)] = command
        self.lasting = command in _LASTING and chord_of(event) not in self._commands
        self.pressed.emit(command)
        return True

    def _release(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            return place_of(event) in self._held
        command = self._held.pop(place_of(event), None)
        if command is not None:
            self.released.emit(command)
        return command is not None
