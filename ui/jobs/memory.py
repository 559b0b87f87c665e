"""What films leave in memory goes back to the system."""

import ctypes
import sys

from PySide6.QtCore import QCoreApplication, QTimer

_TRIM_EVERY_MS = 2_000


def keep_memory_low(app: QCoreApplication) -> None:
    """Has glibc return freed memory every few seconds, also what lies between parts still in use.

    Coded pictures leave holes that a film's next pictures do not fill: in twelve minutes of changing films and places
    they grew to more than all that was in use.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        timer = QTimer(app, interval=_TRIM_EVERY_MS)
        timer.timeout.connect(lambda: trim(0))
        timer.start()
