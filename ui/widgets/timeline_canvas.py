"""What the timeline shows, and painting it: the part without hands."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, px, theme
from ui.widgets import timeline_curves as curves
from ui.widgets import timeline_spans as spans
from ui.widgets.spoken import spoken_time
from ui.widgets.tag_look import Looks, looks_for
from ui.widgets.timeline_accessible import list_moments_of, tell_selected
from ui.widgets.timeline_lanes import LaneLayout
from ui.widgets.timeline_layers import Layers
from ui.widgets.timeline_rows import Rows, rows_for
from ui.widgets.timeline_scale import TimelineScale
from ui.widgets.timeline_scene import Scene, Sound, ThumbnailProvider
from vidfeed.model.codebook import Codebook
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.moment import Moment
from vidfeed.model.time import format_clock

_PLAYHEAD_REACH_PX = 9


class TimelineCanvas(QWidget):
    """A clip's moments in lanes over its pictures and sound.

    Everything but playhead and selected moment is painted once into a picture and only copied after that.
    """

    def __init__(self) -> None:
        super().__init__()
        list_moments_of(TimelineCanvas)
        self.setAccessibleName("Timeline")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(px(360), px(150))
        self._scene = Scene()
        self._moments: dict[str, Moment] = {}
        self._ids: tuple[str, ...] = ()
        self._codebook: Codebook | None = None
        self._looks: Looks = {}
        self._others: Looks = {}
        self._layout: LaneLayout | None = None
        self._layers = Layers(self._scene)
        self._by_key = False
        theme().changed.connect(self.refresh)

    def set_clip(self, index: FrameIndex, thumbnail_aspect: float = 16 / 9) -> None:
        """Shows a clip whole, without moments, loop, sound or pictures until they are given."""
        self._moments, self._ids = {}, ()
        self._scene.start(index, self.rows.width, thumbnail_aspect)
        self._new_layout()

    def set_codebook(self, codebook: Codebook, looks: Looks, others: Looks | None = None) -> None:
        """Makes a lane of each group; `looks` are its tags', `others` those of further codebooks."""
        self._codebook = codebook
        self._looks = {tag.id: looks[tag.id] for tag in codebook.tags if tag.id in looks}
        self._others = others if others is not None else looks
        self._new_layout()

    def set_moments(self, moments: Iterable[Moment]) -> None:
        """Shows these moments, by start, and no others."""
        self._moments = {moment.id: moment for moment in moments}
        self._ids = tuple(self._moments)
        self._lay_out()

    def set_selected(self, moment_id: str | None) -> None:
        """Fills one moment and gives it handles, without a signal."""
        if moment_id != self._scene.selected:
            self._scene.selected = moment_id
            self._layers.drop_selection()
            self.update()
            if moment_id in self._moments:
                tell_selected(self, self._ids.index(moment_id))

    def set_thumbnails(self, provider: ThumbnailProvider | None) -> None:
        """Where pictures come from; call `refresh` when later ones have arrived."""
        self._scene.thumbnails = provider
        self.refresh()

    def set_sound(self, sound: Sound, peaks: bytes = b"") -> None:
        """Shows the loudness, 50 bytes a second, or why there is none."""
        self._scene.sound, self._scene.peaks = sound, peaks
        self.refresh()

    def set_motion(self, levels: bytes, per_s: int) -> None:
        """Shows how much moves, 0 to 255 each, so many a second; empty while it is not known."""
        self._scene.motion, self._scene.motion_per_s = levels, per_s
        self._describe()
        self.refresh()

    def set_gaps(self, gaps: Sequence[range]) -> None:
        """Hatches stretches of frames that cannot be read."""
        self._scene.gaps = tuple(gaps)
        self.refresh()

    def set_loop(self, a: int | None, b: int | None) -> None:
        """Marks the frames of A and B."""
        self._scene.loop = (a, b)
        self._layers.drop_selection()
        self.update()

    def set_playhead(self, frame: int, follow: bool = False) -> None:
        """Moves the playhead; `follow` turns the page when it leaves the window."""
        before, self._scene.playhead = self._playhead_rect(), frame
        self._describe()
        if follow:
            self.set_scale(self._scene.scale.paged_to(frame))
        self.update(before)
        self.update(self._playhead_rect())

    @property
    def scale(self) -> TimelineScale:
        """The window onto the clip."""
        return self._scene.scale

    @property
    def rows(self) -> Rows:
        """Where its rows lie."""
        return rows_for(self.width(), self.height(), len(self._scene.lanes.lanes))

    def set_scale(self, scale: TimelineScale) -> None:
        """Shows another window onto the clip."""
        if scale != self._scene.scale:
            self._scene.scale = scale
            self._layers.drop_window()
            self.update()

    def refresh(self) -> None:
        """Paints anew what is kept as pictures."""
        self._layers.drop_all()
        self.update()

    def _new_layout(self) -> None:
        self.refresh()
        index = self._scene.index
        self._layout = LaneLayout(index, self._codebook, self._looks, self._others) if index is not None else None
        self._lay_out()

    def _lay_out(self) -> None:
        before = self._scene.lanes.lanes
        if self._layout is not None:
            self._scene.lanes = self._layout.lay_out(self._moments.values())
        self._describe()
        if self._scene.lanes.lanes != before:
            self.refresh()
        self._layers.drop_moments()
        self.update()

    def _describe(self) -> None:
        index = self._scene.index
        if index is not None:
            now = format_clock(index.seconds(index.pts[min(self._scene.playhead, index.frames - 1)]))
            clip = f"At {now} of {format_clock(index.duration)}, {len(self._moments)} moments"
            moves = curves.movement_word(self._scene)
            self.setAccessibleDescription(f"{clip}; {moves} here" if moves else clip)

    # What assistive technology asks

    @property
    def moment_ids(self) -> tuple[str, ...]:
        """The moments, by start."""
        return self._ids

    @property
    def selected(self) -> str | None:
        """The selected moment's id."""
        return self._scene.selected

    def spoken_moment(self, moment_id: str) -> str:
        """Its first tag's name and when it is: "Smiles back, 2 minutes 11 to 2 minutes 19"."""
        moment, index = self._moments[moment_id], self._scene.index
        if index is None:
            return ""
        looks = looks_for(moment, self._looks) or looks_for(moment, self._others)
        name = looks[0].name if looks else "Still" if moment.still else "Moment"
        start = spoken_time(index.seconds(moment.span.start_pts))
        if moment.still:
            return f"{name}, {start}"
        return f"{name}, {start} to {spoken_time(index.seconds(moment.span.end_pts))}"

    def moment_rect(self, moment_id: str) -> QRect:
        """Where it is painted, on the screen; empty where it is out of the window."""
        rows = self.rows
        lanes = QRect(rows.left, 0, rows.width, self.height())
        spots = self._scene.lanes.by_moment.get(moment_id, ())
        inside = rows.spot_rect(spots[0], self._scene.scale).toAlignedRect() & lanes if spots else QRect()
        return QRect() if inside.isEmpty() else inside.translated(self.mapToGlobal(QPoint(0, 0)))

    def _playhead_rect(self) -> QRect:
        x = self.rows.left + self._scene.scale.x_of(self._scene.playhead + 0.5)
        reach = px(_PLAYHEAD_REACH_PX)
        return QRect(round(x) - reach, 0, 2 * reach, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rows = self.rows
        painter.drawPixmap(0, 0, self._layers.picture(self.size(), rows, self.devicePixelRatioF()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(QRect(rows.left, 0, rows.width + px(8), self.height()))
        spans.paint_selected(painter, self._scene, rows)
        if self._scene.index is not None:
            painter.setClipRect(QRect(rows.left - px(8), 0, rows.width + px(16), self.height()))
            spans.paint_playhead(painter, rows.left + self._scene.scale.x_of(self._scene.playhead + 0.5), rows)
        if self.hasFocus() and self._by_key:
            painter.setClipping(False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("apri"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 11, 11)

    def sizeHint(self) -> QSize:
        return QSize(px(940), px(246))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for those who come by key."""
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self._by_key = event.reason() is not Qt.FocusReason.MouseFocusReason
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scene.scale = self._scene.scale.resized(self.rows.width)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.refresh()
