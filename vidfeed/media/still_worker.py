"""Exact pictures of a film that stands still, or is being dragged: the latest request wins."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from vidfeed.errors import ExpectedError, InternalError
from vidfeed.media.frames import FrameReader
from vidfeed.media.handoff import Mailbox
from vidfeed.media.pictures import Picture
from vidfeed.media.upright import Upright
from vidfeed.model.clip import Film
from vidfeed.ports import PictureSource

_FILL_BELOW_FRAMES = 6

_REST_S = 0.06
"""A hand that has asked for nothing for so long rests; a held key repeats sooner."""


class QuickPictures(Protocol):
    """A light copy of a film: any frame's exact picture in a few milliseconds."""

    def picture(self, pts: int, width_px: int, height_px: int | None = None) -> Picture:
        """The picture of the frame with these pts, scaled to this size."""

    def close(self) -> None:
        """Closes its file."""


@dataclass(frozen=True)
class StillRequest:
    """A frame to show; `dragging` says that the hand still moves, so that the light copy is enough."""

    frame: int
    dragging: bool


class StillWorker:
    """A thread with its own reader.

    Args:
        view_px: asked for the size to make each picture in.
        deliver: called with the picture and whether it is the original's, on the worker's thread; may be called
            for a request that is no longer the latest: the caller compares.
        failed: called where the frame cannot be decoded, or something that was not expected went wrong.
    """

    def __init__(
        self,
        original: PictureSource,
        film: Film,
        view_px: Callable[[], tuple[int, int]],
        deliver: Callable[[StillRequest, Picture, bool], None],
        failed: Callable[[StillRequest, ExpectedError | InternalError], None],
    ) -> None:
        self._original, self._film = original, film
        self._view_px, self._deliver, self._failed = view_px, deliver, failed
        self._requests: Mailbox[StillRequest] = Mailbox()
        self._quick: QuickPictures | None = None
        self._quick_lock = threading.Lock()
        self._thread = threading.Thread(target=self._work, name="vidfeed-still")
        self._thread.start()

    def request(self, request: StillRequest) -> None:
        """Asks for a picture, in place of any asked for before."""
        self._requests.post(request)

    def set_quick(self, quick: QuickPictures | None) -> None:
        """Gives it a light copy of the film to use while the hand moves; it closes the one before."""
        with self._quick_lock:
            before, self._quick = self._quick, quick
            if before is not None:
                before.close()

    def close(self) -> None:
        """Ends the thread. Does not wait."""
        self._requests.close()

    def join(self) -> None:
        """Waits for the thread, after `close`."""
        self._thread.join()
        self.set_quick(None)

    def _work(self) -> None:
        with FrameReader(self._original, self._film) as reader:
            upright = Upright(self._film)
            filling: Iterator[None] = iter(())
            while (request := self._next_request(filling)) is not None:
                try:
                    if self._serve(request, reader, upright):
                        filling = self._filling_back(request.frame, reader, filling)
                except ExpectedError as error:
                    self._failed(request, error)
                except Exception as error:
                    self._failed(request, InternalError(type(error).__name__))

    def _next_request(self, filling: Iterator[None]) -> StillRequest | None:
        """While the hand rests, gets the frames before at hand, for steps back."""
        if not self._requests.wait(_REST_S):
            with suppress(Exception):  # what cannot be filled in will be told when it is asked for
                while not self._requests.waiting and next(filling, filling) is None:
                    pass
        return self._requests.take()

    def _serve(self, request: StillRequest, reader: FrameReader, upright: Upright) -> bool:
        """Delivers the picture; whether it is the original's. With a light copy, a newer request comes first."""
        newer: Callable[[], bool] = _never
        if not reader.has(request.frame) and self._serve_quickly(request):
            if request.dragging or self._requests.wait(_REST_S):
                return False
            newer = self._is_waiting
        frame = reader.frame_unless(request.frame, newer)
        if frame is None:
            return False
        width_px, height_px = self._view_px()
        self._deliver(request, upright.picture(frame, width_px, height_px), True)
        return True

    def _serve_quickly(self, request: StillRequest) -> bool:
        with self._quick_lock:
            if self._quick is None:
                return False
            try:
                pts = self._film.index.pts[request.frame]
                picture = self._quick.picture(pts, *self._view_px())
            except ExpectedError:
                return False
        self._deliver(request, picture, False)
        return True

    def _filling_back(self, frame: int, reader: FrameReader, before: Iterator[None]) -> Iterator[None]:
        """What is being filled in, or something new to fill in where little is left behind the frame."""
        if frame == 0 or reader.has(max(0, frame - _FILL_BELOW_FRAMES)):
            return before
        return reader.filling_back(frame - 1)

    def _is_waiting(self) -> bool:
        return self._requests.waiting


def _never() -> bool:
    return False
