"""A disk that does not answer: said over the last good picture, and no longer once a picture comes."""

from PySide6.QtCore import QObject, QTimer

from ui.state.playing import Playing
from ui.widgets.announce import announce
from ui.widgets.video_overlays import MessageKind
from ui.widgets.video_view import VideoView

_WAITING = "Waiting for the disk…"
_PATIENCE_MS = 2000


class Waiting(QObject):
    """A film that plays tells by itself that it has no pictures; seeks and steps are watched here.

    Attributes:
        patience: how long a picture that was asked for may take.
    """

    def __init__(self, playing: Playing, view: VideoView, parent: QObject) -> None:
        super().__init__(parent)
        self._playing, self._view = playing, view
        self._said = False
        self.patience = QTimer(self)
        self.patience.setSingleShot(True)
        self.patience.setInterval(_PATIENCE_MS)
        self.patience.timeout.connect(self._note_late)
        playing.stalled.connect(self._say)

    def ask(self) -> None:
        """A picture was asked for: the first of several counts, or a hand that goes on would never be told."""
        if not self.patience.isActive():
            self.patience.start()

    def end(self) -> None:
        """A picture came, or something else is said in its place."""
        self.patience.stop()
        self._said = False

    def _note_late(self) -> None:
        if self._view.painted_frame != self._playing.position and not self._playing.is_playing:
            self._say(True)

    def _say(self, waits: bool) -> None:
        if waits == self._said:
            return
        self._said = waits
        if waits:
            self._view.show_message(_WAITING, "It goes on by itself. Nothing is lost.", MessageKind.BUSY)
            announce(self._view, _WAITING)
        else:
            self._view.clear_message()
