"""One picture a clip, read from its encrypted strip by a worker of their own."""

import threading
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from vidfeed.errors import ExpectedError

Read = Callable[[str], QImage | None]
"""The picture for a clip's id, or None where there is none yet; called in the worker only."""


class Covers(QObject):
    """Answers at once from what is there; what is not arrives later.

    Signals:
        arrived(str, QImage): a clip's id and its picture.
    """

    arrived = Signal(str, object)

    def __init__(self, read: Read, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._pictures: dict[str, QImage] = {}
        self._wishes: deque[str] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._worker: threading.Thread | None = None

    def picture(self, clip_id: str) -> QImage | None:
        """The picture, or None while it is being read."""
        with self._changed:
            found = self._pictures.get(clip_id)
            if found is None and clip_id not in self._wishes and not self._closed:
                self._wishes.append(clip_id)
                self._changed.notify()
                if self._worker is None:
                    self._worker = threading.Thread(target=self._run, name="vidfeed-covers")
                    self._worker.start()
            return found

    def forget(self) -> None:
        """Lets go of all pictures; those still wanted are read again."""
        with self._changed:
            self._pictures.clear()

    def close(self) -> None:
        """Ends the worker and forgets the pictures."""
        with self._changed:
            self._closed = True
            self._wishes.clear()
            self._pictures.clear()
            self._changed.notify()
        if self._worker is not None:
            self._worker.join()

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._wishes and not self._closed:
                    self._changed.wait()
                if self._closed:
                    return
                clip_id = self._wishes[0]
            picture = self._made(clip_id)
            with self._changed:
                if self._closed:
                    return
                self._wishes.popleft()
                if picture is not None:
                    self._pictures[clip_id] = picture
            if picture is not None:
                self.arrived.emit(clip_id, picture)

    def _made(self, clip_id: str) -> QImage | None:
        try:
            return self._read(clip_id)
        except ExpectedError:
            return None
