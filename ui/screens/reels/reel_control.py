"""Keeps the board in step with the open reel, and turns what is done on it into changes."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from ui.screens.reels.board import Board
from ui.screens.reels.inspector import WORDS
from ui.screens.reels.pictures import CasePictures
from ui.screens.toasts import failure_toast
from ui.state.case_moments import CaseMoment, CaseMoments
from ui.state.reel_playing import ReelPlaying
from ui.state.reeling import Reeling
from ui.widgets.tag_look import looks_of
from vidfeed.errors import ExpectedError
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.reel import Reel, ReelItem
from vidfeed.services.assembling import items_with_others
from vidfeed.services.naming import naming_of
from vidfeed.services.standing import item_troubles

_SETTLE_MS = 120


class ReelControl(QObject):
    """Between state and widgets. The preview follows changes once they rest for a moment."""

    def __init__(
        self,
        reeling: Reeling,
        moments: CaseMoments,
        pictures: CasePictures,
        playing: ReelPlaying,
        board: Board,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._reeling, self._moments, self._pictures = reeling, moments, pictures
        self._playing, self._board = playing, board
        self._played: Reel | None = None
        self._bare = ""
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.follow)
        self._connect_state()
        self._connect_board()

    def _connect_state(self) -> None:
        self._reeling.opened.connect(self._open)
        self._reeling.changed.connect(self._show_reel)
        self._reeling.changed.connect(self._settle.start)
        self._reeling.selected_changed.connect(self._show_selected)
        self._reeling.failed.connect(self.show_failure)
        self._moments.changed.connect(self._show_moments)
        self._pictures.arrived.connect(self._board.bin.refresh)
        self._pictures.arrived.connect(self._board.inspector.trim.view.update)

    def _connect_board(self) -> None:
        board, reeling = self._board, self._reeling
        board.bin.set_pictures(self._bin_picture)
        board.bin.add_requested.connect(lambda moment_id: reeling.add_moments([moment_id]))
        board.story.board.item_selected.connect(self._choose)
        board.story.board.item_opened.connect(self._play_item)
        board.story.board.move_requested.connect(reeling.move)
        board.story.board.remove_requested.connect(reeling.remove)
        board.story.board.moments_dropped.connect(lambda ids, place: reeling.add_moments(list(ids), place))
        board.inspector.edited.connect(lambda item_id, fields: self._edit(item_id, fields))
        board.inspector.remove_requested.connect(reeling.remove)
        board.inspector.duplicate_requested.connect(reeling.duplicate)
        board.inspector.trim_previewed.connect(self._preview_trim)
        board.inspector.left.connect(board.story.board.setFocus)
        board.preview.item_reached.connect(self._reach)
        board.preview.still_requested.connect(lambda _frame: self.add_still())

    def add_still(self) -> None:
        """The picture shown now, as an item of its own after the one that it is of."""
        shown = self.picture_shown()
        if shown is not None:
            item, pts = shown
            self._reeling.add_still(item, pts, self._reeling.items.index(item) + 1)

    def picture_shown(self) -> tuple[ReelItem, int] | None:
        """The item that the preview stands in, and the pts of the frame shown; None for a card or an empty reel."""
        plan = self._playing.plan
        shown = plan.shown(self._board.preview.frame) if plan is not None else None
        item = self._reeling.item(plan.items[shown.item].id) if plan is not None and shown is not None else None
        return (item, shown.pts) if item is not None and shown is not None and shown.pts is not None else None

    def follow(self) -> None:
        """Lets the preview play what the reel is now, unless only words for the therapist changed."""
        self._settle.stop()
        reel, played = self._shown_reel(), self._played
        if reel is not None and played is not None and _pictured(reel) == _pictured(played):
            return
        self._played = reel
        at_end = _trimmed_end(self._reeling.selected, played)
        self._board.preview.show_reel(reel, max(0, self._reeling.position), at_end)

    def show_bare(self, item_id: str, frame: int) -> None:
        """Plays on with an item bare of veils and words, for drawing, from an output frame; "" ends that."""
        self._bare = item_id
        self.follow()
        plan = self._playing.plan
        if plan is not None:
            self._playing.pause()
            self._playing.seek(min(frame, plan.frames - 1))

    def _shown_reel(self) -> Reel | None:
        reel = self._reeling.reel
        if reel is None or not self._bare:
            return reel
        items = (replace(item, veils=(), caption="") if item.id == self._bare else item for item in reel.items)
        return replace(reel, items=tuple(items))

    def show_failure(self, error: ExpectedError) -> None:
        """Says over the picture that something could not be done."""
        self._board.preview.view.show_toast(failure_toast(error))

    def closing(self) -> None:
        """Saves what is typed, and stops what plays."""
        self._settle.stop()
        self._board.inspector.flush()
        self._playing.close()
        self._played, self._bare = None, ""

    def _open(self) -> None:
        desk = self._reeling.desk
        self._board.inspector.said_of = naming_of(desk.context, desk.case).said_of
        self._show_reel()
        self._played = None
        self.follow()

    def _show_reel(self) -> None:
        reel = self._reeling.reel
        ctx = self._reeling.desk.context
        others = items_with_others(ctx, reel) if reel is not None else []
        troubles = item_troubles(ctx, reel) if reel is not None else {}
        self._board.story.show_reel(reel, [item.id for item in others], troubles)
        self._board.story.set_current(self._reeling.selected.id if self._reeling.selected else None)
        self._board.bin.set_used({item.moment_id for item in self._reeling.items if item.moment_id})

    def _show_moments(self) -> None:
        looks = looks_of(self._reeling.desk.context.catalogue.codebooks())
        self._board.bin.set_entries(self._moments.entries, self._moments.sessions, looks)
        self._show_reel()

    def _show_selected(self) -> None:
        item = self._reeling.selected
        index = self.index(item) if item is not None and item.clip_id is not None else None
        self._board.story.set_current(item.id if item is not None else None)
        self._board.inspector.trim.view.picture = self._trim_picture if item is not None else None
        title = self._moments.title_of(item) if item is not None and item.clip_id is not None else ""
        self._board.inspector.show_item(item, title, index)

    def _choose(self, item_id: str) -> None:
        """The user chose an item on the storyboard: the preview goes there."""
        self._reeling.select(item_id)
        if not self._playing.is_playing:
            self._playing.go(self._reeling.position)

    def _play_item(self, item_id: str) -> None:
        self._reeling.select(item_id)
        self.follow()
        self._playing.go(self._reeling.position)
        self._playing.play()

    def _reach(self, number: int) -> None:
        """Standing on another item selects it; while it plays the inspector stays with what is being worked on."""
        if not self._playing.is_playing and not self._settle.isActive() and number < len(self._reeling.items):
            self._reeling.select(self._reeling.items[number].id)

    def _edit(self, item_id: str, fields: dict[str, Any]) -> None:
        """What could not be stored is not shown as if it were; words stay to be stored later."""
        item = self._reeling.item(item_id)
        if item is None or self._reeling.edit(item_id, **fields):
            return
        if not fields.keys() <= set(WORDS):
            self._show_selected()
        for name in fields.keys() & set(WORDS):
            self._board.inspector.keep_words(name, getattr(item, name))

    def _preview_trim(self, item_id: str, first: int, last: int) -> None:
        """While the hand moves an edge, the small picture of the frame at it."""
        item = self._reeling.item(item_id)
        if item is None or item.clip_id is None:
            return
        inside = self._pictures.index(item.clip_id).frames_in(item.span) if item.span is not None else range(0)
        frame = first if inside and first != inside.start else last
        image = self._pictures.picture(item.clip_id, frame)
        if image is not None:
            self._board.preview.view.show_image(image)

    def index(self, item: ReelItem) -> FrameIndex:
        """The frames of what a moment or still shows."""
        assert item.clip_id is not None, "a card has no frames"
        return self._pictures.index(item.clip_id)

    def _trim_picture(self, frame: int) -> QImage | None:
        item = self._reeling.selected
        return self._pictures.picture(item.clip_id, frame) if item is not None and item.clip_id is not None else None

    def _bin_picture(self, entry: CaseMoment) -> QImage | None:
        return self._pictures.picture_at(entry.clip.id, entry.moment.span.start_pts)


def _pictured(reel: Reel) -> tuple[object, ...]:
    """The items without what the picture and its sound do not depend on."""
    return reel.caption_place, *(
        replace(item, talk=False, question="", why_chosen="", looked_through=False) for item in reel.items
    )


def _trimmed_end(item: ReelItem | None, played: Reel | None) -> bool:
    """Whether only the item's end differs from what was played before."""
    was = next((one for one in played.items if item is not None and one.id == item.id), None) if played else None
    if item is None or was is None or item.span is None or was.span is None:
        return False
    return was.span.start_pts == item.span.start_pts and was.span.end_pts != item.span.end_pts
