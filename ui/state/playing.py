"""The player as the window sees it: pictures arrive in the window's thread, the newest wins."""

import threading
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from typing import Protocol

from PySide6.QtCore import QObject, QSize, Signal

from vidfeed.errors import ExpectedError, InternalError
from vidfeed.media.gaps import FrameRanges
from vidfeed.media.packet_pictures import ProxyReader
from vidfeed.media.player import FASTEST_BACK, Callbacks, Player, Shown
from vidfeed.media.sound_output import SoundOutput
from vidfeed.model.frame_index import FrameIndex
from vidfeed.services.watching import OpenedFilm, PictureRun, Prepared

_SLOW = Fraction(1, 4)


class Sound(SoundOutput, Protocol):
    """A sound output that is let go at the end."""

    def set_device(self, device: str) -> None:
        """Chooses one by its name for the system; empty for the system's choice."""

    def close(self) -> None:
        """Lets go of the device."""


MakeSound = Callable[[], Sound | None]


class Playing(QObject):
    """At most one open film.

    Signals:
        pictured: a `Shown` to paint.
        playing_changed: whether it plays.
        failed: an ExpectedError or InternalError; the frame asked for cannot be shown.
        gaps_found: all ranges of frames that are known to be unreadable; there are more than before.
        stalled: whether playing waits for the disk.

    Attributes:
        is_playing: as the user asked; while the hand drags it goes on afterwards.
        backwards: it plays towards the film's start.
        speed: film seconds a second.
    """

    pictured = Signal(object)
    playing_changed = Signal(bool)
    failed = Signal(object)
    gaps_found = Signal(object)
    stalled = Signal(bool)
    _arrived = Signal()
    _stopped = Signal(object)
    _broke = Signal(object, object)
    _learned_gaps = Signal(object, object)
    _waits = Signal(object, bool)

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
        self._volume, self._muted, self._slow_sound, self._device = 1.0, False, False, ""
        self.is_playing = self.backwards = self._slowly = False
        self.speed = Fraction(1)
        self._arrived.connect(self._show_latest)
        self._stopped.connect(self._note_stopped)
        self._broke.connect(self._note_broken)
        self._learned_gaps.connect(self._note_gaps)
        self._waits.connect(self._note_waiting)

    def open(self, film: OpenedFilm, frame: int) -> None:
        """Opens a film and shows a frame of it; `failed` tells where it cannot be opened."""
        self.close()
        self._index, self._loop = film.film.index, None
        self._sound = self._make_sound() if film.film.audio_index is not None else None
        self.set_device(self._device)
        try:
            player = self._player = self._made(film)
        except ExpectedError as error:
            self.close()
            self.failed.emit(error)
            return
        player.set_speed(self.speed)
        player.set_gain(self._volume)
        player.set_muted(self._muted)
        player.set_clip_gain(film.clip.gain_db)
        player.set_sound_below_quarter(self._slow_sound)
        self.set_prepared(film.prepared)
        player.seek(frame)

    def _made(self, film: OpenedFilm) -> Player:
        callbacks = Callbacks(
            self._shown,
            lambda: self._stopped.emit(player),
            lambda error: self._broke.emit(player, error),
            lambda gaps: self._learned_gaps.emit(player, gaps),
            lambda waits: self._waits.emit(player, waits),
        )
        player = Player(film.original, film.film, callbacks, self._sound, self._view_px)
        return player

    def close(self) -> None:
        """Lets go of the film; all its threads have ended on return, and nothing is shown of it any more."""
        player, self._player = self._player, None
        if player is not None:
            player.close()
        if self._sound is not None:
            self._sound.close()
            self._sound = None
        self._drop_latest()
        self._index = None
        self._set_playing(False)

    def set_prepared(self, prepared: Prepared) -> None:
        """Takes up the light copies, once they are made; one that is damaged counts as not made."""
        player = self._player
        if player is not None and prepared.scrub is not None:
            player.set_quick(self._copy(prepared.scrub))
        if player is not None and prepared.playback is not None:
            player.set_playback(self._copy(prepared.playback))

    def _copy(self, run: PictureRun) -> ProxyReader | None:
        assert self._index is not None, "only an open film has copies"
        with suppress(ExpectedError):
            return ProxyReader(run.source, run.table, self._index, run.gop)
        return None

    def toggle(self) -> None:
        """Plays, or pauses."""
        if self.is_playing:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        """Plays from the position."""
        if self._player is not None:
            self._player.play()
            self._set_playing(True)

    def play_backwards(self) -> None:
        """Plays towards the start, silently, at most at the usual speed."""
        if self._player is not None:
            self._player.play_backwards()
            self._set_playing(True, backwards=True)

    def toggle_backwards(self) -> None:
        """Plays backwards, or pauses where it does."""
        if self.backwards:
            self.pause()
        else:
            self.play_backwards()

    def play_span(self, first: int, last: int, lead_in_s: Fraction = Fraction(0)) -> None:
        """Plays these frames once, both inclusive, with so many seconds before them, and stands on the last."""
        if self._player is not None and self._index is not None:
            self._drop_latest()
            self._player.play_span(self._index.span(first, last), lead_in_s)
            self._set_playing(True)

    def pause(self) -> None:
        """Stands on the frame shown last."""
        if self._player is not None:
            self._player.pause()
        self._set_playing(False)

    def play_slowly(self, direction: int) -> None:
        """At a quarter of the speed, forwards (1) or backwards (-1), until `end_slow`."""
        if self._player is not None:
            self._slowly = True
            self._player.set_speed(_SLOW)
            self.play_backwards() if direction < 0 else self.play()

    def end_slow(self) -> None:
        """Stands, and has the usual speed again."""
        self._slowly = False
        self.pause()
        if self._player is not None:
            self._player.set_speed(self.speed)

    def seek(self, frame: int, moving: bool = False) -> None:
        """Goes to a frame; while the hand moves the light copy is shown, and playing goes on when it rests."""
        if self._player is None:
            return
        if not moving:
            self._drop_latest()
        self._player.seek(frame, dragging=moving)
        if not moving and self.is_playing and not self._player.playing:
            self._player.play_backwards() if self.backwards else self._player.go_on()

    def step(self, frames: int) -> None:
        """Stands, some frames on or back."""
        if self._player is not None:
            self._drop_latest()
            self._player.step(frames)
            self._set_playing(False)

    @property
    def pace(self) -> Fraction:
        """Film seconds that pass in a second just now: none while it stands, fewer than none backwards."""
        if not self.is_playing:
            return Fraction(0)
        speed = _SLOW if self._slowly else self.speed
        return -min(speed, FASTEST_BACK) if self.backwards else speed

    def set_speed(self, speed: Fraction) -> None:
        """Film seconds a second, 0.1 to 2."""
        self.speed = speed
        if self._player is not None:
            self._player.set_speed(speed)

    def set_volume(self, percent: int) -> None:
        """0 is silence, 100 the film's own loudness with its gain."""
        self._volume = percent / 100
        if self._player is not None:
            self._player.set_gain(self._volume)

    def set_muted(self, muted: bool) -> None:
        """Silent, whatever the volume."""
        self._muted = muted
        if self._player is not None:
            self._player.set_muted(muted)

    def set_clip_gain(self, gain_db: float) -> None:
        """How much louder the open film is played than it was recorded."""
        if self._player is not None:
            self._player.set_clip_gain(gain_db)

    def set_slow_sound(self, heard: bool) -> None:
        """Whether there is sound at speeds below a quarter."""
        self._slow_sound = heard
        if self._player is not None:
            self._player.set_sound_below_quarter(heard)

    def set_device(self, device: str) -> None:
        """The sound device, by its name for the system; empty for the system's choice."""
        self._device = device
        if self._sound is not None:
            self._sound.set_device(device)

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

    @property
    def position(self) -> int:
        """The frame shown last, or asked for since."""
        return self._player.position if self._player is not None else 0

    def refresh(self) -> None:
        """Shows the picture again, if it stands."""
        if self._player is not None:
            self._player.refresh()

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

    def _note_gaps(self, player: Player, gaps: FrameRanges) -> None:
        if player is self._player:
            self.gaps_found.emit(gaps)

    def _note_waiting(self, player: Player, waits: bool) -> None:
        if player is self._player:
            self.stalled.emit(waits)

    def _set_playing(self, playing: bool, backwards: bool = False) -> None:
        changed = (playing, backwards) != (self.is_playing, self.backwards)
        self.is_playing, self.backwards = playing, backwards
        if changed:
            self.playing_changed.emit(playing)
