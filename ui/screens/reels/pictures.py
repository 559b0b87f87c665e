"""Small pictures of all clips of a case, each clip's read when one of it is first wanted."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from ui.widgets.strip_pictures import StripPictures
from ui.widgets.thumbnails import Thumbnails
from vidfeed.errors import ExpectedError
from vidfeed.model.frame_index import FrameIndex
from vidfeed.services.consenting import require_watching
from vidfeed.services.context import Context
from vidfeed.services.finding import clip_of
from vidfeed.services.watching import prepared_of

HIDDEN_BLOCKS = (6, 4)
_SMOOTH = Qt.TransformationMode.SmoothTransformation


class CasePictures(QObject):
    """Answers at once from what is there; what is not comes later.

    Signals:
        arrived: some that were asked for are there now.
    """

    arrived = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._indexes: dict[str, FrameIndex] = {}
        self._thumbnails: dict[str, Thumbnails | None] = {}

    def index(self, clip_id: str) -> FrameIndex:
        """The frames of a clip.

        Raises:
            ExpectedError: kind `not-ready` before its import is complete.
        """
        if clip_id not in self._indexes:
            self._indexes[clip_id] = self._context.catalogue.frame_index(clip_id)
        return self._indexes[clip_id]

    def picture(self, clip_id: str, frame: int) -> QImage | None:
        """The picture of a clip's frame, or None: it is being made, there is no strip yet, or watching has stopped."""
        if clip_id not in self._thumbnails:
            self._thumbnails[clip_id] = self._made(clip_id)
        thumbnails = self._thumbnails[clip_id]
        return thumbnails.picture(frame) if thumbnails is not None else None

    def picture_at(self, clip_id: str, pts: int) -> QImage | None:
        """The same, by pts."""
        return self.picture(clip_id, self.index(clip_id).frame_at(pts))

    def hidden_at(self, clip_id: str, pts: int) -> QImage | None:
        """The same, hidden whole: a small picture is not of the very frame, so no veil would be sure to fit."""
        image = self.picture_at(clip_id, pts)
        if image is None:
            return None
        few = image.scaled(*HIDDEN_BLOCKS, Qt.AspectRatioMode.IgnoreAspectRatio, _SMOOTH)
        return few.scaled(image.size(), Qt.AspectRatioMode.IgnoreAspectRatio, _SMOOTH)

    def _made(self, clip_id: str) -> Thumbnails | None:
        try:
            require_watching(self._context, clip_of(self._context.catalogue, clip_id).case_id, [clip_id])
        except ExpectedError:
            return None
        strip = prepared_of(self._context, clip_id).strip
        if strip is None:
            return None
        made = Thumbnails(StripPictures(strip, self.index(clip_id)), self)
        made.arrived.connect(self.arrived)
        return made

    def close(self) -> None:
        """Ends the workers and lets go of all pictures: another case, or the vault is about to lock."""
        for thumbnails in self._thumbnails.values():
            if thumbnails is not None:
                thumbnails.close()
                thumbnails.deleteLater()
        self._thumbnails.clear()
        self._indexes.clear()
