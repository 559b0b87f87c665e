"""A task for a child process that does nothing but answer."""

from typing import Any

from vidfeed.ports import Progress


def echo(request: Any, _progress: Progress) -> Any:
    """Gives back what it is given."""
    return request
