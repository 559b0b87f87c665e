"""A reel, or one item of it, saved as a film."""

from pathlib import Path

import av
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.factories.vaults import VaultOnDesk
from ui.screens.reels.save_dialogs import SaveFilmDialog
from ui.screens.reels.screen import ReelScreen
from vidfeed.errors import cancelled
from vidfeed.model.consent import Purpose
from vidfeed.model.reel import Reel
from vidfeed.services.copying import Leaving


def test_a_film_is_saved_once_one_says_for_whom(
    screen: ReelScreen, vault: VaultOnDesk, reel: Reel, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = SaveFilmDialog(screen.desk, reel, parent=screen)
    dialog.ok.click()
    assert dialog.leaving is None and dialog.error.said
    QTest.keyClicks(dialog.for_whom, "the family")
    dialog.ok.click()
    assert dialog.leaving == Leaving("the family", Purpose.COPY, may_replace=True)
    target = tmp_path / "reel"
    screen.saving.ask, screen.saving.choose = (lambda _reel: dialog.leaving), lambda: target
    screen.save.click()
    assert screen.saving.busy and not screen.save.isEnabled()
    qtbot.waitUntil(lambda: not screen.saving.busy, timeout=30_000)
    with av.open(str(target.with_suffix(".mp4"))) as film:
        assert film.streams.video
    (copy,) = vault.context.catalogue.copies()
    assert (copy.for_whom, copy.what) == ("the family", "reel")


def test_a_film_is_of_one_item_and_of_the_size_asked_for(
    screen: ReelScreen, reel: Reel, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = SaveFilmDialog(screen.desk, reel, reel.items[1].id, screen)
    dialog.what.setCurrentIndex(1)
    dialog.picture_size.setCurrentIndex(2)
    dialog.captions.setCurrentIndex(1)
    dialog.sound.click()
    QTest.keyClicks(dialog.for_whom, "the family")
    dialog.ok.click()
    assert dialog.leaving is not None
    screen.saving.ask, screen.saving.choose = (lambda _reel: dialog.leaving), lambda: tmp_path / "one.mp4"
    screen.saving._asked_film = dialog.asked
    screen.save.click()
    qtbot.waitUntil(lambda: not screen.saving.busy, timeout=30_000)
    with av.open(str(tmp_path / "one.mp4")) as film:
        assert film.streams.video[0].width == 1920 and not film.streams.audio and film.streams.subtitles
        assert sum(1 for _ in film.decode(video=0)) == 5


def test_a_film_that_cannot_be_saved_says_so(screen: ReelScreen, tmp_path: Path, qtbot: QtBot) -> None:
    screen.saving.ask = lambda _reel: Leaving("the family", Purpose.COPY)
    screen.saving.choose = lambda: tmp_path / "missing" / "reel.mp4"
    screen.save.click()
    qtbot.waitUntil(lambda: not screen.saving.busy)
    toast = screen.board.preview.view._toast
    assert toast is not None and "Nothing was saved" in toast.strong


def test_what_was_stopped_says_that_saving_it_again_goes_on(screen: ReelScreen) -> None:
    def said_after(items: int) -> str:
        screen.saving._before = lambda: (items, 4)
        screen.saving._failed(cancelled("Saving"))
        toast = screen.board.preview.view._toast
        return toast.text if toast is not None else ""

    assert "goes on after item 2 of 4" in said_after(2)
    assert said_after(0) == "nothing was saved"


def test_without_consent_no_film_is_saved(screen: ReelScreen, vault: VaultOnDesk, reel: Reel) -> None:
    dialog = SaveFilmDialog(screen.desk, reel, parent=screen)
    QTest.keyClicks(dialog.for_whom, "a student")
    dialog.why.setCurrentIndex(dialog.why.findText("Training"))
    dialog.ok.click()
    assert dialog.leaving is None
    assert "consent" in dialog.error.said
