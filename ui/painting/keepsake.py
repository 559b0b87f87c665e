"""The keepsake card: A6, a picture and what the parent said; no name, no case, no date."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPageSize, QPainter, QPainterPath, QPdfWriter

from ui.painting.fitted_words import fit_words
from ui.painting.paper import pdf
from ui.theme.fonts import Family, load_fonts
from ui.theme.tokens import LIGHT
from vidfeed.media.pictures import Picture
from vidfeed.model.quoting import in_quotes

WIDTH, HEIGHT = 1050, 1480
"""Of A6, in tenths of a millimetre."""

_MARGIN, _CORNER, _WORDS_SIZE = 75, 28, 74
_MOST_PICTURE_HEIGHT = 860


class KeepsakePainter:
    """Paints cards, in windows and in processes without a Qt application."""

    def __init__(self) -> None:
        self._application = QGuiApplication.instance() or QGuiApplication(["vidfeed", "-platform", "offscreen"])
        load_fonts()

    def pdf(self, picture: Picture, sentence: str) -> bytes:
        """One A6 page with the picture ("rgb24") above the sentence."""

        def paint(painter: QPainter, _writer: QPdfWriter) -> None:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), QColor(LIGHT.apri_weak))
            bottom = _paint_picture(painter, picture)
            area = QRectF(_MARGIN, bottom + _MARGIN, WIDTH - 2 * _MARGIN, HEIGHT - bottom - 2 * _MARGIN)
            words = fit_words(in_quotes(sentence), _words_font, _WORDS_SIZE, area.width(), area.height())
            painter.setPen(QColor(LIGHT.ink))
            words.paint(painter, area)

        return pdf("Keepsake", paint, QPageSize.PageSizeId.A6)


def _paint_picture(painter: QPainter, picture: Picture) -> float:
    """Paints it as large as it fits; returns where it ends."""
    data, stride = picture.packed(), 3 * picture.width_px
    image = QImage(data, picture.width_px, picture.height_px, stride, QImage.Format.Format_RGB888).copy()
    scale = min((WIDTH - 2 * _MARGIN) / picture.width_px, _MOST_PICTURE_HEIGHT / picture.height_px)
    width, height = picture.width_px * scale, picture.height_px * scale
    area = QRectF((WIDTH - width) / 2, _MARGIN, width, height)
    outline = QPainterPath()
    outline.addRoundedRect(area, _CORNER, _CORNER)
    painter.save()
    painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    painter.drawImage(area, image)
    painter.restore()
    return area.bottom()


def _words_font(size: int) -> QFont:
    font = QFont(Family.WORDS)
    font.setPixelSize(size)
    font.setItalic(True)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
