"""Erasing for good from Home: counted, confirmed by typing, done off the window's thread, receipted."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from tests.qt.hands import key
from ui.screens.home import HomeScreen
from ui.screens.vault.erase_dialog import EraseDialog
from ui.screens.watch.screen import WatchScreen
from ui.state.desk import Desk
from ui.state.erasing import plan_case, plan_clip
from ui.state.imports import ImportEntry
from ui.theme import ThemeName, apply_theme
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.copy import Copy
from vidfeed.ports import no_progress
from vidfeed.services import assembling, cases, marking
from vidfeed.services.importing import ImportRequest


def marked(vault: VaultOnDesk) -> None:
    ctx, clip = vault.context, vault.clip
    index = ctx.catalogue.frame_index(clip.id)
    span = index.span_of_seconds(Fraction(1), Fraction(2))
    moment = marking.mark(ctx, clip.id, span, []).moments[0].moment_id
    marking.mark(ctx, clip.id, marking.still_span(index, 10), [], still=True)
    reel = assembling.create_reel(ctx, CASE_CODE, "Looking")
    assembling.add_moments(ctx, reel.id, [moment])
    ctx.catalogue.add_copy(Copy(1, clip.case_id, "frame", (clip.id,), "them", "copy", "", "", ctx.timestamp(), ""))


def test_a_case_is_counted_whole(vault: VaultOnDesk, tmp_path: Path) -> None:
    marked(vault)
    vault.keeping.back_up(tmp_path / "stick", "Blue stick", no_progress)
    plan = plan_case(vault.context, vault.case)
    counts = ("1 film", "1 moment", "1 still", "1 reel", "0 reviews", "1 session", "0 consents")
    assert plan.goes == counts
    assert [copy.serial for copy in plan.copies] == [1]
    assert [backup.label for backup in plan.backups] == ["Blue stick"]
    assert plan.confirmed_by(" WREN-07 ")
    assert not plan.confirmed_by("wren-07")


def test_what_the_list_of_copies_keeps_is_said(vault: VaultOnDesk) -> None:
    for plan in (plan_case(vault.context, vault.case), plan_clip(vault.context, vault.clip)):
        assert "list of copies" not in plan.stays
    marked(vault)
    for plan in (plan_case(vault.context, vault.case), plan_clip(vault.context, vault.clip)):
        assert plan.stays.endswith(
            "The list of copies stays, with whom each was for and its reference as you typed them."
        )


def test_a_case_of_notes_only_names_the_backups_made_since(vault: VaultOnDesk, tmp_path: Path) -> None:
    vault.keeping.back_up(tmp_path / "stick", "Blue stick", no_progress)
    (early,) = vault.context.catalogue.backups()
    later = (datetime.fromisoformat(early.at) + timedelta(hours=1)).isoformat()
    notes = replace(cases.add_case(vault.context, "ROBIN-2", "only words"), created_at=later)
    assert plan_case(vault.context, notes).backups == ()
    vault.context.catalogue.add_backup(replace(early, id="second", at=later, label="Red stick", blob_ids=()))
    assert [backup.label for backup in plan_case(vault.context, notes).backups] == ["Red stick"]


def test_a_clip_is_counted_with_its_places_in_reels(vault: VaultOnDesk) -> None:
    marked(vault)
    plan = plan_clip(vault.context, vault.clip)
    assert plan.goes == ("1 film", "1 moment", "1 still", "its places in 1 reel")
    assert plan.to_type == "Floor play"
    assert [copy.serial for copy in plan.copies] == [1]


def test_a_clip_of_an_endless_name_is_confirmed_by_its_case(vault: VaultOnDesk) -> None:
    vault.context.catalogue.rename_clip(vault.clip.id, "\u05d0" * 500)
    assert plan_clip(vault.context, vault.clip).to_type == CASE_CODE


def test_nothing_goes_until_the_id_is_typed(home: HomeScreen, vault: VaultOnDesk) -> None:
    dialog = home.erasing.ask_case(vault.case)
    assert not dialog.ok.isEnabled()
    dialog.typed.setText("WREN-0")
    dialog.use()
    assert not dialog.ok.isEnabled()
    assert not dialog.jobs.busy
    dialog.reject()
    assert home.desk.case is not None
    assert vault.clip


def test_enter_before_all_is_typed_neither_erases_nor_closes(home: HomeScreen, vault: VaultOnDesk) -> None:
    dialog = home.erasing.ask_case(vault.case)
    dialog.typed.setText("WREN-0")
    key(dialog.typed, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not dialog.jobs.busy
    dialog.reject()


@pytest.mark.parametrize("percent", [100, 125])
def test_all_of_it_can_be_seen_in_a_small_window(
    home: HomeScreen, vault: VaultOnDesk, tmp_path: Path, qapp: QApplication, percent: int
) -> None:
    marked(vault)
    for name in ("Blue stick", "Red stick", "Old laptop"):
        vault.keeping.back_up(tmp_path / name, name, no_progress)
    apply_theme(qapp, ThemeName.LIGHT, percent)
    home.resize(1093, 614)
    dialog = home.erasing.ask_case(vault.case)
    assert dialog.height() <= home.height()
    area = dialog.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    below = area.geometry().bottom()
    for pinned in (dialog.typed, dialog.ok, dialog.cancel):
        place = pinned.mapTo(dialog, pinned.rect().bottomRight())
        assert dialog.rect().contains(place)
        assert place.y() > below
    assert area.viewport().height() > dialog.height() / 3, "what goes is not squeezed out of sight"
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    (held,) = [one for one in dialog.findChildren(QLabel) if "Blue stick" in one.text()]
    last = held.mapTo(area.viewport(), held.rect().bottomLeft())
    assert area.viewport().rect().contains(last), "the list of backups is seen to its end"
    dialog.reject()


def test_a_case_goes_and_the_receipt_stays(home: HomeScreen, vault: VaultOnDesk, tmp_path: Path, qtbot: QtBot) -> None:
    marked(vault)
    home.page.case_menu().actions()[-1].trigger()
    dialog = home.findChild(EraseDialog)
    assert isinstance(dialog, EraseDialog)
    dialog.typed.setText(CASE_CODE)
    key(dialog.typed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.receipt is not None)
    assert dialog.erased is not None and dialog.receipt is not None
    assert dialog.erased.receipt_file.is_file()
    assert CASE_CODE not in dialog.erased.receipt
    pdf, text = tmp_path / "receipt.pdf", tmp_path / "receipt.json"
    dialog.receipt.choose_target = lambda *_: pdf
    dialog.receipt.pdf.click()
    dialog.receipt.choose_target = lambda *_: text
    dialog.receipt.json.click()
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert json.loads(text.read_text())["subject"].startswith("case:")
    dialog.ok.click()
    assert vault.context.catalogue.case_summaries() == []
    assert home.desk.case is None
    assert home._nothing.isVisible()


def test_a_clip_goes_by_del_and_its_case_stays(home: HomeScreen, vault: VaultOnDesk, qtbot: QtBot) -> None:
    clip_id = vault.clip.id
    key(home.page._blocks[0].tiles[0], Qt.Key.Key_Delete)
    dialog = home.findChild(EraseDialog)
    assert isinstance(dialog, EraseDialog)
    dialog.typed.setText("Floor play")
    dialog.ok.click()
    qtbot.waitUntil(lambda: dialog.erased is not None)
    dialog.ok.click()
    assert vault.context.catalogue.clip(clip_id) is None
    assert home.desk.case is not None
    assert home.desk.case.code == CASE_CODE
    assert home.page._blocks[0].tiles == []


def test_what_is_open_in_watch_is_closed_first(home: HomeScreen, vault: VaultOnDesk, qtbot: QtBot) -> None:
    watch = WatchScreen(home.desk, make_sound=lambda: None)
    qtbot.addWidget(watch)
    watch.show()
    home.desk.open_clip(vault.clip)
    watch.entered()
    qtbot.waitUntil(lambda: watch.watched.film is not None)
    dialog = home.erasing.ask_clip(vault.clip, vault.case)
    dialog.typed.setText("Floor play")
    with qtbot.waitSignal(watch.watched.closed):
        dialog.use()
    qtbot.waitUntil(lambda: dialog.erased is not None)
    dialog.use()
    assert watch.watched.film is None
    watch.closing()


def test_films_on_their_way_are_waited_for(home: HomeScreen, vault: VaultOnDesk) -> None:
    home.importing.queue.entries.append(ImportEntry(99, ImportRequest(Path("film.mp4"), CASE_CODE)))
    dialog = home.erasing.ask_case(vault.case)
    dialog.typed.setText(CASE_CODE)
    assert not dialog.ok.isEnabled()
    dialog.reject()


def test_a_refusal_is_a_sentence_and_the_case_is_back(
    home: HomeScreen, vault: VaultOnDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise ExpectedError(ErrorKind.READ_ONLY, "The disk takes nothing. Nothing was erased.", "Make it writable.")

    monkeypatch.setattr("ui.bootstrap.keeping.VaultKeeping.erase", refuse)
    dialog = home.erasing.ask_case(vault.case)
    dialog.typed.setText(CASE_CODE)
    dialog.use()
    qtbot.waitUntil(lambda: dialog.error.isVisible())
    assert "Nothing was erased" in dialog.error.said
    dialog.reject()
    assert home.desk.case is not None
    assert home.desk.case.code == CASE_CODE


def test_the_practice_offers_no_erasing(vault: VaultOnDesk, qtbot: QtBot) -> None:
    desk = Desk(vault, practice=True)
    desk.choose_case(vault.case)
    home = HomeScreen(desk, lambda _clip_id: None)
    qtbot.addWidget(home)
    home.show()
    assert len(home.page.case_menu().actions()) == 1
    key(home.page._blocks[0].tiles[0], Qt.Key.Key_Delete)
    assert home.findChild(EraseDialog) is None
    home.closing()


def test_another_case_is_not_touched(home: HomeScreen, vault: VaultOnDesk, qtbot: QtBot) -> None:
    cases.add_case(vault.context, "ALDER-12")
    home.refresh()
    dialog = home.erasing.ask_case(vault.case)
    dialog.typed.setText(CASE_CODE)
    dialog.use()
    qtbot.waitUntil(lambda: dialog.erased is not None)
    dialog.use()
    assert [summary.case.code for summary in vault.context.catalogue.case_summaries()] == ["ALDER-12"]
