"""A light copy of a film as the player's threads share it."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Protocol

from vidfeed.errors import ExpectedError
from vidfeed.media.pictures import Picture
from vidfeed.model.packet_table import PacketTable
from vidfeed.ports import PictureSource

BEHIND_FRAMES = 12
"""So many late pictures in one run, and the machine does not keep up with its films."""


@dataclass(frozen=True)
class PictureRun:
    """Pictures one behind another in a blob, and where each lies.

    Attributes:
        gop: every how many pictures one stands alone.
    """

    source: PictureSource
    table: PacketTable
    gop: int = 1


class QuickPictures(Protocol):
    """A light copy of a film: any frame's exact picture in a few milliseconds."""

    def picture(self, pts: int, width_px: int, height_px: int | None = None) -> Picture:
        """The picture of the frame with these pts, scaled to this size."""

    def close(self) -> None:
        """Closes its file."""


class LightCopy:
    """A place for a light copy, empty until there is one."""

    def __init__(self) -> None:
        self._quick: QuickPictures | None = None
        self._lock = threading.Lock()

    @property
    def there(self) -> bool:
        """Whether there is one."""
        return self._quick is not None

    def put(self, quick: QuickPictures | None) -> None:
        """Takes a copy, which it closes in the end, in place of the one before."""
        with self._lock:
            before, self._quick = self._quick, quick
            if before is not None:
                before.close()

    def picture(self, pts: int, width_px: int, height_px: int) -> Picture | None:
        """The frame's picture; None where there is no copy, or it lacks the frame."""
        with self._lock:
            if self._quick is None:
                return None
            try:
                return self._quick.picture(pts, width_px, height_px)
            except ExpectedError:
                return None
