"""The pictures of a reel's items, each decoded and painted once, in the order shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.light_copy import PictureRun
from vidfeed.media.pictures import Picture
from vidfeed.media.reel_canvas import Canvas, ItemPainter, canvas_for
from vidfeed.media.trim_reader import ForwardReader, Reader, ReadFrame, TrimReader
from vidfeed.model.clip import Film
from vidfeed.model.reel_plan import ReelPlan
from vidfeed.ports import PictureSource, TextPainter

UNSHOWN = frozenset({ErrorKind.UNREADABLE_PART, ErrorKind.DAMAGED, ErrorKind.NOT_A_FILM, ErrorKind.NO_CONSENT})
"""Kinds of errors that keep one item from being shown; the others are not touched by it."""


@dataclass(frozen=True)
class Copies:
    """A film's light copies, as far as there are any.

    Attributes:
        playback: to play from in place of the original.
        scrub: to play from where the machine does not keep up.
    """

    playback: PictureRun | None = None
    scrub: PictureRun | None = None


@dataclass(frozen=True)
class ReelFilms:
    """What a reel is made from.

    Attributes:
        films: by clip id.
        sources: the original files, by clip id.
        copies: for playing; by clip id.
    """

    plan: ReelPlan
    films: Mapping[str, Film]
    sources: Mapping[str, PictureSource]
    copies: Mapping[str, Copies] = field(default_factory=dict)

    def film(self, number: int) -> Film | None:
        """What an item shows; None for a card."""
        clip_id = self.plan.items[number].clip_id
        return None if clip_id is None else self.films[clip_id]

    def source(self, number: int) -> PictureSource:
        """The original file of a moment or still."""
        clip_id = self.plan.items[number].clip_id
        assert clip_id is not None, "a card has no film"
        return self.sources[clip_id]


@contextmanager
def naming_item(reel: ReelFilms, number: int) -> Iterator[None]:
    """What keeps an item from being shown says which one it is, where the reel has others."""
    try:
        yield
    except ExpectedError as error:
        if error.kind not in UNSHOWN or len(reel.plan.items) == 1:
            raise
        raise ExpectedError(error.kind, f"Item {number + 1}: {error.message}", error.hint) from error


def canvas_of(reel: ReelFilms) -> Canvas:
    """The size of the reel's pictures: by the films that it shows."""
    films = (reel.film(number) for number in range(len(reel.plan.items)))
    return canvas_for(film for film in films if film is not None)


@dataclass(frozen=True)
class Stand:
    """A decoded frame, and how long it stands.

    Attributes:
        frame: None for a card.
        first: the output frame of the reel at which it comes.
        count: how many output frames it stands.
    """

    frame: ReadFrame | None
    first: int
    count: int


@dataclass(frozen=True)
class Shot:
    """One picture, and how long it stands: from output frame `first` on, `count` frames."""

    picture: Picture
    first: int
    count: int


Wanted = Callable[[int, int], bool]
"""Given `first` and `count` of a stand, whether to decode it: playing leaves out what would come too late."""


def always(_first: int, _count: int) -> bool:
    """Leaves nothing out."""
    return True


OpenReader = Callable[[ReelFilms, int], Reader[ReadFrame]]
"""Opens what the frames of an item, by its number, are read from, in rising order."""


def original_reader(reel: ReelFilms, number: int) -> Reader[ReadFrame]:
    """Reads an item's frames from the original."""
    film = reel.film(number)
    assert film is not None, "a card has no film"
    return ForwardReader(reel.source(number), film)


def item_frames(
    reel: ReelFilms,
    number: int,
    begin: int = 0,
    wanted: Wanted = always,
    open_reader: OpenReader = original_reader,
) -> Iterator[Stand]:
    """The frames that an item shows.

    Args:
        begin: the output frame of the reel to begin at, where the item began before it.
        open_reader: opens what they are read from.

    Raises:
        ExpectedError: `unreadable-part` where nothing of its trim can be decoded; `damaged`.
    """
    plan, film = reel.plan, reel.film(number)
    if film is None:
        first = max(begin, plan.starts[number])
        yield Stand(None, first, plan.starts[number + 1] - first)
        return
    runs, end = list(plan.runs(number)), plan.starts[number]
    reader = TrimReader(open_reader(reel, number))
    try:
        for run in runs:
            first, end = max(begin, end), end + run.count
            if end > begin and wanted(first, end - first):
                yield Stand(reader.frame(run.frame or 0, runs[-1].frame or 0), first, end - first)
    finally:
        reader.close()


def item_shots(
    reel: ReelFilms,
    number: int,
    canvas: Callable[[], Canvas],
    words: TextPainter,
    begin: int = 0,
    wanted: Wanted = always,
    open_reader: OpenReader = original_reader,
) -> Iterator[Shot]:
    """The pictures that an item shows; as `item_frames`.

    Args:
        canvas: asked before each picture for the size to make it in.
        words: draws its card or caption.
    """
    painter = ItemPainter(reel.plan.items[number], reel.film(number), canvas(), words)
    picture: Picture | None = None
    for stand in item_frames(reel, number, begin, wanted, open_reader):
        if canvas() != painter.canvas:
            painter, picture = ItemPainter(reel.plan.items[number], reel.film(number), canvas(), words), None
        if picture is None or stand.frame is None or stand.frame.pts != picture.pts:
            picture = painter.card() if stand.frame is None else painter.picture(stand.frame)
        yield Shot(picture, stand.first, stand.count)
