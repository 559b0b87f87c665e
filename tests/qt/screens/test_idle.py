from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.screens.idle import IdleLock

NONE = Qt.KeyboardModifier.NoModifier


class Machine:
    """An idle lock of ten minutes on a wall clock that is moved by hand."""

    def __init__(self, app: QApplication) -> None:
        self.now_s, self.locked = 1_000_000.0, 0
        self.lock = IdleLock(app, 10, lambda: self.now_s)
        self.lock.due.connect(self._count)

    def _count(self) -> None:
        self.locked += 1

    def run_minutes(self, minutes: int) -> None:
        """Goes on as a machine does that is awake."""
        for _ in range(minutes * 12):
            self.now_s += 5
            self.lock.check()


@pytest.fixture
def machine(qapp: QApplication) -> Iterator[Machine]:
    made = Machine(qapp)
    yield made
    qapp.removeEventFilter(made.lock)


def press_key(target: QWidget) -> None:
    QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, NONE, "a"))


def move_mouse(target: QWidget) -> None:
    place, none = QPointF(1, 1), Qt.MouseButton.NoButton
    QApplication.sendEvent(target, QMouseEvent(QEvent.Type.MouseMove, place, place, none, none, NONE))


def test_it_locks_after_the_minutes_and_once(machine: Machine) -> None:
    machine.run_minutes(9)
    assert machine.locked == 0
    machine.run_minutes(2)
    assert machine.locked == 1


@pytest.mark.parametrize("use", [press_key, move_mouse])
def test_any_use_starts_the_time_anew(machine: Machine, use: Callable[[QWidget], None], qtbot: QtBot) -> None:
    target = QWidget()
    qtbot.addWidget(target)
    machine.run_minutes(9)
    use(target)
    machine.run_minutes(9)
    assert machine.locked == 0


def test_a_review_holds_it_off_and_then_the_time_is_new(machine: Machine) -> None:
    machine.lock.hold_off(True)
    machine.run_minutes(60)
    machine.lock.hold_off(False)
    machine.run_minutes(9)
    assert machine.locked == 0
    machine.run_minutes(2)
    assert machine.locked == 1


def test_a_machine_that_slept_locks_even_in_a_review(machine: Machine) -> None:
    machine.lock.hold_off(True)
    machine.now_s += 300
    machine.lock.check()
    assert machine.locked == 1


def test_the_minutes_can_be_changed(machine: Machine) -> None:
    machine.lock.set_minutes(5)
    machine.run_minutes(6)
    assert machine.locked == 1
