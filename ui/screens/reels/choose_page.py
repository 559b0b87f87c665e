"""Which reel: those of the case, and a new one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.screens.home.case_facts import ReelFacts
from ui.screens.home.reel_card import ReelCard
from ui.screens.reels.pictures import CasePictures
from ui.theme import px
from ui.widgets.boxes import clear, column, framed, row, scrolling
from ui.widgets.buttons import push_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.notice import ErrorBanner
from ui.widgets.words import words
from vidfeed.model.quoting import in_quotes
from vidfeed.model.reel import ReelItem

NONE_YET = "A reel is a few good moments in an order that tells something. Three are plenty."
WAS_SHOWN = "It was shown. Its reviews now name no item, and a closing film lacks its favourites."
_WIDE_PX, _LONGEST_TITLE = 560, 40


class ChoosePage(QWidget):
    """The case's reels, the newest first.

    Signals:
        chosen(str): reel id.
        new_requested().
        restored(): a removed reel is there again.

    Attributes:
        error: why a removed reel could not be brought back.
    """

    chosen = Signal(str)
    new_requested = Signal()
    restored = Signal()

    def __init__(self, pictures: CasePictures) -> None:
        super().__init__()
        self._pictures = pictures
        self.cards: list[ReelCard] = []
        self._facts: list[ReelFacts] = []
        self.new, self.first = (push_button("New reel", "primary", "plus") for _ in range(2))
        self.new.clicked.connect(self.new_requested)
        self.first.clicked.connect(self.new_requested)
        pictures.arrived.connect(self._show_pictures)
        self.undo = push_button("", "soft", "undo-variant")
        self.missed = words(WAS_SHOWN, "hint", wrap=True)
        for part in (self.undo, self.missed):
            part.hide()
        self.undo.clicked.connect(self._undo_removal)
        self._undo: Callable[[], object] = lambda: None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(10))
        self.error = ErrorBanner()
        head = row(words("Reels", "h2"), None, self.new)
        listed = framed(column(head, 6, self.error, self.undo, self.missed, self._lines, None))
        listed.setMaximumWidth(px(_WIDE_PX))
        middle = row(None, listed, None, margins_px=(18, 16, 18, 16))
        middle.setStretch(1, 1000)
        self._body = QStackedWidget()
        self._body.addWidget(scrolling(framed(middle)))
        self._body.addWidget(EmptyState(NONE_YET, "filmstrip-box-multiple", self.first))
        self.setLayout(column(self._body))

    def show_reels(self, facts: Sequence[ReelFacts]) -> None:
        """Offers these, the newest first."""
        clear(self._lines)
        self._facts = list(facts)
        self.cards = [ReelCard(one) for one in self._facts]
        for card, one in zip(self.cards, self._facts, strict=True):
            card.clicked.connect(lambda _=False, reel_id=one.reel.id: self.chosen.emit(reel_id))
            self._lines.addWidget(card)
            card.show()
        self._show_pictures()
        self._body.setCurrentIndex(0 if self.cards or not self.undo.isHidden() else 1)
        (self.cards[0] if self.cards else self.first).setFocus()

    def offer_undo(self, title: str, undo: Callable[[], object], was_shown: bool = False) -> None:
        """A reel was removed; it can be brought back until another page is shown.

        Args:
            undo: brings it back; false where that did not go.
            was_shown: there are reviews of it, which is said.
        """
        self._undo = undo
        self.undo.setText(f"Bring back {in_quotes(title[:_LONGEST_TITLE])}")
        self.undo.setAccessibleName(self.undo.text())
        self.undo.show()
        self.missed.setVisible(was_shown)
        self._body.setCurrentIndex(0)
        self.undo.setFocus()

    def _undo_removal(self) -> None:
        self.error.hide()
        if self._undo():
            self._forget_undo()
            self.restored.emit()

    def _forget_undo(self) -> None:
        self.undo.hide()
        self.missed.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._forget_undo()
        self.error.hide()

    def _show_pictures(self) -> None:
        for card, one in zip(self.cards, self._facts, strict=True):
            item = next((item for item in one.reel.items if item.clip_id is not None and _may_stand(item)), None)
            if item is not None and item.clip_id is not None and item.span is not None:
                card.set_picture(self._pictures.picture_at(item.clip_id, item.span.start_pts))


def _may_stand(item: ReelItem) -> bool:
    """Whether its picture may stand for the reel: nobody in it is to be hidden."""
    return not item.veils and not item.other_person
