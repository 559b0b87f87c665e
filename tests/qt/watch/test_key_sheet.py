"""The sheet of keys says what the keys do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.qt.hands import key
from ui.screens.watch.key_sheet import KeySheet
from ui.screens.watch.screen import WatchScreen
from ui.widgets.key_cap import KeyCap


def test_f1_opens_it_with_the_codebooks_groups(screen: WatchScreen, qtbot: QtBot) -> None:
    screen.codebook.show("attuned")
    key(screen.board.stage.view, Qt.Key.Key_F1)
    sheet = screen.findChild(KeySheet)
    assert sheet is not None and sheet.isVisible()
    said = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Tuning in", "Inviting", "Receiving", "In tune"} <= said
    caps = {cap.accessibleName() for cap in sheet.findChildren(KeyCap)}
    assert {"Q", "V", "Space", ",", "Del"} <= caps
    sheet.close()


def test_the_palettes_button_opens_it_too(screen: WatchScreen) -> None:
    screen.board.palette.keys_requested.emit()
    sheet = screen.findChild(KeySheet)
    assert sheet is not None and sheet.isVisible()
    sheet.close()
