"""What a prepared visit knows: its reel, who may open it, and where it is written down."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Protocol

from ui.state.pins import MOST_TRIES, PinHash
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.reel_source import ReelFilms
from vidfeed.model.cue import Cue
from vidfeed.model.ids import new_id
from vidfeed.model.reel import Reel
from vidfeed.model.review import ParentWords, Review, ReviewAction, ReviewEvent, Whose
from vidfeed.model.visit import VisitLog


@dataclass(frozen=True)
class Aside:
    """What the therapist has before them on a visit, and the parent never.

    Attributes:
        cues: for the panel, one an item; none of them names the case.
        questions: the user's own list.
    """

    cues: tuple[Cue, ...] = field(repr=False)
    questions: tuple[str, ...] = field(repr=False)


class VisitPaper(Protocol):
    """Takes down what happens; nobody here can read it back."""

    @property
    def visit_id(self) -> str:
        """Of the review that it becomes."""

    def write(self, log: VisitLog) -> None:
        """Durable on return; raises ExpectedError."""


@dataclass
class VisitReel:
    """The one reel that a visit can play; a ReelDoor.

    Attributes:
        films: with their keys; None once the visit is over.
        until: nothing is opened from then on.
    """

    films: ReelFilms | None
    until: datetime

    @property
    def over(self) -> bool:
        """Whether it can be played no more."""
        return self.films is None or datetime.now(UTC) >= self.until

    def forget(self) -> None:
        """Lets go of the films and their keys."""
        self.films = None

    def films_of(self, reel: Reel) -> ReelFilms:
        """See ReelDoor."""
        self.stopped_of(reel)
        assert self.films is not None, "it is over without"
        return self.films

    def stopped_of(self, _reel: Reel) -> frozenset[str]:
        """See ReelDoor."""
        if self.over:
            raise ExpectedError(
                ErrorKind.NO_CONSENT, "This visit was prepared too long ago.", "Open the vault, and prepare it anew."
            )
        return frozenset()


class VisitGuard:
    """The PIN, three times; then only a passphrase of the vault. A Guard.

    Args:
        passphrase_opens: slow; whether it is one of the vault's.
    """

    def __init__(self, pin: PinHash, passphrase_opens: Callable[[str], bool]) -> None:
        self._pin, self._passphrase_opens = pin, passphrase_opens
        self._wrong = 0
        self._lock = threading.Lock()
        self._wants_passphrase = False

    open_to_all = False

    @property
    def asks_for(self) -> str:
        """See Guard."""
        return "passphrase" if self._wants_passphrase or self._wrong >= MOST_TRIES else "PIN"

    def want_passphrase(self, wanted: bool = True) -> None:
        """Whoever is there does not know the PIN, or does after all; three wrong ones are not taken back."""
        self._wants_passphrase = wanted

    def opens(self, typed: str) -> bool:
        """See Guard."""
        with self._lock:
            if self.asks_for == "passphrase":
                right = self._passphrase_opens(typed)
            else:
                right = self._pin.fits(typed)
                self._wrong += not right
            if right:
                self._wrong, self._wants_passphrase = 0, False
            return right


class VisitBook:
    """A ReviewBook that is taken home at the next unlock; what cannot be written now is written with what follows."""

    def __init__(self, paper: VisitPaper, reel: Reel) -> None:
        self._paper = paper
        self._log = VisitLog(Review(paper.visit_id, reel.id, reel.case_id, _now()))

    def log(self, action: ReviewAction, item_id: str | None) -> None:
        """See ReviewBook."""
        review = self._log.review
        self._put(replace(review, events=(*review.events, ReviewEvent(_now(), action, item_id))))

    def keep_words(self, text: str, whose: Whose, item_id: str | None) -> None:
        """See ReviewBook."""
        before, words = self._log, ParentWords(new_id(), _now(), item_id, text.strip(), whose)
        try:
            self._put(replace(before.review, words=(*before.review.words, words)))
        except ExpectedError:
            self._log = before  # they still stand in the field, and are kept once
            raise

    def draft_words(self, text: str) -> None:
        """See ReviewBook."""
        self._log = replace(self._log, draft=text.strip())
        self._paper.write(self._log)

    def put_notes(self, next_step: str, opening: str) -> None:
        """See ReviewBook."""
        self._put(replace(self._log.review, next_step=next_step, opening=opening))

    def finish(self) -> None:
        """See ReviewBook."""
        self._log = replace(self._log, draft="")
        self._put(replace(self._log.review, finished_at=_now()))

    def close(self) -> None:
        """Nothing more will come."""
        self._log = replace(self._log, closed=True)
        self._paper.write(self._log)

    def _put(self, review: Review) -> None:
        self._log = replace(self._log, review=review)
        self._paper.write(self._log)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
