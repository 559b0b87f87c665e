"""The preview: the reel as the parent will see it, played in place."""

from fractions import Fraction

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage

from ui.state.reel_playing import ReelPlaying
from ui.widgets.boxes import column, row
from ui.widgets.buttons import icon_button
from ui.widgets.card import Card
from ui.widgets.people_way import PictureWay
from ui.widgets.reel_bar import ReelBar
from ui.widgets.round_button import RoundButton
from ui.widgets.speeds import speed_text
from ui.widgets.time_field import TimeField
from ui.widgets.video_overlays import Badge, MessageKind
from ui.widgets.video_view import VideoView
from ui.widgets.volume import VolumeButton
from vidfeed.errors import ExpectedError
from vidfeed.model.reel import Reel

EMPTY = ("Nothing to play yet", "Put a moment from the left into the reel.")


class Preview(Card):
    """Picture, play and pause, and the reel's items as a bar.

    Signals:
        item_reached(int): the item that plays now.
        still_requested(int): make a still of this output frame.
        people_requested(): consent is what is missing.
    """

    item_reached = Signal(int)
    still_requested = Signal(int)
    people_requested = Signal()

    def __init__(
        self,
        playing: ReelPlaying,
        name: str = "Preview",
        picture: str = "Preview of the reel",
        empty: tuple[str, str] = EMPTY,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._playing, self._empty = playing, empty
        self._faces = ("Play", "Pause", "Space")
        self._frame = 0
        self.view = VideoView(picture, rounded=True)
        self.way = PictureWay(self.view, self.people_requested.emit)
        self.back = icon_button("skip-previous-outline", "Previous item")
        self.play = RoundButton("play", "Play")
        self.following = icon_button("skip-next-outline", "Next item")
        self.time, self.bar, self.volume = TimeField(), ReelBar(), VolumeButton()
        self.still = icon_button("camera-outline", "Keep this picture as a still")
        line = row(
            self.back, self.play, self.following, self.time, self.bar, self.still, self.volume,
            gap_px=6, margins_px=(10, 5, 10, 5),
        )  # fmt: skip
        line.setStretch(4, 1)
        box = column(self.view, line, gap_px=0, margins_px=(1, 1, 1, 1))
        box.setStretch(0, 1)
        self.setLayout(box)
        self._connect()

    def _connect(self) -> None:
        playing = self._playing
        playing.pictured.connect(self._show_picture)
        playing.item_changed.connect(self._reach)
        playing.playing_changed.connect(self._show_playing)
        playing.failed.connect(self.show_failure)
        self.view.view_size_changed.connect(playing.set_view_size)
        self.view.clicked.connect(playing.toggle)
        self.view.wheel_stepped.connect(playing.step)
        self.play.clicked.connect(playing.toggle)
        self.back.clicked.connect(playing.previous)
        self.following.clicked.connect(playing.following)
        self.bar.sought.connect(playing.seek)
        self.bar.stepped.connect(lambda step: playing.previous() if step < 0 else playing.following())
        self.time.time_entered.connect(self._seek_seconds)
        self.volume.volume_changed.connect(playing.set_volume)
        self.still.clicked.connect(lambda: self.still_requested.emit(self._frame))

    def show_reel(self, reel: Reel | None, number: int = 0, at_end: bool = False) -> None:
        """Plays this reel from now on, and stands at an item's first picture, or its last."""
        self._playing.close()
        self.way.offer(None)
        if reel is None or not reel.items:
            self.view.clear_picture()
            self.view.show_message(*self._empty)
            self.view.set_badges()
            self._set_usable(False)
            self.bar.set_items((0,), ())
            self.time.set_time(Fraction(0), Fraction(0))
            return
        if self.view.painted_frame is None:
            self.view.show_message("Opening the reel…", kind=MessageKind.BUSY)
        self._playing.open(reel, number, at_end)
        plan = self._playing.plan
        self._set_usable(plan is not None)
        if plan is not None:
            self.bar.set_items(plan.starts, [item.talk for item in plan.items])
            self._move(plan.starts[number + 1] - 1 if at_end else plan.starts[number])

    def name_play(self, play: str, pause: str) -> None:
        """What the button is called where the space bar does something else."""
        self._faces = (play, pause, "")
        self._show_playing(self._playing.is_playing)

    @property
    def frame(self) -> int:
        """The output frame shown."""
        return self._frame

    def show_failure(self, error: ExpectedError) -> None:
        """Says in the picture's place what happened."""
        self.view.clear_picture()
        self.view.show_message(error.message, error.hint, MessageKind.ERROR)
        self._set_usable(False)
        self.way.offer(error)

    def _set_usable(self, usable: bool) -> None:
        for part in (self.back, self.play, self.following, self.bar, self.still, self.time):
            part.setEnabled(usable)

    def _show_picture(self, image: QImage, frame: int) -> None:
        self.view.clear_message()
        self.view.show_image(image, frame)
        self._move(frame)

    def _move(self, frame: int) -> None:
        plan = self._playing.plan
        if plan is not None:
            self._frame = frame
            self.bar.set_frame(frame)
            self.time.set_time(frame / plan.rate, plan.duration)

    def _reach(self, number: int) -> None:
        plan = self._playing.plan
        if plan is not None:
            speed = plan.items[number].speed
            self.view.set_badges(*([Badge("play-speed", f"{speed_text(speed)} speed")] if speed != 1 else []))
        self.item_reached.emit(number)

    def _show_playing(self, playing: bool) -> None:
        play, pause, keys = self._faces
        self.play.set_face("pause" if playing else "play", pause if playing else play, keys)

    def _seek_seconds(self, seconds: Fraction) -> None:
        plan = self._playing.plan
        if plan is not None:
            self._playing.seek(min(int(seconds * plan.rate), plan.frames - 1))
