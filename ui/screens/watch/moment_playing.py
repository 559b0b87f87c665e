"""Playing the selected moment: once with its lead-in, or round and round."""

from PySide6.QtCore import QObject

from ui.screens.watch.play_control import LEAD_IN_S, PlayControl
from ui.screens.watch.stage import Stage
from ui.screens.watch.zoom_control import ZoomControl
from ui.state.watched_clip import WatchedClip
from ui.widgets.player_menu import Wish


class MomentPlaying(QObject):
    """Answers keys and the player's menu."""

    def __init__(
        self, watched: WatchedClip, play: PlayControl, zoom: ZoomControl, stage: Stage, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._watched, self._play, self._zoom = watched, play, zoom
        stage.transport.menu.wished.connect(self._do)

    def _do(self, wish: Wish) -> None:
        if wish is Wish.ONCE:
            self.once()
        elif wish is Wish.LOOP_MOMENT:
            self.loop()

    def once(self) -> None:
        """Plays the selected moment once, with what leads to it, and stays on its last frame."""
        moment = self._watched.moments.selected
        if moment is not None:
            self._play.play_once(*self._watched.editing.frames_of(moment), LEAD_IN_S)

    def loop(self) -> None:
        """Plays the selected moment round and round; a second time the loop is off."""
        moment = self._watched.moments.selected
        if moment is None:
            return
        self._play.loop.loop_frames(*self._watched.editing.frames_of(moment))
        if self._play.loop.on:
            self._zoom.use(moment)
            self._play.playing.play()
