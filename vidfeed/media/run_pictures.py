"""Where each picture of a run comes from: the original, or a light copy where that is the only way to keep up."""

from __future__ import annotations

import threading
from collections.abc import Callable

from vidfeed.errors import ExpectedError
from vidfeed.media.light_copy import BEHIND_FRAMES, LightCopy
from vidfeed.media.originals import Originals
from vidfeed.media.play_path import Due, PlayPath
from vidfeed.media.shown import Shown


class RunPictures:
    """Makes the pictures of one run, in its order. Used by one thread.

    Args:
        originals: the film, shared with the stills.
        playback: a copy that is as good as the original to play from, if there is one.
        scrub: a copy of lone pictures, if there is one.
        path: what is shown.
        view_px: asked before each picture is made: the size to make it in.
        given_up: whether the run was stopped.
    """

    def __init__(
        self,
        originals: Originals,
        playback: LightCopy,
        scrub: LightCopy,
        path: PlayPath,
        view_px: Callable[[], tuple[int, int]],
        given_up: Callable[[], bool],
    ) -> None:
        self._originals, self._path = originals, path
        self._view_px, self._given_up = view_px, given_up
        self._copies = [scrub, playback] if path.backwards else [playback]
        self._scrub = scrub
        self._late = 0
        self._turn = -1
        self._priming: threading.Thread | None = None

    def picture(self, due: Due) -> Shown | None:
        """A frame's picture; None where it cannot be decoded, or the run was stopped."""
        pts, size_px = self._path.index.pts[due.frame], self._view_px()
        for copy in self._copies:
            light = copy.picture(pts, *size_px)
            if light is not None:
                return Shown(light, exact=False)
        self._begin_turn(due.turn)
        try:
            made = self._originals.front.picture(due.frame, *size_px, self._given_up)
        except ExpectedError:
            return None
        return None if made is None else Shown(made, exact=True)

    def leaves_out_late(self) -> bool:
        """Told that the next picture would come too late; whether to do without it."""
        self._late += 1
        behind = self._late >= BEHIND_FRAMES and self._scrub.there
        if behind:
            self._copies = [self._scrub]
        return not behind

    def close(self) -> None:
        """After the last."""
        if self._priming is not None:
            self._priming.join()

    def _begin_turn(self, turn: int) -> None:
        """While the loop plays, the other reader gets ready at its start."""
        if self._path.loop is None or turn == self._turn or self._given_up():
            return
        if self._priming is not None:
            self._priming.join()
            self._originals.change_over()
        self._turn = turn
        self._priming = threading.Thread(
            target=self._originals.prime, args=(self._path.loop.start, self._given_up), name="vidfeed-prime"
        )
        self._priming.start()
