"""Small pictures of a film, decoded by one worker thread, newest wish first."""

import threading
from collections import OrderedDict
from typing import Protocol

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage

from vidfeed.errors import ExpectedError


class Pictures(Protocol):
    """Where they come from."""

    def place_of(self, frame: int) -> int:
        """Frames with the same place share a picture; asked in the window's thread."""

    def decode(self, frame: int) -> QImage | None:
        """The picture for a frame; called in the worker only. May raise ExpectedError: there is none then."""

    def close(self) -> None:
        """Called last, in the worker."""


_WISHES = 96
_KEPT_BYTES = 24 << 20
_GATHER_MS = 40


class Thumbnails(QObject):
    """Answers at once from what is there; what is not comes later.

    Signals:
        arrived: pictures that were asked for are there now; gathered, not one by one.
    """

    arrived = Signal()
    _landed = Signal()

    def __init__(self, source: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._pictures: OrderedDict[int, QImage | None] = OrderedDict()
        self._bytes = 0
        self._wishes: OrderedDict[int, int] = OrderedDict()
        self._changed = threading.Condition()
        self._closed = False
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self.arrived)
        self._landed.connect(self._gather_landed)
        self._worker = threading.Thread(target=self._run, name="vidfeed-thumbnails")
        self._worker.start()

    def picture(self, frame: int, _size: QSize | None = None) -> QImage | None:
        """The picture for a frame, or None while it is being made."""
        place = self._source.place_of(frame)
        with self._changed:
            if place in self._pictures:
                self._pictures.move_to_end(place)
                return self._pictures[place]
            self._wishes[place] = frame
            self._wishes.move_to_end(place)
            if len(self._wishes) > _WISHES:
                self._wishes.popitem(last=False)
            self._changed.notify()
        return None

    def close(self) -> None:
        """Ends the worker; what it was making is the last."""
        with self._changed:
            self._closed = True
            self._wishes.clear()
            self._changed.notify()
        self._worker.join()
        self._gather.stop()

    def _gather_landed(self) -> None:
        if not self._closed and not self._gather.isActive():
            self._gather.start()

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._wishes and not self._closed:
                    self._changed.wait()
                if self._closed:
                    break
                place, frame = self._wishes.popitem()
            self._keep(place, self._made(frame))
            self._landed.emit()
        self._source.close()

    def _made(self, frame: int) -> QImage | None:
        try:
            return self._source.decode(frame)
        except ExpectedError:
            return None

    def _keep(self, place: int, picture: QImage | None) -> None:
        with self._changed:
            self._pictures[place] = picture
            self._bytes += picture.sizeInBytes() if picture else 0
            while self._bytes > _KEPT_BYTES:
                _, dropped = self._pictures.popitem(last=False)
                self._bytes -= dropped.sizeInBytes() if dropped else 0
