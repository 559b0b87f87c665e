"""One form for several agreements: the people and the uses that it covers are ticked."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from ui.screens.dialog import FormDialog
from ui.screens.people.days import day_of
from ui.screens.people.form import WhenAndHow
from ui.state.consent_words import usual_role
from ui.state.consents import PURPOSE_TITLES
from ui.state.desk import Desk
from ui.theme import px
from ui.widgets.boxes import column, framed, row, scrolling
from ui.widgets.words import words
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.consent import Person, Purpose
from vidfeed.services import consenting

_LIST_PX = 170


class SeveralDialog(FormDialog):
    """Enters the same consent for each ticked person and use, for all films, or none of them."""

    def __init__(self, desk: Desk, people: Sequence[Person], parent: QWidget | None) -> None:
        super().__init__("Agree to several uses", "Agreed", parent)
        self.setMinimumWidth(px(520))
        self._desk = desk
        self.people = {person: QCheckBox(person.label.replace("&", "&&")) for person in people}
        self.uses = {purpose: QCheckBox(PURPOSE_TITLES[purpose][0]) for purpose in Purpose}
        self.when = WhenAndHow()
        self.when.begin(desk.context.today())
        for person, tick in self.people.items():
            tick.setChecked(person.main)
        who = scrolling(framed(column(words("Who", "label"), *self.people.values(), None, gap_px=4)))
        what = scrolling(framed(column(words("To what", "label"), *self.uses.values(), None, gap_px=4)))
        for area, name in ((who, "Who agrees"), (what, "Uses agreed to")):
            area.setAccessibleName(name)
            area.setFixedHeight(px(_LIST_PX))
        note = words(
            "For all films. Parents agree for themselves, and for the baby with parental responsibility.",
            "hint",
            wrap=True,
        )
        self.set_form(self._agree, row(who, what, gap_px=12), 8, self.when, note)

    def _agree(self) -> None:
        people = [person for person, tick in self.people.items() if tick.isChecked()]
        uses = [purpose for purpose, tick in self.uses.items() if tick.isChecked()]
        if not people or not uses:
            raise ExpectedError(ErrorKind.UNKNOWN_PERSON, "Nothing is ticked yet.", "Tick who agrees, and to what.")
        ctx, how = self._desk.context, str(self.when.how.value or "")
        given_on, until = day_of(self.when.given_on), self.when.end.value
        with ctx.catalogue.transaction():
            for person in people:
                for purpose in uses:
                    consenting.give(ctx, person, purpose, given_on, usual_role(person), how, until)
