"""The storyboard with its length, and what can be added."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QMenu

from ui.screens.reels.pictures import CasePictures
from ui.state.case_moments import CaseMoments
from ui.state.counting import counted
from ui.theme import icon
from ui.widgets.boxes import column, row
from ui.widgets.buttons import push_button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.length_bar import LengthBar, short_clock
from ui.widgets.story_item import StoryItem
from ui.widgets.storyboard import Storyboard
from ui.widgets.words import words
from vidfeed.model.reel import ItemKind, Reel, ReelItem

SOMEONE_ELSE = "Someone else is in the picture"
TO_LOOK_THROUGH = "To be looked through"
TOO_SHORT = "Under a second"
_SHORT_S = 1
_ADDING = (
    ("moment", "filmstrip", "Moment from the list"),
    ("still", "camera-outline", "Still of this picture"),
    ("title", "format-title", "Title card…"),
    ("question", "comment-question-outline", "Question card…"),
)


class StoryPanel(Card):
    """Everything under the preview.

    Signals:
        add_requested(str): "moment", "still", "title" or "question".
    """

    add_requested = Signal(str)

    def __init__(self, moments: CaseMoments, pictures: CasePictures) -> None:
        super().__init__()
        self.setAccessibleName("Storyboard")
        self._moments, self._pictures = moments, pictures
        self._items: Mapping[str, ReelItem] = {}
        self.board, self.length, self.count = Storyboard(), LengthBar(), words("", "quiet")
        self.flagged = Chip("", "warn", "account-alert-outline")
        self.add = push_button("Add", "", "plus")
        self.adding: dict[str, QAction] = {}
        self._make_menu()
        head = row(
            words("Storyboard", "h3"), self.count, self.length, None, self.flagged, self.add,
            gap_px=12, margins_px=(12, 5, 12, 0),
        )  # fmt: skip
        box = column(head, self.board, gap_px=2, margins_px=(1, 1, 1, 4))
        box.setStretch(1, 1)
        self.setLayout(box)
        self.board.set_pictures(lambda item_id, _size: self._picture(item_id))
        pictures.arrived.connect(self.board.refresh)

    def _make_menu(self) -> None:
        menu = QMenu(self.add)
        menu.setAccessibleName("Add to the reel")
        for what, icon_name, text in _ADDING:
            action = menu.addAction(icon(icon_name), text)
            action.triggered.connect(lambda _=False, what=what: self.add_requested.emit(what))
            self.adding[what] = action
        self.add.setMenu(menu)

    def show_reel(self, reel: Reel | None, flagged: Sequence[str], troubles: Mapping[str, str]) -> None:
        """Shows a reel's items.

        Args:
            flagged: ids of those with someone else in the picture.
            troubles: by item id, why nothing of it can be shown.
        """
        items = reel.items if reel is not None else ()
        self._items = {item.id: item for item in items}
        self.board.set_items([self._story(item, item.id in flagged, troubles.get(item.id, "")) for item in items])
        self.count.setText(counted(len(items), "item"))
        self.length.setVisible(reel is not None)
        if reel is not None:
            self.length.set_lengths(reel.duration, reel.target_s)
        self.flagged.setVisible(bool(flagged))
        self.flagged.say(
            f"{counted(len(flagged), 'item')}: someone else in the picture", "warn", "account-alert-outline"
        )

    def set_current(self, item_id: str | None) -> None:
        """Makes an item current, without a signal."""
        if item_id != self.board.current:
            self.board.set_current(item_id)

    def _story(self, item: ReelItem, flagged: bool, trouble: str) -> StoryItem:
        card = item.kind in (ItemKind.TITLE, ItemKind.QUESTION)
        names = {ItemKind.TITLE: "Title card", ItemKind.QUESTION: "Question"}
        title = names.get(item.kind) or self._moments.title_of(item)
        waiting = bool(item.veils) and not item.looked_through
        signs = [
            ("play-speed", item.speed != 1),
            ("volume-off", not item.sound),
            ("volume-mute", item.sound and bool(item.muted)),
            ("blur", bool(item.veils)),
            ("forum-outline", item.talk),
            ("timer-sand", _is_short(item)),
            ("eye-outline", waiting),
            ("movie-open-outline", bool(trouble)),
        ]
        shown = [name for name, there in signs if there and not card]
        problems = [
            (trouble, bool(trouble)),
            (TO_LOOK_THROUGH, waiting),
            (SOMEONE_ELSE, flagged),
            (TOO_SHORT, _is_short(item)),
        ]
        return StoryItem(
            item.id,
            item.kind,
            title,
            short_clock(item.duration),
            item.text if card else item.caption,
            (*shown, *(["account-alert-outline"] if flagged else [])),
            ". ".join(text for text, there in problems if there),
        )

    def _picture(self, item_id: str) -> QImage | None:
        item = self._items.get(item_id)
        if item is None or item.clip_id is None or item.span is None:
            return None
        if item.veils:
            return self._pictures.hidden_at(item.clip_id, item.span.start_pts)
        return self._pictures.picture_at(item.clip_id, item.span.start_pts)


def _is_short(item: ReelItem) -> bool:
    return item.kind is ItemKind.MOMENT and item.duration < _SHORT_S
