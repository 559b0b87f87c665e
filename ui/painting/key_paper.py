"""The sheet of keys on paper: one page of A4 in the letters of the user's keyboard."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPdfWriter, QPen

from ui.painting.paper import MARGIN, PAGE_HEIGHT, WIDTH, paint_rule, paint_text, paper_font, pdf, row
from ui.theme.tokens import LIGHT

_COLUMNS, _GAP, _LINE, _CAP = 2, 80, 62, 50


@dataclass(frozen=True)
class KeyGroup:
    """A heading with its lines: the caps of a key, and what it does."""

    title: str
    lines: Sequence[tuple[Sequence[str], str]]


def key_sheet_pdf(groups: Sequence[KeyGroup], hint: str) -> bytes:
    """The whole sheet; the hint stands under the title."""

    def paint(painter: QPainter, _writer: QPdfWriter) -> None:
        top = paint_text(painter, "Keys", paper_font(80, 700), row(MARGIN), LIGHT.ink)
        top = paint_text(painter, hint, paper_font(34), row(top + 10), LIGHT.ink2) + 24
        paint_rule(painter, top)
        _paint_groups(painter, groups, top + 40)

    return pdf("Keys", paint)


def _paint_groups(painter: QPainter, groups: Sequence[KeyGroup], start: float) -> None:
    """Down the first column, then the next; a group stays together where it fits."""
    width = (WIDTH - _GAP * (_COLUMNS - 1)) / _COLUMNS
    left, top = float(MARGIN), start
    for group in groups:
        height = 90 + _LINE * len(group.lines)
        if top > start and top + height > PAGE_HEIGHT - MARGIN:
            left, top = left + width + _GAP, start
        paint_text(painter, group.title, paper_font(44, 700), QRectF(left, top, width, 60), LIGHT.ink)
        top += 74
        for caps, text in group.lines:
            _paint_line(painter, caps, text, QRectF(left, top, width, _LINE))
            top += _LINE
        top += 30


def _paint_line(painter: QPainter, caps: Sequence[str], text: str, area: QRectF) -> None:
    x = area.left()
    painter.setFont(paper_font(30, 600))
    for cap in caps:
        width = max(_CAP, painter.fontMetrics().horizontalAdvance(cap) + 26)
        box = QRectF(x, area.top(), width, _CAP)
        painter.setPen(QPen(QColor(LIGHT.edge), 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(QColor(LIGHT.ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cap)
        x += width + 8
    words_left = max(x + 16, area.left() + 300)
    paint_text(
        painter, text, paper_font(32), QRectF(words_left, area.top() + 6, area.right() - words_left, _LINE), LIGHT.ink2
    )
