"""A review as it goes on: written at once, so that one that breaks off leaves what there was."""

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from ui.state.desk import Desk
from ui.state.review_books import NoBook, ReviewBook, VaultBook
from vidfeed.errors import ExpectedError
from vidfeed.model.reel import ItemKind, Reel, ReelItem
from vidfeed.model.review import ReviewAction, Whose
from vidfeed.services import reviewing
from vidfeed.services.finding import reel_of
from vidfeed.services.own_questions import own_questions

GENERAL_QUESTION = "What do you notice happening here between you?"


class ReviewRecord(QObject):
    """Writes what happens; what cannot be written never reaches the parent's screen.

    Signals:
        favourites_changed: the parent chose an item, or took it back.

    Attributes:
        reel: as it was when the review began.
        rehearsal: nothing is written; the therapist is to see that.
        failures: what could not be written, for the therapist afterwards.
    """

    favourites_changed = Signal()

    def __init__(
        self, reel: Reel, book: ReviewBook, parent: QObject | None = None, own_questions: Sequence[str] = ()
    ) -> None:
        super().__init__(parent)
        self.rehearsal = isinstance(book, NoBook)
        self._own_questions = own_questions
        self._book = book
        self.reel = reel
        self._favourites: dict[str, None] = {}
        self._skipped: dict[str, None] = {}
        self._kept: list[tuple[str | None, str]] = []
        self.failures: list[ExpectedError] = []
        self._finished, self._drafted, self._notes = False, "", ("", "")

    @classmethod
    def begin(cls, desk: Desk, reel_id: str, parent: QObject | None = None) -> "ReviewRecord":
        """Starts the record of a review, consent permitting.

        Raises:
            ExpectedError: as `services.reviewing.begin_review`.
        """
        review = reviewing.begin_review(desk.context, reel_id)
        return cls(
            reel_of(desk.context.catalogue, reel_id),
            VaultBook(desk.context, review.id),
            parent,
            own_questions(desk.context),
        )

    @classmethod
    def rehearse(cls, desk: Desk, reel_id: str, parent: QObject | None = None) -> "ReviewRecord":
        """A review that leaves no record; raises ExpectedError where the reel may not be shown."""
        reviewing.check_review(desk.context, reel_id)
        return cls(reel_of(desk.context.catalogue, reel_id), NoBook(), parent, own_questions(desk.context))

    @property
    def favourites(self) -> tuple[str, ...]:
        """Item ids that the parent chose, in order of choosing."""
        return tuple(self._favourites)

    @property
    def skipped(self) -> tuple[ReelItem, ...]:
        """Items that could not be shown."""
        return tuple(item for item in self.reel.items if item.id in self._skipped)

    def questions(self, item: ReelItem | None) -> list[str]:
        """What may be asked at an item: its own question first, then the reel's others and the user's own list."""
        own = [item.question, item.text if item.kind is ItemKind.QUESTION else ""] if item is not None else []
        others = [other.question or _card_question(other) for other in self.reel.items]
        asked = [text.strip() for text in (*own, *others, self.reel.question, GENERAL_QUESTION, *self._own_questions)]
        return list(dict.fromkeys(text for text in asked if text))

    def note(self, action: ReviewAction, item_id: str | None = None) -> None:
        """Writes that something happened."""
        try:
            self._book.log(action, item_id)
        except ExpectedError as error:
            self.failures.append(error)

    def note_skipped(self, item_id: str) -> None:
        """Writes, once, that an item could not be shown."""
        if item_id not in self._skipped:
            self._skipped[item_id] = None
            self.note(ReviewAction.SKIPPED, item_id)

    def toggle_favourite(self, item_id: str) -> None:
        """The parent loves an item, or takes that back."""
        if item_id in self._favourites:
            del self._favourites[item_id]
            self.note(ReviewAction.UNFAVOURITE, item_id)
        else:
            self._favourites[item_id] = None
            self.note(ReviewAction.FAVOURITE, item_id)
        self.favourites_changed.emit()

    def keep_words(self, text: str, whose: Whose, item_id: str | None) -> bool:
        """Keeps the parent's words, now that they agreed; whether that worked."""
        try:
            self._book.keep_words(text, whose, item_id)
        except ExpectedError as error:
            self.failures.append(error)
            return False
        self._kept.append((item_id, text.strip()))
        return True

    def kept_words(self, item_id: str | None) -> list[str]:
        """What was kept at an item, or about all of it, in this review."""
        return [text for where, text in self._kept if where == item_id]

    def draft_words(self, text: str) -> None:
        """Remembers words that are typed and not kept, until they are or the review is finished."""
        if self._finished or text == self._drafted:
            return
        self._drafted = text
        with suppress(ExpectedError):
            self._book.draft_words(text)

    def put_notes(self, next_step: str, opening: str) -> None:
        """Writes the next step and the next session's opening line; while they are typed, too."""
        notes = (next_step.strip(), opening.strip())
        if notes == self._notes:
            return
        try:
            self._book.put_notes(*notes)
            self._notes = notes
        except ExpectedError as error:
            self.failures.append(error)

    def finish(self) -> None:
        """Closes the record; again, where it was watched once more."""
        try:
            self._book.finish()
            self._finished = True
        except ExpectedError as error:
            self.failures.append(error)


def _card_question(item: ReelItem) -> str:
    return item.text if item.kind is ItemKind.QUESTION else ""
