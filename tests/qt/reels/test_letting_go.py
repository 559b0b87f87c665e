"""A film that is being made of a reel ends before its case is erased."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ui.screens.reels.screen import ReelScreen
from ui.state.desk import Desk
from vidfeed.errors import cancelled
from vidfeed.model.consent import Purpose
from vidfeed.model.reel import Reel
from vidfeed.services.copying import Leaving


@pytest.fixture
def screen(desk: Desk, reel: Reel, qtbot: QtBot) -> Iterator[ReelScreen]:
    made = ReelScreen(desk, make_sound=lambda: None)
    qtbot.addWidget(made)
    made.show()
    desk.open_reel(reel.id)
    made.entered()
    yield made
    made.closing()


def test_erasing_stops_the_film_of_the_case_and_waits_for_it(
    screen: ReelScreen, reel: Reel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[str] = []

    def render(*given: Any) -> None:
        given[5].__self__.wait()  # the event behind `cancelled`
        ended.append("child")
        raise cancelled("Saving")

    monkeypatch.setattr("ui.screens.reels.film_saving.render_reel", render)
    screen.saving.ask = lambda _reel: Leaving("the family", Purpose.COPY)
    screen.saving.choose = lambda: tmp_path / "reel.mp4"
    screen.saving.save(reel)
    screen.desk.letting_go.emit("another case")
    assert screen.saving.busy
    screen.desk.letting_go.emit(reel.case_id)
    assert ended == ["child"]
    assert not screen.saving.busy
