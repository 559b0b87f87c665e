"""The practice clip's throw-away vault: made ahead while the first page is read, gone when the window closes."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from ui.screens.jobs import Failure, Jobs
from ui.state.desk import Desk
from ui.state.doors import Doors, OpenVault


class PracticeFolder:
    """Where practice happens; the clip is drawn from the start, so that it opens at once when it is asked for.

    Args:
        jobs: of the first page; drawing ends with it.
    """

    def __init__(self, doors: Doors, jobs: Jobs) -> None:
        self._root = Path(tempfile.mkdtemp(prefix="vidfeed-practice-"))
        self._vault: OpenVault | None = None
        self._error: Failure | None = None
        self._wanted: Callable[[OpenVault], None] | None = None
        self._refused: Callable[[Failure], None] | None = None
        self._advanced: Callable[[float, float], None] | None = None
        jobs.start(
            lambda progress, cancelled: doors.practice(self._root / "vault", progress, cancelled),
            self._made,
            self._failed,
            self._advance,
        )

    def open(
        self,
        wanted: Callable[[OpenVault], None],
        refused: Callable[[Failure], None],
        advanced: Callable[[float, float], None],
    ) -> None:
        """Calls `wanted` with the vault, now or as soon as the clip is drawn; meanwhile `advanced`."""
        self._wanted, self._refused, self._advanced = wanted, refused, advanced
        if self._error is not None:
            refused(self._error)
        elif self._vault is not None:
            self._hand_over(self._vault)
        else:
            advanced(0.0, -1.0)

    def remove(self) -> None:
        """Takes everything away; there is nothing of a family's in it."""
        if self._vault is not None:
            self._vault.close()
            self._vault = None
        shutil.rmtree(self._root, ignore_errors=True)

    def _made(self, vault: OpenVault) -> None:
        self._vault = vault
        if self._wanted is not None:
            self._hand_over(vault)

    def _hand_over(self, vault: OpenVault) -> None:
        assert self._wanted is not None, "someone asked for it"
        self._vault = None
        self._wanted(vault)

    def _failed(self, error: Failure) -> None:
        self._error = error
        if self._refused is not None:
            self._refused(error)

    def _advance(self, done: float, left_s: float) -> None:
        if self._advanced is not None:
            self._advanced(done, left_s)


def begin_practice(desk: Desk) -> None:
    """Puts the practice case on the desk and opens its clip."""
    catalogue = desk.context.catalogue
    clips = catalogue.clips()
    if clips:
        desk.open_clip(clips[0])
