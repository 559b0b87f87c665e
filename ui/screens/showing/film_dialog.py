"""Which film shows a review itself, and where in it the review begins."""

from fractions import Fraction

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ui.screens.dialog import FormDialog
from ui.state.desk import Desk
from ui.widgets.words import field_label, words
from vidfeed.errors import bad_time
from vidfeed.model.clip import ClipKind
from vidfeed.model.review import Review
from vidfeed.services.reviewing import link_film


class FilmDialog(FormDialog):
    """Films of reviews that the case has, and the second at which the review begins in the chosen one."""

    def __init__(self, desk: Desk, review: Review, parent: QWidget | None = None) -> None:
        super().__init__("Film of the review", "Link", parent)
        self._desk, self._review = desk, review
        self.film, self.offset = QComboBox(), QLineEdit("0")
        for clip in desk.context.catalogue.clips(review.case_id):
            if clip.kind is ClipKind.SHARED_REVIEW:
                self.film.addItem(clip.title or "Film without a name", clip.id)
        self.set_form(
            self._link,
            field_label("Film", self.film),
            self.film,
            field_label("The review begins at this second of it", self.offset),
            self.offset,
            words("What was said then leads to where it was said.", "hint", wrap=True),
        )

    def _link(self) -> None:
        try:
            offset_s = Fraction(self.offset.text().strip().replace(",", ".") or "0")
        except (ValueError, ZeroDivisionError):
            raise bad_time("That is no number of seconds.") from None
        link_film(self._desk.context, self._review.id, str(self.film.currentData()), offset_s)
        self._desk.cases_changed.emit()
