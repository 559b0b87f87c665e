import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.screens.application import place_window, use_look
from ui.screens.settings import SettingsScreen
from ui.screens.settings.screen import Part
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
    screen.look.theme.setCurrentIndex(screen.look.theme.findData(ThemeName.DARK.value))
    screen.look.theme.activated.emit(screen.look.theme.currentIndex())
    screen.look.text.setValue(125)
    screen.look.text.editingFinished.emit()
    screen.look.still.click()
    assert theme().tokens == DARK
    assert (theme().text_percent, theme().reduced_motion) == (125, True)


def test_minutes_are_kept(screen: SettingsScreen, preferences: Preferences) -> None:
    screen.look.idle.setValue(25)
    assert preferences.idle_minutes == 25


def test_the_page_tells_whether_the_sheet_is_on_paper(screen: SettingsScreen) -> None:
    screen.show_part(Part.VAULT)
    assert screen.vault is not None
    assert screen.vault.users.sheet_state.text() == "No sheet is known to be on paper."
    screen.closing()


def test_the_first_window_is_no_larger_than_its_screen(preferences: Preferences, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    place_window(window, preferences)
    assert window.size().boundedTo(window.screen().availableSize()) == window.size()
    assert window.height() == min(700, window.screen().availableSize().height())
