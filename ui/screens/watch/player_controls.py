"""All that controls the player in Watch, put together."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.screens.watch.board import Board
from ui.screens.watch.damage_control import DamageControl
from ui.screens.watch.full_screen import FullScreen
from ui.screens.watch.moment_playing import MomentPlaying
from ui.screens.watch.play_control import PlayControl
from ui.screens.watch.second_screen import SecondScreen
from ui.screens.watch.sound_control import SoundControl
from ui.screens.watch.trouble_control import TroubleControl
from ui.screens.watch.zoom_control import ZoomControl
from ui.state.desk import Desk
from ui.state.key_bindings import Command
from ui.state.preferences import Preferences
from ui.state.watched_clip import WatchedClip
from ui.widgets.player_menu import MenuFacts
from ui.widgets.tag_look import Looks
from vidfeed.services.watching import OpenedFilm


class PlayerControls(QObject):
    """Playing itself, and what surrounds it.

    Attributes:
        play, sound, zoom, moment, second, damage, trouble, full_screen: the parts.
    """

    def __init__(
        self, desk: Desk, watched: WatchedClip, board: Board, preferences: Preferences | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        stage = board.stage
        self._watched = watched
        self.play = PlayControl(watched.playing, stage, board.timeline, self)
        self.zoom = ZoomControl(watched, self.play, stage, self)
        self.sound = SoundControl(desk, self.play, stage, preferences, self)
        self.moment = MomentPlaying(watched, self.play, self.zoom, stage, self)
        self.second = SecondScreen(self.play, stage, self)
        self.damage = DamageControl(watched, self.play, board, self)
        self.trouble = TroubleControl(desk, watched, stage, self)
        self.full_screen = FullScreen(stage, self)
        self.damage.check_asked.connect(desk.open_keeping)
        self.damage.mend_asked.connect(desk.mend_asked)
        self.damage.card.mend.setHidden(desk.practice)
        stage.transport.menu.facts = self._facts

    def open(self, film: OpenedFilm, frame: int) -> None:
        """Takes over a film that the player has opened at a frame."""
        self.play.open(film.film.index, frame)
        self.sound.open(film.clip)
        self.damage.open(film)

    def close(self) -> None:
        """No film is open; nothing of it is shown anywhere."""
        self.play.close()
        self.sound.open(None)
        self.damage.open(None)

    def set_looks(self, looks: Looks) -> None:
        """Other letters or another codebook."""
        self.damage.looks = looks

    def actions(self) -> dict[Command, Callable[[], object]]:
        """What keys do here."""
        return {
            Command.MUTE: self.sound.toggle_mute,
            Command.ONCE: self.moment.once,
            Command.LOOP_MOMENT: self.moment.loop,
        }

    def _facts(self) -> MenuFacts:
        moment = self._watched.moments.selected
        return MenuFacts(
            speed=self._watched.playing.speed,
            slow_sound=self.sound.choices.slow_sound,
            has_moment=moment is not None,
            zoomed=self.zoom.zoomed,
            moment_zoomed=moment is not None and bool(moment.zoom),
            screens=self.second.names,
            on_screen=self.second.name,
        )
