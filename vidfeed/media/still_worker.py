"""Pictures of a film that stands still, or is being dragged: the latest request wins."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from itertools import chain

from vidfeed.errors import ExpectedError, InternalError
from vidfeed.media.frames import FrameReader
from vidfeed.media.handoff import Mailbox
from vidfeed.media.light_copy import LightCopy
from vidfeed.media.originals import Originals
from vidfeed.media.pictures import Picture
from vidfeed.media.upright import Upright
from vidfeed.model.clip import Film

_FILL_BELOW_FRAMES = 6

_REST_S = 0.06
"""A hand that has asked for nothing for so long rests; a held key repeats sooner."""


class Need(Enum):
    """What a request is for.

    Attributes:
        STAND: the original's exact picture; the light copy's first, where that is quicker.
        DRAG: something at once, for the hand still moves; the exact picture once it rests.
        GLANCE: the light copy's picture or none: playing begins, and needs the readers.
    """

    STAND = auto()
    DRAG = auto()
    GLANCE = auto()


@dataclass(frozen=True)
class StillRequest:
    """A frame to show, and for what."""

    frame: int
    need: Need


class StillWorker:
    """A thread that shows what is asked for last, and has the frames around it ready for steps.

    Args:
        originals: shared with playing.
        light: the light copy, if there is one.
        view_px: asked for the size to make each picture in.
        deliver: called with the picture and whether it is the original's exact one, on the worker's thread; may be
            called for a request that is no longer the latest: the caller compares. Without a light copy, a dragging
            hand gets the picture of the keyframe before.
        failed: called where the frame cannot be decoded, or something that was not expected went wrong.
    """

    def __init__(
        self,
        originals: Originals,
        film: Film,
        light: LightCopy,
        view_px: Callable[[], tuple[int, int]],
        deliver: Callable[[StillRequest, Picture, bool], None],
        failed: Callable[[StillRequest, ExpectedError | InternalError], None],
    ) -> None:
        self._originals, self._film, self._light = originals, film, light
        self._view_px, self._deliver, self._failed = view_px, deliver, failed
        self._upright = Upright(film)
        self._requests: Mailbox[StillRequest] = Mailbox()
        self._resting = threading.Event()
        self._thread = threading.Thread(target=self._work, name="vidfeed-still")
        self._thread.start()

    def request(self, request: StillRequest) -> None:
        """Asks for a picture, in place of any asked for before."""
        if request.need is Need.GLANCE:
            self._resting.set()
        else:
            self._resting.clear()
        self._requests.post(request)

    def close(self) -> None:
        """Ends the thread. Does not wait."""
        self._resting.set()
        self._requests.close()

    def join(self) -> None:
        """Waits for the thread, after `close`."""
        self._thread.join()

    def _work(self) -> None:
        filling: Iterator[None] = iter(())
        while (request := self._next_request(filling)) is not None:
            filling = iter(())
            try:
                if self._serve(request):
                    filling = self._filling_around(request.frame)
            except ExpectedError as error:
                self._failed(request, error)
            except Exception as error:
                self._failed(request, InternalError(type(error).__name__))

    def _next_request(self, filling: Iterator[None]) -> StillRequest | None:
        """While the hand rests, gets the frames around at hand."""
        if not self._requests.wait(_REST_S):
            with suppress(Exception):  # what cannot be filled in will be told when it is asked for
                while not self._requests.waiting and next(filling, filling) is None:
                    pass
        return self._requests.take()

    def _serve(self, request: StillRequest) -> bool:
        """Delivers what is needed; whether the original's exact picture was."""
        if request.need is Need.GLANCE:
            self._serve_lightly(request)
            return False
        with self._originals.front.reading() as reader:
            given_up: Callable[[], bool] = self._resting.is_set
            if not reader.has(request.frame) and self._serve_at_once(request, reader):
                if self._requests.wait(_REST_S):
                    return False
                given_up = self._is_waiting
            frame = reader.frame_unless(request.frame, given_up)
        if frame is None:
            return False
        self._deliver(request, self._upright.picture(frame, *self._view_px()), True)
        return True

    def _serve_at_once(self, request: StillRequest, reader: FrameReader) -> bool:
        """Shows something quickly; whether a newer request may come before the exact picture."""
        if self._serve_lightly(request):
            return True
        if request.need is not Need.DRAG:
            return False
        number, frame = reader.keyframe(request.frame)
        self._deliver(request, self._upright.picture(frame, *self._view_px()), number == request.frame)
        return True

    def _serve_lightly(self, request: StillRequest) -> bool:
        picture = self._light.picture(self._film.index.pts[request.frame], *self._view_px())
        if picture is not None:
            self._deliver(request, picture, False)
        return picture is not None

    def _filling_around(self, frame: int) -> Iterator[None]:
        """Some frames ahead; and, where little is left behind the frame, some behind."""
        with self._originals.front.reading() as reader:
            few_behind = frame > 0 and not reader.has(max(0, frame - _FILL_BELOW_FRAMES))
            ahead = reader.filling_ahead(frame + 1)
            fills = chain(ahead, reader.filling_back(frame - 1)) if few_behind else ahead
        return self._guarded(fills)

    def _guarded(self, fills: Iterator[None]) -> Iterator[None]:
        front = self._originals.front
        while True:
            with front.reading():
                if next(fills, fills) is not None:
                    return
            yield

    def _is_waiting(self) -> bool:
        return self._requests.waiting
