"""A real vault with a generated film: six seconds at 25 frames a second, each frame numbered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.factories.vaults import VaultOnDesk, make_vault
from tests.qt.watch.seeing import wait_for
from ui.screens.watch.screen import WatchScreen
from ui.state.desk import Desk
from vidfeed.services.watching import OpenedFilm, open_film


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A locked vault to copy."""
    return make_vault(tmp_path_factory.mktemp("template") / "vault")


@pytest.fixture
def film(vault: VaultOnDesk) -> OpenedFilm:
    """The clip, opened."""
    return open_film(vault.context, vault.clip.id)


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, vault: VaultOnDesk) -> Iterator[WatchScreen]:
    """The screen with the clip open at its first frame, without sound, the focus on the picture."""
    shown = WatchScreen(desk, make_sound=lambda: None)
    qtbot.addWidget(shown)
    shown.resize(1366, 654)
    with qtbot.waitActive(shown):
        shown.show()
    desk.open_clip(vault.clip)
    shown.entered()
    wait_for(qtbot, shown, 0)
    yield shown
    shown.closing()
