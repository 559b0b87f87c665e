"""Two programs: a stand-in for logind, UPower and a screen saver on a bus, and one that listens as vidfeed does.

The stand-in does what it reads from standard input, a word a line; "waits" makes it print whether the machine's sleep
waits for somebody. The listener prints what it is told, until its standard input ends.
"""

import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QSocketNotifier
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
    QDBusVirtualObject,
)

from ui.jobs.away_linux import LinuxWatch

LOGIND, SESSION = "org.freedesktop.login1", "/org/freedesktop/login1/session/_37"
UPOWER = "org.freedesktop.UPower"
PROPERTIES = "org.freedesktop.DBus.Properties"


class Machine(QDBusVirtualObject):
    """Answers for all three."""

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self._bus = bus
        self.values = {"Id": "37", "Active": True, "LockedHint": False, "LidIsClosed": False}
        self._awake, self._given = os.pipe()
        os.set_blocking(self._awake, False)

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, bus: QDBusConnection) -> bool:
        words = message.arguments()
        match message.member():
            case "Get":
                answer: object = QDBusVariant(self.values[words[1]])
            case "GetSession" if words == ["37"]:
                answer = QDBusObjectPath(SESSION)
            case "Inhibit" if words[0] == "sleep" and words[3] == "delay":
                answer = QDBusUnixFileDescriptor(self._given)
                os.close(self._given)
            case _:
                return False
        return bus.send(message.createReply(answer))

    def say(self, path: str, interface: str, name: str, *words: object) -> None:
        signal = QDBusMessage.createSignal(path, interface, name)
        signal.setArguments(list(words))
        self._bus.send(signal)

    def change(self, path: str, interface: str, name: str, value: object) -> None:
        self.values[name] = value
        self.say(path, PROPERTIES, "PropertiesChanged", interface, {name: value}, [])

    def _waited_for(self) -> bool:
        try:
            return os.read(self._awake, 1) != b""
        except BlockingIOError:
            return True

    def happen(self, event: str) -> None:
        manager, session = "org.freedesktop.login1.Manager", "org.freedesktop.login1.Session"
        if event == "waits":
            print("waiting" if self._waited_for() else "free", flush=True)
        elif event in ("sleep", "wake"):
            self.say("/org/freedesktop/login1", manager, "PrepareForSleep", event == "sleep")
        elif event in ("lid", "lid-open"):
            self.change("/org/freedesktop/UPower", UPOWER, "LidIsClosed", event == "lid")
        elif event in ("switch", "back"):
            self.change(SESSION, session, "Active", event == "back")
        elif event in ("lock", "other-lock"):
            self.say(SESSION if event == "lock" else f"{SESSION}1", session, "Lock")
        elif event == "hint":
            self.values["Active"] = True
            self.change(SESSION, session, "LockedHint", True)
        elif event == "saver":
            self.say("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", True)


def be_the_machine(address: str) -> None:
    bus = QDBusConnection.connectToBus(address, "machine")
    machine = Machine(bus)
    assert bus.registerVirtualObject("/", machine, QDBusConnection.VirtualObjectRegisterOption.SubPath)
    assert bus.registerService(LOGIND) and bus.registerService(UPOWER)
    _read_lines(machine.happen)


def listen() -> None:
    watch = LinuxWatch(lambda why: print(why, flush=True))
    _read_lines(lambda _line: None)
    watch.close()


def _read_lines(take: Callable[[str], None]) -> None:
    """Until standard input ends."""
    app = QCoreApplication.instance()
    assert app is not None

    def read() -> None:
        data = os.read(0, 4096).decode()
        if not data:
            app.quit()
        for line in data.splitlines():
            take(line)

    notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
    notifier.activated.connect(read)
    print("ready", flush=True)
    app.exec()


if __name__ == "__main__":
    application = QCoreApplication([])
    if sys.argv[1] == "machine":
        be_the_machine(sys.argv[2])
    else:
        listen()
