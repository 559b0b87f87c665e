"""The player and what controls it at every moment: picture, transport, timeline, speeds."""

from fractions import Fraction

from PySide6.QtCore import QObject, Signal

from ui.screens.watch.badges import Badges, Plate
from ui.screens.watch.loop_control import LoopControl
from ui.screens.watch.stage import Stage
from ui.screens.watch.waiting import Waiting
from ui.state.playing import Playing
from ui.widgets.announce import announce
from ui.widgets.notice import sentences
from ui.widgets.player_menu import Wish
from ui.widgets.speeds import ALL_SPEEDS, speed_text
from ui.widgets.timeline_view import TimelineView
from ui.widgets.video_overlays import Badge, MessageKind
from vidfeed.errors import ExpectedError, InternalError
from vidfeed.media.player import Shown
from vidfeed.model.frame_index import FrameIndex

JUMP_S = 3
LEAD_IN_S = Fraction(2)


class PlayControl(QObject):
    """Keeps picture, playhead and controls in step with what is painted.

    Signals:
        moved: the frame now painted.
        sought: the user went elsewhere in the film.
        speed_changed: film seconds a second.
        failed: an ExpectedError or InternalError stands in the picture's place.
        shown: a Shown that the view paints next.
        span_played: frames that are about to play once, both inclusive.

    Attributes:
        frame: the one painted last, or asked for before anything was painted.
        loop: the A-B loop.
        waiting: says that a picture does not come.
    """

    moved = Signal(int)
    sought = Signal()
    speed_changed = Signal(object)
    failed = Signal(object)
    shown = Signal(object)
    span_played = Signal(int, int)

    def __init__(self, playing: Playing, stage: Stage, timeline: TimelineView, parent: QObject) -> None:
        super().__init__(parent)
        self.playing, self._stage, self._timeline = playing, stage, timeline
        self._index: FrameIndex | None = None
        self._slow = False
        self.frame = 0
        self.badges = Badges(stage.view)
        self.loop = LoopControl(playing, stage, timeline, self.badges, self)
        self.waiting = Waiting(playing, stage.view, self)
        self._connect_player()
        self._connect_stage()

    def _connect_player(self) -> None:
        view, transport = self._stage.view, self._stage.transport
        self.playing.pictured.connect(self._show)
        self.playing.playing_changed.connect(transport.set_playing)
        self.playing.playing_changed.connect(self._show_speed)
        self.playing.failed.connect(self.show_failure)
        view.picture_painted.connect(self._painted)
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
        transport.loop_a.connect(lambda: self.loop.set_a(self.frame))
        transport.loop_b.connect(lambda: self.loop.set_b(self.frame))
        transport.loop_toggled.connect(self.loop.set_on)
        transport.menu.wished.connect(lambda wish: self.toggle_backwards() if wish is Wish.BACKWARDS else None)

    @property
    def index(self) -> FrameIndex | None:
        """The open film's frames."""
        return self._index

    @property
    def pts(self) -> int:
        """The painted frame's pts; 0 while no film is open."""
        return self._index.pts[self.frame] if self._index is not None else 0

    def seconds_at(self, frame: int) -> Fraction:
        """When a frame of the open film is shown; 0 while none is open."""
        return self._index.seconds(self._index.pts[frame]) if self._index is not None else Fraction(0)

    def open(self, index: FrameIndex, frame: int) -> None:
        """Takes over a film that the player has opened at a frame."""
        self._index, self.frame = index, frame
        self.waiting.end()
        self.loop.open(index)
        self._show_time()
        self._timeline.set_playhead(frame)
        self.waiting.ask()

    def close(self) -> None:
        """No film is open."""
        self._index = None
        self.waiting.end()
        self.loop.open(None)
        self._stage.transport.set_playing(False)

    def _show(self, shown: Shown) -> None:
        picture, view = shown.picture, self._stage.view
        self.waiting.end()
        view.clear_message()
        self.shown.emit(shown)
        view.show_picture(picture.data, picture.width_px, picture.height_px, picture.stride_bytes, shown.frame)

    def _preview(self, frame: int) -> None:
        """Shows the picture at an edge that is being dragged; a film that plays goes on instead."""
        if not self.playing.is_playing:
            self.playing.seek(frame, moving=True)

    def show_failure(self, error: ExpectedError | InternalError) -> None:
        """Says what happened, over the last good picture."""
        self.waiting.end()
        self._stage.view.show_message(*sentences(error), kind=MessageKind.ERROR)
        self.failed.emit(error)

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

    def toggle_backwards(self) -> None:
        """Plays towards the start, or pauses where it does."""
        self.playing.toggle_backwards()
        if self.playing.backwards:
            announce(self._stage, "Backwards")

    def play_once(self, first: int, last: int, lead_in_s: Fraction = Fraction(0)) -> None:
        """Plays frames `first` to `last`, both inclusive, after a lead-in, and stays on the last."""
        self.span_played.emit(first, last)
        self.playing.play_span(first, last, lead_in_s)

    def seek(self, frame: int, moving: bool = False) -> None:
        """Goes to a frame; `moving` while the hand is still on its way."""
        if self._index is not None:
            self.playing.seek(max(0, min(frame, self._index.frames - 1)), moving=moving)
            self.waiting.ask()
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
            self.waiting.ask()
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
        self.use_speed(speed)
        self.speed_changed.emit(speed)
        announce(self._stage, f"Speed {speed_text(speed)}")

    def use_speed(self, speed: Fraction) -> None:
        """As `set_speed`, without a word: it was chosen before."""
        self.playing.set_speed(speed)
        self._stage.transport.set_speed(speed)
        self._show_speed()

    def change_speed(self, steps: int) -> None:
        """Goes up or down the ladder of speeds."""
        now = self.playing.speed
        others = [speed for speed in ALL_SPEEDS if (speed > now if steps > 0 else speed < now)]
        if others:
            self.set_speed(others[0] if steps > 0 else others[-1])

    def _show_speed(self) -> None:
        """Says what is not the usual way of playing; while it plays, the speed that it really has."""
        back, speed = self.playing.backwards, abs(self.playing.pace) or self.playing.speed
        if back:
            badge = Badge("rewind", "Backwards" if speed == 1 else f"Backwards, {speed_text(speed)} speed")
        else:
            badge = Badge("speedometer", f"{speed_text(speed)} speed")
        self.badges.put(Plate.SPEED, badge if back or speed != 1 else None)
