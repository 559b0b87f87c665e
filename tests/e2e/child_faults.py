"""Tasks for a child process that go wrong."""

import os
import signal
import threading
from typing import Any

from vidfeed.ports import Progress


def die(_request: Any, _progress: Progress) -> Any:
    """Ends as a decoder does that writes where it must not."""
    os.kill(os.getpid(), signal.SIGKILL)


def hang(_request: Any, progress: Progress) -> Any:
    """Begins, and then does nothing more."""
    progress(0.1)
    threading.Event().wait()
