"""The picture of an unrendered reel that stands still: the latest request wins."""

from __future__ import annotations

import threading
from collections.abc import Callable

from av.video.frame import VideoFrame

from vidfeed.errors import ExpectedError, InternalError
from vidfeed.media.frames import FrameReader
from vidfeed.media.handoff import Mailbox
from vidfeed.media.pictures import Picture
from vidfeed.media.reel_canvas import Canvas, ItemPainter
from vidfeed.media.reel_copies import Glance
from vidfeed.media.reel_source import ReelFilms
from vidfeed.media.trim_reader import TrimReader
from vidfeed.ports import TextPainter


class ReelStills:
    """A thread that makes the picture of one output frame at a time.

    Args:
        canvas: asked for the size to make each picture in.
        deliver: called with the frame and its picture, on the thread, first with the light copy's where that is sooner;
            may be called for a frame that is no longer the one asked for: the caller compares.
        failed: called with the frame where nothing of its item can be read, or something that was not expected went
            wrong.
    """

    def __init__(
        self,
        reel: ReelFilms,
        canvas: Callable[[], Canvas],
        words: TextPainter,
        deliver: Callable[[int, Picture], None],
        failed: Callable[[int, ExpectedError | InternalError], None],
    ) -> None:
        self._reel, self._canvas, self._words = reel, canvas, words
        self._deliver, self._failed = deliver, failed
        self._requests: Mailbox[int] = Mailbox()
        self._thread = threading.Thread(target=self._work, name="vidfeed-reel-still")
        self._thread.start()

    def request(self, frame: int) -> None:
        """Asks for an output frame's picture, in place of any asked for before."""
        self._requests.post(frame)

    def close(self) -> None:
        """Ends the thread. Does not wait."""
        self._requests.close()

    def join(self) -> None:
        """Waits for the thread, after `close`."""
        self._thread.join()

    def _work(self) -> None:
        look: _Look | None = None
        try:
            while (frame := self._requests.take()) is not None:
                try:
                    number = self._reel.plan.item_at(frame)
                    if look is None or look.number != number:
                        if look is not None:
                            look.close()
                        look = _Look(self._reel, number)
                    self._serve(look, frame)
                except ExpectedError as error:
                    self._failed(frame, error)
                except Exception as error:
                    self._failed(frame, InternalError(type(error).__name__))
        finally:
            if look is not None:
                look.close()

    def _serve(self, look: _Look, frame: int) -> None:
        """The light copy's picture first, where the original's takes its time; that only if it is still wanted."""
        light = look.glance(frame, self._canvas(), self._words)
        if light is not None:
            self._deliver(frame, light)
        if light is None or not self._requests.waiting:
            self._deliver(frame, look.picture(frame, self._canvas(), self._words))


class _Look:
    """One item, open to be stepped through."""

    def __init__(self, reel: ReelFilms, number: int) -> None:
        self.number = number
        self._reel = reel
        self._glance = Glance(reel, number)
        self._reader: FrameReader | None = None
        self._trim: TrimReader[VideoFrame] | None = None
        self._painted: ItemPainter | None = None

    def glance(self, frame: int, canvas: Canvas, words: TextPainter) -> Picture | None:
        """The light copy's picture; None where there is none, or the original's is at hand."""
        source_frame = self._reel.plan.shown(frame).frame
        if source_frame is None or (self._reader is not None and self._reader.has(source_frame)):
            return None
        light = self._glance.frame(source_frame)
        return None if light is None else self._painter(canvas, words).picture(light)

    def picture(self, frame: int, canvas: Canvas, words: TextPainter) -> Picture:
        """The original's."""
        plan, film = self._reel.plan, self._reel.film(self.number)
        source_frame = plan.shown(frame).frame
        if film is None or source_frame is None:
            return self._painter(canvas, words).card()
        if self._reader is None or self._trim is None:
            self._reader = FrameReader(self._reel.source(self.number), film)
            self._trim = TrimReader(self._reader)
        last = plan.shown(plan.starts[self.number + 1] - 1).frame
        return self._painter(canvas, words).picture(self._trim.frame(source_frame, last or source_frame))

    def close(self) -> None:
        """Closes its files."""
        self._glance.close()
        if self._reader is not None:
            self._reader.close()

    def _painter(self, canvas: Canvas, words: TextPainter) -> ItemPainter:
        if self._painted is None or self._painted.canvas != canvas:
            item, film = self._reel.plan.items[self.number], self._reel.film(self.number)
            self._painted = ItemPainter(item, film, canvas, words)
        return self._painted
