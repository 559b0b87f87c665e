"""What must be right before a reel is shown, and what might be better: in words."""

from dataclasses import dataclass

from ui.state.desk import Desk
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.reel import Reel
from vidfeed.model.reel_check import CheckLine
from vidfeed.services import checking
from vidfeed.services.reviewing import check_review


@dataclass(frozen=True)
class ReviewCheck:
    """All of it.

    Attributes:
        lines: what stops it first, then advice.
        reason: why the review cannot begin, or "".
        consent: it is consent that is missing.
    """

    lines: tuple[CheckLine, ...]
    reason: str
    consent: bool = False

    @property
    def ready(self) -> bool:
        """Whether the review may begin."""
        return not self.reason


def check_reel(desk: Desk, reel: Reel) -> ReviewCheck:
    """Looks at a reel as the review would, and says everything that stands in the way."""
    lines = tuple(checking.check_reel(desk.context, reel.id))
    try:
        check_review(desk.context, reel.id)
    except ExpectedError as error:
        return ReviewCheck(lines, f"{error.message} {error.hint}".strip(), error.kind is ErrorKind.NO_CONSENT)
    return ReviewCheck(lines, "")
