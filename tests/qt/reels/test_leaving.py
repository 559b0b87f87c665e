"""What leaves from the builder: the picture shown, one moment, an encrypted film; each one in the ledger."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from storage.age import ScryptIdentity, decrypt
from tests.factories.films import read_strip
from tests.factories.vaults import VaultOnDesk
from ui.screens.reels.save_dialogs import FilmPassphraseDialog, SaveFilmDialog, SavePictureDialog
from ui.screens.reels.screen import ReelScreen
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.consent import Purpose
from vidfeed.model.reel import Reel
from vidfeed.model.veil import Region
from vidfeed.services import consenting, marking, veiling
from vidfeed.services.copying import Leaving
from vidfeed.services.item_stills import copy_item_still

FAMILY = Leaving("the family", Purpose.COPY)


@pytest.fixture
def screen(builder: ReelScreen, reel: Reel, qtbot: QtBot) -> ReelScreen:
    """The builder, standing at the second item."""
    builder.reeling.select(reel.items[2].id)
    builder.playing.go(2)
    qtbot.waitUntil(lambda: builder.board.preview.bar.item == 2)
    builder.saving.ask_picture = lambda _reel, _item_id: FAMILY
    return builder


def _strip(path: Path) -> int | None:
    pixels = cv2.imread(str(path))
    assert pixels is not None
    return read_strip(np.asarray(pixels, np.uint8))


def _save_picture(screen: ReelScreen, target: Path, qtbot: QtBot) -> None:
    screen.saving.choose_picture = lambda: target
    screen.more_acts["Save this picture…"].trigger()
    qtbot.waitUntil(lambda: not screen.saving.busy)


@pytest.mark.parametrize(("name", "saved_as"), [("seen.jpg", "seen.jpg"), ("seen", "seen.png")])
def test_the_picture_shown_is_saved(
    screen: ReelScreen, vault: VaultOnDesk, reel: Reel, name: str, saved_as: str, tmp_path: Path, qtbot: QtBot
) -> None:
    screen.playing.step(2)
    qtbot.waitUntil(lambda: screen.control.picture_shown() == (reel.items[2], _pts(vault, 22)))
    _save_picture(screen, tmp_path / name, qtbot)
    assert _strip(tmp_path / saved_as) == 22
    (copy,) = vault.context.catalogue.copies()
    assert (copy.what, copy.why, copy.for_whom) == ("frame", "copy", "the family")
    assert copy.sha256


def _pts(vault: VaultOnDesk, frame: int) -> int:
    return vault.context.catalogue.frame_index(vault.clip.id).pts[frame]


def test_a_card_has_no_picture_and_says_so(screen: ReelScreen, tmp_path: Path, qtbot: QtBot) -> None:
    screen.playing.go(0)
    qtbot.waitUntil(lambda: screen.board.preview.bar.item == 0)
    _save_picture(screen, tmp_path / "card.png", qtbot)
    toast = screen.board.preview.view._toast
    assert toast is not None and "no picture" in toast.strong
    assert not (tmp_path / "card.png").exists()


def test_a_picture_does_not_replace_what_was_not_asked_about(screen: ReelScreen, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "seen.png").write_bytes(b"mine")
    screen.saving.ask_picture = lambda _reel, _item_id: Leaving("the family", Purpose.COPY, may_replace=True)
    _save_picture(screen, tmp_path / "seen", qtbot)
    assert (tmp_path / "seen.png").read_bytes() == b"mine"


@pytest.mark.parametrize("why", [Purpose.COPY, Purpose.SUPERVISION])
def test_a_veiled_picture_waits_for_the_look_through_and_is_veiled(
    vault: VaultOnDesk, reel: Reel, why: Purpose, tmp_path: Path
) -> None:
    ctx, item, target = vault.context, reel.items[1], tmp_path / "a.png"
    for person in ctx.catalogue.people(vault.case.id):
        consenting.give(ctx, person, Purpose.SUPERVISION, date(2026, 1, 1))
    veiling.draw_veil(ctx, reel.id, item.id, veiling.Stroke(_pts(vault, 5), Region(0, 0, 10_000, 10_000)))
    with pytest.raises(ExpectedError) as refused:
        copy_item_still(ctx, reel.id, item.id, _pts(vault, 6), target, Leaving("them", why))
    assert refused.value.kind is ErrorKind.NOT_READY and not target.exists()
    veiling.look_through(ctx, reel.id, item.id)
    copy_item_still(ctx, reel.id, item.id, _pts(vault, 6), target, Leaving("them", why))
    assert _strip(target) != 6


def test_somebody_else_in_the_picture_keeps_it_in(
    screen: ReelScreen, vault: VaultOnDesk, reel: Reel, moment_ids: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    marking.edit(vault.context, moment_ids[1], other_person=True)
    dialog = SavePictureDialog(screen.desk, reel, reel.items[2].id, screen)
    QTest.keyClicks(dialog.for_whom, "the family")
    dialog.ok.click()
    assert dialog.leaving is None and dialog.error.said
    dialog = SavePictureDialog(screen.desk, reel, reel.items[1].id, screen)
    QTest.keyClicks(dialog.for_whom, "the family")
    dialog.ok.click()
    assert dialog.leaving is not None, "the other item shows nobody else"
    _save_picture(screen, tmp_path / "no.png", qtbot)
    assert not (tmp_path / "no.png").exists()


def test_a_single_moment_goes_though_another_may_not(screen: ReelScreen, vault: VaultOnDesk, reel: Reel) -> None:
    moment = reel.items[2].moment_id
    assert moment is not None
    marking.edit(vault.context, moment, other_person=True)
    for row, goes in ((0, False), (1, True)):
        dialog = SaveFilmDialog(screen.desk, reel, reel.items[1].id, screen)
        dialog.what.setCurrentIndex(row)
        QTest.keyClicks(dialog.for_whom, "the family")
        dialog.ok.click()
        assert (dialog.leaving is not None) is goes


def test_a_film_is_encrypted_under_a_passphrase_typed_twice(
    screen: ReelScreen, vault: VaultOnDesk, reel: Reel, tmp_path: Path, qtbot: QtBot
) -> None:
    under = FilmPassphraseDialog(screen.desk, screen)
    under.ok.click()
    assert under.error.said and not under.passphrase
    chosen = under.choice._suggested
    QTest.keyClicks(under.choice.again, chosen)
    under.ok.click()
    assert under.passphrase == chosen
    dialog = SaveFilmDialog(screen.desk, reel, reel.items[1].id, screen)
    dialog.what.setCurrentIndex(1)
    QTest.keyClicks(dialog.for_whom, "the family")
    dialog.ok.click()
    screen.saving.ask, screen.saving.choose = (lambda _reel: dialog.leaving), lambda: tmp_path / "reel.mp4"
    screen.saving._asked_film = replace(dialog.asked, passphrase=chosen)
    screen.save.click()
    qtbot.waitUntil(lambda: not screen.saving.busy, timeout=30_000)
    assert [path.name for path in tmp_path.glob("reel*")] == ["reel.mp4.age"]
    film = decrypt([ScryptIdentity(chosen.encode())], (tmp_path / "reel.mp4.age").read_bytes())
    with av.open(BytesIO(film), "r") as opened:
        assert len(list(opened.decode(video=0))) == 5
    assert screen.saving._asked_film.passphrase == "", "it is not kept"
    (copy,) = vault.context.catalogue.copies()
    assert copy.what == "reel"
