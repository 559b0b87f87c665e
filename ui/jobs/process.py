"""How our processes use the memory that the system gives them."""

import ctypes
import sys

_PR_SET_DUMPABLE = 4

# glibc's malloc.h
_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
_THRESHOLD_BYTES, _ARENAS = 1 << 17, 2


def dump_no_core() -> None:
    """Forbids core dumps of this process, also through a handler that the system would start for them.

    So it leaves its memory, and with it keys and pictures, in no file when it crashes.
    """
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def give_pictures_back() -> None:
    """Has glibc return what pictures took as soon as they are gone; to be called before any thread is started.

    Left to itself it keeps freed frames in an arena a thread: several hundred megabytes that nothing holds.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, _THRESHOLD_BYTES)
        mallopt(_M_ARENA_MAX, _ARENAS)
