"""Screen lock and screen saver on macOS, by the distributed notification centre; sleep locks the screen there.

CoreFoundation's CFNotificationCenterAddObserver, called directly. Where it is not to be had, nothing is told.
"""

import ctypes
import ctypes.util
from ctypes import CFUNCTYPE, c_char_p, c_long, c_uint32, c_void_p

from ui.jobs.away import Away, Tell

_NAMES = {"com.apple.screenIsLocked": Away.SCREEN_LOCK, "com.apple.screensaver.didstart": Away.SAVER}
_UTF8, _AT_ONCE = 0x08000100, 4
_Heard = CFUNCTYPE(None, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)


class MacWatch:
    """Registered while it lives; the callbacks come in the main thread's run loop, which is Qt's."""

    def __init__(self, tell: Tell) -> None:
        self._tell: Tell | None = tell
        self._callbacks = [_Heard(self._teller(why)) for why in _NAMES.values()]
        library = ctypes.util.find_library("CoreFoundation")
        if library is None:
            return
        foundation = ctypes.CDLL(library)
        centre, text, add = (
            foundation.CFNotificationCenterGetDistributedCenter,
            foundation.CFStringCreateWithCString,
            foundation.CFNotificationCenterAddObserver,
        )
        centre.restype = text.restype = c_void_p
        text.argtypes = [c_void_p, c_char_p, c_uint32]
        add.argtypes = [c_void_p, c_void_p, _Heard, c_void_p, c_void_p, c_long]
        for name, callback in zip(_NAMES, self._callbacks, strict=True):
            add(centre(), None, callback, text(None, name.encode(), _UTF8), None, _AT_ONCE)

    def _teller(self, why: Away) -> "_Told":
        return _Told(self, why)

    def say(self, why: Away) -> None:
        """Passes it on."""
        if self._tell is not None:
            self._tell(why)

    def close(self) -> None:
        """Tells nothing any more; the callbacks stay, for the centre may still call them."""
        self._tell = None
        _KEPT.append(self)


class _Told:
    """A callback's Python side."""

    def __init__(self, watch: MacWatch, why: Away) -> None:
        self._watch, self._why = watch, why

    def __call__(self, *_args: object) -> None:
        self._watch.say(self._why)


_KEPT: list[MacWatch] = []
