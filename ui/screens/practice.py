"""The practice clip's throw-away vault: a folder of its own, gone when the window closes."""

import shutil
import tempfile
from pathlib import Path

from ui.state.desk import Desk
from ui.state.doors import Doors, OpenVault
from vidfeed.ports import Cancelled, Progress


class PracticeFolder:
    """Where practice happens."""

    def __init__(self) -> None:
        self._root = Path(tempfile.mkdtemp(prefix="vidfeed-practice-"))

    def open(self, doors: Doors, progress: Progress, cancelled: Cancelled) -> OpenVault:
        """Makes the vault with the clip in it; some seconds."""
        return doors.practice(self._root / "vault", progress, cancelled)

    def remove(self) -> None:
        """Takes everything away; there is nothing of a family's in it."""
        shutil.rmtree(self._root, ignore_errors=True)


def begin_practice(desk: Desk) -> None:
    """Puts the practice case on the desk and opens its clip."""
    catalogue = desk.context.catalogue
    clips = catalogue.clips()
    if clips:
        desk.open_clip(clips[0])
