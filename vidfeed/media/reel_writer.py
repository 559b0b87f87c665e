"""Renders a reel to a film file: what the plan says, frame by frame, complete or not at all."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO
from unicodedata import category

import numpy as np
from av.video.frame import VideoFrame

from vidfeed.errors import InternalError
from vidfeed.errors import cancelled as stopped
from vidfeed.files import whole_file
from vidfeed.media.ahead import Ahead
from vidfeed.media.coded_run import NOTHING_KEPT, RunCoder, read_coded, write_coded
from vidfeed.media.film_file import opened, picture_stream
from vidfeed.media.film_writer import Chapter, CodedPicture, FilmForm, FilmWriter, Subtitle
from vidfeed.media.item_coder import ItemCoder
from vidfeed.media.reel_canvas import Canvas
from vidfeed.media.reel_sound import reel_sound
from vidfeed.media.reel_source import ReelFilms, canvas_of, item_frames, naming_item
from vidfeed.media.sink import writing_errors
from vidfeed.media.sound_span import SOUND_RATE, Samples
from vidfeed.model.clip import Film
from vidfeed.model.quoting import in_quotes
from vidfeed.model.reel_output import USUAL_OUTPUT, OutputCaptions, OutputSize, ReelOutput, Rendered
from vidfeed.model.reel_plan import ReelPlan
from vidfeed.ports import Cancelled, ItemParts, PictureSource, Progress, TextPainter

_AHEAD_PICTURES, _AHEAD_SOUNDS = 3, 32
_WRITTEN = 0.95
_CHAPTER_TITLE_LENGTH = 60
_FULL_SCALE = 32767.0
_SIZES = {OutputSize.HD720: Canvas(1280, 720), OutputSize.HD1080: Canvas(1920, 1080)}


Seal = Callable[[BinaryIO, BinaryIO], None]
"""Writes the first file, from where it stands, into the second, encrypted."""


@dataclass(frozen=True)
class _Coded:
    """A picture as it goes into the film."""

    frame: VideoFrame
    count: int


def render_reel(
    plan: ReelPlan,
    films: Mapping[str, Film],
    sources: Mapping[str, PictureSource],
    painter: TextPainter,
    target: Path,
    progress: Progress,
    cancelled: Cancelled,
    output: ReelOutput = USUAL_OUTPUT,
    seal: Seal | None = None,
    parts: ItemParts = NOTHING_KEPT,
) -> Rendered:
    """Writes a reel as MP4: H.264 in BT.709 and AAC, its index first, a chapter for each item, nothing of its sources.

    Args:
        plan: of the reel; says what each frame of the film shows.
        films: by clip id.
        sources: the original files, by clip id.
        painter: draws cards and captions; used from another thread.
        target: gets the film when it is complete.
        progress: called in this thread.
        cancelled: asked for every picture, also from other threads.
        output: what the film is like.
        seal: encrypts it; until then the film is in memory, as large as it is, and never on the disk in the clear.
        parts: what was coded of the same items before, and where to keep what is coded now.

    Raises:
        ExpectedError: `cancelled`, `no-space`, `file-missing`, `read-only`, `exists`; `unreadable-part` where nothing
            of an item can be decoded; `damaged`; both say of which one. Nothing is left behind.
    """

    def check() -> None:
        if cancelled():
            raise stopped("Rendering")

    reel = ReelFilms(_painted(plan, output), films, sources)
    canvas = _SIZES.get(output.size) or canvas_of(reel)
    form = _form(plan, canvas, output)
    with whole_file(target) as whole:
        file: BinaryIO = whole.file if seal is None else BytesIO()
        with (
            Ahead(_coded(reel, painter, canvas, parts.kept, check), _AHEAD_PICTURES) as pictures,
            Ahead(reel_sound(reel, check) if output.sound else iter(()), _AHEAD_SOUNDS) as sounds,
            FilmWriter(file, form) as film,
        ):
            _write(plan, form, _Joining(plan, film, iter(sounds), check), iter(pictures), parts, progress)
        _verify(file, plan, check)
        if seal is not None:
            file.seek(0)
            seal(file, whole.file)
    progress(1.0)
    return Rendered(whole.sha256, plan.duration, plan.frames)


def _painted(plan: ReelPlan, output: ReelOutput) -> ReelPlan:
    """The plan with the captions that go into the picture."""
    if output.captions is OutputCaptions.BURNT:
        return plan
    return replace(plan, items=tuple(replace(item, caption="") for item in plan.items))


def _form(plan: ReelPlan, canvas: Canvas, output: ReelOutput) -> FilmForm:
    return FilmForm(
        canvas.width_px,
        canvas.height_px,
        plan.rate,
        sample_rate=SOUND_RATE,
        channels=2 if output.sound else 0,
        crf=21,
        gop=max(1, round(2 * plan.rate)),
        sound_bits_per_s=160_000,
        chapters=tuple(_chapters(plan)),
        subtitles=tuple(_subtitles(plan)) if output.captions is OutputCaptions.TRACK else (),
        index_first=True,
    )


def _chapters(plan: ReelPlan) -> Iterator[Chapter]:
    """Numbers, or a card's words, one line of what has a shape: nothing that a therapist wrote for herself."""
    moments = 0
    for number, item in enumerate(plan.items):
        moments += item.clip_id is not None
        title = str(moments) if item.clip_id is not None else _shortened(item.text)
        yield Chapter(title, *plan.starts[number : number + 2])


def _shortened(text: str) -> str:
    """One line without signs that steer machines: a title ends at a zero."""
    words = " ".join("".join(" " if category(sign) == "Cc" else sign for sign in text).split())
    if len(words) <= _CHAPTER_TITLE_LENGTH:
        return words
    cut = words[:_CHAPTER_TITLE_LENGTH]
    return (cut.rpartition(" ")[0] or cut[:-1]) + "…"


def _subtitles(plan: ReelPlan) -> Iterator[Subtitle]:
    for number, item in enumerate(plan.items):
        words = in_quotes(item.caption) if item.baby_voice else item.caption.strip()
        if words and item.clip_id is not None:
            yield Subtitle(words, *plan.starts[number : number + 2])


def _coded(
    reel: ReelFilms, painter: TextPainter, canvas: Canvas, kept: Container[int], check: Callable[[], None]
) -> Iterator[_Coded]:
    for number, item in enumerate(reel.plan.items):
        if number in kept:
            continue
        coder, shown = ItemCoder(item, reel.film(number), canvas, painter), None
        with naming_item(reel, number):
            for stand in item_frames(reel, number):
                check()
                if shown is None or stand.frame is None or stand.frame.pts != shown[0]:
                    shown = (None if stand.frame is None else stand.frame.pts), coder.coded(stand.frame)
                yield _Coded(shown[1], stand.count)


class _Joining:
    """Coded pictures go into the film, and the sound beside them."""

    def __init__(self, plan: ReelPlan, film: FilmWriter, sounds: Iterator[Samples], check: Callable[[], None]) -> None:
        self._plan, self._film, self._sounds, self._check = plan, film, sounds, check
        self._samples = 0

    def add(self, picture: CodedPicture, first: int) -> None:
        """Takes a picture of the item that begins at output frame `first`."""
        self._check()
        self._film.add_coded(picture, first)
        due = (first + picture.number + 1) / self._plan.rate * SOUND_RATE
        while self._samples < due and (block := next(self._sounds, None)) is not None:
            self._film.add_sound(np.round(block * _FULL_SCALE).clip(-_FULL_SCALE, _FULL_SCALE).astype(np.int16))
            self._samples += len(block)


def _write(
    plan: ReelPlan,
    form: FilmForm,
    joining: _Joining,
    pictures: Iterator[_Coded],
    parts: ItemParts,
    progress: Progress,
) -> None:
    """Item by item, each coded by itself: so one that was coded before goes in as it is."""
    items = list(enumerate(pairwise(plan.starts)))
    to_make, made = sum(end - first for number, (first, end) in items if number not in parts.kept), 0
    for number, (first, end) in items:
        if number in parts.kept:
            with parts.kept[number].open() as part:
                for picture in read_coded(part):
                    joining.add(picture, first)
            continue
        with parts.keeping(number) as part_made:
            for picture in _run(RunCoder(form), pictures, end - first):
                write_coded(part_made, picture)
                joining.add(picture, first)
                made += 1
                progress(_WRITTEN * made / to_make)


def _run(coder: RunCoder, pictures: Iterator[_Coded], length: int) -> Iterator[CodedPicture]:
    """The next item's pictures."""
    while length > 0 and (picture := next(pictures, None)) is not None:
        length -= picture.count
        for _ in range(picture.count):
            yield from coder.add(picture.frame)
    yield from coder.finish()


def _verify(file: BinaryIO, plan: ReelPlan, check: Callable[[], None]) -> None:
    """Decodes what was written: a film that does not hold what the plan says is no film."""
    file.seek(0)
    frames = 0
    with writing_errors(), opened(file) as container:
        stream = picture_stream(container)
        if stream is None:
            raise InternalError("a rendered film has no pictures")
        stream.thread_type = "AUTO"
        stream.codec_context.options = {"skip_loop_filter": "all"}  # smoothing proves nothing of what was written
        for _ in container.decode(stream):
            check()
            frames += 1
    if frames != plan.frames:
        raise InternalError(f"a rendered film has {frames} frames instead of {plan.frames}")
