"""The widgets of the Watch screen, put together as the design shows them."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.watch.practice import Practice
from ui.screens.watch.side import Side
from ui.screens.watch.splits import WatchSplits
from ui.screens.watch.stage import Stage
from ui.widgets.boxes import column, framed, row
from ui.widgets.card import Card
from ui.widgets.inspector import Inspector
from ui.widgets.moment_list import NONE_YET, MomentList
from ui.widgets.tag_palette import TagPalette
from ui.widgets.timeline_scene import Sound
from ui.widgets.timeline_view import TimelineView

PRACTICE_EMPTY = "Every moment you mark waits here. Words, stars and captions can come later."


class Board(QObject):
    """Stage, palette, timeline and side.

    Signals:
        unfolded(str): the folded side was asked for: "", "search" or "words".
    """

    unfolded = Signal(str)

    def __init__(self, practice: Practice | None) -> None:
        super().__init__()
        self._empty_words = NONE_YET
        self.stage, self.palette, self.timeline = Stage(), TagPalette(), TimelineView()
        self.moments, self.inspector = MomentList(), Inspector()
        self.side = Side(self.moments, self.inspector, practice.checklist if practice else None)
        self.splits = WatchSplits(self.stage, self._palette_side(practice), self._timeline_card(), self.side)
        self.splits.side_folded.connect(self.side.set_folded)
        self.side.unfold_requested.connect(self._unfold_for)

    def _palette_side(self, practice: Practice | None) -> QWidget:
        if practice is None:
            return self.palette
        self._empty_words = PRACTICE_EMPTY
        self.palette.setProperty("card", "")
        return framed(column(self.palette, framed(row(practice.hint, margins_px=(8, 0, 8, 8))), gap_px=0), Card())

    def _timeline_card(self) -> Card:
        card = Card()
        box = QVBoxLayout(card)
        box.setContentsMargins(1, 2, 1, 2)
        box.addWidget(self.timeline)
        return card

    def set_usable(self, usable: bool) -> None:
        """Whether there is a film to play and mark."""
        self.stage.set_usable(usable)
        for part in (self.palette, self.timeline, self.moments):
            part.setEnabled(usable)
        self.moments.set_empty_words(self._empty_words if usable else "")

    def clear(self) -> None:
        """Nothing of a film is left on the screen."""
        self.stage.view.clear_picture()
        self.moments.set_moments(())
        self.timeline.set_moments(())
        self.timeline.set_thumbnails(None)
        self.timeline.set_sound(Sound.READY)
        self.moments.set_pictures(None)
        self.side.show_inspector(False)
        self.set_usable(False)

    def unfold(self) -> None:
        """Opens the side where it is folded."""
        self.splits.fold_side(False)

    def _unfold_for(self, where: str) -> None:
        self.unfold()
        self.unfolded.emit(where)
