import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.screens.application import use_look
from ui.screens.settings import SettingsScreen
from ui.state.desk import Desk
from ui.state.preferences import Preferences
from ui.theme import ThemeName, theme
from ui.theme.tokens import DARK


@pytest.fixture
def screen(desk: Desk, preferences: Preferences, qtbot: QtBot) -> SettingsScreen:
    made = SettingsScreen(desk, preferences)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_look_changes_at_once(screen: SettingsScreen, preferences: Preferences, qapp: QApplication) -> None:
    use_look(qapp, preferences)
    screen.theme.setCurrentIndex(screen.theme.findData(ThemeName.DARK.value))
    screen.theme.activated.emit(screen.theme.currentIndex())
    screen.text.setValue(125)
    screen.text.editingFinished.emit()
    screen.still.click()
    assert theme().tokens == DARK
    assert (theme().text_percent, theme().reduced_motion) == (125, True)


def test_minutes_are_kept(screen: SettingsScreen, preferences: Preferences) -> None:
    screen.idle.setValue(25)
    assert preferences.idle_minutes == 25


def test_the_page_tells_whether_the_sheet_is_on_paper(screen: SettingsScreen) -> None:
    screen.entered()
    assert screen._sheet_state.text() == "No sheet is known to be on paper."
