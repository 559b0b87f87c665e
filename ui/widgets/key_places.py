"""Keys by where they lie: each is named by its sign on a British keyboard, whatever is printed there."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

_ROWS = ("1234567890-=", "QWERTYUIOP[]", "ASDFGHJKL;'", "ZXCVBNM,./")
# evdev key codes of each row's first key, which are the set 1 make codes that Windows reports too; X11 and Wayland
# add 8.
_ROW_STARTS = (2, 16, 30, 44)
_BY_EVDEV = {
    start + number: sign for row, start in zip(_ROWS, _ROW_STARTS, strict=True) for number, sign in enumerate(row)
}
# kVK_ANSI_* of Carbon's Events.h, row by row.
_MAC_CODES = (
    (18, 19, 20, 21, 23, 22, 26, 28, 25, 29, 27, 24),
    (12, 13, 14, 15, 17, 16, 32, 34, 31, 35, 33, 30),
    (0, 1, 2, 3, 5, 4, 38, 40, 37, 41, 39),
    (6, 7, 8, 9, 11, 45, 46, 43, 47, 44),
)
_BY_MAC = dict(zip(sum(_MAC_CODES, ()), "".join(_ROWS), strict=True))
_X_OFFSET = 8
_SIGNS = frozenset("".join(_ROWS))
_SHIFTED = dict(zip('_+{}:"<>?', "-=[];',./", strict=True))


def sign_of(event: QKeyEvent, platform: str | None = None) -> str | None:
    """The sign of the key that an event came from, or None for keys that print none.

    `platform` is Qt's name of it, by default the running one's. Where the system gives no scan code the key's own
    sign decides.
    """
    platform = platform or QGuiApplication.platformName()
    if platform == "cocoa":
        return _BY_MAC.get(event.nativeVirtualKey())
    code = event.nativeScanCode()
    if code:
        return _BY_EVDEV.get(code if platform == "windows" else code - _X_OFFSET)
    key = event.key()
    sign = chr(key) if Qt.Key.Key_Space < key <= Qt.Key.Key_AsciiTilde else ""
    sign = _SHIFTED.get(sign, sign)
    return sign if sign in _SIGNS else None


_NAMED = {
    int(key): key.name.removeprefix("Key_")
    for key in (
        Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Left,
        Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown, Qt.Key.Key_Insert, Qt.Key.Key_Backspace, Qt.Key.Key_Tab, Qt.Key.Key_F1, Qt.Key.Key_F2,
        Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_F9,
        Qt.Key.Key_F10, Qt.Key.Key_F11, Qt.Key.Key_F12,
    )
}  # fmt: skip
_MODIFIERS = (
    (Qt.KeyboardModifier.ControlModifier, "Ctrl"),
    (Qt.KeyboardModifier.AltModifier, "Alt"),
    (Qt.KeyboardModifier.ShiftModifier, "Shift"),
    (Qt.KeyboardModifier.MetaModifier, "Meta"),
)


def chord_of(event: QKeyEvent, platform: str | None = None) -> str | None:
    """The chord that was pressed, "Shift+P" or "Ctrl+Return"; None for keys that have no name here.

    With Ctrl a letter is the one printed, as in all programs; digits are told by their place, for they need Shift on
    some keyboards.
    """
    name = _NAMED.get(event.key()) or _sign(event, platform)
    if name is None:
        return None
    held = [word for modifier, word in _MODIFIERS if event.modifiers() & modifier]
    return "+".join([*held, name])


def place_of(event: QKeyEvent, platform: str | None = None) -> str:
    """What tells a key from others, whatever is held with it: its release tells the same as its press."""
    return _NAMED.get(event.key()) or sign_of(event, platform) or str(event.key())


def _sign(event: QKeyEvent, platform: str | None) -> str | None:
    key = event.key()
    with_ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    if with_ctrl and Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return chr(key)
    return sign_of(event, platform)
