"""A summary written to a file: a recorded copy, consent permitting."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.errors import cancelled as was_cancelled
from vidfeed.interchange.csv import write_csv
from vidfeed.interchange.docx import write_docx
from vidfeed.media.pictures import png
from vidfeed.model.copy import Copy
from vidfeed.model.summary import Summary, SummaryAudience, SummaryMoment
from vidfeed.ports import Cancelled, Progress, never_cancelled, no_progress
from vidfeed.services.context import Context
from vidfeed.services.copying import Leaving, recorded_copy
from vidfeed.services.finding import case_of
from vidfeed.services.stills import StillTaker
from vidfeed.services.summarising import Extract, moments_for, require_extract, summarise

STILL_WIDTH_PX = 640


class SummaryFormat(StrEnum):
    """What can be written."""

    DOCX = "docx"
    CSV = "csv"


@dataclass(frozen=True)
class SummaryRequest:
    """Which summary, and where it goes.

    Attributes:
        author: as it shall stand in the document.
        stills: a picture beside each moment.
    """

    case_code: str
    extract: Extract
    audience: SummaryAudience
    fmt: SummaryFormat
    target: Path
    author: str = ""
    stills: bool = True


@dataclass(frozen=True)
class Exported:
    """What was written; `moments` counts those in it."""

    copy: Copy
    moments: int


def export_summary(
    ctx: Context,
    request: SummaryRequest,
    leaving: Leaving,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> Exported:
    """Writes the summary, complete or not at all.

    Raises:
        ExpectedError: `unknown-case`; `unknown-reel`, `unknown-clip` or `bad-file` where the extract is of what is not
            there; `unknown-moment` where it is empty; `no-consent`, `exists`, `no-space`, `cancelled`, ...
    """
    case = case_of(ctx.catalogue, request.case_code)
    require_extract(ctx, case, request.extract)
    moments = moments_for(ctx, case, request.extract, request.audience)
    if not moments:
        raise ExpectedError(
            ErrorKind.UNKNOWN_MOMENT,
            "There is no moment for this summary. Nothing was saved.",
            "Mark one, or ask for more.",
        )
    clips = sorted({moment.clip_id for moment in moments})
    flagged = request.stills and any(moment.other_person for moment in moments)
    what, subjects = f"summary-{request.fmt}", [case.id, *clips]
    with recorded_copy(ctx, case.id, what, subjects, clips, leaving, request.target, flagged) as made:
        summary = summarise(ctx, case, request.extract, request.audience, request.author, made.copy.serial)
        made.sha256 = _written(ctx, request, summary, progress, cancelled)
    return Exported(made.copy, len(summary.moments))


def _written(ctx: Context, request: SummaryRequest, summary: Summary, progress: Progress, cancelled: Cancelled) -> str:
    """Writes the file; its digest."""
    write = {SummaryFormat.DOCX: write_docx, SummaryFormat.CSV: write_csv}[request.fmt]
    done = 0
    with StillTaker(ctx) as taker:

        def picture(moment: SummaryMoment) -> bytes | None:
            nonlocal done
            if cancelled():
                raise was_cancelled("Writing the summary")
            done += 1
            progress(done / max(1, len(summary.moments)))
            if not request.stills:
                return None
            return png(taker.take(moment.clip_id, moment.still_frame, STILL_WIDTH_PX))

        return write(summary, picture, request.target)
