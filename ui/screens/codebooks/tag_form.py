"""The form for one tag: everything that a codebook says of it."""

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QWidget

from ui.screens.codebooks.fields import Choice, TextBox, labelled
from ui.widgets.boxes import Part, column, row
from vidfeed.errors import ExpectedError
from vidfeed.model.codebook import Audience, Extent, Tag
from vidfeed.model.codebook_rules import MAX_AROUND_S, key_text, read_key
from vidfeed.model.moment import Who

AUDIENCES = ((Audience.PARENT_SAFE, "Parents may see it"), (Audience.CLINICIAN_ONLY, "Only clinicians, never a parent"))
_EXTENTS = ((Extent.SPAN, "A stretch of film"), (Extent.POINT, "One instant"))
_ACTORS = (
    (None, "Not said"),
    (Who.BABY, "The baby"),
    (Who.PARENT, "The parent"),
    (Who.BOTH, "Both"),
    (Who.OTHER, "Someone else"),
)
_LOOKS = ((None, "As its group"), (0, "1, circle"), (1, "2, square"), (2, "3, triangle"), (3, "4, diamond"))
_NO_KEY = "next free place"


class TagForm(QWidget):
    """Fields that are taken over as they are left.

    Signals:
        edited: the Tag with what was changed.
        refused: an ExpectedError: what was typed can't be.
    """

    edited = Signal(object)
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._tag: Tag | None = None
        self.name, self.group, self.label, self.key = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.meaning, self.looks_like, self.not_like = TextBox(), TextBox(), TextBox()
        self.actor, self.extent, self.audience = Choice(_ACTORS), Choice(_EXTENTS), Choice(AUDIENCES)
        self.look, self.lead, self.lag = Choice(_LOOKS), QDoubleSpinBox(), QDoubleSpinBox()
        self._set_up()
        pairs = (
            (labelled("Name", self.name), labelled("Group", self.group)),
            (labelled("Who may see it", self.audience), labelled("What a parent reads for it", self.label)),
            (labelled("Whom it is about", self.actor), labelled("A tap marks", self.extent)),
            (labelled("Seconds before the tap", self.lead), labelled("Seconds after it", self.lag)),
            (labelled("Colour and shape", self.look), labelled("Key, such as Q or 2:Q", self.key)),
        )
        lines = [_halves(*pair) for pair in pairs]
        texts = (
            labelled("Definition", self.meaning),
            labelled("Looks like", self.looks_like),
            labelled("Does not look like", self.not_like),
        )
        self.setLayout(column(lines[0], texts[0], *lines[1:], *texts[1:], None, gap_px=7, margins_px=(2, 2, 10, 2)))

    def _set_up(self) -> None:
        self.key.setPlaceholderText(_NO_KEY)
        for spin in (self.lead, self.lag):
            spin.setRange(0, float(MAX_AROUND_S))
            spin.setDecimals(1)
            spin.setSingleStep(0.5)
            spin.setSuffix(" s")
            spin.setKeyboardTracking(False)
            spin.valueChanged.connect(lambda _value: self.take())
        for line in (self.name, self.group, self.label, self.key):
            line.editingFinished.connect(self.take)
        for text in (self.meaning, self.looks_like, self.not_like):
            text.edited.connect(self.take)
        for choice in (self.actor, self.extent, self.audience, self.look):
            choice.activated.connect(lambda _index: self.take())

    def show_tag(self, tag: Tag, usable: bool) -> None:
        """Shows a tag; where it is not usable nothing can be changed."""
        self._tag = tag
        for line, text in (
            (self.name, tag.name),
            (self.group, tag.group),
            (self.label, tag.parent_label),
            (self.key, key_text(tag.key)),
        ):
            if line.text() != text:
                line.setText(text)
            line.setReadOnly(not usable)
        for box, text in (
            (self.meaning, tag.meaning),
            (self.looks_like, tag.looks_like),
            (self.not_like, tag.not_like),
        ):
            box.put(text)
            box.setReadOnly(not usable)
        for choice, value in (
            (self.actor, tag.actor), (self.extent, tag.extent), (self.audience, tag.audience), (self.look, tag.look)
        ):  # fmt: skip
            choice.put(value)
            choice.setEnabled(usable)
        for spin, seconds in ((self.lead, tag.lead_s), (self.lag, tag.lag_s)):
            with QSignalBlocker(spin):
                spin.setValue(float(seconds))
            spin.setEnabled(usable)
        self._show_label(usable)

    def _show_label(self, usable: bool) -> None:
        self.label.setEnabled(usable and self.audience.value is Audience.PARENT_SAFE)

    def take(self) -> None:
        """Takes over what was typed."""
        if self._tag is None:
            return
        try:
            tag = self._as_typed(self._tag)
        except ExpectedError as error:
            self.refused.emit(error)
            return
        if tag != self._tag:
            self._tag = tag
            self._show_label(True)
            self.edited.emit(tag)

    def _as_typed(self, tag: Tag) -> Tag:
        actor, extent = self.actor.value, self.extent.value
        audience, look = self.audience.value, self.look.value
        return replace(
            tag,
            name=" ".join(self.name.text().split()) or tag.name,
            group=" ".join(self.group.text().split()),
            meaning=self.meaning.toPlainText().strip(),
            parent_label=" ".join(self.label.text().split()),
            looks_like=self.looks_like.toPlainText().strip(),
            not_like=self.not_like.toPlainText().strip(),
            actor=actor if isinstance(actor, Who) else None,
            extent=extent if isinstance(extent, Extent) else tag.extent,
            audience=audience if isinstance(audience, Audience) else tag.audience,
            look=look if isinstance(look, int) else None,
            key=read_key(self.key.text()),
            lead_s=_seconds(self.lead, tag.lead_s),
            lag_s=_seconds(self.lag, tag.lag_s),
        )


def _seconds(spin: QDoubleSpinBox, before: Decimal) -> Decimal:
    """As it was where the field shows the same: it has fewer decimals."""
    shown = Decimal(str(round(spin.value(), 1)))
    return before if shown == round(before, 1) else shown


def _halves(left: Part, right: Part) -> Part:
    line = row(left, right, gap_px=12)
    for place in range(2):
        line.setStretch(place, 1)
    return line
