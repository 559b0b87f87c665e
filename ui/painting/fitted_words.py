"""Text laid out as large as its area allows: wrapped, centred, in any script."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption

_LINE_HEIGHT = 1.2
_MOST_CHARACTERS = 4_000


@dataclass(frozen=True)
class FittedWords:
    """Lines of text, ready to be painted.

    Attributes:
        width_px: of the widest line; `line_width_px` is what the lines are centred in.
        height_px: of all lines.
        font_px: the size that was found.
    """

    layout: QTextLayout
    width_px: float
    line_width_px: float
    height_px: float
    font_px: int

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paints the lines in the middle of `area`, and nothing outside it, in the painter's pen."""
        left = area.center().x() - self.line_width_px / 2
        top = area.center().y() - self.height_px / 2
        painter.save()
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        self.layout.draw(painter, QPointF(left, top))
        painter.restore()


def fit_words(
    text: str, font_of: Callable[[int], QFont], font_px: int, width_px: float, height_px: float
) -> FittedWords:
    """Lays out text at `font_px`, or smaller where it would be higher than `height_px`.

    Very long text is cut at 4,000 characters and ends in an ellipsis.

    Args:
        text: any; line ends are kept.
        font_of: the font at a size in pixels.
    """
    lines = _one_paragraph(text)
    smallest, largest = 1, max(1, font_px)
    while smallest < largest:
        middle = (smallest + largest + 1) // 2
        if _lay_out(lines, font_of(middle), width_px).height_px <= height_px:
            smallest = middle
        else:
            largest = middle - 1
    return _lay_out(lines, font_of(smallest), width_px)


def _one_paragraph(text: str) -> str:
    """The text with the line ends that a QTextLayout knows."""
    cut = text.strip()
    if len(cut) > _MOST_CHARACTERS:
        cut = cut[: _MOST_CHARACTERS - 1].rstrip() + "…"
    return "\N{LINE SEPARATOR}".join(cut.splitlines())


def _lay_out(text: str, font: QFont, width_px: float) -> FittedWords:
    option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    widest = top = bottom = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width_px)
        line.setPosition(QPointF(0, top))
        widest = max(widest, line.naturalTextWidth())
        bottom = top + line.height()
        top += line.height() * _LINE_HEIGHT
    layout.endLayout()
    return FittedWords(layout, widest, width_px, bottom, font.pixelSize())
