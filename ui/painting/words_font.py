"""The font of words that a parent reads, at sizes of the picture rather than of the window."""

from PySide6.QtGui import QFont

from ui.theme.fonts import Family

_MEDIUM = 500


def words_font(size_px: int, italic: bool = False) -> QFont:
    """Lora at a size in the picture's pixels, whatever the user's text size; unhinted, so that it scales evenly."""
    font = QFont(Family.WORDS)
    font.setPixelSize(size_px)
    font.setWeight(QFont.Weight(_MEDIUM))
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
