"""The pictures of one reel item after another, each decoded and painted once, in the order shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from av.video.frame import VideoFrame

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.film_file import unreadable_part
from vidfeed.media.frames import FrameReader
from vidfeed.media.pictures import Picture
from vidfeed.media.reel_canvas import Canvas, ItemPainter
from vidfeed.model.clip import Film
from vidfeed.model.reel_plan import ReelPlan, Run
from vidfeed.ports import PictureSource, TextPainter


@dataclass(frozen=True)
class Shot:
    """One picture, and how long it stands.

    Attributes:
        first: the output frame of the reel at which it comes.
        count: how many output frames it stands.
    """

    picture: Picture
    first: int
    count: int


class TrimReader:
    """Reads the frames of one item, going forward; a damaged one is stood in for by another inside the trim."""

    def __init__(self, source: PictureSource, film: Film) -> None:
        self._reader = FrameReader(source, film)
        self._last: VideoFrame | None = None

    def frame(self, number: int, last_number: int) -> VideoFrame:
        """The frame, or what was read before it, or the next up to `last_number` that can be read.

        Raises:
            ExpectedError: kind `unreadable-part` where there is none.
        """
        found = self._read(number)
        if found is None and self._last is None:
            found = next(filter(None, map(self._read, range(number + 1, last_number + 1))), None)
        self._last = found or self._last
        if self._last is None:
            raise unreadable_part("This moment’s part of the film is damaged.")
        return self._last

    def close(self) -> None:
        """Closes the film."""
        self._reader.close()

    def _read(self, number: int) -> VideoFrame | None:
        try:
            return self._reader.frame(number)
        except ExpectedError as error:
            if error.kind is not ErrorKind.UNREADABLE_PART:
                raise
            return None


def item_shots(
    plan: ReelPlan, number: int, film: Film | None, source: PictureSource | None, canvas: Canvas, words: TextPainter
) -> Iterator[Shot]:
    """What an item shows.

    Args:
        film: that it shows; None for a card, with `source`.

    Raises:
        ExpectedError: `unreadable-part` where nothing of its trim can be decoded; `damaged`.
    """
    runs = list(plan.runs(number))
    painter = ItemPainter(plan.items[number], film, canvas, words)
    first = plan.starts[number]
    if film is None or source is None:
        yield Shot(painter.card(), first, plan.starts[number + 1] - first)
        return
    reader = TrimReader(source, film)
    try:
        for run, picture in _painted(runs, reader, painter):
            yield Shot(picture, first, run.count)
            first += run.count
    finally:
        reader.close()


def _painted(runs: list[Run], reader: TrimReader, painter: ItemPainter) -> Iterator[tuple[Run, Picture]]:
    last_number = runs[-1].frame or 0
    picture: Picture | None = None
    for run in runs:
        frame = reader.frame(run.frame or 0, last_number)
        if picture is None or picture.pts != frame.pts:
            picture = painter.picture(frame)
        yield run, picture
