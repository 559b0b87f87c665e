"""A film that stopped the work on it: said, kept closed, and tried again only where someone asks for it."""

from PySide6.QtCore import QObject

from ui.screens.watch.stage import Stage
from ui.state.desk import Desk
from ui.state.watched_clip import WatchedClip
from ui.widgets.picture_button import PictureButton
from vidfeed.services.light_copies import try_again


class TroubleControl(QObject):
    """Offers another try under the words in the picture's place."""

    def __init__(self, desk: Desk, watched: WatchedClip, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._watched = desk, watched
        self.button = PictureButton(stage.view)
        watched.refused.connect(self._offer)
        watched.opened.connect(lambda _film, _frame: self.button.withdraw())
        watched.closed.connect(self.button.withdraw)

    def _offer(self) -> None:
        clip = self._watched.clip
        if clip is not None and clip.trouble:
            self.button.offer("Try again", self._try)
        else:
            self.button.withdraw()

    def _try(self) -> None:
        clip = self._watched.clip
        if clip is not None:
            self._watched.open(try_again(self._desk.context, clip.id))
