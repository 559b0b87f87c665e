"""The recovery sheet: one A4 page with the recovery secret as groups and as a QR code, made in memory only."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

import segno
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath

from ui.painting.paper import (
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    WIDTH,
    paint_blank,
    paint_rule,
    paint_text,
    paper_font,
    pdf,
    row,
)
from ui.painting.recovery_groups import PREFIX, groups
from ui.theme.fonts import Family, load_fonts
from ui.theme.tokens import LIGHT
from vidfeed.model.dates import long_date

_COLUMN_GAP = 100
_BOX_WIDTH, _BOX_HEIGHT, _BOX_GAP, _BOXES_A_ROW = 360, 130, 20, 3
_QUIET_MODULES = 4
_MIDDLE, _CENTRE = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignHCenter

_WARNING = (
    "Whoever holds this sheet can open the vault without the passphrase. "
    "Keep it on paper, locked away, and never with the laptop."
)
_SIGNS = "No letters B, I or O, and no figure 1, are used: a round sign is always zero."
_ADVICE = (
    (
        "To use it",
        "Open vidfeed, choose Use my recovery sheet, type the groups or paste what a scanner reads from the square, "
        "then choose a new passphrase.",
    ),
    ("If it is lost", "Make a new recovery sheet in Settings. The old one stops working at that moment."),
    (
        "Keep it safe",
        "On paper only: no photograph, no e-mail, nothing online. Apart from the computer and its backups. "
        "If this page was saved as a file, remove the file once it is printed.",
    ),
    (
        "Without vidfeed",
        f"Write {PREFIX} and all groups, without spaces, as the one line of a file sheet.txt. In the vault’s folder:\n"
        "age --decrypt -i sheet.txt vault.key.age\nREADME.txt there says how to go on.",
    ),
)


@dataclass(frozen=True)
class RecoverySheet:
    """What the sheet says.

    Attributes:
        secret: the recovery identity, `AGE-SECRET-KEY-1...`; never shown by `repr`.
    """

    secret: str = field(repr=False)
    vault_id: str
    made_on: date


def recovery_sheet_pdf(sheet: RecoverySheet) -> bytes:
    """The sheet as a PDF file of one page; its document properties hold neither secret nor vault.

    Raises:
        InternalError: the secret is not an age identity.
    """
    return pdf("Recovery sheet", lambda painter, _writer: paint_recovery_sheet(painter, sheet))


def paint_recovery_sheet(painter: QPainter, sheet: RecoverySheet, hidden: Collection[int] = ()) -> None:
    """Paints the page from the painter's origin on, in tenths of a millimetre: scale the painter to fit a screen.

    Args:
        hidden: numbers of groups, from 1, to be dotted out while they are being asked back.
    """
    load_fonts()
    parts = groups(sheet.secret)
    painter.fillRect(0, 0, PAGE_WIDTH, PAGE_HEIGHT, QColor(LIGHT.surface))
    top = _paint_head(painter, sheet)
    top = paint_text(painter, _WARNING, paper_font(46), row(top + 40), LIGHT.ink) + 50
    for number, group in enumerate(parts, 1):
        _paint_group(painter, number, "••••" if number in hidden else group, top)
    bottom = _group_box(len(parts), top).bottom()
    left = MARGIN + _BOXES_A_ROW * (_BOX_WIDTH + _BOX_GAP) + 40
    _paint_code(painter, sheet.secret, QRectF(left, top, PAGE_WIDTH - MARGIN - left, bottom - top))
    bottom = paint_text(painter, _SIGNS, paper_font(36), row(bottom + 30), LIGHT.ink2) + 40
    paint_rule(painter, bottom)
    _paint_places(painter, _paint_advice(painter, bottom + 50) + 60)


def _paint_head(painter: QPainter, sheet: RecoverySheet) -> float:
    """Title, mark, vault and date; returns where the rule under them is."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, left, top, size in ((LIGHT.pri, 1800, 180, 76), (LIGHT.apri, 1860, 232, 50)):
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QRectF(left, top, size, size))
    bottom = paint_text(painter, "Recovery sheet", paper_font(90, 500, Family.WORDS), row(MARGIN - 20), LIGHT.ink)
    line = f"Made {long_date(sheet.made_on)} · vault {sheet.vault_id}"
    bottom = paint_text(painter, line, paper_font(38), row(bottom + 8), LIGHT.ink2) + 40
    paint_rule(painter, bottom)
    return bottom


def _paint_group(painter: QPainter, number: int, text: str, top: float) -> None:
    box = _group_box(number, top)
    painter.setPen(QColor(LIGHT.edge))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 20, 20)
    painter.setPen(QColor(LIGHT.ink2))
    painter.setFont(paper_font(32))
    painter.drawText(box.adjusted(0, 0, 70 - box.width(), 0), Qt.AlignmentFlag.AlignRight | _MIDDLE, str(number))
    font = paper_font(58, 600)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 4)
    painter.setPen(QColor(LIGHT.ink))
    painter.setFont(font)
    painter.drawText(box.adjusted(100, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | _MIDDLE, text)


def _group_box(number: int, top: float) -> QRectF:
    row, column = divmod(number - 1, _BOXES_A_ROW)
    left = MARGIN + column * (_BOX_WIDTH + _BOX_GAP)
    return QRectF(left, top + row * (_BOX_HEIGHT + _BOX_GAP), _BOX_WIDTH, _BOX_HEIGHT)


def _paint_code(painter: QPainter, text: str, box: QRectF) -> None:
    """Paints the QR code (ISO/IEC 18004) in a frame, with the quiet zone that readers need, and a line below."""
    painter.setPen(QColor(LIGHT.edge))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 20, 20)
    rows = segno.make_qr(text, error="m").matrix
    module = box.width() / (len(rows) + 2 * _QUIET_MODULES)
    left = box.left() + _QUIET_MODULES * module
    top = box.center().y() - len(rows) * module / 2 - 20
    # One path, so that no hairlines of white show between the modules.
    dark = QPainterPath()
    for y, modules in enumerate(rows):
        for x, is_dark in enumerate(modules):
            if is_dark:
                dark.addRect(QRectF(left + x * module, top + y * module, module, module))
    painter.fillPath(dark.simplified(), QColor(Qt.GlobalColor.black))
    painter.setPen(QColor(LIGHT.ink2))
    painter.setFont(paper_font(36))
    painter.drawText(box.adjusted(0, 0, 0, -24), _CENTRE | Qt.AlignmentFlag.AlignBottom, "The same, to scan")


def _paint_advice(painter: QPainter, top: float) -> float:
    """Two columns of short paragraphs; returns the lower end of the longer one."""
    width = (WIDTH - _COLUMN_GAP) / 2
    for first in range(0, len(_ADVICE), 2):
        bottoms = []
        for column, (title, text) in enumerate(_ADVICE[first : first + 2]):
            area = QRectF(MARGIN + column * (width + _COLUMN_GAP), top, width, PAGE_HEIGHT)
            under = paint_text(painter, title, paper_font(40, 700), area, LIGHT.ink)
            area.moveTop(under + 8)
            bottoms.append(paint_text(painter, text, paper_font(38), area, LIGHT.ink2))
        top = max(bottoms) + 50
    return top


def _paint_places(painter: QPainter, top: float) -> None:
    """Lines to be filled in by hand."""
    width = (WIDTH - _COLUMN_GAP) / 2
    for column, label in enumerate(("Kept at", "Known to")):
        left = MARGIN + column * (width + _COLUMN_GAP)
        paint_blank(painter, label, QRectF(left, top, width, 60))
