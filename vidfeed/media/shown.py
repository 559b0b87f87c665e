"""What a player of films shows, and how it tells so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vidfeed.errors import ExpectedError, InternalError
from vidfeed.media.gaps import FrameRanges
from vidfeed.media.pictures import Picture


@dataclass(frozen=True)
class Shown:
    """A picture for the screen.

    Attributes:
        exact: false for the light copies', and for a keyframe's in place of the frame that a dragging hand is at: the
            original's exact picture follows once the film stands.
    """

    picture: Picture
    exact: bool

    @property
    def frame(self) -> int:
        """Index of the frame that it shows."""
        return self.picture.frame_index


def _ignore(_news: object) -> None:
    """For those who do not want to know."""


@dataclass(frozen=True)
class Callbacks:
    """Called on the player's threads; none may wait for a command of the player.

    Attributes:
        shown: with every picture.
        stopped: playing came to its end by itself, or was broken off.
        failed: a frame that was asked for cannot be decoded; an InternalError where something else went wrong.
        gaps: with all ranges of frames that are known by now to be undecodable, each time there are more.
        stalled: whether playing waits for the disk or the decoder: True after a second without a picture, False when
            one has come, or nothing plays any more.
    """

    shown: Callable[[Shown], None]
    stopped: Callable[[], None]
    failed: Callable[[ExpectedError | InternalError], None]
    gaps: Callable[[FrameRanges], None] = _ignore
    stalled: Callable[[bool], None] = _ignore
