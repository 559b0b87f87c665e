"""A keepsake card: which picture, which sentence, for whom; then where."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ui.painting.keepsake import KeepsakePainter
from ui.screens.drafts import FormDraft
from ui.screens.file_choosing import choose_target
from ui.screens.vault.slow_dialog import SlowDialog
from ui.state.desk import Desk
from ui.theme import px
from ui.widgets.words import field_label, words
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.consent import Purpose
from vidfeed.model.copy import Copy
from vidfeed.model.quoting import in_quotes
from vidfeed.model.reel import ItemKind, Reel, ReelItem
from vidfeed.services.copying import Leaving
from vidfeed.services.keepsakes import keepsake_items, keepsake_words, make_keepsake
from vidfeed.services.naming import naming_of

FILTER = "PDF (*.pdf)"
DOING, NAMES_CASE = "Making the card…", "The case ID stands in these words. Choose others."
_LONGEST = 60


class KeepsakeDialog(SlowDialog):
    """Offers the reel's moments and stills, and what the parent let be kept.

    Attributes:
        made: the card's entry in the ledger, after it was written.
        choose: asks where; the path, or None.
        amiss: that the words name the case, or somebody.
    """

    def __init__(self, desk: Desk, reel: Reel, item_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__("Keepsake card", "Choose where", parent)
        self._desk, self._reel, self._painter = desk, reel, KeepsakePainter()
        self.made: Copy | None = None
        self.choose: Callable[[], Path | None] = lambda: choose_target(self, "Save the card", "keepsake.pdf", FILTER)
        self.item, self.sentence, self.for_whom = QComboBox(), QComboBox(), QLineEdit()
        for place, one in enumerate(reel.items, 1):
            if one in keepsake_items(reel):
                self.item.addItem(_named(place, one), one.id)
        self.item.setCurrentIndex(max(0, self.item.findData(item_id)))
        self._naming = naming_of(desk.context, desk.context.catalogue.case(reel.case_id))
        self._said = keepsake_words(desk.context, reel, self.item.currentData() or "")
        for said in self._said:
            self.sentence.addItem(_short(in_quotes(said.text)), said.id)
        self.amiss = words("", "hint", wrap=True)
        self.sentence.currentIndexChanged.connect(self._look)
        for choice in (self.item, self.sentence):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumWidth(px(380))
        self.error.offer_people(self._to_people)
        self._lay_out()
        draft = FormDraft(desk, f"keepsake:{reel.id}", {"for_whom": self.for_whom}, self)
        self.finished.connect(lambda _result: draft.forget())

    def _lay_out(self) -> None:
        self.set_form(
            lambda _progress, _cancelled: None,
            DOING,
            words(
                "A small card for the family: one picture, and what the parent said. It is not encrypted.", wrap=True
            ),
            8,
            field_label("Picture", self.item),
            self.item,
            6,
            field_label("In the parent’s words", self.sentence),
            self.sentence,
            self.amiss,
            6,
            field_label("For whom", self.for_whom),
            self.for_whom,
            words("It is entered in the list of copies before it is made.", "hint", wrap=True),
        )

        self._look()

    def _look(self) -> None:
        """Says what is amiss with the words; a name alone stops nothing."""
        number = self.sentence.currentIndex()
        said = self._said[number].text if number >= 0 else ""
        self.amiss.setText(NAMES_CASE if self._naming.names_case(said) else self._naming.said_of(said))
        self.amiss.setVisible(bool(self.amiss.text()))
        self.fit()

    def _to_people(self) -> None:
        self.reject()
        self._desk.ask_people()

    def use(self) -> None:
        """Asks where, and makes the card there."""
        if self.jobs.busy:
            return
        item_id, words_id = self.item.currentData(), self.sentence.currentData()
        leaving = Leaving(self.for_whom.text(), Purpose.COPY, may_replace=True)
        try:
            path = self._asked(item_id, words_id)
        except ExpectedError as error:
            self.error.show_error(error)
            return
        ctx, reel_id, paint = self._desk.context, self._reel.id, self._painter.pdf
        self._work = lambda _progress, _cancelled: make_keepsake(ctx, reel_id, item_id, words_id, path, leaving, paint)
        super().use()

    def _asked(self, item_id: str | None, words_id: str | None) -> Path:
        if words_id is None or item_id is None:
            raise ExpectedError(
                ErrorKind.NOT_READY,
                "A card needs a picture of the reel and words of the parent that were kept.",
                "Keep them in a review, when the parent says yes.",
            )
        if not self.for_whom.text().strip():
            raise ExpectedError(ErrorKind.NO_CONSENT, "A copy needs a recipient.", "Say for whom it is.")
        target = self.choose()
        if target is None:
            raise ExpectedError(
                ErrorKind.CANCELLED, "No place was chosen. Nothing was saved.", "Choose one, or cancel."
            )
        return target if target.suffix else target.with_suffix(".pdf")

    def finish(self, result: object) -> None:
        """The card is there."""
        assert isinstance(result, Copy), "it is what the work brings"
        self.made = result
        super().finish(result)


def _named(place: int, item: ReelItem) -> str:
    kind = "Still" if item.kind is ItemKind.STILL else "Moment"
    return _short(f"{place}  {item.caption or kind}")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
