"""Summaries to be written, and stills for them."""

import struct
import zlib
from datetime import date
from fractions import Fraction

from vidfeed.model.summary import Summary, SummaryAudience, SummaryMoment, SummaryWords

MOMENT = SummaryMoment(
    moment_id="m1",
    clip_id="c1",
    clip_title="Floor play",
    session_number=3,
    start=Fraction(131_4313, 10_000),
    end=Fraction(139),
    tags=("Smiles back", "Waits"),
    stars=2,
    who="both",
    caption="I looked up, and there you were.",
    note="",
    why_chosen="He looks to her before he reaches.",
    still_frame=3300,
)


def summary(audience: SummaryAudience = SummaryAudience.RECORD, *moments: SummaryMoment) -> Summary:
    """A whole summary, of one moment unless told otherwise."""
    return Summary(
        case_code="WREN-07",
        audience=audience,
        present=("Parent A", "baby"),
        question="How does he tell me what he wants?",
        sessions=("Session 3, 12 November 2026, home",),
        moments=moments or (MOMENT,),
        words=(SummaryWords("2026-11-19", "He checks I’m still there. And I am!", together=False),),
        next_steps=("To look out for his looks at mealtimes too.",),
        author="M.K., parent–infant therapist",
        written_on=date(2026, 11, 20),
        serial=31,
    )


def png(width_px: int = 64, height_px: int = 36, grey: int = 128) -> bytes:
    """A grey picture (PNG, ISO/IEC 15948)."""
    rows = (b"\x00" + bytes([grey]) * width_px) * height_px
    header = struct.pack(">IIBBBBB", width_px, height_px, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    parts = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
