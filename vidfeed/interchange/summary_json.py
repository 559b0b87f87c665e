"""A summary as JSON, for other programs: what the document says, the moments as `summary_rows` has them."""

import json
from dataclasses import asdict

from vidfeed.interchange.summary_rows import columns, row
from vidfeed.model.summary import Summary, SummaryAudience
from vidfeed.model.time import format_decimal, format_rate

FORMAT, FORMAT_VERSION = "vidfeed-summary", 1


def json_bytes(summary: Summary) -> bytes:
    """The document in UTF-8; what the audience may not see is not in it."""
    shown = columns(summary.audience)
    document = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "audience": summary.audience,
        **({} if summary.audience is SummaryAudience.PARENT else {"case": summary.case_code}),
        "present": list(summary.present),
        "question": summary.question,
        "sessions": list(summary.sessions),
        "clips": [
            {
                "title": clip.title,
                "duration_s": format_decimal(clip.duration),
                "frame_rate": format_rate(clip.frame_rate),
            }
            for clip in summary.clips
        ],
        "moments": [{name: cell for name, cell in row(moment).items() if name in shown} for moment in summary.moments],
        "words": [asdict(words) for words in summary.words],
        "next_steps": list(summary.next_steps),
        "author": summary.author,
        "written_on": summary.written_on.isoformat(),
        "copy": summary.serial,
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
