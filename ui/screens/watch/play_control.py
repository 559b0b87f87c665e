"""The player and everything that controls it: picture, transport, timeline, speeds, the A-B loop."""

from fractions import Fraction

from PySide6.QtCore import QObject, Signal

from ui.screens.watch.stage import Stage
from ui.state.playing import Playing
from ui.widgets.announce import announce
from ui.widgets.notice import sentences
from ui.widgets.timeline_view import TimelineView
from ui.widgets.transport import MORE_SPEEDS, SPEEDS, speed_text
from ui.widgets.video_overlays import Badge, MessageKind
from vidfeed.errors import ExpectedError, InternalError
from vidfeed.media.player import Shown
from vidfeed.model.frame_index import FrameIndex

JUMP_S = 3
_LADDER = sorted({*SPEEDS, *MORE_SPEEDS})


class PlayControl(QObject):
    """Keeps picture, playhead and controls in step with what is painted.

    Signals:
        moved: the frame now painted.
        sought: the user went elsewhere in the film.

    Attributes:
        frame: the one painted last, or asked for before anything was painted.
    """

    moved = Signal(int)
    sought = Signal()

    def __init__(self, playing: Playing, stage: Stage, timeline: TimelineView, parent: QObject) -> None:
        super().__init__(parent)
        self.playing, self._stage, self._timeline = playing, stage, timeline
        self._index: FrameIndex | None = None
        self._loop: tuple[int | None, int | None] = (None, None)
        self._looping = False
        self._slow = False
        self.frame = 0
        self._connect_player()
        self._connect_stage()

    def _connect_player(self) -> None:
        view, transport = self._stage.view, self._stage.transport
        self.playing.pictured.connect(self._show)
        self.playing.playing_changed.connect(transport.set_playing)
        self.playing.failed.connect(self.show_failure)
        view.picture_painted.connect(self._painted)
        view.view_size_changed.connect(self.playing.set_view_size)
        self._timeline.seek_requested.connect(self.seek)
        self._timeline.edge_previewed.connect(self._preview)

    def _connect_stage(self) -> None:
        view, transport = self._stage.view, self._stage.transport
        view.clicked.connect(self.toggle)
        view.wheel_stepped.connect(self.step)
        transport.play_toggled.connect(self.toggle)
        transport.frame_back.connect(lambda: self.step(-1))
        transport.frame_forward.connect(lambda: self.step(1))
        transport.time_entered.connect(self.seek_seconds)
        transport.speed_chosen.connect(self.set_speed)
        transport.volume_changed.connect(self.playing.set_volume)
        transport.loop_a.connect(self.set_a)
        transport.loop_b.connect(self.set_b)
        transport.loop_toggled.connect(self.set_looping)

    @property
    def pts(self) -> int:
        """The painted frame's pts; 0 while no film is open."""
        return self._index.pts[self.frame] if self._index is not None else 0

    def open(self, index: FrameIndex, frame: int) -> None:
        """Takes over a film that the player has opened at a frame."""
        self._index, self.frame = index, frame
        self._set_loop(None, None, False)
        self._show_time()
        self._timeline.set_playhead(frame)

    def close(self) -> None:
        """No film is open."""
        self._index = None
        self._stage.transport.set_playing(False)

    def _show(self, shown: Shown) -> None:
        picture, view = shown.picture, self._stage.view
        view.clear_message()
        view.show_picture(picture.data, picture.width_px, picture.height_px, picture.stride_bytes, shown.frame)

    def _preview(self, frame: int) -> None:
        """Shows the picture at an edge that is being dragged; a film that plays goes on instead."""
        if not self.playing.is_playing:
            self.playing.seek(frame, moving=True)

    def show_failure(self, error: ExpectedError | InternalError) -> None:
        """Says in the picture's place what happened."""
        self._stage.view.show_message(*sentences(error), kind=MessageKind.ERROR)

    def _painted(self, frame: int) -> None:
        if self._index is not None:
            self.frame = frame
            self._show_time()
            self._timeline.set_playhead(frame, follow=True)
            self.moved.emit(frame)

    def _show_time(self) -> None:
        if self._index is not None:
            seconds = self._index.seconds(self._index.pts[self.frame])
            self._stage.transport.set_time(seconds, self._index.duration)

    def toggle(self) -> None:
        """Plays, or pauses."""
        self.playing.toggle()

    def play_once(self, first: int, last: int) -> None:
        """Plays frames `first` to `last`, both inclusive, and stays on the last."""
        self.playing.play_span(first, last)

    def seek(self, frame: int, moving: bool = False) -> None:
        """Goes to a frame; `moving` while the hand is still on its way."""
        if self._index is not None:
            self.playing.seek(max(0, min(frame, self._index.frames - 1)), moving=moving)
            self.sought.emit()

    def seek_seconds(self, seconds: Fraction) -> None:
        """Goes to a time of the clip; past the end to the last frame."""
        if self._index is not None:
            inside = max(Fraction(0), seconds)
            last = self._index.frames - 1
            self.seek(self._index.frame_at_seconds(inside) if inside < self._index.duration else last)

    def jump(self, seconds: int) -> None:
        """Goes so many seconds on, or back."""
        if self._index is not None:
            self.seek_seconds(self._index.seconds(self._index.pts[self.frame]) + seconds)

    def step(self, frames: int) -> None:
        """Pauses and goes so many frames on, or back."""
        if self._index is not None:
            self.playing.step(frames)
            self.sought.emit()

    def pause(self) -> None:
        """Stops on the painted frame."""
        self.playing.pause()

    def go_first(self) -> None:
        """Goes to the clip's first frame."""
        self.seek(0)

    def go_last(self) -> None:
        """Goes to the clip's last frame."""
        if self._index is not None:
            self.seek(self._index.frames - 1)

    def begin_slow(self, direction: int) -> None:
        """Plays slowly, forwards (1) or backwards (-1), until `end_slow`."""
        if not self._slow:
            self._slow = True
            self.playing.play_slowly(direction)

    def end_slow(self) -> None:
        """Stops what `begin_slow` began."""
        if self._slow:
            self._slow = False
            self.playing.end_slow()

    def set_speed(self, speed: Fraction) -> None:
        """Film seconds per second of play; the sound keeps its pitch."""
        self.playing.set_speed(speed)
        self._stage.transport.set_speed(speed)
        self._show_badges()
        announce(self._stage, f"Speed {speed_text(speed)}")

    def change_speed(self, steps: int) -> None:
        """Goes up or down the ladder of speeds."""
        now = self.playing.speed
        others = [speed for speed in _LADDER if (speed > now if steps > 0 else speed < now)]
        if others:
            self.set_speed(others[0] if steps > 0 else others[-1])

    def set_a(self) -> None:
        """The loop starts at the painted frame."""
        b = self._loop[1]
        self._set_loop(self.frame, b if b is None or b > self.frame else None, self._looping)

    def set_b(self) -> None:
        """The loop ends with the painted frame; with A set, it runs."""
        a = self._loop[0]
        a = a if a is None or a < self.frame else None
        self._set_loop(a, self.frame, self._looping or a is not None)

    def set_looping(self, on: bool) -> None:
        """Switches the loop; an end that is not set is the clip's."""
        self._set_loop(*self._loop, on)

    def toggle_loop(self) -> None:
        """Switches the loop on or off."""
        self.set_looping(not self._looping)

    def _set_loop(self, a: int | None, b: int | None, on: bool) -> None:
        self._loop, self._looping = (a, b), on
        self._stage.transport.set_loop(a is not None, b is not None, on)
        self._timeline.set_loop(a, b)
        if self._index is not None:
            ends = (0 if a is None else a, self._index.frames - 1 if b is None else b)
            self.playing.set_loop(ends if on else None)
        self._show_badges()
        if on:
            announce(self._stage, "A to B loop" if a is not None and b is not None else "Loop")

    def _show_badges(self) -> None:
        badges = []
        if self._looping:
            badges.append(Badge("repeat", "A–B loop"))
        if self.playing.speed != 1:
            badges.append(Badge("speedometer", f"{speed_text(self.playing.speed)} speed"))
        self._stage.view.set_badges(*badges)
