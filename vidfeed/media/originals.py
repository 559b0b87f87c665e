"""The original's pictures as the player's threads share them: two readers, so that one can stand ready elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from vidfeed.media.frames import FrameReader
from vidfeed.media.gaps import Gaps
from vidfeed.media.pictures import Picture
from vidfeed.media.upright import Upright
from vidfeed.model.clip import Film
from vidfeed.ports import PictureSource

_CACHE_BYTES = 40 << 20
_READY_FRAMES = 3

GivenUp = Callable[[], bool]
"""Asked after each picture decoded: whether the one that was asked for is no longer wanted."""


class Original:
    """A reader and its lock: whoever stands still or plays goes on where the other one stopped, without waiting."""

    def __init__(self, source: PictureSource, film: Film, gaps: Gaps) -> None:
        self._reader = FrameReader(source, film, _CACHE_BYTES, gaps, hardware=True)
        self._upright = Upright(film)
        self._lock = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[FrameReader]:
        """The reader, for this thread alone meanwhile."""
        with self._lock:
            yield self._reader

    def picture(self, frame: int, width_px: int, height_px: int, given_up: GivenUp) -> Picture | None:
        """A frame's picture; None where it was given up.

        Raises:
            ExpectedError: kind `unreadable-part` where it cannot be decoded.
        """
        with self._lock:
            found = None if given_up() else self._reader.frame_unless(frame, given_up)
            return None if found is None else self._upright.picture(found, width_px, height_px)

    def close(self) -> None:
        """Closes the film, once nobody reads it."""
        with self._lock:
            self._reader.close()


class Originals:
    """Two readers of one film.

    Attributes:
        front: the one that stands where the user is.
    """

    def __init__(self, source: PictureSource, film: Film, gaps: Gaps) -> None:
        self.front, self._back = (Original(source, film, gaps) for _ in range(2))

    def change_over(self) -> None:
        """Goes on with the other reader."""
        self.front, self._back = self._back, self.front

    def prime(self, frame: int, given_up: GivenUp) -> None:
        """Gets the other reader ready to go on at a frame; what cannot be read is told when it is to be shown."""
        with suppress(Exception), self._back.reading() as reader:
            if reader.frame_unless(frame, given_up) is not None:
                for _ in reader.filling_ahead(frame + 1, _READY_FRAMES):
                    if given_up():
                        return

    def close(self) -> None:
        """Closes the film, once nobody reads it."""
        self.front.close()
        self._back.close()
