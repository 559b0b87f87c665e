"""Work whose only way out is its progress."""

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.ports import Cancelled, Progress


def stoppable(progress: Progress, cancelled: Cancelled, what: str) -> Progress:
    """A progress that ends the work once the user has stopped it; `what` begins the sentence ("The check")."""

    def advance(done: float) -> None:
        if cancelled():
            raise ExpectedError(ErrorKind.CANCELLED, f"{what} was stopped. Nothing was changed.", "")
        progress(done)

    return advance
