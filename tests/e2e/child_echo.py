"""Tasks for a child process that do nothing but answer."""

import os
import threading
from typing import Any

from vidfeed.ports import Progress


def echo(request: Any, _progress: Progress) -> Any:
    """Gives back what it is given."""
    return request


def tell_and_wait(_request: Any, progress: Progress) -> Any:
    """Tells its process id, and goes on until it is ended."""
    progress(float(os.getpid()))
    threading.Event().wait()
