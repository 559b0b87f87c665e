"""Captions: words on a dark plate over the picture, never bare."""

import unicodedata

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from ui.painting.fitted_words import FittedWords, fit_words
from ui.painting.words_font import words_font
from ui.theme.tokens import REVIEW
from vidfeed.model.quoting import in_quotes

_SIZE = 0.05
_MOST_WIDTH, _MOST_HEIGHT = 0.9, 0.4
_MARGIN = 0.05
# In parts of the font's size.
_PADDING_X, _PADDING_Y, _RADIUS = 0.6, 0.35, 0.3
_SCRIPTS_WITH_ITALICS = ("LATIN", "GREEK", "CYRILLIC")


def caption_words(text: str, baby_voice: bool) -> str:
    """The caption as shown: in quotation marks where it speaks for the baby."""
    return in_quotes(text) if baby_voice else text.strip()


def paint_caption(painter: QPainter, picture: QRectF, text: str, baby_voice: bool, at_top: bool = False) -> None:
    """Paints the caption over `picture`, at its lower edge or its upper one; nothing where there are no words."""
    shown = caption_words(text, baby_voice)
    if not shown:
        return
    words, plate = _lay_out(shown, baby_voice and _has_italics(shown), picture, at_top)
    radius = words.font_px * _RADIUS
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(REVIEW.plate))
    painter.drawRoundedRect(plate, radius, radius)
    painter.setPen(QColor(REVIEW.caption))
    words.paint(painter, plate)
    painter.restore()


def _has_italics(text: str) -> bool:
    """Whether its scripts know italics; slanted fonts for the others lack their letters."""
    return all(unicodedata.name(letter, "").startswith(_SCRIPTS_WITH_ITALICS) for letter in text if letter.isalpha())


def _lay_out(text: str, italic: bool, picture: QRectF, at_top: bool) -> tuple[FittedWords, QRectF]:
    side_px = min(picture.width(), picture.height())
    font_px = max(1, round(side_px * _SIZE))
    padding_x, padding_y, margin = font_px * _PADDING_X, font_px * _PADDING_Y, side_px * _MARGIN
    width = picture.width() * _MOST_WIDTH - 2 * padding_x
    height = picture.height() * _MOST_HEIGHT - 2 * padding_y
    words = fit_words(text, lambda size_px: words_font(size_px, italic), font_px, width, height)
    plate = QRectF(0, 0, words.width_px + 2 * padding_x, words.height_px + 2 * padding_y)
    plate.moveCenter(picture.center())
    if at_top:
        plate.moveTop(picture.top() + margin)
    else:
        plate.moveBottom(picture.bottom() - margin)
    return words, plate
