"""Hiding parts of an item: between the inspector, the preview, and the services that follow and store."""

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QImage

from ui.screens.jobs import Failure, Jobs
from ui.screens.reels.board import Board
from ui.screens.reels.reel_control import ReelControl
from ui.screens.reels.veil_part import VeilFacts
from ui.state.looking_through import LookingThrough
from ui.state.reel_playing import ReelPlaying
from ui.state.reeling import Reeling
from ui.widgets.announce import announce
from ui.widgets.veil_drawing import FIRST, VeilDrawing
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.reel_canvas import Canvas
from vidfeed.model.reel import ReelItem
from vidfeed.model.time import format_clock
from vidfeed.model.veil import Region, SilentSpan, Veil, VeilShape
from vidfeed.services import veiling

_CANVAS = Canvas(1920, 1080)


class HidingControl(QObject):
    """Draws in the picture shown; follows in a thread; the item is looked through in the preview itself."""

    def __init__(
        self, reeling: Reeling, playing: ReelPlaying, board: Board, control: ReelControl, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._reeling, self._playing, self._board, self._control = reeling, playing, board, control
        self._veil, self._silence = board.inspector.veil, board.inspector.silence
        self.drawing = VeilDrawing(board.preview.view)
        self.looking = LookingThrough(playing, self)
        self._jobs = Jobs(self)
        self._drawn: tuple[str, str] | None = None
        self._connect()

    def _connect(self) -> None:
        veil, silence, reeling = self._veil, self._silence, self._reeling
        veil.draw_requested.connect(self.draw)
        veil.shape_chosen.connect(self.drawing.set_shape)
        veil.keep_requested.connect(lambda: self._keep(self.drawing.region))
        veil.give_up_requested.connect(self.give_up)
        veil.remove_requested.connect(self._take_off)
        veil.follow_requested.connect(self._follow_again)
        veil.stop_requested.connect(self._jobs.cancel)
        veil.look_requested.connect(self.look_through)
        veil.allowed.connect(self._allow)
        veil.jumped.connect(self._jump)
        self.drawing.kept.connect(self._keep)
        self.drawing.given_up.connect(self.give_up)
        self.drawing.stepped.connect(self._playing.step)
        silence.begun.connect(self._begin_silence)
        silence.ended.connect(self._end_silence)
        silence.given_up.connect(lambda: silence.show_since(None))
        silence.changed.connect(self._put_silence)
        self.looking.changed.connect(self._show_facts)
        reeling.selected_changed.connect(self._selected)
        reeling.opened.connect(self.give_up)
        self._playing.pictured.connect(self._pictured)
        self._playing.failed.connect(lambda _error: self.give_up())

    # Drawing

    def draw(self, veil_id: str) -> None:
        """Draws a veil in the picture shown: a new one, or one of the item's otherwise."""
        item, place = self._reeling.selected, self._reeling.position
        self._control.follow()
        plan = self._playing.plan
        if item is None or item.clip_id is None or plan is None:
            return
        frame = self._board.preview.frame
        if plan.item_at(frame) != place:
            frame = plan.starts[place]
        self._drawn = (item.id, veil_id)
        self._control.show_bare(item.id, frame)
        veil = next((one for one in item.veils if one.id == veil_id), None)
        shape = veil.shape if veil is not None else self._veil.shape.value
        shape = shape if isinstance(shape, VeilShape) else VeilShape.ELLIPSE
        self._veil.shape.set_value(shape)
        self._veil.shape.setEnabled(veil is None)
        self.drawing.begin(self._film_part(item), self._known(frame) or FIRST, shape)
        self._veil.show_drawing(True)
        self._board.inspector.reveal(self._veil)

    def give_up(self) -> None:
        """Draws no longer; nothing was changed."""
        if self._drawn is None:
            return
        self._drawn = None
        self.drawing.hide()
        self._veil.show_drawing(False)
        self._control.show_bare("", self._board.preview.frame)
        self._board.preview.view.setFocus()

    def _keep(self, region: Region) -> None:
        drawn, reel, plan = self._drawn, self._reeling.reel, self._playing.plan
        if drawn is None or reel is None or plan is None:
            return
        item_id, veil_id = drawn
        frame = self._board.preview.frame
        pts, shape = plan.shown(frame).pts, self._veil.shape.value
        self.give_up()
        if pts is None or not isinstance(shape, VeilShape):
            return
        ctx = self._reeling.desk.context
        stroke = veiling.Stroke(pts, region, shape, veil_id or None)
        self._veil.show_work(0.0)
        self._jobs.start(
            lambda progress, cancelled: [veiling.followed_veil(ctx, reel.id, item_id, stroke, progress, cancelled)],
            lambda veils: self._followed(item_id, veils, frame),
            self._failed,
            lambda done, _left: self._veil.show_work(done),
        )

    def _follow_again(self) -> None:
        item, reel = self._reeling.selected, self._reeling.reel
        if item is None or reel is None or self._jobs.busy:
            return
        ctx, frame = self._reeling.desk.context, self._board.preview.frame
        self._veil.show_work(0.0)
        self._jobs.start(
            lambda progress, cancelled: veiling.followed_anew(ctx, reel.id, item.id, progress, cancelled),
            lambda veils: self._followed(item.id, veils, frame),
            self._failed,
            lambda done, _left: self._veil.show_work(done),
        )

    def _followed(self, item_id: str, veils: list[Veil], frame: int) -> None:
        self._veil.show_work(None)
        self._reeling.put_veils(item_id, veils)
        self._control.show_bare("", frame)
        announce(self._veil, "The veil was followed. Look through the item.")

    def _failed(self, error: Failure) -> None:
        self._veil.show_work(None)
        if isinstance(error, ExpectedError) and error.kind is not ErrorKind.CANCELLED:
            self._control.show_failure(error)

    def _take_off(self, veil_id: str) -> None:
        item = self._reeling.selected
        if item is not None:
            self._reeling.edit(item.id, veils=tuple(veil for veil in item.veils if veil.id != veil_id))

    # Looking through

    def look_through(self) -> None:
        """Plays the selected item once, with its veils, and stops at its end."""
        self._control.follow()
        if self._reeling.selected is not None:
            self.looking.begin(self._reeling.position)
            self._board.preview.view.setFocus()

    def _allow(self, allowed: bool) -> None:
        item = self._reeling.selected
        if item is not None and (not allowed or item.looked_through or self.looking.has_seen(item)):
            self._reeling.edit(item.id, looked_through=allowed)

    def _jump(self, offset: int) -> None:
        """To a source frame of the item: the output frame that shows it."""
        item, plan, place = self._reeling.selected, self._playing.plan, self._reeling.position
        if item is None or item.span is None or plan is None or item.clip_id is None:
            return
        wanted = self._first(item) + offset
        frame = plan.starts[place]
        for run in plan.runs(place):
            if run.frame is not None and run.frame >= wanted:
                break
            frame += run.count
        self._playing.pause()
        self._playing.seek(min(frame, plan.starts[place + 1] - 1))

    # Silence

    def _begin_silence(self) -> None:
        edges = self._shown_edges()
        if edges is not None:
            self._silence.show_since(edges[0])

    def _end_silence(self) -> None:
        edges, since, item = self._shown_edges(), self._silence.since, self._reeling.selected
        if edges is not None and since is not None and item is not None:
            start, end = min(since, edges[0]), edges[1]
            self._silence.show_since(None)
            self._put_silence((*item.muted, SilentSpan(start, end)))

    def _put_silence(self, spans: tuple[SilentSpan, ...]) -> None:
        item = self._reeling.selected
        if item is not None:
            self._reeling.silence(item.id, spans)

    def _shown_edges(self) -> tuple[int, int] | None:
        """Where the picture shown begins and ends, by pts; None where it is not of the selected item."""
        item, plan = self._reeling.selected, self._playing.plan
        if item is None or item.clip_id is None or plan is None:
            return None
        shown = plan.shown(self._board.preview.frame)
        if shown.item != self._reeling.position or shown.frame is None or shown.pts is None:
            return None
        return shown.pts, plan.indexes[item.clip_id].frame_end_pts(shown.frame)

    # Showing

    def closing(self) -> None:
        """The page is left, or the vault is about to lock."""
        self._jobs.stop()
        self._veil.show_work(None)
        self.give_up()

    def _selected(self) -> None:
        item = self._reeling.selected
        if self._drawn is not None and (item is None or item.id != self._drawn[0]):
            self.give_up()
        self._silence.show_since(None)
        if item is not None and item.clip_id is not None:
            index = self._control.index(item)
            self._silence.show_spans(item.muted, lambda pts: format_clock(index.seconds(pts), 1))
        self._show_facts()

    def _show_facts(self) -> None:
        item = self._reeling.selected
        if item is None or item.clip_id is None or item.span is None:
            self._veil.show_facts(VeilFacts())
            return
        ctx, index = self._reeling.desk.context, self._control.index(item)
        first = self._first(item)
        unsure = [index.frame_at(pts) - first for pts in veiling.frames_to_check(ctx, item)]
        grown = veiling.needs_following(ctx, item)
        seen, frames = self.looking.has_seen(item), max(1, len(index.frames_in(item.span)))
        self._veil.show_facts(VeilFacts(item.veils, frames, unsure, grown, seen, item.looked_through))

    def _pictured(self, _image: QImage, frame: int) -> None:
        plan, item = self._playing.plan, self._reeling.selected
        if plan is None or item is None or plan.item_at(frame) != self._reeling.position:
            return
        shown = plan.shown(frame)
        if shown.frame is not None:
            self._veil.strip.set_frame(shown.frame - self._first(item))
        if self._drawn is not None and not self.drawing.touched and (region := self._known(frame)) is not None:
            self.drawing.show_region(region)

    def _known(self, frame: int) -> Region | None:
        """Where the veil that is being drawn otherwise was in a picture."""
        plan, item = self._playing.plan, self._reeling.selected
        if plan is None or item is None or self._drawn is None:
            return None
        pts, veil_id = plan.shown(frame).pts, self._drawn[1]
        veil = next((one for one in item.veils if one.id == veil_id), None)
        spots = (*veil.drawn, *veil.track) if veil is not None else ()
        return next((spot.region for spot in spots if spot.pts == pts), None)

    def _first(self, item: ReelItem) -> int:
        assert item.span is not None, "a card has no frames"
        index = self._control.index(item)
        inside = index.frames_in(item.span)
        return inside.start if inside else index.frame_at(item.span.start_pts)

    def _film_part(self, item: ReelItem) -> QRectF:
        """Where the item's film lies in the reel's picture, in parts of it."""
        film = self._reeling.desk.context.catalogue.film(item.clip_id or "")
        left, top, width, height = _CANVAS.fit(film)
        across, down = _CANVAS.width_px, _CANVAS.height_px
        return QRectF(left / across, top / down, width / across, height / down)
