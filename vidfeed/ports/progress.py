"""How slow work tells how far it is, and learns that it shall stop."""

from collections.abc import Callable

Progress = Callable[[float], None]
"""Called with the done part, 0.0 to 1.0."""

Cancelled = Callable[[], bool]
"""Whether the user has stopped the work."""


def no_progress(_done: float) -> None:
    """For callers that show none."""


def never_cancelled() -> bool:
    """For work that cannot be stopped."""
    return False
