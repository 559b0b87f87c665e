"""Pages as PDF, usually A4, made in memory only: sizes, text and rules that the printed sheets share."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

from ui.theme.fonts import Family
from ui.theme.tokens import LIGHT

PAGE_WIDTH, PAGE_HEIGHT = 2100, 2970
"""Of A4, in the unit of all sizes here: a tenth of a millimetre."""

MARGIN = 180
WIDTH = PAGE_WIDTH - 2 * MARGIN
_UNITS_PER_INCH = 254


def pdf(
    title: str,
    paint: Callable[[QPainter, QPdfWriter], None],
    size: QPageSize.PageSizeId = QPageSize.PageSizeId.A4,
) -> bytes:
    """A PDF file; `paint` draws on its first page, and asks the writer for new ones."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("vidfeed")
    writer.setResolution(_UNITS_PER_INCH)
    layout = QPageLayout(QPageSize(size), QPageLayout.Orientation.Portrait, QMarginsF())
    writer.setPageLayout(layout)
    with QPainter(writer) as painter:
        paint(painter, writer)
    return bytes(buffer.data().data())


def paint_text(painter: QPainter, text: str, font: QFont, area: QRectF, colour: str) -> float:
    """Paints wrapped text from the top of `area`; returns where it ends."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
    return painter.drawText(area.toRect(), flags, text).bottom()


def paint_rule(painter: QPainter, top: float) -> None:
    """A line from margin to margin."""
    painter.fillRect(QRectF(MARGIN, top, WIDTH, 3), QColor(LIGHT.line))


def paint_blank(painter: QPainter, label: str, area: QRectF) -> None:
    """A labelled line to be filled in by hand, across the area."""
    paint_text(painter, label, paper_font(36), area, LIGHT.ink2)
    painter.fillRect(QRectF(area.left() + 170, area.top() + 50, area.width() - 170, 3), QColor(LIGHT.edge))


def row(top: float) -> QRectF:
    """From margin to margin, from `top` down."""
    return QRectF(MARGIN, top, WIDTH, PAGE_HEIGHT - top)


def paper_font(size: int, weight: int = 400, family: Family = Family.UI) -> QFont:
    """A font at a size on paper."""
    font = QFont(family)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
