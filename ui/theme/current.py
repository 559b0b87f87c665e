"""The theme in force: colours, text size and motion, and the signal that they changed."""

from functools import cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

from ui.theme.tokens import LIGHT, Tokens

MIN_TEXT_PERCENT = 90
MAX_TEXT_PERCENT = 150
_THIN_PX = 3


class Theme(QObject):
    """What painting code asks; there is one, `theme()`.

    Attributes:
        tokens: the colours.
        text_percent: of the design's sizes, 90 to 150.
        reduced_motion: nothing slides or fades.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens: Tokens = LIGHT
        self.text_percent = 100
        self.reduced_motion = False

    def set(self, tokens: Tokens, text_percent: int, reduced_motion: bool) -> None:
        """Takes the values over and tells everyone."""
        self.tokens = tokens
        self.text_percent = max(MIN_TEXT_PERCENT, min(text_percent, MAX_TEXT_PERCENT))
        self.reduced_motion = reduced_motion
        self.changed.emit()

    def px(self, design_px: float) -> int:
        """A size of the design at the user's text size; hairlines stay."""
        return round(design_px if design_px <= _THIN_PX else design_px * self.text_percent / 100)

    def colour(self, name: str) -> QColor:
        """A token's colour, by its field name."""
        return _colour(getattr(self.tokens, name))

    def duration_ms(self, design_ms: int) -> int:
        """How long a movement takes: nothing where motion is reduced."""
        return 0 if self.reduced_motion else design_ms


@cache
def theme() -> Theme:
    """The theme in force."""
    return Theme()


def colour(name: str) -> QColor:
    """A token's colour in the theme in force; not to be modified."""
    return theme().colour(name)


def px(design_px: float) -> int:
    """A design size in the theme in force."""
    return theme().px(design_px)


@cache
def _colour(text: str) -> QColor:
    return QColor(text)
