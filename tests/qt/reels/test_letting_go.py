"""A film that is being made of a reel ends before its case is erased."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from ui.screens.reels.screen import ReelScreen
from vidfeed.errors import cancelled
from vidfeed.model.consent import Purpose
from vidfeed.model.reel import Reel
from vidfeed.services.copying import Leaving


@pytest.fixture
def screen(builder: ReelScreen) -> ReelScreen:
    builder.entered()
    return builder


@pytest.fixture
def ended(screen: ReelScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Tells of each film whose making has ended, by being stopped as it never ends otherwise."""
    told: list[str] = []

    def render(*given: Any) -> None:
        given[5].__self__.wait()  # the event behind `cancelled`
        told.append("child")
        raise cancelled("Saving")

    monkeypatch.setattr("ui.screens.reels.film_saving.render_reel", render)
    screen.saving.ask = lambda _reel: Leaving("the family", Purpose.COPY)
    screen.saving.choose = lambda: tmp_path / "reel.mp4"
    return told


def test_erasing_stops_the_film_of_the_case_and_waits_for_it(screen: ReelScreen, reel: Reel, ended: list[str]) -> None:
    screen.saving.save(reel)
    screen.desk.letting_go.emit("another case")
    assert screen.saving.busy
    screen.desk.letting_go.emit(reel.case_id)
    assert ended == ["child"]
    assert not screen.saving.busy


@pytest.mark.usefixtures("ended")
def test_a_film_that_was_stopped_tells_where_it_goes_on(
    screen: ReelScreen, reel: Reel, monkeypatch: pytest.MonkeyPatch
) -> None:
    for before, words in ((0, "as a film"), (1, f"after item 1 of {len(reel.items)}")):
        monkeypatch.setattr(screen.desk.context.works, "rendered_before", lambda *_, before=before: before)
        screen.saving.save(reel)
        assert any(label.text().endswith(words) for label in screen.findChildren(QLabel) if label.isVisible())
        screen.desk.letting_go.emit(reel.case_id)
