"""The player as the window sees it: pictures arrive in the window's thread, the newest wins."""

import threading
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from typing import Protocol

from PySide6.QtCore import QObject, QSize, QTimer, Signal

from vidfeed.errors import ExpectedError, InternalError
from vidfeed.media.packet_pictures import ProxyReader
from vidfeed.media.player import Callbacks, Player, Shown
from vidfeed.media.sound_output import SoundOutput
from vidfeed.model.frame_index import FrameIndex
from vidfeed.services.watching import OpenedFilm, Prepared

_SLOW = Fraction(1, 4)


class Sound(SoundOutput, Protocol):
    """A sound output that is let go at the end."""

    def close(self) -> None:
        """Lets go of the device."""


MakeSound = Callable[[], Sound | None]


class Playing(QObject):
    """At most one open film.

    Signals:
        pictured: a `Shown` to paint.
        playing_changed: whether it plays.
        failed: an ExpectedError or InternalError; the frame asked for cannot be shown.

    Attributes:
        is_playing: as the user asked; while the hand drags it goes on afterwards.
        speed: film seconds a second.
    """

    pictured = Signal(object)
    playing_changed = Signal(bool)
    failed = Signal(object)
    _arrived = Signal()
    _stopped = Signal(object)
    _broke = Signal(object, object)

    def __init__(self, make_sound: MakeSound, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_sound = make_sound
        self._sound: Sound | None = None
        self._player: Player | None = None
        self._index: FrameIndex | None = None
        self._slot = threading.Lock()
        self._latest: Shown | None = None
        self._view_px = (960, 540)
        self._loop: tuple[int, int] | None = None
        self._gain = 1.0
        self._back = QTimer(self)
        self._back.timeout.connect(lambda: self._player and self._player.step(-1))
        self.is_playing = False
        self.speed = Fraction(1)
        self._arrived.connect(self._show_latest)
        self._stopped.connect(self._note_stopped)
        self._broke.connect(self._note_broken)

    def open(self, film: OpenedFilm, frame: int) -> None:
        """Opens a film and shows a frame of it; `failed` tells where it cannot be opened."""
        self.close()
        self._index, self._loop = film.film.index, None
        self._sound = self._make_sound() if film.film.audio_index is not None else None
        try:
            player = self._player = self._made(film)
        except ExpectedError as error:
            self.close()
            self.failed.emit(error)
            return
        player.set_speed(self.speed)
        player.set_gain(self._gain)
        self.set_prepared(film.prepared)
        player.seek(frame)

    def _made(self, film: OpenedFilm) -> Player:
        callbacks = Callbacks(self._shown, lambda: self._stopped.emit(player), lambda e: self._broke.emit(player, e))
        player = Player(film.original, film.film, callbacks, self._sound, self._view_px)
        return player

    def close(self) -> None:
        """Lets go of the film; all its threads have ended on return, and nothing is shown of it any more."""
        player, self._player = self._player, None
        self._back.stop()
        if player is not None:
            player.close()
        if self._sound is not None:
            self._sound.close()
            self._sound = None
        self._drop_latest()
        self._index = None
        self._set_playing(False)

    def set_prepared(self, prepared: Prepared) -> None:
        """Takes up the light copy, once it is made; one that is damaged counts as not made."""
        if self._player is None or self._index is None or prepared.scrub is None:
            return
        with suppress(ExpectedError):
            self._player.set_quick(ProxyReader(prepared.scrub.source, prepared.scrub.table, self._index))

    def toggle(self) -> None:
        """Plays, or pauses."""
        if self.is_playing:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        """Plays from the position."""
        if self._player is not None:
            self._back.stop()
            self._player.play()
            self._set_playing(True)

    def play_span(self, first: int, last: int) -> None:
        """Plays these frames once, both inclusive, and stands on the last."""
        if self._player is not None and self._index is not None:
            self._drop_latest()
            self._player.play_span(self._index.span(first, last))
            self._set_playing(True)

    def pause(self) -> None:
        """Stands on the frame shown last."""
        self._back.stop()
        if self._player is not None:
            self._player.pause()
        self._set_playing(False)

    def play_slowly(self, direction: int) -> None:
        """At a quarter of the speed, forwards (1) or backwards (-1), until `end_slow`."""
        if self._player is None or self._index is None:
            return
        if direction < 0:
            self.pause()
            self._back.start(round(1000 / _SLOW * self._index.duration / self._index.frames))
        else:
            self._player.set_speed(_SLOW)
            self.play()

    def end_slow(self) -> None:
        """Stands, and has the usual speed again."""
        self.pause()
        if self._player is not None:
            self._player.set_speed(self.speed)

    def seek(self, frame: int, moving: bool = False) -> None:
        """Goes to a frame; while the hand moves the light copy is shown, and playing goes on when it rests."""
        if self._player is None:
            return
        self._drop_latest()
        self._player.seek(frame, dragging=moving)
        if not moving and self.is_playing and not self._player.playing:
            self._player.go_on()

    def step(self, frames: int) -> None:
        """Stands, some frames on or back."""
        if self._player is not None:
            self._drop_latest()
            self._player.step(frames)
            self._set_playing(False)

    def set_speed(self, speed: Fraction) -> None:
        """Film seconds a second, 0.1 to 2."""
        self.speed = speed
        if self._player is not None:
            self._player.set_speed(speed)

    def set_volume(self, percent: int) -> None:
        """0 is silence, 100 the film's own loudness."""
        self._gain = percent / 100
        if self._player is not None:
            self._player.set_gain(self._gain)

    def set_loop(self, ends: tuple[int, int] | None) -> None:
        """Plays round and round between two frames, both inclusive, or no longer."""
        if self._player is not None and self._index is not None and ends != self._loop:
            self._loop = ends
            self._player.set_loop(self._index.span(*ends) if ends else None)

    def set_view_size(self, size: QSize) -> None:
        """The room for a picture, in device pixels."""
        self._view_px = (size.width(), size.height())
        if self._player is not None:
            self._player.set_view(*self._view_px)

    def _shown(self, shown: Shown) -> None:
        """On a thread of the player: puts the picture where the window takes it from."""
        with self._slot:
            waiting, self._latest = self._latest is not None, shown
        if not waiting:
            self._arrived.emit()

    def _drop_latest(self) -> None:
        with self._slot:
            self._latest = None

    def _show_latest(self) -> None:
        with self._slot:
            shown, self._latest = self._latest, None
        if shown is not None and self._player is not None:
            self.pictured.emit(shown)

    def _note_stopped(self, player: Player) -> None:
        if player is self._player and not player.playing:
            self._set_playing(False)

    def _note_broken(self, player: Player, error: ExpectedError | InternalError) -> None:
        if player is self._player:
            self.failed.emit(error)

    def _set_playing(self, playing: bool) -> None:
        if playing != self.is_playing:
            self.is_playing = playing
            self.playing_changed.emit(playing)
