"""The reel player as a window sees it: pictures arrive in the window's thread, the newest wins."""

import threading
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Protocol

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from ui.state.playing import MakeSound, Sound
from vidfeed.errors import ExpectedError
from vidfeed.media.pictures import Picture
from vidfeed.media.reel_player import ReelCallbacks, ReelPlayer
from vidfeed.media.reel_source import ReelFilms
from vidfeed.model.reel import Reel
from vidfeed.model.reel_plan import ReelPlan
from vidfeed.ports import TextPainter

_ALWAYS = -1


class ReelDoor(Protocol):
    """Where reels come from: the open vault, or a prepared visit."""

    def films_of(self, reel: Reel) -> ReelFilms:
        """What playing the reel needs; raises ExpectedError where it may not be, or cannot be."""

    def stopped_of(self, reel: Reel) -> frozenset[str]:
        """Ids of its films that may be played no more; raises ExpectedError `no-consent` where none may."""


class ReelPlaying(QObject):
    """At most one open reel; places are output frames of its plan.

    Signals:
        pictured: a QImage to paint, and the output frame that it begins at.
        item_changed: the number of the item that is shown from now on.
        item_ended: the number of the item that playing came to the end of; it stands there.
        finished: the last item has ended.
        skipped: the number of an item of which nothing can be read.
        playing_changed: whether it plays.
        failed: an ExpectedError says why the reel can't be opened.

    Attributes:
        plan: of the open reel, or None.
        speed: a part of the items' own speed.
        muted: nothing is heard, whatever the volume.
    """

    pictured = Signal(object, int)
    item_changed = Signal(int)
    item_ended = Signal(int)
    finished = Signal()
    skipped = Signal(int)
    playing_changed = Signal(bool)
    failed = Signal(object)
    _arrived = Signal()
    _told = Signal(object, int, object)

    def __init__(
        self, reels: ReelDoor, words: TextPainter, make_sound: MakeSound, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._reels, self._words, self._make_sound = reels, words, make_sound
        self._sound: Sound | None = None
        self._player: ReelPlayer | None = None
        self._turn = object()
        self._commands = 0
        self._slot = threading.Lock()
        self._latest: tuple[Picture, int] | None = None
        self._reel: Reel | None = None
        self._stopped: frozenset[str] = frozenset()
        self._number = 0
        self._view_px = (1280, 720)
        self._volume = 1.0
        self.muted = False
        self.plan: ReelPlan | None = None
        self.is_playing = False
        self.speed = Fraction(1)
        self._arrived.connect(self._show_latest)
        self._told.connect(self._hear)
        self.item_changed.connect(self._reach)

    def open(self, reel: Reel, number: int = 0, at_end: bool = False) -> None:
        """Opens a reel and shows an item's first picture, or its last; `failed` follows where that can't be."""
        self.close()
        try:
            stopped, films = self._reels.stopped_of(reel), self._reels.films_of(reel)
        except ExpectedError as error:
            self.failed.emit(error)
            return
        self._sound = self._make_sound() if any(film.audio_index is not None for film in films.films.values()) else None
        self.plan, self._reel = films.plan, reel
        self._stopped, self._number = stopped, number
        self._player = ReelPlayer(films, self._words, self._callbacks(), self._sound, self._view_px)
        self._player.set_speed(self.speed)
        self._set_gain()
        self._player.seek(self.plan.starts[number + 1] - 1 if at_end else self.plan.starts[number])

    def recheck(self) -> None:
        """Looks again what of the open reel may be played.

        Where that differs it is opened anew and stands at its item, the films that were stopped passed over; `failed`
        follows where consent to all of them has ended.
        """
        if self._reel is None:
            return
        try:
            stopped = self._reels.stopped_of(self._reel)
        except ExpectedError as error:
            self.close()
            self.failed.emit(error)
            return
        if stopped != self._stopped:
            self.open(self._reel, self._number)

    def _reach(self, number: int) -> None:
        self._number = number

    def close(self) -> None:
        """Lets go of the reel; all its threads have ended on return, and nothing is shown of it any more."""
        player, self._player = self._player, None
        self._turn = object()
        if player is not None:
            player.close()
        if self._sound is not None:
            self._sound.close()
            self._sound = None
        self._drop_latest()
        self.plan = self._reel = None
        self._set_playing(False)

    @property
    def item_over(self) -> bool:
        """Whether playing came to the end of the item, and stands there."""
        return self._player is not None and self._player.item_over

    def toggle(self) -> None:
        """Plays, or pauses."""
        if self.is_playing:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        """Plays on; from the start where the reel has ended."""
        if self._player is not None:
            self._player.play()
            self._set_playing(True)

    def pause(self) -> None:
        """Stands on the frame shown last."""
        if self._player is not None:
            self._player.pause()
        self._set_playing(False)

    def seek(self, frame: int) -> None:
        """Goes to an output frame; playing goes on from there."""
        self._go(lambda player: player.seek(frame))

    def go(self, number: int) -> None:
        """Goes to an item's first frame."""
        self._go(lambda player: player.seek_item(number))

    def again(self) -> None:
        """Goes to the start of the item."""
        self._go(ReelPlayer.again)

    def following(self) -> None:
        """Goes to the next item."""
        self._go(ReelPlayer.next)

    def previous(self) -> None:
        """Goes to the item before."""
        self._go(ReelPlayer.previous)

    def step(self, frames: int) -> None:
        """Stands, some output frames on or back."""
        self._go(lambda player: player.step(frames))
        self._set_playing(False)

    def set_speed(self, speed: Fraction) -> None:
        """A part of the items' own speed, 0.1 to 2."""
        self.speed = speed
        if self._player is not None:
            self._player.set_speed(speed)

    def set_stops(self, items: Iterable[int]) -> None:
        """The numbers of the open reel's items at whose end playing stops."""
        if self._player is not None:
            self._player.set_stops(frozenset(items))

    def set_volume(self, percent: int) -> None:
        """0 is silence, 100 the reel's own loudness."""
        self._volume = percent / 100
        self._set_gain()

    def set_muted(self, muted: bool) -> None:
        """Silence at once, or the volume as it was."""
        self.muted = muted
        self._set_gain()

    def set_view_size(self, size: QSize) -> None:
        """The room for a picture, in device pixels."""
        self._view_px = (size.width(), size.height())
        if self._player is not None:
            self._player.set_view(*self._view_px)

    def _go(self, command: Callable[[ReelPlayer], None]) -> None:
        if self._player is not None:
            self._commands += 1
            self._drop_latest()
            command(self._player)

    def _set_gain(self) -> None:
        if self._player is not None:
            self._player.set_gain(0.0 if self.muted else self._volume)

    def _callbacks(self) -> ReelCallbacks:
        """Carries what the player's threads tell into the window's thread."""
        turn = self._turn

        def tell(act: Callable[[], None], always: bool = False) -> None:
            self._told.emit(turn, _ALWAYS if always else self._commands, act)

        return ReelCallbacks(
            self._shown,
            lambda number: tell(lambda: self.item_changed.emit(number)),
            lambda number: tell(lambda: self._end_item(number)),
            lambda: tell(self.finished.emit),
            lambda number, _error: tell(lambda: self.skipped.emit(number), always=True),
        )

    def _hear(self, turn: object, commands: int, act: Callable[[], None]) -> None:
        """Drops what a closed reel told, and where the reel was before one went elsewhere."""
        if turn is self._turn and commands in (_ALWAYS, self._commands):
            act()

    def _end_item(self, number: int) -> None:
        self._set_playing(False)
        self.item_ended.emit(number)

    def _shown(self, picture: Picture, frame: int) -> None:
        """On a thread of the player: puts the picture where the window takes it from."""
        with self._slot:
            waiting, self._latest = self._latest is not None, (picture, frame)
        if not waiting:
            self._arrived.emit()

    def _drop_latest(self) -> None:
        with self._slot:
            self._latest = None

    def _show_latest(self) -> None:
        with self._slot:
            shown, self._latest = self._latest, None
        if shown is not None and self._player is not None:
            self.pictured.emit(_image(shown[0]), shown[1])

    def _set_playing(self, playing: bool) -> None:
        if playing != self.is_playing:
            self.is_playing = playing
            self.playing_changed.emit(playing)


def _image(picture: Picture) -> QImage:
    width, height, stride = picture.width_px, picture.height_px, picture.stride_bytes
    return QImage(picture.data, width, height, stride, QImage.Format.Format_RGB32).copy()
