"""Sleep, lid, user switch and screen lock on Linux: logind, UPower and the desktop's screen saver, over D-Bus.

Interfaces: org.freedesktop.login1 (freedesktop.org/software/systemd/man), org.freedesktop.UPower and
org.freedesktop.ScreenSaver. Whatever of them is not there tells nothing.
"""

import os
from pathlib import Path
from typing import Any

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusObjectPath, QDBusVariant

from ui.jobs.away import Away, Tell

_LOGIND, _LOGIND_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_MANAGER, _SESSION = f"{_LOGIND}.Manager", f"{_LOGIND}.Session"
_UPOWER, _UPOWER_PATH = "org.freedesktop.UPower", "/org/freedesktop/UPower"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
)
_PATIENCE_MS = 500


class LinuxWatch(QObject):
    """Connected while it lives; a sleep waits until the vault is locked, as long as the system lets it."""

    def __init__(self, tell: Tell) -> None:
        super().__init__()
        self._tell: Tell | None = tell
        self._system = QDBusConnection.systemBus()
        self._session_path = ""
        self._lid_closed = False
        self._delay: QDBusMessage | None = None
        if self._system.isConnected():
            self._watch_logind()
            self._watch_lid()
        if has_session_bus():
            for interface, path in _SAVERS:
                QDBusConnection.sessionBus().connect("", path, interface, "ActiveChanged", self, _slot("saver(bool)"))

    def close(self) -> None:
        """Tells nothing any more, and lets the machine sleep without waiting."""
        self._tell = self._delay = None
        self.deleteLater()

    # What is listened to

    def _watch_logind(self) -> None:
        if not self._is_there(_LOGIND):
            return
        self._system.connect("", _LOGIND_PATH, _MANAGER, "PrepareForSleep", self, _slot("sleep(bool)"))
        # The answer holds the descriptor that keeps the machine awake until it is closed.
        self._delay = self._ask(
            _LOGIND, _LOGIND_PATH, _MANAGER, "Inhibit", ["sleep", "vidfeed", "Locks the vault", "delay"]
        )
        self._session_path = self._own_session()
        if self._session_path:
            self._system.connect("", self._session_path, _SESSION, "Lock", self, _slot("locked()"))
            changed = ("", self._session_path, _PROPERTIES, "PropertiesChanged")
            self._system.connect(*changed, self, _slot("session_changed(QDBusMessage)"))

    def _watch_lid(self) -> None:
        if self._is_there(_UPOWER):
            self._lid_closed = self._property(_UPOWER, _UPOWER_PATH, _UPOWER, "LidIsClosed") is True
            changed = ("", _UPOWER_PATH, _PROPERTIES, "PropertiesChanged")
            self._system.connect(*changed, self, _slot("power_changed(QDBusMessage)"))

    def _own_session(self) -> str:
        """The object path of the session that the program runs in, or empty."""
        auto = f"{_LOGIND_PATH}/session/auto"
        name = os.environ.get("XDG_SESSION_ID") or self._property(_LOGIND, auto, _SESSION, "Id")
        found = self._ask(_LOGIND, _LOGIND_PATH, _MANAGER, "GetSession", [str(name)]) if name else None
        path = found.arguments()[0] if found is not None and found.arguments() else None
        return path.path() if isinstance(path, QDBusObjectPath) else ""

    # What is told

    @Slot(bool)
    def sleep(self, begins: bool) -> None:
        """The machine is about to sleep, or has woken."""
        if begins:
            self._say(Away.SLEEP)

    @Slot()
    def locked(self) -> None:
        """Somebody asked for the session to be locked."""
        self._say(Away.SCREEN_LOCK)

    @Slot(bool)
    def saver(self, active: bool) -> None:
        """The screen saver began, or ended."""
        if active:
            self._say(Away.SAVER)

    @Slot(QDBusMessage)
    def session_changed(self, _message: QDBusMessage) -> None:
        """Another user's session is in front now, or the desktop locked the screen."""
        if self._property(_LOGIND, self._session_path, _SESSION, "Active") is False:
            self._say(Away.USER_SWITCH)
        elif self._property(_LOGIND, self._session_path, _SESSION, "LockedHint") is True:
            self._say(Away.SAVER)

    @Slot(QDBusMessage)
    def power_changed(self, _message: QDBusMessage) -> None:
        """Something about power, perhaps the lid."""
        closed = self._property(_UPOWER, _UPOWER_PATH, _UPOWER, "LidIsClosed") is True
        before, self._lid_closed = self._lid_closed, closed
        if closed and not before:
            self._say(Away.LID)

    def _say(self, why: Away) -> None:
        if self._tell is not None:
            self._tell(why)

    # The bus

    def _is_there(self, service: str) -> bool:
        interface = self._system.interface()
        return bool(interface is not None and interface.isServiceRegistered(service).value())

    def _property(self, service: str, path: str, interface: str, name: str) -> Any:
        """Its value, or None."""
        answer = self._ask(service, path, _PROPERTIES, "Get", [interface, name])
        value = answer.arguments()[0] if answer is not None and answer.arguments() else None
        return value.variant() if isinstance(value, QDBusVariant) else value

    def _ask(self, service: str, path: str, interface: str, method: str, words: list[str]) -> QDBusMessage | None:
        call = QDBusMessage.createMethodCall(service, path, interface, method)
        call.setArguments(words)
        answer = self._system.call(call, QDBus.CallMode.Block, _PATIENCE_MS)
        return answer if answer.type() is QDBusMessage.MessageType.ReplyMessage else None


def _slot(signature: str) -> Any:
    """The name by which it is connected: PySide's declarations ask for bytes, PySide itself takes text only."""
    return SLOT(signature)


def has_session_bus() -> bool:
    """Asked first, for where there is none the library would start one that outlives us."""
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    folder = os.environ.get("XDG_RUNTIME_DIR")
    return folder is not None and (Path(folder) / "bus").exists()
