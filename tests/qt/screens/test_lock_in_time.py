"""Locking waits neither for work that does not stop nor for a disk that hangs."""

from collections.abc import Callable, Iterator, Mapping
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from tests.factories.vaults import VaultOnDesk
from ui.screens import window as window_module
from ui.screens.jobs import Jobs
from ui.screens.rail import Place
from ui.screens.screen import Screen
from ui.screens.shell import ScreenMaker
from ui.screens.window import MainWindow
from ui.state.desk import Desk
from ui.state.doors import Doors
from ui.state.preferences import Preferences
from vidfeed.ports import Cancelled, Progress

LONG_S = 60


class Work:
    """Runs until it is let go, whatever it is asked."""

    def __init__(self) -> None:
        self.begun, self.asked, self.let_go = Event(), Event(), Event()

    def __call__(self, _progress: Progress, cancelled: Cancelled) -> None:
        self.begun.set()
        while not self.let_go.wait(0.005):
            if cancelled():
                self.asked.set()


class Busy(Screen):
    """A page with a job, that ends it as all pages do."""

    def __init__(self, desk: Desk, work: Work) -> None:
        super().__init__(desk)
        self.jobs = Jobs(self)
        self.jobs.start(work, lambda _result: None, lambda _error: None)
        self.typed = ""

    def closing(self) -> None:
        self.jobs.stop()
        self.desk.context.catalogue.put_setting("typed", "kept")


@pytest.fixture
def work() -> Iterator[Work]:
    endless = Work()
    yield endless
    endless.let_go.set()


Opener = Callable[[Callable[[], None]], MainWindow]


@pytest.fixture
def opened(doors: Doors, preferences: Preferences, vault: VaultOnDesk, work: Work, qtbot: QtBot) -> Opener:
    def make(relaunch: Callable[[], None]) -> MainWindow:
        def makers(_preferences: Preferences, _sound: object) -> Mapping[Place, ScreenMaker]:
            return {Place.HOME: lambda desk: Busy(desk, work)}

        window = MainWindow(doors, preferences, makers, relaunch=relaunch)
        qtbot.addWidget(window)
        window.open_vault(vault)
        assert work.begun.wait(LONG_S)
        return window

    return make


def test_work_that_does_not_stop_is_asked_to_and_left_behind(
    opened: Opener, vault: VaultOnDesk, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window_module, "_WORK_ENDS_WITHIN_S", 0.2)
    monkeypatch.setattr(window_module, "_LOCKED_WITHIN_S", LONG_S)
    kept: list[str] = []
    monkeypatch.setattr(vault.context.catalogue, "put_setting", lambda name, value: kept.append(f"{name} {value}"))
    told: list[bool] = []
    window = opened(lambda: told.append(work.let_go.is_set()))
    window.lock()
    assert told == [False], "the work was still going on"
    assert work.asked.is_set()
    assert window._vault is None
    assert kept == ["typed kept"]
    work.let_go.set()


def test_a_disk_that_hangs_does_not_keep_the_vault_open(
    opened: Opener, vault: VaultOnDesk, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window_module, "_LOCKED_WITHIN_S", 0.2)
    gone, answers = Event(), []
    work.let_go.set()
    window = opened(gone.set)
    monkeypatch.setattr(VaultOnDesk, "close", lambda _self: answers.append(gone.wait(LONG_S)))
    window.lock()
    assert answers == [True], "the process was replaced while the disk hung"
    monkeypatch.undo()
