"""What is written of our own faults: where and what kind, never a message, for it could hold a family's words."""

import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType


def fault_place(error: BaseException) -> str:
    """The kind of an error nobody foresaw and the way to it, innermost first: "ValueError at a.py:3 < b.py:7"."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
    return f"{type(error).__name__} at {' < '.join(reversed(places))}"


def report_faults() -> None:
    """From now on whatever nobody catches, in any thread, is a line like this on standard error, and no more."""

    def hook(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        _report(error)

    sys.excepthook = hook
    threading.excepthook = lambda fault: _report(fault.exc_value)
    sys.unraisablehook = lambda fault: _report(fault.exc_value)


def _report(error: BaseException | None) -> None:
    if error is not None and sys.stderr is not None:
        sys.stderr.write(f"vidfeed is at fault: {fault_place(error)}.\n")
        sys.stderr.flush()
