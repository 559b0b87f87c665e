"""The builder's small dialogs: a reel's title, a card's words."""

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from ui.screens.dialog import FormDialog
from ui.state.reeling import Reeling
from ui.theme import px
from ui.widgets.boxes import row
from ui.widgets.naming_hint import naming_hint
from ui.widgets.words import field_label, words
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.reel import CaptionPlace, Reel
from vidfeed.services.naming import naming_of
from vidfeed.services.reel_items import MAX_SHOWN_LENGTH

PLACES = (
    (CaptionPlace.BOTTOM, "At the bottom"),
    (CaptionPlace.TOP, "At the top"),
    (CaptionPlace.BENEATH, "Beneath the picture"),
)


class ReelDialog(FormDialog):
    """Title, question and length aimed at, of a new reel or the open one."""

    def __init__(
        self, reeling: Reeling, question: str, reel: Reel | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "New reel" if reel is None else "About this reel", "Make it" if reel is None else "Use", parent
        )
        self._reeling, self._reel = reeling, reel
        self.title, self.question, self.minutes = QLineEdit(), QPlainTextEdit(), QSpinBox()
        self.title.setText(reel.title if reel is not None else "")
        self.question.setPlainText(reel.question if reel is not None else question)
        self.question.setTabChangesFocus(True)
        self.question.setFixedHeight(px(64))
        for field in (self.title, self.question):
            field.setProperty("audience", "parent")
        self.place = QComboBox()
        for one, name in PLACES:
            self.place.addItem(name, one.value)
        chosen = reel.caption_place if reel is not None else ""
        self.place.setCurrentIndex(max(0, self.place.findData(chosen)))
        self.minutes.setRange(1, 20)
        self.minutes.setSuffix(" min")
        self.minutes.setValue(max(1, round((reel.target_s if reel is not None else 180) / 60)))
        self.set_form(
            self._apply,
            field_label("Title, which the parent sees", self.title),
            self.title,
            words("Never a name or the case ID.", "hint"),
            6,
            field_label("The parent’s question that it answers", self.question),
            self.question,
            _naming(reeling, self.title, self.question),
            6,
            row(field_label("Length aimed at", self.minutes), None, self.minutes),
            6,
            row(field_label("Captions stand", self.place), None, self.place),
        )
        case = reeling.desk.case
        place = f"reel:{reel.id}" if reel is not None else f"new-reel:{case.id if case is not None else ''}"
        self.keep_typed(reeling.desk, place, title=self.title, question=self.question)

    def _apply(self) -> None:
        title = self.title.text().strip()
        if not title:
            raise ExpectedError(ErrorKind.BAD_FILE, "The reel needs a title.", "Two or three words do.")
        question, target_s = self.question.toPlainText().strip(), self.minutes.value() * 60
        if self._reel is None:
            self._reeling.create(title, question, target_s)
            if self.place.currentIndex():
                self._reeling.edit_reel(caption_place=self.place.currentData())
        else:
            chosen = self.place.currentData() if self.place.currentIndex() or self._reel.caption_place else ""
            self._reeling.edit_reel(title=title, question=question, target_s=target_s, caption_place=chosen)


class CardDialog(FormDialog):
    """What a new card says."""

    def __init__(self, reeling: Reeling, question: bool, position: int, parent: QWidget | None = None) -> None:
        super().__init__("Question card" if question else "Title card", "Add", parent)
        self._reeling, self._question, self._position = reeling, question, position
        self.text = QPlainTextEdit()
        self.text.setProperty("audience", "parent")
        self.text.setPlaceholderText("What do you notice…?" if question else "Looking and answering")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(px(96))
        hint = "Open questions begin with what or how." if question else "A few words the parent reads first."
        self.set_form(
            self._apply,
            field_label("What the card says", self.text),
            self.text,
            _naming(reeling, self.text),
            words(hint, "hint"),
        )
        self.keep_typed(reeling.desk, f"{'question' if question else 'card'}:{reeling.place}", text=self.text)

    def _apply(self) -> None:
        text = self.text.toPlainText().strip()
        if not text or len(text) > MAX_SHOWN_LENGTH:
            raise ExpectedError(ErrorKind.BAD_FILE, "A card has 1 to 2,000 characters.", "A few words do.")
        self._reeling.add_card(text, self._question, self._position)


def _naming(reeling: Reeling, *fields: QLineEdit | QPlainTextEdit) -> QLabel:
    """Says while it is typed what names the case or its people."""
    return naming_hint(naming_of(reeling.desk.context, reeling.desk.case).said_of, *fields)
