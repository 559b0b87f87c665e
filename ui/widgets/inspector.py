"""The selected moment: its tags, stars, who it is about, the parent's caption and the private note."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from ui.theme import icon, px
from ui.widgets.boxes import clear, row
from ui.widgets.buttons import icon_button
from ui.widgets.card import Card
from ui.widgets.chip import TagChip
from ui.widgets.flow import FlowLayout
from ui.widgets.saved_text import SavedText
from ui.widgets.segmented import Segmented
from ui.widgets.stars import Stars
from ui.widgets.switch import Switch
from ui.widgets.tag_look import Looks, TagLook
from ui.widgets.word_fields import WordFields
from ui.widgets.words import IconLabel, words
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.moment import Moment, Who
from vidfeed.model.time import format_clock, format_decimal

WORDS = ("caption", "note")
_WHO = [(Who.BABY, "Baby", "baby"), (Who.PARENT, "Parent", "parent"), (Who.BOTH, "Both", "both")]


class Inspector(Card):
    """Shows one moment and asks for changes to it; every change names the moment it is for.

    Signals:
        edited(str, str, object): moment id, field of `Moment`, new value. Fields: stars, who, caption,
            baby_voice, note, other_person, tags.
        remove_requested(str): moment id.
        split_requested(), merge_requested(): cut it in two at the playhead; join it with the next one.
        left(): Esc in a text field: back to the player.
    """

    edited = Signal(str, str, object)
    remove_requested = Signal(str)
    split_requested = Signal()
    merge_requested = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__("raised")
        self.setAccessibleName("Selected moment")
        self._moment: Moment | None = None
        self._times, self._length = words("", "h3"), words("", "hint")
        self.stars = Stars()
        self._more = icon_button("dots-horizontal", "More")
        self._other = QAction("Someone else in the picture", self, checkable=True)
        self._remove = QAction(icon("trash-can-outline"), "Remove this moment", self)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, 5)
        self._who = Segmented("Who", _WHO, optional=True)
        self.caption = SavedText("Caption the parent sees", "What the baby or you might say")
        self._voice = Switch("Baby’s voice")
        self.note = SavedText("Private note", "For you and supervision")
        self._words = WordFields({"caption": self.caption, "note": self.note})
        self._lay_out()
        self._connect()
        self.show_moment(None, None, {})

    def _lay_out(self) -> None:
        menu = QMenu(self)
        menu.addAction(self._other)
        menu.addAction(icon("call-split"), "Cut in two at the playhead", self.split_requested.emit)
        menu.addAction(icon("call-merge"), "Join with the next moment", self.merge_requested.emit)
        menu.addAction(self._remove)
        self._more.setMenu(menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.caption.setProperty("audience", "parent")
        self.note.setToolTip("Private: not for the parent. May be disclosed on request.")
        seen = row(
            IconLabel("eye-outline", 14, "pri_ink"), words("Caption the parent sees", "parent-label"), None, gap_px=5
        )
        seen.addWidget(words("Baby’s voice", "parent-label"))
        seen.addWidget(self._voice)
        private = row(IconLabel("lock-outline", 14), words("Private: not for the parent", "label"), None, gap_px=5)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(px(10), px(6), px(10), px(10))
        lines.setSpacing(px(6))
        lines.addLayout(row(self._times, self._length, None, self.stars, self._more, gap_px=4))
        lines.addWidget(self._chips)
        who = row(words("Who", "label"), self._who, gap_px=14)
        who.setStretch(1, 1)
        lines.addLayout(who)
        for part in (seen, self.caption, private, self.note):
            lines.addWidget(part) if isinstance(part, QWidget) else lines.addLayout(part)
        lines.addStretch(1)

    def _connect(self) -> None:
        self.stars.chosen.connect(lambda stars: self._edit("stars", stars))
        self._who.chosen.connect(lambda who: self._edit("who", who))
        self._voice.clicked.connect(self._set_voice)
        self._other.triggered.connect(lambda on: self._edit("other_person", on))
        self._remove.triggered.connect(self._ask_removal)
        self.caption.saved.connect(lambda text: self._edit("caption", text))
        self.note.saved.connect(lambda text: self._edit("note", text))
        self.caption.escaped.connect(self.left)
        self.note.escaped.connect(self.left)

    @property
    def moment_id(self) -> str | None:
        """The id of the moment shown."""
        return self._moment.id if self._moment else None

    def show_moment(self, moment: Moment | None, index: FrameIndex | None, looks: Looks) -> None:
        """Shows a moment, or none. Words typed for the one before are saved first; words being typed stay."""
        self._words.turn_to(moment.id if moment is not None else None)
        self._moment = moment
        self.setEnabled(moment is not None)
        self._show_times(moment, index)
        self._show_chips(moment, looks)
        self.stars.set_stars(moment.stars if moment else 0)
        self._who.set_value(moment.who if moment else None)
        self._other.setChecked(bool(moment and moment.other_person))
        self._voice.setChecked(bool(moment and moment.baby_voice))
        self._show_voice()
        self._words.show({name: getattr(moment, name) if moment else "" for name in WORDS})

    def keep_words(self, name: str, stored: str) -> None:
        """What was asked for last could not be stored: the words stay in their field, and come back with the moment."""
        self._words.not_saved(name, stored)

    def flush(self) -> None:
        """Saves words that are not saved yet, at once; call it before locking or closing."""
        self._words.flush()

    def _show_times(self, moment: Moment | None, index: FrameIndex | None) -> None:
        if moment is None or index is None:
            self._times.setText("No moment selected")
            self._length.clear()
            return
        start, end = index.seconds(moment.span.start_pts), index.seconds(moment.span.end_pts)
        self._times.setText(
            format_clock(start, 1) if moment.still else f"{format_clock(start, 1)} – {format_clock(end, 1)}"
        )
        length = "still" if moment.still else f"{format_decimal(round(end - start, 1))} s"
        self._length.setText(f"{length} · close-up" if moment.zoom else length)

    def _show_chips(self, moment: Moment | None, looks: Looks) -> None:
        clear(self._flow)
        for ref in moment.tags if moment else ():
            unknown = TagLook(ref.tag_id, ref.tag_id.split("/")[-1].replace("-", " "), "", "", "ink2", "tag-outline")
            chip = TagChip(looks.get(ref.tag_id, unknown))
            chip.removed.connect(self._take_off)
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(moment and moment.tags))

    def _take_off(self, tag_id: str) -> None:
        if self._moment is not None:
            self._edit("tags", tuple(ref for ref in self._moment.tags if ref.tag_id != tag_id))

    def _set_voice(self, on: bool) -> None:
        self._show_voice()
        self._edit("baby_voice", on)

    def _show_voice(self) -> None:
        self.caption.setProperty("voice", "baby" if self._voice.isChecked() else "")
        self.caption.style().unpolish(self.caption)
        self.caption.style().polish(self.caption)

    def _ask_removal(self) -> None:
        if self._moment is not None:
            self.remove_requested.emit(self._moment.id)

    def _edit(self, field: str, value: Any) -> None:
        if self._moment is not None:
            self.edited.emit(self._moment.id, field, value)
