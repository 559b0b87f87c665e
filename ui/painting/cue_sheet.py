"""The cue sheet: a reel's items with cue and question on paper, for work on one screen; no case, no ID."""

from collections.abc import Sequence

from PySide6.QtGui import QPainter, QPdfWriter

from ui.painting.paper import MARGIN, PAGE_HEIGHT, paint_rule, paint_text, paper_font, pdf, row
from ui.theme.fonts import Family, load_fonts
from ui.theme.tokens import LIGHT
from vidfeed.model.cue import Cue
from vidfeed.model.time import format_clock

_LEAST = 420
KEYS = "Space pause · → next · ← back · R again · S slower · T talk · H heart · F12 or a held full stop: dark"


def cue_sheet_pdf(title: str, cues: Sequence[Cue]) -> bytes:
    """As many pages as it takes; private notes stay in the vault."""
    load_fonts()

    def paint(painter: QPainter, writer: QPdfWriter) -> None:
        top = paint_text(painter, title, paper_font(70, 500, Family.WORDS), row(MARGIN), LIGHT.ink)
        top = paint_text(painter, KEYS, paper_font(30), row(top + 16), LIGHT.ink2) + 30
        for number, cue in enumerate(cues, 1):
            if top > PAGE_HEIGHT - MARGIN - _LEAST:
                writer.newPage()
                top = MARGIN
            paint_rule(painter, top)
            top = _paint_cue(painter, number, cue, top + 24) + 30

    return pdf("Cue sheet", paint)


def _paint_cue(painter: QPainter, number: int, cue: Cue, top: float) -> float:
    name = " ".join(cue.name.split())
    shown = name if len(name) <= 120 else name[:119] + "…"
    top = paint_text(painter, f"{number}  {shown}", paper_font(42, 700), row(top), LIGHT.ink)
    top = paint_text(painter, f"{format_clock(cue.duration)} · {cue.cue}", paper_font(34), row(top + 6), LIGHT.ink2)
    if cue.question and cue.question != cue.name:
        top = paint_text(painter, cue.question, paper_font(44, 500, Family.WORDS), row(top + 10), LIGHT.pri)
    return top
