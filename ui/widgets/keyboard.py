"""Keys of the tag palette by where they lie, not by what is printed on them.

The left-hand block of four rows of four is in the same place on every keyboard: what is QWER on one
is AZER on another. Scan codes tell the place on X11, Wayland and Windows, virtual keys on macOS;
the letter is only for printing.
"""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from vidfeed.model.codebook import KEY_ROWS

Position = tuple[int, int]
"""Row 0 to 3 from the digits down, column 0 to 3 from the left."""

_POSITIONS: list[Position] = [(row, column) for row in range(4) for column in range(4)]

# evdev key codes plus 8, as X11 and Wayland report them.
_XKB_ROWS = (range(10, 14), range(24, 28), range(38, 42), range(52, 56))
# Set 1 make codes, as Windows reports them.
_WINDOWS_ROWS = (range(2, 6), range(16, 20), range(30, 34), range(44, 48))
# kVK_ANSI_* of Carbon's Events.h.
_MAC_ROWS = ((18, 19, 20, 21), (12, 13, 14, 15), (0, 1, 2, 3), (6, 7, 8, 9))

_AZERTY = ("1234", "AZER", "QSDF", "WXCV")
_QWERTZ = ("1234", "QWER", "ASDF", "YXCV")
_AZERTY_LOCALES = {"fr_FR", "fr_BE", "nl_BE"}
_QWERTZ_LANGUAGES = {"de", "cs", "hu", "sk", "sl", "hr", "lb", "sq"}


def position_of(event: QKeyEvent, platform: str | None = None) -> Position | None:
    """The palette position that a key event came from, or None for other keys.

    `platform` is Qt's name of it, by default the running one's. Where the system gives no scan code
    the key's own letter decides, as on a British keyboard.
    """
    platform = platform or QGuiApplication.platformName()
    if platform == "cocoa":
        return _place(event.nativeVirtualKey(), _MAC_ROWS)
    if not event.nativeScanCode():
        return _position_of_letter(event.key())
    return _place(event.nativeScanCode(), _WINDOWS_ROWS if platform == "windows" else _XKB_ROWS)


def _place(code: int, rows: Sequence[Sequence[int]]) -> Position | None:
    return next(((row, codes.index(code)) for row, codes in enumerate(rows) if code in codes), None)


def _position_of_letter(key: int) -> Position | None:
    letter = chr(key) if Qt.Key.Key_Space < key < Qt.Key.Key_AsciiTilde else ""
    return next(((row, keys.index(letter)) for row, keys in enumerate(KEY_ROWS) if letter and letter in keys), None)


class Letters:
    """What is printed for each position: guessed from the layout's language, then learnt from use."""

    def __init__(self, locale: QLocale | None = None) -> None:
        """Starts from the rows usual for `locale`, by default British."""
        rows = _rows_for(locale)
        self._letters = {(row, column): rows[row][column] for row, column in _POSITIONS}

    def __getitem__(self, position: Position) -> str:
        return self._letters[position]

    def learn(self, event: QKeyEvent, position: Position) -> bool:
        """Takes the letter from a key that was pressed; whether it was news."""
        text = event.text().upper()
        if position[0] == 0 or not (len(text) == 1 and text.isalpha()) or text == self._letters[position]:
            return False
        self._letters[position] = text
        return True


def _rows_for(locale: QLocale | None) -> tuple[str, ...]:
    if locale is None:
        return KEY_ROWS
    name = locale.name()
    if name in _AZERTY_LOCALES:
        return _AZERTY
    return _QWERTZ if name.split("_")[0] in _QWERTZ_LANGUAGES else KEY_ROWS
