"""Pictures out of a clip's thumbnail strip."""

from PySide6.QtGui import QImage

from vidfeed.media.packet_pictures import StripReader
from vidfeed.model.frame_index import FrameIndex
from vidfeed.services.watching import PictureRun


class StripPictures:
    """Reads from one thread; the file is opened with the first picture."""

    def __init__(self, run: PictureRun, index: FrameIndex) -> None:
        self._run, self._index = run, index
        self._reader: StripReader | None = None

    def place_of(self, frame: int) -> int:
        """Which picture of the strip stands for a frame."""
        return self._run.table.at(self._index.pts[frame])

    def decode(self, frame: int) -> QImage:
        """The picture for a frame.

        Raises:
            ExpectedError: kind `damaged` where it cannot be decoded.
        """
        if self._reader is None:
            self._reader = StripReader(self._run.source, self._run.table, self._index)
        found = self._reader.picture(self.place_of(frame))
        shown = QImage(found.data, found.width_px, found.height_px, found.stride_bytes, QImage.Format.Format_RGB32)
        return shown.copy()

    def close(self) -> None:
        """Closes the file."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None
