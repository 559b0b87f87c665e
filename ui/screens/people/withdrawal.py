"""Entering a withdrawal: from when, for which films, and what it touches, before it is confirmed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.screens.dialog import FormDialog
from ui.screens.people.days import day_field, day_of
from ui.screens.people.films import FilmChoice
from ui.screens.people.form import set_past_day
from ui.screens.people.touched_list import TouchedList
from ui.state.consent_words import Films
from ui.state.consents import PURPOSE_TITLES
from ui.state.desk import Desk
from ui.state.touched_words import touched_lines
from ui.theme import px
from ui.widgets.boxes import scrolling
from ui.widgets.words import field_label, words
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.consent import Person, Purpose
from vidfeed.services import consenting
from vidfeed.services.touching import touched_by

_LIST_PX = 190


class WithdrawalDialog(FormDialog):
    """One person withdraws from one use, or from all of them."""

    def __init__(
        self, desk: Desk, person: Person, purposes: Sequence[Purpose], films: Films, parent: QWidget | None
    ) -> None:
        use = PURPOSE_TITLES[purposes[0]][0].lower() if len(purposes) == 1 else "every use"
        super().__init__(f"{person.label} withdraws from {use}", "Withdraw", parent)
        self.setMinimumWidth(px(520))
        self._desk, self._person, self._purposes = desk, person, tuple(purposes)
        self.on, self.films, self.touched = day_field("Withdrawn on"), FilmChoice(), TouchedList()
        today = desk.context.today()
        set_past_day(self.on, today, today)
        self.films.show_films(films)
        self.films.changed.connect(self._show_touched)
        area = scrolling(self.touched)
        area.setFixedHeight(px(_LIST_PX))
        self.set_form(
            self._withdraw,
            field_label("Withdrawn on", self.on), self.on, 6,
            words("For", "label"), self.films, 6,
            words("What it stops, from that day", "label"), area,
        )  # fmt: skip
        self._show_touched()

    def _widest(self) -> Purpose:
        """Recording carries all other uses."""
        return Purpose.RECORD if Purpose.RECORD in self._purposes else self._purposes[0]

    def _show_touched(self) -> None:
        self.error.hide()
        found = touched_by(self._desk.context, self._person, self._widest(), self.films.clip_ids)
        self.touched.show_lines(touched_lines(found) if self.films.complete else ["Tick a film first"])

    def _withdraw(self) -> None:
        if not self.films.complete:
            raise ExpectedError(ErrorKind.UNKNOWN_CLIP, "No film is ticked.", "Tick those that it is about.")
        ctx, day = self._desk.context, day_of(self.on)
        with ctx.catalogue.transaction():
            for purpose in self._purposes:
                consenting.withdraw(ctx, self._person, purpose, day, self.films.clip_ids)
