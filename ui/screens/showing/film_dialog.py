"""Which film shows a review itself, and where in it the review begins."""

from fractions import Fraction

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ui.screens.dialog import FormDialog
from ui.state.desk import Desk
from ui.widgets.words import field_label, words
from vidfeed.model.clip import ClipKind
from vidfeed.model.review import Review
from vidfeed.model.time import format_clock, parse_seconds
from vidfeed.services.reviewing import link_film


class FilmDialog(FormDialog):
    """Films of reviews that the case has, and where the review begins in the chosen one; as they were linked before."""

    def __init__(self, desk: Desk, review: Review, parent: QWidget | None = None) -> None:
        super().__init__("Film of the review", "Link", parent)
        self._desk, self._review = desk, review
        self.film, self.offset = QComboBox(), QLineEdit(_clock(Fraction(review.filmed_offset or "0")))
        for clip in desk.context.catalogue.clips(review.case_id):
            if clip.kind is ClipKind.SHARED_REVIEW:
                self.film.addItem(clip.title or "Film without a name", clip.id)
        self.film.setCurrentIndex(max(0, self.film.findData(review.filmed_clip_id)))
        self.error.offer_people(self._to_people)
        self.set_form(
            self._link,
            field_label("Film", self.film),
            self.film,
            field_label("The review begins in it at", self.offset),
            self.offset,
            words("Minutes and seconds, such as 2:05; with − where the film began later.", "hint", wrap=True),
            words("What was said then leads to where it was said.", "hint", wrap=True),
        )

    def _to_people(self) -> None:
        self.reject()
        self._desk.ask_people()

    def _link(self) -> None:
        typed = self.offset.text().strip().replace(",", ".").replace("−", "-") or "0"
        after_s = parse_seconds(typed.removeprefix("-"))
        offset_s = -after_s if typed.startswith("-") else after_s
        link_film(self._desk.context, self._review.id, str(self.film.currentData()), offset_s)
        self._desk.cases_changed.emit()


def _clock(seconds: Fraction) -> str:
    return f"{'-' if seconds < 0 else ''}{format_clock(abs(seconds), 1 if seconds % 1 else 0)}"
