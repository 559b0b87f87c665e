"""Clips, codebooks and moments to show, without a vault."""

from array import array
from fractions import Fraction

from pytestqt.qtbot import QtBot

from ui.widgets.tag_look import looks_of
from ui.widgets.timeline_view import TimelineView
from vidfeed.model.codebook import Audience, Codebook, Tag
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.moment import Moment, TagRef
from vidfeed.model.time import Span

PTS_PER_FRAME = 1000
FPS = 25


def clip_index(frames: int) -> FrameIndex:
    """A clip of 25 frames a second whose first pts is not 0."""
    pts = array("q", range(7000, 7000 + frames * PTS_PER_FRAME, PTS_PER_FRAME))
    return FrameIndex(Fraction(1, FPS * PTS_PER_FRAME), (), pts, pts[-1] + PTS_PER_FRAME)


def codebook(*groups: tuple[str, int], book_id: str = "book") -> Codebook:
    """A codebook of groups with so many tags each; tag ids are "book/Group0"."""
    tags = [
        Tag(f"{book_id}/{name}{number}", f"{name} {number}", f"meaning {number}", name, 0)
        for name, count in groups
        for number in range(count)
    ]
    return Codebook(book_id, 1, book_id.title(), Audience.PARENT_SAFE, tuple(tags))


FOUR = codebook(("Tuning in", 4), ("Inviting", 4), ("Receiving", 4), ("In tune", 5), ("Guiding", 3))
SMALL = codebook(("Starter", 6), book_id="small")


def moment(
    moment_id: str,
    first: int,
    last: int,
    *tag_ids: str,
    still: bool = False,
    stars: int = 0,
    caption: str = "",
    note: str = "",
) -> Moment:
    """A moment over frames `first` to `last`, both inclusive, of a clip from `clip_index`."""
    span = Span(7000 + first * PTS_PER_FRAME, 7000 + (last + 1) * PTS_PER_FRAME)
    tags = tuple(TagRef(tag_id, tag_id.split("/")[0], 1) for tag_id in tag_ids)
    return Moment(moment_id, "clip", span, tags, still=still, stars=stars, caption=caption, note=note)


def timeline(qtbot: QtBot, frames: int) -> TimelineView:
    """A timeline of a clip without moments, 1,110 pixels wide, not yet in view."""
    shown = TimelineView()
    qtbot.addWidget(shown)
    shown.resize(1110, 246)
    shown.set_clip(clip_index(frames))
    shown.set_codebook(FOUR, looks_of([FOUR]))
    return shown
