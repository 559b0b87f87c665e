"""A clock for the tests of what goes by the time of day."""

from datetime import UTC, datetime, timedelta


class Clock:
    """The machine's, set by hand."""

    def __init__(self) -> None:
        self.at = datetime(2126, 3, 4, 5, 6, 7, tzinfo=UTC)

    def passes(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
