"""Title and question cards, and the painter of words that renders reels."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from ui.painting.captions import paint_caption
from ui.painting.fitted_words import fit_words
from ui.painting.words_font import words_font
from ui.theme.fonts import load_fonts
from ui.theme.tokens import LIGHT, REVIEW

QUESTION_INK = "#5A2E06"
_TITLE_SIZE, _QUESTION_SIZE = 0.095, 0.08
_MARGIN_X, _MARGIN_Y = 0.1, 0.12


def paint_card(painter: QPainter, area: QRectF, text: str, question: bool) -> None:
    """Paints a card that fills `area`: words on a green field, a question on a warm one."""
    field, ink, size = (
        (LIGHT.apri_weak, QUESTION_INK, _QUESTION_SIZE) if question else (LIGHT.pri, REVIEW.caption, _TITLE_SIZE)
    )
    painter.fillRect(area, QColor(field))
    side_px = min(area.width(), area.height())
    inner = area.adjusted(
        area.width() * _MARGIN_X, area.height() * _MARGIN_Y, -area.width() * _MARGIN_X, -area.height() * _MARGIN_Y
    )
    words = fit_words(text, words_font, round(side_px * size), inner.width(), inner.height())
    painter.setPen(QColor(ink))
    words.paint(painter, inner)


class QtTextPainter:
    """The TextPainter port. It works without a window, in any thread, and in processes without a Qt application."""

    def __init__(self) -> None:
        self._application = QGuiApplication.instance() or QGuiApplication(["vidfeed", "-platform", "offscreen"])
        load_fonts()

    def card(self, text: str, question: bool, width_px: int, height_px: int) -> bytes:
        """See TextPainter."""
        image = _clear(width_px, height_px)
        with QPainter(image) as painter:
            paint_card(painter, QRectF(image.rect()), text, question)
        return _rgba(image)

    def caption(self, text: str, baby_voice: bool, width_px: int, height_px: int, at_top: bool = False) -> bytes:
        """See TextPainter; the alpha is straight, not multiplied in. `at_top` leaves the picture's lower part free."""
        image = _clear(width_px, height_px)
        with QPainter(image) as painter:
            paint_caption(painter, QRectF(image.rect()), text, baby_voice, at_top)
        return _rgba(image)


def _clear(width_px: int, height_px: int) -> QImage:
    image = QImage(width_px, height_px, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _rgba(image: QImage) -> bytes:
    # Named, for the view into its pixels does not keep it alive.
    converted = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return bytes(converted.constBits())
