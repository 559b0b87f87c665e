"""The receipt of an erasure on paper: what went, what may still exist, and room for a name that it does not hold."""

import json
from datetime import datetime
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QGuiApplication, QPainter, QPdfWriter

from ui.painting.paper import MARGIN, PAGE_HEIGHT, WIDTH, paint_blank, paint_rule, paint_text, paper_font, pdf, row
from ui.theme.fonts import Family, load_fonts
from ui.theme.tokens import LIGHT
from vidfeed.model.dates import long_date

_TITLE = "Receipt of an erasure"
_BOTTOM = PAGE_HEIGHT - MARGIN
_NOTE = (
    "The keys of these films were destroyed, their files removed, and everything written about them deleted. "
    "The numbers here are random and name nobody: write by hand below what this receipt is about, if you need to."
)
_KEEP = (
    "Keep the file of this receipt (.json) outside the vault and its backups: whoever restores an older backup hands "
    "it to vidfeed, which erases the same again."
)


def receipt_pdf(receipt: str) -> bytes:
    """The receipt as a PDF file.

    Args:
        receipt: JSON text, as the vault gives it.
    """
    application = QGuiApplication.instance() or QGuiApplication(["vidfeed", "-platform", "offscreen"])
    load_fonts()
    content = json.loads(receipt)
    made = pdf(_TITLE, lambda painter, writer: _Flow(painter, writer).paint(content))
    del application
    return made


class _Flow:
    """Paragraphs one below the other, on as many pages as it takes."""

    def __init__(self, painter: QPainter, writer: QPdfWriter) -> None:
        self._painter = painter
        self._writer = writer
        self._top = float(MARGIN)

    def paint(self, content: dict[str, Any]) -> None:
        kind, _, subject_id = content["subject"].partition(":")
        at = datetime.fromisoformat(content["erased_at"])
        self._add(_TITLE, paper_font(90, 500, Family.WORDS), LIGHT.ink, 20)
        self._add(
            f"Erased {long_date(at.date())}, {at:%H:%M} UTC · vault {content['vault_id']}", paper_font(38), gap=40
        )
        self._rule()
        self._section(f"What went: one {kind}", [f"{kind} {subject_id}", f"{len(content['blobs'])} encrypted files"])
        self._add(_NOTE, paper_font(38), gap=50)
        copies = [f"Copy {c['serial']:04d} · {c['what']} · {c['at'][:10]}" for c in content["copies_outstanding"]]
        self._section("Copies that left the vault and may still exist", copies or ["None"])
        backups = [f"Backup {b['id']} · made {b['at'][:10]}" for b in content["backups_outstanding"]]
        self._section("Backups that still hold it", backups or ["None"])
        self._add(_KEEP, paper_font(38), gap=60)
        self._blanks()

    def _section(self, title: str, lines: list[str]) -> None:
        self._add(title, paper_font(42, 700), LIGHT.ink, 8)
        for line in lines:
            self._add(line, paper_font(38), gap=4)
        self._top += 40

    def _add(self, text: str, font: QFont, colour: str = LIGHT.ink2, gap: float = 0) -> None:
        self._make_room(3 * font.pixelSize())
        self._top = paint_text(self._painter, text, font, row(self._top), colour) + gap

    def _rule(self) -> None:
        paint_rule(self._painter, self._top)
        self._top += 50

    def _blanks(self) -> None:
        self._make_room(200)
        for label in ("About", "Signed"):
            paint_blank(self._painter, label, QRectF(MARGIN, self._top, WIDTH, 60))
            self._top += 110

    def _make_room(self, height: float) -> None:
        if self._top + height > _BOTTOM:
            self._writer.newPage()
            self._top = MARGIN
