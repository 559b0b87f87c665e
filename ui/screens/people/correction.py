"""Correcting a consent entry: what was wrong stays to be read, what is right is entered."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from ui.screens.dialog import FormDialog
from ui.screens.people.form import ConsentForm, OptionalDay, set_past_day
from ui.state.consent_words import HOW, Films, entry_words
from ui.state.consents import PURPOSE_TITLES
from ui.state.desk import Desk
from ui.theme import px
from ui.widgets.words import field_label, words
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.consent import Consent, Person
from vidfeed.services.correcting import correct

_STAYS = "What was entered before stays in the list, marked as corrected, with the day and your name."


class CorrectionDialog(FormDialog):
    """One of the entries of a person for a use, as it ought to be."""

    def __init__(
        self, desk: Desk, person: Person, entries: Sequence[Consent], films: Films, parent: QWidget | None
    ) -> None:
        use = PURPOSE_TITLES[entries[0].purpose][0].lower()
        super().__init__(f"Correct an entry: {person.label}, {use}", "Correct it", parent)
        self.setMinimumWidth(px(520))
        self._desk, self._person, self._entries, self._films = desk, person, list(entries), films
        self.which, self.form = QComboBox(), ConsentForm()
        self.withdrawn, self.never = OptionalDay("Withdrawn on"), QCheckBox("This was never said: take it out")
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for entry in entries:
            self.which.addItem(entry_words(entry, films))
        self.which.currentIndexChanged.connect(lambda _at: self._show())
        self.never.toggled.connect(lambda on: self._allow(not on))
        label = field_label("Which entry", self.which)
        for part in (label, self.which):
            part.setVisible(len(entries) > 1)
        self.set_form(
            self._correct, label, self.which, self.never, self.form, self.withdrawn, 4, words(_STAYS, "hint", wrap=True)
        )
        self._show()

    @property
    def _wrong(self) -> Consent:
        return self._entries[max(self.which.currentIndex(), 0)]

    def _show(self) -> None:
        wrong, today = self._wrong, self._desk.context.today()
        self.never.setChecked(False)
        self.form.show_entry(wrong, self._films, today)
        self.withdrawn.known.setChecked(wrong.withdrawn_on is not None)
        set_past_day(self.withdrawn.day, wrong.withdrawn_on or today, today)

    def _allow(self, allowed: bool) -> None:
        for part in (self.form, self.withdrawn):
            part.setEnabled(allowed)

    def _correct(self) -> None:
        if not self.never.isChecked() and not self.form.films.complete:
            raise ExpectedError(ErrorKind.UNKNOWN_CLIP, "No film is ticked.", "Tick those that it is about.")
        correct(self._desk.context, self._wrong, None if self.never.isChecked() else self._right())

    def _right(self) -> Consent:
        wrong = self._wrong
        entered = self.form.entered(self._person, wrong.purpose)
        # Words that have no button of their own stay, as do films that were erased since.
        how = entered.how or ("" if wrong.how in HOW else wrong.how)
        gone = [clip_id for clip_id in wrong.clip_ids if clip_id not in self._films]
        named = (*entered.clip_ids, *gone) if entered.clip_ids else ()
        clip_ids = wrong.clip_ids if set(named) == set(wrong.clip_ids) else named
        return replace(entered, id=wrong.id, how=how, withdrawn_on=self.withdrawn.value, clip_ids=clip_ids)
