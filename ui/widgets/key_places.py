"""The player's keys by where they lie: each is named by its sign on a British keyboard, whatever is printed there."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

# evdev key codes, which are the set 1 make codes that Windows reports too; X11 and Wayland add 8.
_EVDEV = {
    "-": 12,
    "=": 13,
    "U": 22,
    "I": 23,
    "O": 24,
    "P": 25,
    "[": 26,
    "]": 27,
    "G": 34,
    "J": 36,
    "K": 37,
    "L": 38,
    "B": 48,
    "N": 49,
    "M": 50,
    ",": 51,
    ".": 52,
}
# kVK_ANSI_* of Carbon's Events.h.
_MAC = {
    "-": 27,
    "=": 24,
    "U": 32,
    "I": 34,
    "O": 31,
    "P": 35,
    "[": 33,
    "]": 30,
    "G": 5,
    "J": 38,
    "K": 40,
    "L": 37,
    "B": 11,
    "N": 45,
    "M": 46,
    ",": 43,
    ".": 47,
}
_X_OFFSET = 8
_BY_EVDEV = {code: sign for sign, code in _EVDEV.items()}
_BY_MAC = {code: sign for sign, code in _MAC.items()}


def sign_of(event: QKeyEvent, platform: str | None = None) -> str | None:
    """The sign of the player's key that an event came from, or None for other keys.

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
    sign = chr(key) if Qt.Key.Key_Space < key < Qt.Key.Key_AsciiTilde else ""
    return sign if sign in _EVDEV else None
