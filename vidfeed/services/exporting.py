"""A summary written to a file: a recorded copy, consent permitting."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.errors import cancelled as was_cancelled
from vidfeed.files import whole_file
from vidfeed.interchange.csv import write_csv
from vidfeed.interchange.docx import write_docx
from vidfeed.interchange.eaf_writing import eaf_bytes
from vidfeed.interchange.otio import otio_bytes
from vidfeed.interchange.summary_json import json_bytes
from vidfeed.interchange.vtt import vtt_bytes
from vidfeed.interchange.xlsx import write_xlsx
from vidfeed.media.pictures import png
from vidfeed.model.copy import Copy
from vidfeed.model.moment import Moment
from vidfeed.model.summary import Summary, SummaryAudience, SummaryMoment
from vidfeed.ports import Cancelled, Progress, never_cancelled, no_progress
from vidfeed.services.context import Context
from vidfeed.services.copying import Leaving, recorded_copy
from vidfeed.services.finding import case_of
from vidfeed.services.parents_pictures import ParentsPictures
from vidfeed.services.stills import StillTaker
from vidfeed.services.summarising import Extract, moments_for, require_extract, still_frame, summarise

STILL_WIDTH_PX = 640


def _write_bytes(make: Callable[[Summary], bytes], summary: Summary, target: Path) -> str:
    data = make(summary)
    with whole_file(target) as whole:
        whole.file.write(data)
    return whole.sha256


class SummaryFormat(StrEnum):
    """What can be written."""

    DOCX = "docx"
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    EAF = "eaf"
    VTT = "vtt"
    OTIO = "otio"


_WITH_PICTURES = {SummaryFormat.DOCX: write_docx, SummaryFormat.CSV: write_csv}
_WITHOUT_PICTURES: dict[SummaryFormat, Callable[[Summary, Path], str]] = {
    SummaryFormat.XLSX: write_xlsx,
    SummaryFormat.JSON: partial(_write_bytes, json_bytes),
    SummaryFormat.EAF: partial(_write_bytes, eaf_bytes),
    SummaryFormat.VTT: partial(_write_bytes, vtt_bytes),
    SummaryFormat.OTIO: partial(_write_bytes, otio_bytes),
}
_OF_ONE_FILM = {SummaryFormat.EAF, SummaryFormat.VTT}


@dataclass(frozen=True)
class SummaryRequest:
    """Which summary, and where it goes.

    Attributes:
        author: as it shall stand in the document.
        stills: a picture beside each moment, where the format can hold any.
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
            there; `unknown-moment` where it is empty; `ambiguous` where the format is about one film and the extract
            of several; `no-consent`, `exists`, `no-space`, `cancelled`, ...
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
    require_one_film(request.fmt, clips)
    stills = request.stills and request.fmt in _WITH_PICTURES
    parent = request.audience is SummaryAudience.PARENT  # who is not to be seen is hidden in those pictures
    flagged = stills and not parent and pictures_show_others(ctx, moments)
    what, subjects = f"summary-{request.fmt}", [case.id, *clips]
    with recorded_copy(ctx, case.id, what, subjects, clips, leaving, request.target, flagged) as made:
        summary = summarise(ctx, case, request.extract, request.audience, request.author, made.copy.serial)
        pictures = ParentsPictures(ctx, case.id, leaving.why) if parent else None
        made.sha256 = _written(ctx, request, summary, pictures, progress, cancelled)
    return Exported(made.copy, len(summary.moments))


def pictures_show_others(ctx: Context, moments: Iterable[Moment]) -> bool:
    """Whether someone else is in a moment's picture: it is flagged so, or any moment over that very frame is."""
    by_clip: dict[str, list[Moment]] = {}
    for moment in moments:
        by_clip.setdefault(moment.clip_id, []).append(moment)
    return any(_show_others(ctx, clip_id, pictured) for clip_id, pictured in by_clip.items())


def _show_others(ctx: Context, clip_id: str, pictured: Sequence[Moment]) -> bool:
    flagged = [moment.span for moment in ctx.catalogue.moments(clip_id) if moment.other_person]
    if not flagged or any(moment.other_person for moment in pictured):
        return bool(flagged)
    index = ctx.catalogue.frame_index(clip_id)
    shown = [index.pts[still_frame(index, moment.span)] for moment in pictured]
    return any(span.contains(pts) for span in flagged for pts in shown)


def require_one_film(fmt: SummaryFormat, clips: Sequence[str]) -> None:
    """Refuses moments of several films where the format has one film's time.

    Raises:
        ExpectedError: kind `ambiguous`.
    """
    if fmt in _OF_ONE_FILM and len(clips) > 1:
        raise ExpectedError(
            ErrorKind.AMBIGUOUS,
            f"A file of that kind is about one film, and these moments are of {len(clips)}. Nothing was saved.",
            "Choose one clip.",
        )


def _written(
    ctx: Context,
    request: SummaryRequest,
    summary: Summary,
    pictures: ParentsPictures | None,
    progress: Progress,
    cancelled: Cancelled,
) -> str:
    """Writes the file; its digest."""
    if request.fmt in _WITHOUT_PICTURES:
        return _WITHOUT_PICTURES[request.fmt](summary, request.target)
    write = _WITH_PICTURES[request.fmt]
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
            taken = taker.take(moment.clip_id, moment.still_frame, STILL_WIDTH_PX)
            if pictures is None:
                return png(taken)
            wanted_pts = ctx.catalogue.frame_index(moment.clip_id).pts[moment.still_frame]
            return png(pictures.shown(moment.clip_id, taken, wanted_pts))

        return write(summary, picture, request.target)
