"""In the office before a visit, the visit's own door, and what a review leaves behind."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from ui.screens.showing import ShowingScreen, ready_dialog
from ui.screens.showing.film_dialog import FilmDialog
from ui.screens.showing.ready_dialog import ReadyDialog
from ui.screens.showing.visit_dialog import EASY, VisitDialog
from ui.screens.visit.pin_page import PinPage
from ui.state.desk import Desk
from ui.state.pins import PinHash, is_easy, is_pin
from ui.state.visit_parts import VisitGuard, VisitReel
from ui.widgets.check_row import CheckState
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import AssetRole, ClipKind
from vidfeed.model.consent import Purpose
from vidfeed.model.reel import Reel
from vidfeed.model.review import ReviewAction, Whose
from vidfeed.services import consenting, reviewing
from vidfeed.services.showing import open_reel

PIN, WORD = "482173", "a passphrase"


@pytest.fixture
def guard() -> VisitGuard:
    return VisitGuard(PinHash.of(PIN), lambda typed: typed == WORD)


@pytest.fixture
def page(guard: VisitGuard, qtbot: QtBot) -> Iterator[PinPage]:
    made = PinPage(guard, guard.want_passphrase)
    made.resize(1366, 768)
    made.show()
    yield made
    made._may_close = True
    made.close()
    made.deleteLater()


def said_on(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if not one.isHidden())


@pytest.mark.parametrize(("pin", "right"), [("4821", True), ("482", False), ("4821739", False), ("48 1", False)])
def test_a_pin_has_four_to_six_digits(pin: str, right: bool) -> None:
    assert is_pin(pin) is right


def test_pins_that_everybody_tries_first_are_refused() -> None:
    assert all(map(is_easy, ("1111", "1234", "987654")))
    assert not any(map(is_easy, (PIN, "1357", "1212")))


def test_a_pins_hash_does_not_tell_it() -> None:
    first, second = PinHash.of(PIN), PinHash.of(PIN)
    assert first.digest != second.digest
    assert PIN not in repr(first)
    assert first.fits(PIN)
    assert not first.fits("482174")


def test_three_wrong_pins_and_only_the_passphrase_opens(guard: VisitGuard) -> None:
    assert not any(guard.opens("000000") for _ in range(3))
    assert guard.asks_for == "passphrase"
    assert not guard.opens(PIN)
    assert guard.opens(WORD)
    assert guard.asks_for == "PIN"
    assert guard.opens(PIN)


def test_the_pad_opens_by_keys_and_by_touch(page: PinPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page, "000000")
    qtbot.waitUntil(lambda: page.said.text().startswith("That is not"))
    with qtbot.waitSignal(page.opened):
        for digit in PIN:
            QTest.mouseClick(page.keys[digit], Qt.MouseButton.LeftButton)


def test_after_three_the_pad_gives_way_to_the_passphrase(page: PinPage, qtbot: QtBot) -> None:
    for _ in range(3):
        qtbot.waitUntil(lambda: not page._jobs.busy)
        QTest.keyClicks(page, "0000")
        QTest.keyClick(page, Qt.Key.Key_Return)
    qtbot.waitUntil(page.gate.isVisible)
    assert not page.instead.isVisible()
    assert "third wrong PIN" in page.gate.answer.text()
    page.gate.field.setText(WORD)
    with qtbot.waitSignal(page.opened):
        page.gate.check()


def test_a_hand_on_the_passphrase_does_not_take_the_pin_away(page: PinPage, qtbot: QtBot) -> None:
    QTest.mouseClick(page.instead, Qt.MouseButton.LeftButton)
    assert page.gate.isVisible()
    QTest.mouseClick(page.instead, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.opened):
        for digit in PIN:
            QTest.mouseClick(page.keys[digit], Qt.MouseButton.LeftButton)


def test_the_pad_says_nothing_of_a_case_and_is_not_closed(page: PinPage) -> None:
    page.close()
    assert page.isVisible()
    assert CASE_CODE not in said_on(page)
    assert "asleep too" in said_on(page)
    assert all(min(key.width(), key.height()) >= 84 for key in page.keys.values())


def test_a_visit_prepared_too_long_ago_plays_nothing(desk: Desk, reel: Reel) -> None:
    films = open_reel(desk.context, reel)
    assert VisitReel(films, datetime.now(UTC) + timedelta(hours=1)).films_of(reel) is films
    with pytest.raises(ExpectedError) as caught:
        VisitReel(films, datetime.now(UTC) - timedelta(seconds=1)).films_of(reel)
    assert caught.value.kind is ErrorKind.NO_CONSENT


def test_everything_is_tried_before_a_visit(desk: Desk, reel: Reel, qtbot: QtBot) -> None:
    dialog = ReadyDialog(desk, reel, sound_name=lambda: "Loudspeaker")
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.checks["Pictures"].state is CheckState.OK, timeout=20_000)
    assert dialog.checks["Consent"].state is CheckState.OK
    with qtbot.waitSignal(desk.rehearsal_asked) as asked:
        dialog.rehearse_button.click()
    assert asked.args == [reel.id]


def test_a_film_that_cannot_be_read_is_told_before(desk: Desk, vault: VaultOnDesk, reel: Reel, qtbot: QtBot) -> None:
    original = vault.context.catalogue.asset(vault.clip.id, AssetRole.ORIGINAL)
    assert original is not None
    vault.context.catalogue.drop_asset(original.blob_id)
    dialog = ReadyDialog(desk, reel, sound_name=lambda: "Loudspeaker")
    qtbot.addWidget(dialog)
    row = dialog.checks["Pictures"]
    qtbot.waitUntil(lambda: "item 2, 3, 4" in row.accessibleDescription(), timeout=20_000)
    dialog.reject()


def test_without_consent_nothing_goes_on(desk: Desk, reel: Reel, qtbot: QtBot) -> None:
    person = desk.context.catalogue.people(reel.case_id)[0]
    consenting.withdraw(desk.context, person, Purpose.REVIEW, desk.context.today())
    dialog = ReadyDialog(desk, reel, sound_name=lambda: "Loudspeaker")
    qtbot.addWidget(dialog)
    assert dialog.checks["Consent"].state is CheckState.STOP
    assert not any(b.isEnabled() for b in (dialog.show_button, dialog.rehearse_button, dialog.visit_button))
    dialog.reject()


def test_the_cue_sheet_has_the_questions_and_no_private_word(
    desk: Desk, reel: Reel, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = ReadyDialog(desk, reel, sound_name=lambda: "Loudspeaker")
    qtbot.addWidget(dialog)
    target = tmp_path / "cues.pdf"
    dialog.choose_target = lambda *_words: target
    dialog.save_cues()
    assert target.read_bytes().startswith(b"%PDF")
    assert desk.context.catalogue.audit(f"reel:{reel.id}")[-1].action == "review.cue-sheet"
    dialog.reject()


def test_a_visit_wants_a_pin_twice_and_not_an_easy_one(desk: Desk, reel: Reel, qtbot: QtBot) -> None:
    dialog = VisitDialog(desk, reel.id)
    qtbot.addWidget(dialog)
    for pin, again, enough in (("1234", "1234", False), ("4821", "4822", False), ("4821", "4821", True)):
        dialog.pin.setText(pin)
        dialog.again.setText(again)
        assert dialog.ok.isEnabled() is enough
    dialog.pin.setText("1234")
    assert dialog.easy.text() == EASY


@pytest.fixture
def review_id(desk: Desk, reel: Reel) -> str:
    ctx = desk.context
    review = reviewing.begin_review(ctx, reel.id)
    for place in (1, 2, 3):
        reviewing.log(ctx, review.id, ReviewAction.SHOWN, reel.items[place].id)
    reviewing.log(ctx, review.id, ReviewAction.AGAIN, reel.items[2].id)
    reviewing.log(ctx, review.id, ReviewAction.FAVOURITE, reel.items[1].id)
    reviewing.keep_words(ctx, review.id, "He waits", Whose.TOGETHER, reel.items[1].id)
    reviewing.put_notes(ctx, review.id, "Film a meal", "Last time you saw that he waits.")
    reviewing.finish_review(ctx, review.id)
    return review.id


def test_the_record_tells_what_was_shown_said_chosen_and_agreed(desk: Desk, review_id: str, qtbot: QtBot) -> None:
    screen = ShowingScreen(desk)
    qtbot.addWidget(screen)
    screen.entered()
    said = said_on(screen)
    for line in (
        "2  I looked up · shown, chosen", "3  I looked up · shown, seen again", "Also shown: item 4", "“He waits”",
        "item 2 · found together", "Next step: Film a meal",
    ):  # fmt: skip
        assert line in said
    assert "Last time you saw that he waits." in said


def test_words_lead_to_where_they_were_said_in_the_reviews_own_film(
    desk: Desk, vault: VaultOnDesk, review_id: str, qtbot: QtBot
) -> None:
    ctx = desk.context

    with pytest.raises(ExpectedError) as caught:
        reviewing.link_film(ctx, review_id, vault.clip.id, Fraction(1))
    assert caught.value.kind is ErrorKind.UNKNOWN_CLIP
    ctx.catalogue.refile_clip(replace(vault.clip, kind=ClipKind.SHARED_REVIEW))
    with pytest.raises(ExpectedError) as caught:
        reviewing.link_film(ctx, review_id, vault.clip.id, Fraction(1))
    assert caught.value.kind is ErrorKind.NO_CONSENT, "filming a review is a use of its own"
    for person in ctx.catalogue.people(vault.case.id):
        consenting.give(ctx, person, Purpose.FILMED_REVIEW, ctx.today())
    review = ctx.catalogue.review(review_id)
    assert review is not None
    dialog = FilmDialog(desk, review)
    qtbot.addWidget(dialog)
    dialog.offset.setText("0:01,5")
    dialog.ok.click()
    screen = ShowingScreen(desk)
    qtbot.addWidget(screen)
    screen.entered()
    jump = next(b for b in screen.findChildren(QPushButton) if b.text().startswith("In the film"))
    with qtbot.waitSignal(desk.clip_opened):
        jump.click()
    clip = ctx.catalogue.clip(vault.clip.id)
    assert clip is not None
    assert clip.position_pts is not None
    seconds = (clip.position_pts - clip.origin_pts) * clip.time_base
    assert seconds >= Fraction(3, 2) or clip.position_pts == clip.end_pts - 1
    linked = ctx.catalogue.review(review_id)
    assert linked is not None and linked.filmed_offset == "3/2"
    again = FilmDialog(desk, linked)
    qtbot.addWidget(again)
    assert again.offset.text() == "00:01.5"
    again.offset.setText("−0:02")
    again.ok.click()
    changed = ctx.catalogue.review(review_id)
    assert changed is not None and changed.filmed_offset == "-2", "the film began later"
    screen.entered()
    assert any(b.text() == "Its film…" for b in screen.findChildren(QPushButton))


def test_what_is_missing_is_told_and_seen_when_it_comes(
    desk: Desk, reel: Reel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = SimpleNamespace(name=lambda: "TV", size=lambda: QSize(1280, 720))
    power = SimpleNamespace(percent=21.0, secsleft=2400, power_plugged=False)
    monkeypatch.setattr(psutil, "sensors_battery", lambda: power, raising=False)
    desk.parent_screen = screen.name()
    sounds: list[str] = []
    dialog = ReadyDialog(desk, reel, sound_name=lambda: sounds[-1] if sounds else "")
    qtbot.addWidget(dialog)
    states = {name: dialog.checks[name].state for name in ("Sound", "Screens", "Battery")}
    assert set(states.values()) == {CheckState.TO_DO}, states
    assert screen.name() in dialog.checks["Screens"].accessibleDescription()
    assert "Plug it in" in dialog.checks["Battery"].accessibleDescription()
    monkeypatch.setattr(ready_dialog, "other_screens", lambda _own: [screen])
    power.power_plugged = True
    sounds.append("Loudspeaker")
    qtbot.waitUntil(lambda: all(dialog.checks[name].state is CheckState.OK for name in states), timeout=20_000)
    assert dialog.screens.currentData() == screen.name(), "the one that was chosen before"
    dialog.reject()
    assert not any(timer.isActive() for timer in dialog.findChildren(QTimer)), "it looks no longer"


def test_missing_consent_leads_to_where_it_is_entered(desk: Desk, reel: Reel, qtbot: QtBot) -> None:
    person = desk.context.catalogue.people(reel.case_id)[0]
    consenting.withdraw(desk.context, person, Purpose.REVIEW, desk.context.today())
    dialog = ReadyDialog(desk, reel, sound_name=lambda: "Loudspeaker")
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(desk.people_asked):
        dialog.checks["Consent"].button.click()
    assert dialog.result() == QDialog.DialogCode.Rejected
