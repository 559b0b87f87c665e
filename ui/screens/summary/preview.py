"""What the document will say, on a page."""

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from ui.screens.summary.page_html import STYLE, summary_html
from ui.state.cover_reading import thumbnail_image
from ui.theme import px
from ui.theme.tokens import LIGHT
from ui.widgets.boxes import column, row
from vidfeed.errors import ExpectedError
from vidfeed.media.packet_pictures import StripReader
from vidfeed.model.case import Case
from vidfeed.model.consent import Purpose
from vidfeed.model.summary import Summary, SummaryAudience, SummaryMoment
from vidfeed.ports import Cancelled
from vidfeed.services.consenting import stopped_clips
from vidfeed.services.context import Context
from vidfeed.services.parents_pictures import ParentsPictures
from vidfeed.services.summarising import Extract, summarise
from vidfeed.services.watching import prepared_of

_MOST_PICTURES = 40


@dataclass(frozen=True)
class Gathered:
    """A summary with the thumbnails that stand in for its stills, by moment id."""

    summary: Summary
    pictures: dict[str, QImage] = field(default_factory=dict)


def gather(
    ctx: Context, case: Case, extract: Extract, audience: SummaryAudience, author: str, pictures: bool, stop: Cancelled
) -> Gathered:
    """Reads the summary as it would be written now; for a thread of its own.

    Films that may not be watched lend it no pictures; a parent's are veiled and hidden as in their file.
    """
    summary = summarise(ctx, case, extract, audience, author, ctx.catalogue.next_serial())
    found: dict[str, QImage] = {}
    if pictures:
        stopped = stopped_clips(ctx, case.id)
        wanted = [moment for moment in summary.moments if moment.clip_id not in stopped][:_MOST_PICTURES]
        parents = ParentsPictures(ctx, case.id, Purpose.COPY) if audience is SummaryAudience.PARENT else None
        for clip_id in dict.fromkeys(moment.clip_id for moment in wanted):
            mine = [moment for moment in wanted if moment.clip_id == clip_id]
            found |= {} if stop() else _thumbnails(ctx, clip_id, mine, parents)
    return Gathered(summary, found)


def _thumbnails(
    ctx: Context, clip_id: str, moments: list[SummaryMoment], parents: ParentsPictures | None
) -> dict[str, QImage]:
    strip, index = prepared_of(ctx, clip_id).strip, ctx.catalogue.frame_index(clip_id)
    if strip is None:
        return {}
    found: dict[str, QImage] = {}
    try:
        with StripReader(strip.source, strip.table, index) as reader:
            for moment in moments:
                pts = index.pts[moment.still_frame]
                picture = reader.nearest(pts)
                shown = picture if parents is None else parents.standing_in(clip_id, picture, pts)
                found[moment.moment_id] = thumbnail_image(shown)
    except ExpectedError:
        return {}
    return found


class Preview(QWidget):
    """A sheet of paper: white in every theme, as it will be printed."""

    def __init__(self) -> None:
        super().__init__()
        self.page = QTextBrowser()
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setOpenLinks(False)
        self.page.setAccessibleName("Preview of the summary")
        self.page.setMaximumWidth(px(720))
        self.page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.page.setStyleSheet(f"QTextBrowser {{ background: {LIGHT.surface}; color: {LIGHT.ink}; border: 0; }}")
        self.page.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        middle = row(None, self.page, None, gap_px=0)
        middle.setStretch(1, 1000)
        self.setLayout(column(middle, gap_px=0))

    def show_summary(self, gathered: Gathered) -> None:
        """Shows it, from the top."""
        document = QTextDocument(self.page)
        document.setDefaultStyleSheet(STYLE)
        document.setDocumentMargin(px(36))
        for moment_id, image in gathered.pictures.items():
            document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(_name(moment_id)), image)

        def picture(moment: SummaryMoment) -> str | None:
            return _name(moment.moment_id) if moment.moment_id in gathered.pictures else None

        document.setHtml(summary_html(gathered.summary, picture))
        self.page.setDocument(document)


def _name(moment_id: str) -> str:
    return f"moment:{moment_id}"
