"""A real vault with a short film, a reel of it, and consent to show it."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from tests.factories.films import FilmSpec
from tests.factories.vaults import CASE_CODE, VaultOnDesk, make_vault, unlocked
from tests.qt.hands import Show
from ui.screens.rail import Place
from ui.screens.reels.screen import ReelScreen
from ui.screens.review.guard import VaultGuard
from ui.screens.review.window import ReviewWindow
from ui.screens.screen import Screen
from ui.screens.shell import Shell
from ui.state.desk import Desk
from ui.state.review_record import ReviewRecord
from vidfeed.model.consent import Purpose, Role
from vidfeed.model.reel import Reel
from vidfeed.services import assembling, cases, consenting, marking
from vidfeed.services.finding import reel_of

SHORT = FilmSpec(320, 180, frames=60)
CAPTION = "I looked up"


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A locked vault to copy: one case with consent, one film of 60 frames, three moments."""
    directory = make_vault(tmp_path_factory.mktemp("short") / "vault", SHORT)
    opened = unlocked(directory)
    ctx = opened.context
    for role in (Role.PARENT_A, Role.INFANT):
        person = cases.add_person(ctx, CASE_CODE, role)
        for purpose in (Purpose.REVIEW, Purpose.COPY):
            consenting.give(ctx, person, purpose, date(2026, 1, 1))
    index = ctx.catalogue.frame_index(opened.clip.id)
    for first in (5, 20, 40):
        marking.mark(ctx, opened.clip.id, index.span(first, first + 4), caption=CAPTION, note="never shown", stars=2)
    opened.close()
    return directory


@pytest.fixture
def moment_ids(vault: VaultOnDesk) -> list[str]:
    """The three moments, in order."""
    return [moment.id for moment in vault.context.catalogue.moments(vault.clip.id)]


@pytest.fixture
def reel(vault: VaultOnDesk, moment_ids: list[str]) -> Reel:
    """A title, two moments, the second with a talk, and a third."""
    ctx = vault.context
    made = assembling.create_reel(ctx, CASE_CODE, "Looking and answering")
    assembling.add_card(ctx, made.id, "Looking and answering")
    assembling.add_moments(ctx, made.id, moment_ids)
    items = reel_of(ctx.catalogue, made.id).items
    assembling.edit_item(ctx, made.id, items[0].id, hold_s=Fraction(1, 5))
    assembling.edit_item(ctx, made.id, items[2].id, talk=True, question="What do you see him do?")
    return reel_of(ctx.catalogue, made.id)


@pytest.fixture
def builder(desk: Desk, reel: Reel, show: Show) -> Iterator[ReelScreen]:
    """The builder alone, with the reel open, without sound."""
    show(made := ReelScreen(desk, make_sound=lambda: None), 1294, 654)
    desk.open_reel(reel.id)
    yield made
    made.closing()


@pytest.fixture
def shell(desk: Desk, qtbot: QtBot) -> Iterator[Shell]:
    """The shell with the builder in it, without sound."""
    made = Shell(desk, {Place.HOME: Screen, Place.REELS: lambda at: ReelScreen(at, make_sound=lambda: None)})
    qtbot.addWidget(made)
    made.resize(1366, 738)
    made.show()
    yield made
    made.closing()


@pytest.fixture
def screen(shell: Shell, desk: Desk, reel: Reel, qtbot: QtBot) -> ReelScreen:
    """The builder with the reel open and its first picture shown."""
    desk.open_reel(reel.id)
    page = shell.page
    assert isinstance(page, ReelScreen)
    qtbot.waitUntil(lambda: page.board.preview.view.painted_frame is not None)
    return page


@pytest.fixture
def window(desk: Desk, reel: Reel, qtbot: QtBot) -> Iterator[ReviewWindow]:
    """A review that has just begun, paused at its first picture."""
    made = ReviewWindow(desk, VaultGuard(desk), ReviewRecord.begin(desk, reel.id), lambda: None)
    made.resize(1366, 768)
    made.show()
    made.begin()
    made.playing.pause()
    qtbot.waitUntil(lambda: made.pages.playing.picture.image is not None)
    yield made
    if shiboken6.isValid(made):
        made.end()
        made.deleteLater()
