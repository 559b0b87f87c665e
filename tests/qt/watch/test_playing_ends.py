"""How playing ends: at the last frame that the hand went to, or with a fault that is told."""

from dataclasses import replace
from typing import BinaryIO

from pytestqt.qtbot import QtBot

from ui.screens.watch.screen import WatchScreen
from vidfeed.media.player import Shown
from vidfeed.services.watching import OpenedFilm


class FaultySource:
    """Fails in a way that nobody foresaw."""

    def open(self) -> BinaryIO:
        raise ZeroDivisionError


def test_a_drag_to_the_end_while_it_plays_ends_there(screen: WatchScreen, film: OpenedFilm, qtbot: QtBot) -> None:
    playing, last = screen.watched.playing, film.film.index.frames - 1
    pictured: list[int] = []

    def note(shown: Shown) -> None:
        pictured.append(shown.frame)

    playing.play()
    playing.seek(last // 2, moving=True)
    playing.seek(last)
    playing.pictured.connect(note)
    qtbot.waitUntil(lambda: not playing.is_playing, timeout=20_000)
    assert set(pictured) <= {last}


def test_a_fault_is_told_and_nothing_claims_to_play(screen: WatchScreen, film: OpenedFilm, qtbot: QtBot) -> None:
    playing, view = screen.watched.playing, screen.board.stage.view
    playing.open(replace(film, original=FaultySource()), 3)
    qtbot.waitUntil(lambda: view._message is not None, timeout=20_000)
    assert view._message is not None and "mistake" in view._message.title
    playing.play()
    qtbot.waitUntil(lambda: not playing.is_playing, timeout=20_000)
