"""What is heard in Watch: volume, mute, the film's own gain and the device; and what of it stays for the next time."""

from dataclasses import replace
from fractions import Fraction

from PySide6.QtCore import QObject

from ui.jobs.sound_sink import sound_devices
from ui.screens.watch.play_control import PlayControl
from ui.screens.watch.stage import Stage
from ui.state.desk import Desk
from ui.state.player_choices import PlayerChoices
from ui.state.preferences import Preferences
from ui.widgets.announce import announce
from vidfeed.errors import ExpectedError
from vidfeed.media.player_sound import SLOWEST_HEARD
from vidfeed.model.clip import Clip
from vidfeed.services.hearing import set_gain


class SoundControl(QObject):
    """Loudness, speed and device hold for every film and are remembered on this machine, the gain with its film."""

    def __init__(
        self, desk: Desk, play: PlayControl, stage: Stage, preferences: Preferences | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._play, self._stage, self._preferences = desk, play, stage, preferences
        self._button = stage.transport.volume
        self._clip: Clip | None = None
        self.choices = preferences.player if preferences is not None else PlayerChoices()
        self._listen()
        self._use_choices()

    def _listen(self) -> None:
        panel = self._button.panel
        self._button.volume_changed.connect(self.set_volume)
        self._button.about_to_open.connect(self._show_devices)
        panel.muted_changed.connect(self.set_muted)
        panel.gain_changed.connect(self._set_gain)
        panel.slow_sound_changed.connect(self.set_slow_sound)
        panel.device_chosen.connect(self._choose_device)
        self._stage.transport.menu.slow_sound_changed.connect(self.set_slow_sound)
        self._play.speed_changed.connect(self._note_speed)

    def _use_choices(self) -> None:
        choices, playing = self.choices, self._play.playing
        self._button.set_volume(choices.volume_percent, choices.muted)
        self._button.panel.set_slow_sound(choices.slow_sound)
        playing.set_volume(choices.volume_percent)
        playing.set_muted(choices.muted)
        playing.set_slow_sound(choices.slow_sound)
        playing.set_device(choices.device)
        self._play.use_speed(choices.speed)
        self._show_hushed()

    def open(self, clip: Clip | None) -> None:
        """Takes a film over, with its gain."""
        self._clip = clip
        self._button.panel.set_gain(clip.gain_db if clip is not None else 0.0)

    def set_volume(self, percent: int) -> None:
        """0 to 100; whoever moves it wants to hear something."""
        self._play.playing.set_volume(percent)
        self._remember(replace(self.choices, volume_percent=percent))
        if percent and self.choices.muted:
            self.set_muted(False)

    def toggle_mute(self) -> None:
        """Silence, or sound again."""
        self.set_muted(not self.choices.muted)

    def set_muted(self, muted: bool) -> None:
        """Silence, or sound again."""
        self._play.playing.set_muted(muted)
        self._remember(replace(self.choices, muted=muted))
        self._button.set_volume(self.choices.volume_percent, muted)
        announce(self._stage, "Sound off" if muted else "Sound on")

    def set_slow_sound(self, heard: bool) -> None:
        """Whether speeds below a quarter are heard."""
        self._play.playing.set_slow_sound(heard)
        self._remember(replace(self.choices, slow_sound=heard))
        self._button.panel.set_slow_sound(heard)
        self._show_hushed()

    def _show_hushed(self) -> None:
        self._button.set_hushed(self._play.playing.speed < SLOWEST_HEARD and not self.choices.slow_sound)

    def _set_gain(self, gain_db: int) -> None:
        self._play.playing.set_clip_gain(gain_db)
        if self._clip is None:
            return
        try:
            set_gain(self._desk.context, self._clip.id, gain_db)
        except ExpectedError as error:
            self._play.show_failure(error)

    def _show_devices(self) -> None:
        self._button.panel.set_devices(sound_devices(), self.choices.device)

    def _choose_device(self, device: str) -> None:
        self._play.playing.set_device(device)
        self._remember(replace(self.choices, device=device))

    def _note_speed(self, speed: Fraction) -> None:
        self._remember(replace(self.choices, speed=speed))
        self._show_hushed()

    def _remember(self, choices: PlayerChoices) -> None:
        self.choices = choices
        if self._preferences is not None:
            self._preferences.put_player(choices)
