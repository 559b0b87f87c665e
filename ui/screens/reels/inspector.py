"""The selected item: what can be changed depends on its kind."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QDoubleSpinBox, QStackedWidget, QWidget

from ui.screens.reels.silence_part import SilencePart
from ui.screens.reels.trim_row import TrimRow
from ui.screens.reels.veil_part import VeilPart
from ui.state.reeling import SPEEDS
from ui.theme import px
from ui.widgets.boxes import column, framed, row, scrolling
from ui.widgets.buttons import icon_button
from ui.widgets.card import Card, Rule
from ui.widgets.empty_state import EmptyState
from ui.widgets.naming_hint import naming_hint
from ui.widgets.saved_text import SavedText
from ui.widgets.segmented import Segmented
from ui.widgets.speeds import speed_text
from ui.widgets.switch import Switch
from ui.widgets.word_fields import WordFields
from ui.widgets.words import Elided, IconLabel, words
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.reel import CaptionPlace, ItemKind, ReelItem

WORDS = ("text", "caption", "question", "why_chosen")
NOTHING = "Choose an item of the storyboard to change it."
_WIDE_PX = 308
_MOST_HOLD_S = 60.0
SPEED_CHOICES = [
    (speed, speed_text(speed), spoken)
    for speed, spoken in zip(SPEEDS, ("a quarter", "half", "three quarters", "normal"), strict=True)
]
_KINDS = {
    ItemKind.MOMENT: ("movie-open-outline", "Moment"),
    ItemKind.STILL: ("image-outline", "Still"),
    ItemKind.TITLE: ("format-title", "Title card"),
    ItemKind.QUESTION: ("comment-question-outline", "Question card"),
}
_PLACES = (
    ("", "As all", "where the reel has them"),
    (CaptionPlace.TOP.value, "Top", "at the top"),
    (CaptionPlace.BOTTOM.value, "Bottom", "at the bottom"),
    (CaptionPlace.BENEATH.value, "Beneath", "beneath the picture"),
)
_FILM, _CARDS = {ItemKind.MOMENT, ItemKind.STILL}, {ItemKind.TITLE, ItemKind.QUESTION}


class ItemInspector(Card):
    """Shows one item and asks for changes to it.

    Attributes:
        questions: the button of the list of questions.
        said_of: tells what is amiss with words that the parent will read, or "".

    Signals:
        edited(str, object): item id, and a dict of fields of `ReelItem`.
        remove_requested(str), duplicate_requested(str): item id.
        trim_previewed(str, int, int): item id, first and last frame, both inclusive, while the hand moves.
        left(): Esc in a text field.
    """

    edited = Signal(str, object)
    remove_requested = Signal(str)
    duplicate_requested = Signal(str)
    trim_previewed = Signal(str, int, int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Selected item")
        self.setFixedWidth(px(_WIDE_PX))
        self._item: ReelItem | None = None
        self._index: FrameIndex | None = None
        self._icon, self._title = IconLabel("movie-open-outline", 20, "g3"), Elided("", "h3")
        self._remove = icon_button("trash-can-outline", "Remove from the reel", "Del")
        self.duplicate = icon_button("content-copy", "Once more, right after it")
        self.trim, self.veil, self.silence = TrimRow(), VeilPart(), SilencePart()
        self.card_words = SavedText("Card the parent sees", "What the card says")
        self.speed = Segmented("Speed", SPEED_CHOICES)
        self.hold, self._hold_label = QDoubleSpinBox(), words("", "label")
        self.caption = SavedText("Caption the parent sees", "What the baby or you might say")
        self.voice, self.sound, self.talk = Switch("Baby’s voice"), Switch("Play the sound"), Switch("Pause and talk")
        self.place = Segmented("Caption", _PLACES)
        self.question = SavedText("Question for the talk", "What do you notice…?")
        self.questions = icon_button("comment-question-outline", "Open questions")
        self.why = SavedText("Why chosen", "For the record")
        self.said_of: Callable[[str], str] = lambda _text: ""
        self.naming = naming_hint(lambda text: self.said_of(text), self.card_words, self.caption, self.question)
        self._words = WordFields(dict(zip(WORDS, self._texts(), strict=True)))
        self._rows: list[tuple[QWidget, Callable[[ReelItem], bool]]] = []
        self._lay_out()
        self._connect()
        self.show_item(None, "", None)

    def _lay_out(self) -> None:
        self.hold.setRange(0.0, _MOST_HOLD_S)
        self.hold.setSingleStep(0.5)
        self.hold.setDecimals(1)
        self.hold.setSuffix(" s")
        self.hold.setKeyboardTracking(False)
        self.hold.setFixedWidth(px(92))
        for field in (self.caption, self.card_words, self.question):
            field.setProperty("audience", "parent")
        self.why.setToolTip("Private: not for the parent. May be disclosed on request.")
        self._place_row = framed(row(words("Stands", "label"), None, self.place))
        lines = column(gap_px=10, margins_px=(12, 0, 8, 10))
        for part, shown in self._parts():
            lines.addWidget(part)
            self._rows.append((part, shown))
        lines.addStretch(1)
        head = row(self._icon, self._title, self.duplicate, self._remove, gap_px=4, margins_px=(12, 8, 8, 0))
        head.setStretch(1, 1)
        self._lines = scrolling(framed(lines))
        form = column(head, framed(row(self.naming, margins_px=(12, 0, 12, 0))), self._lines, gap_px=6)
        form.setStretch(2, 1)
        self._body = QStackedWidget()
        self._body.addWidget(EmptyState(NOTHING, "cursor-default-click-outline"))
        self._body.addWidget(framed(form))
        self.setLayout(column(self._body, margins_px=(1, 1, 1, 6)))

    def _parts(self) -> list[tuple[QWidget, Callable[[ReelItem], bool]]]:
        """The rows from top to bottom, and for which items each is there."""
        return [
            (self.trim, lambda item: item.kind is ItemKind.MOMENT),
            (_titled(_seen("Card the parent sees"), self.card_words), lambda item: item.kind in _CARDS),
            (framed(row(words("Speed", "label"), None, self.speed)), lambda item: item.kind is ItemKind.MOMENT),
            (framed(row(self._hold_label, None, self.hold)), lambda _: True),
            (_titled(_seen("Caption the parent sees", self.voice), self.caption), lambda item: item.kind in _FILM),
            (self._place_row, lambda item: item.kind in _FILM and bool(item.caption.strip())),
            (_switched("volume-high", "Play the sound", self.sound), lambda item: item.kind is ItemKind.MOMENT),
            (self.silence, lambda item: item.kind is ItemKind.MOMENT and item.sound),
            (self.veil, lambda item: item.kind in _FILM),
            (Rule(), lambda _: True),
            (_switched("forum-outline", "Then pause and talk", self.talk), lambda _: True),
            (_titled(_seen("Question for the talk", button=self.questions), self.question), _asks),
            (_titled(_private("Why chosen"), self.why), lambda item: item.kind in _FILM),
        ]

    def _connect(self) -> None:
        self._remove.clicked.connect(lambda: self._ask(self.remove_requested))
        self.duplicate.clicked.connect(lambda: self._ask(self.duplicate_requested))
        self.trim.trimmed.connect(self._trim)
        self.trim.previewed.connect(self._preview)
        self.speed.chosen.connect(lambda speed: self._edit(speed=speed))
        self.hold.valueChanged.connect(lambda seconds: self._edit(hold_s=Fraction(round(seconds * 10), 10)))
        self.voice.clicked.connect(self._set_voice)
        self.place.chosen.connect(lambda place: self._edit(caption_place=place))
        self.sound.clicked.connect(lambda on: self._edit(sound=on))
        self.talk.clicked.connect(lambda on: self._edit(talk=on))
        texts = ((self.caption, "caption"), (self.question, "question"), (self.why, "why_chosen"))
        for field, name in texts:
            field.saved.connect(lambda text, name=name: self._edit(**{name: text}))
        self.card_words.saved.connect(lambda text: self._edit(text=text.strip()) if text.strip() else None)
        for field in self._texts():
            field.escaped.connect(self.left)

    def _texts(self) -> tuple[SavedText, ...]:
        return self.card_words, self.caption, self.question, self.why

    def show_item(self, item: ReelItem | None, title: str, index: FrameIndex | None) -> None:
        """Shows an item, or none. Words typed for the one before are saved first; words being typed stay."""
        self._words.turn_to(item.id if item is not None else None)
        self._item, self._index = item, index
        self._body.setCurrentIndex(0 if item is None else 1)
        self._words.show({name: getattr(item, name) if item is not None else "" for name in WORDS})
        if item is None:
            return
        icon_name, kind = _KINDS[item.kind]
        self._icon.set_icon(icon_name, "g3")
        self._title.setText(title or kind)
        self.setAccessibleDescription(f"{kind}: {title}")
        for part, shown in self._rows:
            part.setVisible(shown(item))
        self._show_values(item)

    def _show_values(self, item: ReelItem) -> None:
        if item.kind is ItemKind.MOMENT and self._index is not None:
            self.trim.show_trim(item, self._index)
        self.speed.set_value(item.speed)
        self._hold_label.setText("Freeze the last picture" if item.kind is ItemKind.MOMENT else "Shown for")
        self.hold.setAccessibleName(self._hold_label.text())
        self.hold.blockSignals(True)
        self.hold.setMinimum(0.0 if item.kind is ItemKind.MOMENT else 1.0)
        self.hold.setValue(float(item.hold_s))
        self.hold.blockSignals(False)
        self.voice.setChecked(item.baby_voice)
        self._show_voice()
        self.place.set_value(item.caption_place)
        self.sound.setChecked(item.sound)
        self.talk.setChecked(item.talk)

    def keep_words(self, name: str, stored: str) -> None:
        """What was asked for last could not be stored: the words stay in their field, and come back with the item."""
        self._words.not_saved(name, stored)

    def reveal(self, part: QWidget) -> None:
        """Scrolls to a part, as far as it fits."""
        QTimer.singleShot(0, part, lambda: self._lines.ensureWidgetVisible(part))

    def ask(self, question: str) -> None:
        """Puts a question into the item's field, and saves it."""
        self.question.setPlainText(question)
        self.question.flush()

    def flush(self) -> None:
        """Saves words that are not saved yet, at once."""
        self._words.flush()

    def _edit(self, **fields: Any) -> None:
        if self._item is not None:
            self.edited.emit(self._item.id, fields)

    def _ask(self, signal: SignalInstance) -> None:
        if self._item is not None:
            signal.emit(self._item.id)

    def _set_voice(self, on: bool) -> None:
        self._show_voice()
        self._edit(baby_voice=on)

    def _show_voice(self) -> None:
        self.caption.setProperty("voice", "baby" if self.voice.isChecked() else "")
        self.caption.style().unpolish(self.caption)
        self.caption.style().polish(self.caption)

    def _trim(self, first: int, last: int) -> None:
        if self._index is not None:
            self._edit(span=self._index.span(first, last))

    def _preview(self, first: int, last: int) -> None:
        if self._item is not None:
            self.trim_previewed.emit(self._item.id, first, last)


def _asks(item: ReelItem) -> bool:
    """A question card asks what it says."""
    return item.talk and item.kind is not ItemKind.QUESTION


def _seen(text: str, switch: Switch | None = None, button: QWidget | None = None) -> QWidget:
    line = row(IconLabel("eye-outline", 14, "pri_ink"), words(text, "parent-label"), None, gap_px=5)
    if switch is not None:
        line.addWidget(words(switch.accessibleName(), "parent-label"))
        line.addWidget(switch)
    if button is not None:
        line.addWidget(button)
    return framed(line)


def _private(text: str) -> QWidget:
    return framed(row(IconLabel("lock-outline", 14), words(f"{text}: not for the parent", "label"), None, gap_px=5))


def _titled(title: QWidget, field: QWidget) -> QWidget:
    return framed(column(title, field, gap_px=4))


def _switched(icon_name: str, text: str, switch: Switch) -> QWidget:
    line = row(IconLabel(icon_name, 18), words(text), None, switch, gap_px=10)
    line.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    return framed(line)
