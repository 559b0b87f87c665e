"""Close-ups in Watch: the plate that says so, and the part of the picture that a moment keeps."""

from PySide6.QtCore import QObject

from ui.screens.watch.badges import Plate
from ui.screens.watch.play_control import PlayControl
from ui.screens.watch.stage import Stage
from ui.state.watched_clip import WatchedClip
from ui.widgets.announce import announce
from ui.widgets.player_menu import Wish
from ui.widgets.video_overlays import Badge
from ui.widgets.zoom_hands import ZoomHands
from vidfeed.media.player import Shown
from vidfeed.model.moment import Moment
from vidfeed.model.zoom import ZoomRegion


class ZoomControl(QObject):
    """A moment that keeps a close-up is shown by it when it plays; the film before and after is whole."""

    def __init__(self, watched: WatchedClip, play: PlayControl, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._watched, self._play, self._stage = watched, play, stage
        self._hands = ZoomHands(stage.view)
        self._armed: tuple[ZoomRegion, int, int] | None = None
        self._applied = False
        stage.view.zoom_changed.connect(self._show_factor)
        stage.transport.menu.wished.connect(self._do)
        play.sought.connect(self._leave)
        play.span_played.connect(self._note_played)
        play.shown.connect(self._before_painting)

    def _do(self, wish: Wish) -> None:
        actions = {
            Wish.CLOSER: self._hands.closer,
            Wish.WIDER: self._hands.wider,
            Wish.FIT: self._stage.view.fit,
            Wish.KEEP_ZOOM: self.keep,
            Wish.FORGET_ZOOM: self.forget,
        }
        if wish in actions:
            actions[wish]()

    @property
    def zoomed(self) -> bool:
        """Whether less than the whole picture shows."""
        return self._stage.view.zoom.close

    def keep(self) -> None:
        """The selected moment is shown like this from now on."""
        region, moment = self._stage.view.region, self._watched.moments.selected
        if region is not None and moment is not None:
            self._watched.editing.change(moment.id, zoom=region.text())
            announce(self._stage, "The moment keeps this close-up")

    def forget(self) -> None:
        """The selected moment is shown whole again."""
        moment = self._watched.moments.selected
        if moment is not None:
            self._watched.editing.change(moment.id, zoom="")
            self._armed, self._applied = None, False
            self._stage.view.fit()

    def use(self, moment: Moment) -> None:
        """A moment is about to play: its frames are shown by its close-up, if it keeps one."""
        self._leave()
        region = ZoomRegion.parse(moment.zoom)
        self._armed = (region, *self._watched.editing.frames_of(moment)) if region is not None else None

    def _note_played(self, first: int, last: int) -> None:
        moment = self._watched.moments.selected
        if moment is not None and self._watched.editing.frames_of(moment) == (first, last):
            self.use(moment)
        else:
            self._leave()

    def _before_painting(self, shown: Shown) -> None:
        if self._armed is None:
            return
        region, first, last = self._armed
        if not first <= shown.frame <= last:
            self._put_whole()
        elif not self._applied:
            self._stage.view.show_region(region)
            self._applied = True

    def _leave(self) -> None:
        """A close-up that came with a moment goes with it; one's own stays."""
        self._armed = None
        self._put_whole()

    def _put_whole(self) -> None:
        if self._applied:
            self._applied = False
            self._stage.view.fit()

    def _show_factor(self) -> None:
        zoom = self._stage.view.zoom
        badge = Badge("magnify-plus-outline", f"{zoom.factor:.1f} ×") if zoom.close else None
        self._play.badges.put(Plate.ZOOM, badge)
