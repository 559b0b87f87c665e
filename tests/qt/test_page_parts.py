"""Dropping files, checks before something leaves, and work that takes a while."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QUrl
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.qt.hands import click, drop
from ui.widgets.busy import Busy
from ui.widgets.check_row import CheckRow, CheckState
from ui.widgets.drop_zone import DropZone
from ui.widgets.toast import Toast, ToastBar


def test_dropped_files_are_paths(qtbot: QtBot, tmp_path: Path) -> None:
    zone = DropZone("Drop clips here")
    qtbot.addWidget(zone)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "ä film.mp4")), QUrl("https://example.org/x.mp4")])
    with qtbot.waitSignal(zone.dropped) as dropped:
        drop(zone, data, QPoint(5, 5))
    assert list(dropped.args[0]) == [tmp_path / "ä film.mp4"]


def test_a_check_says_how_it_stands_and_offers_help(qtbot: QtBot) -> None:
    check = CheckRow("Review together")
    qtbot.addWidget(check)
    check.set_state(CheckState.STOP, "Withdrawn on 3 May.", "People and consent")
    assert check.accessibleName() == "Review together, stops this"
    with qtbot.waitSignal(check.action_requested):
        check.button.click()


def test_busy_covers_follows_and_can_be_stopped(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(500, 300)
    page.show()
    busy = Busy(page)
    busy.start("Building the preview")
    page.resize(600, 400)
    assert busy.size() == page.size()
    busy.set_done(0.5)
    with qtbot.waitSignal(busy.cancelled):
        busy._cancel.click()
    busy.stop()
    assert not busy.isVisible()


def test_a_toast_in_a_window_goes_by_itself_and_offers_undo(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(500, 300)
    page.show()
    bar = ToastBar(page)
    bar.show_toast(Toast("delete-outline", "Item", "removed", keys="Ctrl Z"), shown_ms=20)
    assert page.rect().contains(bar.geometry())
    assert not bar.grab().isNull()
    qtbot.waitUntil(lambda: not bar.isVisible())
    bar.show_toast(Toast("delete-outline", "Item", "removed", keys="Ctrl Z"))
    with qtbot.waitSignal(bar.undo_requested):
        click(bar)
    assert not bar.isVisible()
