"""Windows over real vaults: a template with one case and one film, copied for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from tests.factories.doors import quick_doors
from tests.factories.vaults import make_vault
from ui.screens.home import HomeScreen
from ui.state.cover_reading import cover_reader
from ui.state.desk import Desk
from ui.state.doors import Doors
from ui.state.preferences import Preferences


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A locked vault to copy."""
    return make_vault(tmp_path_factory.mktemp("screens") / "vault")


@pytest.fixture
def doors() -> Doors:
    """Ways into vaults that cost no time."""
    return quick_doors()


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """What a machine remembers on which nothing was opened yet."""
    return Preferences(QSettings(str(tmp_path / "vidfeed.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def home(desk: Desk, qtbot: QtBot) -> Iterator[HomeScreen]:
    """Home, in view."""
    made = HomeScreen(desk, cover_reader(desk.context))
    qtbot.addWidget(made)
    made.resize(1280, 680)
    made.show()
    yield made
    made.closing()
