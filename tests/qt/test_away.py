"""Sleep, lid, user switch and screen lock, as each system tells of them."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.jobs.away import Away
from ui.jobs.away_windows import (
    LID_SWITCH,
    PBT_APMSUSPEND,
    PBT_POWERSETTINGCHANGE,
    WM_POWERBROADCAST,
    WM_WTSSESSION_CHANGE,
    WTS_CONSOLE_DISCONNECT,
    WTS_SESSION_LOCK,
    Message,
    PowerSetting,
    Switches,
    WindowsWatch,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    """The address of a bus of our own."""
    if not sys.platform.startswith("linux") or shutil.which("dbus-daemon") is None:
        pytest.skip("there is no dbus-daemon here")
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1", f"--address=unix:path={tmp_path}/bus"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.communicate()


class Started:
    """One of the two programs of `tests.qt.away_on_a_bus`."""

    def __init__(self, bus: str, *words: str) -> None:
        environment = os.environ | {"DBUS_SYSTEM_BUS_ADDRESS": bus, "DBUS_SESSION_BUS_ADDRESS": bus}
        environment.pop("XDG_SESSION_ID", None)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.qt.away_on_a_bus", *words],
            cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.line() == "ready"

    def line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def write(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def end(self) -> list[str]:
        """Closes its standard input; what it had still to say."""
        rest, _ = self._process.communicate(timeout=60)
        assert self._process.returncode == 0
        return rest.split()


class Room:
    """A machine and someone who listens to it."""

    def __init__(self, bus: str) -> None:
        self.machine = Started(bus, "machine", bus)
        self.listener = Started(bus, "listen")

    def told(self, *events: str) -> list[str]:
        """What is told while these things happen, and at last the screen saver begins."""
        for event in (*events, "saver"):
            self.machine.write(event)
        found: list[str] = []
        while not found or found[-1] != "saver":
            found.append(self.listener.line())
        return found[:-1]

    def waits(self) -> str:
        """Whether the machine's sleep waits for somebody."""
        self.machine.write("waits")
        return self.machine.line()


@pytest.fixture
def room(bus: str) -> Iterator[Room]:
    made = Room(bus)
    yield made
    made.listener.end()
    made.machine.end()


def test_linux_tells_of_all_of_them(room: Room) -> None:
    assert room.told("sleep", "lid", "switch", "lock") == ["sleep", "lid", "user-switch", "screen-lock"]
    room.machine.write("hint")
    assert room.listener.line() == "saver", "the desktop locked the screen, perhaps for want of use"


def test_waking_and_other_peoples_sessions_say_nothing(room: Room) -> None:
    assert room.told("wake", "other-lock", "lid-open", "back") == []


def test_the_sleep_waits_until_the_vault_is_locked(room: Room) -> None:
    assert room.waits() == "waiting"
    room.listener.end()
    assert room.waits() == "free"


def test_a_bus_without_such_services_says_nothing(bus: str) -> None:
    assert Started(bus, "listen").end() == []


def test_without_any_bus_there_is_silence(tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("D-Bus is Linux's")
    assert Started(f"unix:path={tmp_path}/nothing", "listen").end() == []


class HeardOnWindows:
    """A watch that hears messages made by hand."""

    def __init__(self) -> None:
        self.told: list[Away] = []
        self.watch = WindowsWatch(self.told.append, 0)

    def send(self, message: int, event: int, setting: PowerSetting | None = None) -> None:
        made = Message(None, message, event, ctypes.addressof(setting) if setting is not None else None, 0, 0, 0)
        assert self.watch.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(made)) == (False, 0)


@pytest.fixture
def windows(qapp: object) -> Iterator[HeardOnWindows]:
    if sys.platform == "win32":
        pytest.skip("there the real window is told by the real system")
    made = HeardOnWindows()
    yield made
    made.watch.close()


def lid(value: int, guid: bytes = LID_SWITCH.bytes_le) -> PowerSetting:
    return PowerSetting((ctypes.c_byte * 16).from_buffer_copy(guid), 4, value)


def test_windows_messages(windows: HeardOnWindows) -> None:
    windows.send(0x0200, 1)
    windows.send(WM_POWERBROADCAST, 0x0012)
    windows.send(WM_POWERBROADCAST, PBT_APMSUSPEND)
    windows.send(WM_WTSSESSION_CHANGE, WTS_CONSOLE_DISCONNECT)
    windows.send(WM_WTSSESSION_CHANGE, 8)
    windows.send(WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK)
    assert windows.told == [Away.SLEEP, Away.USER_SWITCH, Away.SCREEN_LOCK]


def test_a_lid_that_closes_counts_and_one_that_is_closed_does_not(windows: HeardOnWindows) -> None:
    windows.send(WM_POWERBROADCAST, PBT_POWERSETTINGCHANGE, lid(0))
    assert windows.told == [], "on a desk with a screen of its own, the lid closed all along"
    for value in (1, 0):
        windows.send(WM_POWERBROADCAST, PBT_POWERSETTINGCHANGE, lid(value))
    windows.send(WM_POWERBROADCAST, PBT_POWERSETTINGCHANGE, lid(0, bytes(16)))
    windows.send(WM_POWERBROADCAST, PBT_POWERSETTINGCHANGE)
    assert windows.told == [Away.LID]


def test_a_screen_that_windows_locked_for_want_of_use_is_no_ones_wish() -> None:
    assert Switches().session(WTS_SESSION_LOCK, unused_s=600) is Away.SAVER
    assert Switches().session(WTS_SESSION_LOCK, unused_s=2) is Away.SCREEN_LOCK
