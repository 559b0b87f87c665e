"""What goes into a summary, and for whom it is."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from ui.widgets.boxes import column
from ui.widgets.segmented import Segmented
from ui.widgets.words import field_label, words
from vidfeed.model.case import Case
from vidfeed.model.consent import Purpose
from vidfeed.model.dates import short_date
from vidfeed.model.summary import SummaryAudience
from vidfeed.services.context import Context
from vidfeed.services.summarising import Extract

PURPOSES = {
    SummaryAudience.RECORD: Purpose.CLINICAL_RECORD,
    SummaryAudience.SUPERVISION: Purpose.SUPERVISION,
    SummaryAudience.PARENT: Purpose.COPY,
}
_RECIPIENTS = {
    SummaryAudience.RECORD: "The clinical record",
    SummaryAudience.SUPERVISION: "The supervisor",
    SummaryAudience.PARENT: "The parents",
}
_SAID = {
    SummaryAudience.RECORD: "With tags, stars and why each was chosen. Private notes and tags that are not for parents "
    "stay out.",
    SummaryAudience.SUPERVISION: "With all tags and private notes. Notes may be disclosed on request.",
    SummaryAudience.PARENT: "Only moments that are in a reel, with their captions and what tags say to parents. No "
    "stars, notes or case ID.",
}
AUTHOR_SETTING = "summary.author"


@dataclass(frozen=True)
class Options:
    """What was chosen."""

    audience: SummaryAudience
    extract: Extract
    for_whom: str
    author: str
    pictures: bool

    @property
    def purpose(self) -> Purpose:
        """What consent is needed for."""
        return PURPOSES[self.audience]


class SummaryOptions(QWidget):
    """The choices.

    Signals:
        changed()
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        choices = [(audience, audience.value.capitalize(), audience.value) for audience in SummaryAudience]
        self.audience = Segmented("This summary is for", choices)
        self.audience.set_value(SummaryAudience.RECORD)
        self.extract, self.for_whom, self.author = (
            QComboBox(),
            QLineEdit(_RECIPIENTS[SummaryAudience.RECORD]),
            QLineEdit(),
        )
        self.author.setPlaceholderText("such as: parent–infant therapist, M.K.")
        self.pictures, self._said = QCheckBox("With a picture of each moment"), words("", "hint", wrap=True)
        self.pictures.setChecked(True)
        self.audience.chosen.connect(self._choose_audience)
        self.extract.activated.connect(lambda _index: self.changed.emit())
        self.pictures.toggled.connect(lambda _on: self.changed.emit())
        for field in (self.for_whom, self.author):
            field.editingFinished.connect(self.changed)
        self.setLayout(
            column(
                words("This summary is for", "label"), self.audience, self._said, 4,
                field_label("Moments", self.extract), self.extract, self.pictures, 4,
                field_label("For whom", self.for_whom), self.for_whom, 4,
                field_label("Author, as it shall stand in it", self.author), self.author, gap_px=4,
            )
        )  # fmt: skip
        self._say()

    def _choose_audience(self) -> None:
        self.for_whom.setText(_RECIPIENTS[self.options.audience])
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        self._said.setText(_SAID[self.options.audience])

    def offer(self, ctx: Context, case: Case) -> None:
        """Offers the case's sessions and reels; the choice stays where it is still there."""
        chosen = self.extract.currentData()
        self.extract.clear()
        self.extract.addItem("All of the case", Extract())
        for session in reversed(ctx.catalogue.sessions(case.id)):
            held = [short_date(session.held_on)] if session.held_on else []
            self.extract.addItem(" · ".join([f"Session {session.number}", *held]), Extract(session=session.number))
        for reel in reversed(ctx.catalogue.reels(case.id)):
            self.extract.addItem(f"Reel: {reel.title}", Extract(reel_id=reel.id))
        place = next((n for n in range(self.extract.count()) if self.extract.itemData(n) == chosen), 0)
        self.extract.setCurrentIndex(place)

    @property
    def options(self) -> Options:
        """As they stand."""
        extract = self.extract.currentData()
        return Options(
            SummaryAudience(str(self.audience.value)),
            extract if isinstance(extract, Extract) else Extract(),
            self.for_whom.text().strip(),
            self.author.text().strip(),
            self.pictures.isChecked(),
        )
