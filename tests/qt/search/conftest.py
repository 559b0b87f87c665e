"""A real vault with a film whose small pictures are made, and forty moments beyond a page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.factories.vaults import make_vault, unlocked
from ui.screens.search import SearchScreen
from ui.state.cover_reading import still_reader
from ui.state.desk import Desk
from vidfeed.model.moment import Who
from vidfeed.services import codebooks, marking

MARKS = 60


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A locked vault to copy."""
    folder = make_vault(tmp_path_factory.mktemp("search") / "vault")
    desk = unlocked(folder)
    ctx, clip = desk.context, desk.clip
    index = ctx.catalogue.frame_index(clip.id)
    tag = codebooks.tag_of(ctx.catalogue, "starter/comforting")
    with ctx.catalogue.transaction():
        for number in range(MARKS):
            fields = {"stars": 3, "who": Who.BABY} if number == 7 else {}
            tags = [tag] if number % 20 == 0 else []
            marking.mark(ctx, clip.id, index.span(number, number + 9), tags, caption=f"word{number} smile", **fields)
    desk.close()
    return folder


@pytest.fixture
def screen(desk: Desk, qtbot: QtBot) -> Iterator[SearchScreen]:
    """In view, with the newest page."""
    shown = SearchScreen(desk, still_reader(desk.context))
    qtbot.addWidget(shown)
    shown.resize(1280, 640)
    with qtbot.waitActive(shown):
        shown.show()
    shown.entered()
    qtbot.waitUntil(lambda: bool(shown.model.found))
    yield shown
    shown.closing()
