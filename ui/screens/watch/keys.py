"""The keyboard of the Watch screen: single keys that work while player, palette or timeline has the focus."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from ui.widgets.key_places import sign_of
from ui.widgets.keyboard import position_of


class Command(StrEnum):
    """What keys ask for."""

    PLAY = "play"
    BACKWARDS = "backwards"
    ONCE = "once"
    LOOP_MOMENT = "loop-moment"
    MUTE = "mute"
    PAUSE = "pause"
    BACK = "back"
    FORWARD = "forward"
    FRAME_BACK = "frame-back"
    FRAME_FORWARD = "frame-forward"
    SLOWER = "slower"
    FASTER = "faster"
    LOOP_A = "loop-a"
    LOOP_B = "loop-b"
    LOOP = "loop"
    PREVIOUS = "previous"
    NEXT = "next"
    FIRST = "first"
    LAST = "last"
    START_HERE = "start-here"
    END_HERE = "end-here"
    NUDGE_BACK = "nudge-back"
    NUDGE_FORWARD = "nudge-forward"
    STAR_1 = "star-1"
    STAR_2 = "star-2"
    STAR_3 = "star-3"
    CAPTION = "caption"
    NOTE = "note"
    ESCAPE = "escape"
    STILL = "still"
    REEL = "reel"
    REMOVE = "remove"
    MOMENT = "moment"
    REPEAT = "repeat"
    UNDO = "undo"
    REDO = "redo"


_SIGNS = {
    "J": Command.BACK,
    "K": Command.PAUSE,
    "L": Command.FORWARD,
    ",": Command.FRAME_BACK,
    ".": Command.FRAME_FORWARD,
    "-": Command.SLOWER,
    "=": Command.FASTER,
    "[": Command.LOOP_A,
    "]": Command.LOOP_B,
    "P": Command.LOOP,
    "I": Command.START_HERE,
    "O": Command.END_HERE,
    "N": Command.STILL,
    "B": Command.REEL,
    "M": Command.MOMENT,
    "G": Command.REPEAT,
    "U": Command.MUTE,
}
_SHIFTED_SIGNS = {"P": Command.LOOP_MOMENT}
_NONE = Qt.KeyboardModifier.NoModifier
_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_KEYS = {
    (_NONE, Qt.Key.Key_Space): Command.PLAY,
    (_SHIFT, Qt.Key.Key_Space): Command.BACKWARDS,
    (_SHIFT, Qt.Key.Key_Return): Command.ONCE,
    (_SHIFT, Qt.Key.Key_Enter): Command.ONCE,
    (_NONE, Qt.Key.Key_Up): Command.PREVIOUS,
    (_NONE, Qt.Key.Key_Down): Command.NEXT,
    (_NONE, Qt.Key.Key_Home): Command.FIRST,
    (_NONE, Qt.Key.Key_End): Command.LAST,
    (_ALT, Qt.Key.Key_Left): Command.NUDGE_BACK,
    (_ALT, Qt.Key.Key_Right): Command.NUDGE_FORWARD,
    (_NONE, Qt.Key.Key_Return): Command.CAPTION,
    (_NONE, Qt.Key.Key_Enter): Command.CAPTION,
    (_CTRL, Qt.Key.Key_Return): Command.NOTE,
    (_CTRL, Qt.Key.Key_Enter): Command.NOTE,
    (_NONE, Qt.Key.Key_Escape): Command.ESCAPE,
    (_NONE, Qt.Key.Key_Delete): Command.REMOVE,
    (_CTRL, Qt.Key.Key_Z): Command.UNDO,
    (_CTRL | _SHIFT, Qt.Key.Key_Z): Command.REDO,
}
_STARS = (Command.STAR_1, Command.STAR_2, Command.STAR_3)
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


def command_of(event: QKeyEvent) -> Command | None:
    """What a key asks for, or None."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    command = _KEYS.get((modifiers, Qt.Key(event.key())))
    if command is not None:
        return command
    if modifiers == _CTRL:
        position = position_of(event)
        return _STARS[position[1]] if position in {(0, 0), (0, 1), (0, 2)} else None
    signs = {_NONE: _SIGNS, _SHIFT: _SHIFTED_SIGNS}.get(modifiers, {})
    return signs.get(sign_of(event) or "")


class WatchKeys(QObject):
    """Listens on regions of the screen; text fields in them keep their keys.

    Signals:
        pressed: a Command; repeats of a held key come only where stepping on is meant.
        released: the Command whose key went up, and those still held when the focus goes.
    """

    pressed = Signal(object)
    released = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._held: dict[int, Command] = {}

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
            if command_of(event) is not None:
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
        command = command_of(event)
        if command is None:
            return False
        if event.isAutoRepeat() and command not in _REPEATABLE:
            return True
        self._held[event.key()] = command
        self.pressed.emit(command)
        return True

    def _release(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            return event.key() in self._held
        command = self._held.pop(event.key(), None)
        if command is not None:
            self.released.emit(command)
        return command is not None
