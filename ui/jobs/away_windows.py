"""Sleep, lid, user switch and screen lock on Windows: messages to the window, by way of a native event filter.

Constants: winuser.h and wtsapi32.h of the Windows SDK; GUID_LIDSWITCH_STATE_CHANGE of winnt.h.
"""

import ctypes
import sys
from ctypes import Structure, c_byte, c_uint32, c_void_p
from uuid import UUID

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

from ui.jobs.away import Away, Tell

WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
PBT_APMSUSPEND, PBT_POWERSETTINGCHANGE = 0x0004, 0x8013
WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK = 2, 4, 6, 7
LID_SWITCH = UUID("ba3e0f4d-b817-4094-a2d1-d56379e6a0f3")
UNUSED_S = 20
_OTHER_SESSION = {WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF}


class Message(Structure):
    """MSG."""

    _fields_ = (
        ("hwnd", c_void_p),
        ("message", c_uint32),
        ("wparam", c_void_p),
        ("lparam", c_void_p),
        ("time", c_uint32),
        ("x", c_uint32),
        ("y", c_uint32),
    )


class PowerSetting(Structure):
    """POWERBROADCAST_SETTING with the four bytes of a switch."""

    _fields_ = (("guid", c_byte * 16), ("length", c_uint32), ("value", c_uint32))


class Switches:
    """What the messages come to.

    The system tells how the lid stands as soon as one asks: only a change from open to closed counts.
    """

    def __init__(self) -> None:
        self._lid_closed: bool | None = None

    def session(self, event: int, unused_s: float) -> Away | None:
        """Of a WM_WTSSESSION_CHANGE; a lock after some seconds without a key or a mouse was no one's wish."""
        if event in _OTHER_SESSION:
            return Away.USER_SWITCH
        if event == WTS_SESSION_LOCK:
            return Away.SAVER if unused_s >= UNUSED_S else Away.SCREEN_LOCK
        return None

    def power(self, event: int, setting: PowerSetting | None) -> Away | None:
        """Of a WM_POWERBROADCAST; the setting where it tells of one."""
        if event == PBT_APMSUSPEND:
            return Away.SLEEP
        if event != PBT_POWERSETTINGCHANGE or setting is None or bytes(setting.guid) != LID_SWITCH.bytes_le:
            return None
        before, self._lid_closed = self._lid_closed, setting.value == 0
        return Away.LID if self._lid_closed and before is False else None


class WindowsWatch(QAbstractNativeEventFilter):
    """Registered for one window's messages while it lives."""

    def __init__(self, tell: Tell, window_id: int) -> None:
        super().__init__()
        self._tell, self._switches = tell, Switches()
        self._window_id, self._lid = window_id, c_void_p()
        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self)
        self._register()

    def _register(self) -> None:
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(c_void_p(self._window_id), 0)
            ask = ctypes.windll.user32.RegisterPowerSettingNotification
            ask.restype = c_void_p
            guid = (c_byte * 16).from_buffer_copy(LID_SWITCH.bytes_le)
            self._lid = c_void_p(ask(c_void_p(self._window_id), ctypes.byref(guid), 0))

    def close(self) -> None:
        """Tells nothing any more."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeNativeEventFilter(self)
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSUnRegisterSessionNotification(c_void_p(self._window_id))
            ctypes.windll.user32.UnregisterPowerSettingNotification(self._lid)

    def nativeEventFilter(self, _kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        """Listens, and lets every message pass."""
        why = self.heard(Message.from_address(int(message)))
        if why is not None:
            self._tell(why)
        return False, 0

    def heard(self, message: Message) -> Away | None:
        """What a message says."""
        event = message.wparam or 0
        if message.message == WM_WTSSESSION_CHANGE:
            return self._switches.session(event, unused_s())
        if message.message == WM_POWERBROADCAST:
            carries = event == PBT_POWERSETTINGCHANGE and bool(message.lparam)
            return self._switches.power(event, PowerSetting.from_address(message.lparam) if carries else None)
        return None


class _LastInput(Structure):
    _fields_ = (("size", c_uint32), ("tick_ms", c_uint32))


def unused_s() -> float:
    """Seconds since the last key or mouse movement anywhere; 0 where that is not known."""
    if sys.platform != "win32":
        return 0.0
    last = _LastInput(ctypes.sizeof(_LastInput), 0)
    if not ctypes.windll.user32.GetLastInputInfo(ctypes.byref(last)):
        return 0.0
    # Both count milliseconds in 32 bits, and begin again after 49 days.
    return float((ctypes.windll.kernel32.GetTickCount() - last.tick_ms) % (1 << 32)) / 1000
