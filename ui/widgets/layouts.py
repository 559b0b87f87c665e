"""What is printed on the user's keys: the layouts of Europe, by language, and chords in their letters."""

from PySide6.QtCore import QLocale

from ui.widgets.keyboard import Letters
from vidfeed.model.codebook import KEY_ROWS

_WORDS = {
    "Return": "Enter",
    "Enter": "Enter (pad)",
    "Escape": "Esc",
    "Delete": "Del",
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "PageUp": "Page Up",
    "PageDown": "Page Down",
}
_SIGNS = "1234567890-=QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,./"
_PRINTED = {
    "qwerty": _SIGNS,
    "azerty": "1234567890)=AZERTYUIOP^$QSDFGHJKLMùWXCVBN,;:!",
    "qwertz": "1234567890ß´QWERTZUIOPÜ+ASDFGHJKLÖÄYXCVBNM,.-",
    "swedish": "1234567890+´QWERTYUIOPÅ¨ASDFGHJKLÖÄZXCVBNM,.-",
    "danish": "1234567890+´QWERTYUIOPÅ¨ASDFGHJKLÆØZXCVBNM,.-",
    "norwegian": "1234567890+\\QWERTYUIOPÅ¨ASDFGHJKLØÆZXCVBNM,.-",
}
_BY_LANGUAGE = {"de": "qwertz", "sv": "swedish", "fi": "swedish", "da": "danish", "nb": "norwegian", "nn": "norwegian"}
_AZERTY = {"fr_FR", "fr_BE", "nl_BE"}


class Layout:
    """The signs on the user's keys: those that were learnt from pressing the palette's, else those of the language."""

    def __init__(self, letters: Letters, locale: QLocale) -> None:
        name = locale.name()
        kind = "azerty" if name in _AZERTY else _BY_LANGUAGE.get(name.split("_")[0], "qwerty")
        learnt = letters[1, 0], letters[3, 0]
        if learnt == ("A", "W"):
            kind = "azerty"
        elif learnt == ("Q", "Y"):
            kind = "qwertz"
        elif kind in ("azerty", "qwertz"):
            kind = "qwerty"
        self.kind = kind
        self._printed = dict(zip(_SIGNS, _PRINTED[kind], strict=True))
        for row, keys in enumerate(KEY_ROWS):
            self._printed.update({sign: letters[row, column] for column, sign in enumerate(keys)})

    def sign(self, sign: str) -> str:
        """What is printed where a British keyboard has `sign`."""
        return self._printed.get(sign, sign)

    def caps(self, chord: str) -> tuple[str, ...]:
        """The keys of a chord as they are printed: ("Shift", "P")."""
        *held, last = chord.split("+")
        by_letter = "Ctrl" in held and last.isalpha()
        return (*held, _WORDS.get(last) or (last if by_letter else self.sign(last)))

    def spoken(self, chord: str) -> str:
        """In a line: "Shift P"."""
        return " ".join(self.caps(chord))
