"""The screen saver and notifications on Linux, over D-Bus; whatever is not there is done without.

Interfaces: org.freedesktop.ScreenSaver (specifications.freedesktop.org/idle-inhibit-spec), and
org.freedesktop.Notifications.Inhibit where the desktop has it. Both hold as long as whoever asked is on the bus: a
connection of our own is opened to ask, and closed to end it.
"""

import secrets

from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

from ui.jobs.away_linux import has_session_bus

_SAVER, _SAVER_PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
_NOTES, _NOTES_PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_WHY = "Films are shown"
_PATIENCE_MS = 500


class LinuxAwake:
    """See `ui.jobs.awake.Awake`."""

    def __init__(self) -> None:
        self.quiet = False
        self._name = ""
        if not has_session_bus():
            return
        self._name = f"vidfeed-{secrets.token_hex(4)}"
        bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, self._name)
        if bus.isConnected():
            _ask(bus, _SAVER, _SAVER_PATH, ["vidfeed", _WHY])
            self.quiet = _ask(bus, _NOTES, _NOTES_PATH, ["vidfeed", _WHY, {}])

    def close(self) -> None:
        """See Awake."""
        if self._name:
            QDBusConnection.disconnectFromBus(self._name)
        self._name, self.quiet = "", False


def _ask(bus: QDBusConnection, service: str, path: str, words: list[object]) -> bool:
    call = QDBusMessage.createMethodCall(service, path, service, "Inhibit")
    call.setArguments(words)
    return bus.call(call, QDBus.CallMode.Block, _PATIENCE_MS).type() is QDBusMessage.MessageType.ReplyMessage
