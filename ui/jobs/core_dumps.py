"""No process of ours leaves its memory, and with it keys and pictures, in a file when it crashes."""

import ctypes
import sys

_PR_SET_DUMPABLE = 4


def dump_no_core() -> None:
    """Forbids core dumps of this process, also through a handler that the system would start for them."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
