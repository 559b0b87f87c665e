"""The parent's window: what it shows, keeps, hides, and whom it lets out."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.factories.films import read_strip
from tests.factories.vaults import CASE_CODE, PASSPHRASE, VaultOnDesk
from tests.qt.hands import click, key, raw_key
from ui.screens.review.guard import VaultGuard
from ui.screens.review.window import TITLE, ReviewWindow
from ui.state.desk import Desk
from ui.state.review_record import ReviewRecord
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import AssetRole
from vidfeed.model.reel import Reel
from vidfeed.model.review import Review, ReviewAction, Whose
from vidfeed.services import assembling

KEY = Qt.Key
_PATIENCE_MS = 30_000


def _silent() -> None:
    return None


def _review(vault: VaultOnDesk) -> Review:
    return vault.context.catalogue.reviews()[0]


def _actions(vault: VaultOnDesk) -> list[ReviewAction]:
    return [event.action for event in _review(vault).events]


def _shown(vault: VaultOnDesk) -> list[str | None]:
    return [event.item_id for event in _review(vault).events if event.action is ReviewAction.SHOWN]


def _black(window: QWidget) -> bool:
    image: QImage = window.grab().toImage()
    points = [(x, y) for x in range(0, image.width(), 31) for y in range(0, image.height(), 29)]
    return all(image.pixelColor(x, y) == QColor(0, 0, 0) for x, y in points)


def _shown_words(window: QWidget) -> str:
    parts: list[str] = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        text: Callable[[], Any] | None = getattr(widget, "text", None)
        parts += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        parts += [str(text())] if text is not None else []
    return "\n".join([window.windowTitle(), *parts])


def test_a_review_starts_with_black_and_its_own_title(desk: Desk, reel: Reel, qtbot: QtBot) -> None:
    window = ReviewWindow(desk, VaultGuard(desk), ReviewRecord.begin(desk, reel.id), _silent)
    qtbot.addWidget(window)
    window.resize(800, 450)
    assert window.windowTitle() == TITLE
    assert window.windowFlags() & Qt.WindowType.FramelessWindowHint
    assert window.pages.playing.picture.image is None
    window.end()


def test_keys_move_through_the_items(window: ReviewWindow, vault: VaultOnDesk, reel: Reel, qtbot: QtBot) -> None:
    key(window, KEY.Key_Right)
    assert window.flow.item == reel.items[1]
    key(window, KEY.Key_PageDown)
    assert window.flow.item == reel.items[2]
    key(window, KEY.Key_Left)
    key(window, KEY.Key_PageUp)
    assert window.flow.item == reel.items[0]
    qtbot.waitUntil(lambda: ReviewAction.SHOWN in _actions(vault))


def test_space_pauses_and_the_controls_stay_while_it_stands(window: ReviewWindow) -> None:
    key(window, KEY.Key_Space)
    assert window.playing.is_playing
    assert window.pages.playing.fading.waiting
    key(window, KEY.Key_Space)
    assert not window.playing.is_playing
    assert not window.pages.playing.fading.waiting


def test_the_first_touch_only_brings_the_controls_back(window: ReviewWindow, qtbot: QtBot) -> None:
    page = window.pages.playing
    key(window, KEY.Key_Space)
    page.fading.hide()
    assert not page.fading.shown
    touched = page.childAt(page.finish_button.geometry().center())
    assert isinstance(touched, QWidget)
    click(touched)
    assert page.fading.shown
    assert window.pages.present is page


def test_a_heart_is_written_and_taken_back(window: ReviewWindow, vault: VaultOnDesk, reel: Reel) -> None:
    assert not window.pages.playing.love_button.isEnabled(), "a card cannot be loved"
    key(window, KEY.Key_Right)
    key(window, KEY.Key_H)
    assert _review(vault).favourites == (reel.items[1].id,)
    assert window.pages.playing.love_button.isChecked()
    key(window, KEY.Key_H)
    assert _review(vault).favourites == ()


def test_an_item_with_a_talk_stops_for_it(window: ReviewWindow, reel: Reel, qtbot: QtBot) -> None:
    window.flow._play_item(2)
    qtbot.waitUntil(lambda: window.pages.present is window.pages.talk)
    assert window.pages.talk.question.text() == "What do you see him do?"
    assert window.pages.talk.picture.image is not None
    assert not window.playing.is_playing
    window.pages.talk.carry_button.click()
    assert window.flow.item == reel.items[3]


def test_words_are_kept_only_by_keep(window: ReviewWindow, vault: VaultOnDesk, reel: Reel, qtbot: QtBot) -> None:
    key(window, KEY.Key_Right)
    key(window, KEY.Key_T)
    words = window.pages.talk.words
    QTest.keyClicks(words.field, "He checks I am still there")
    assert _review(vault).words == ()
    assert vault.context.catalogue.drafts() == {}
    window.pages.talk.carry_button.click()
    assert window.pages.present is window.pages.talk, "unkept words are asked about"
    words.drop.click()
    assert _review(vault).words == ()
    key(window, KEY.Key_T)
    QTest.keyClicks(words.field, "He checks I am still there")
    words.together.click()
    words.keep.click()
    (kept,) = _review(vault).words
    assert (kept.text, kept.whose, kept.item_id) == ("He checks I am still there", Whose.TOGETHER, reel.items[1].id)
    assert not words.unkept


def test_letters_in_the_parents_words_are_no_keys(window: ReviewWindow, vault: VaultOnDesk, qtbot: QtBot) -> None:
    key(window, KEY.Key_Right)
    key(window, KEY.Key_T)
    QTest.keyClicks(window.pages.talk.words.field, "the rhs. ")
    assert window.pages.talk.words.field.toPlainText() == "the rhs. "
    assert not window.panicking
    assert ReviewAction.FAVOURITE not in _actions(vault)


def test_other_questions_come_round(window: ReviewWindow) -> None:
    key(window, KEY.Key_Right)
    key(window, KEY.Key_T)
    talk = window.pages.talk
    first = talk.question.text()
    asked = [first]
    talk.other_button.click()
    while talk.question.text() != first and len(asked) < 20:
        asked.append(talk.question.text())
        talk.other_button.click()
    assert len(set(asked)) == len(asked) == 5, "the item's, the general one, and three of the user's own list"


def test_favourites_show_what_was_seen_and_nothing_else(
    window: ReviewWindow, vault: VaultOnDesk, reel: Reel, qtbot: QtBot
) -> None:
    key(window, KEY.Key_Right)
    window.playing.pause()
    qtbot.waitUntil(lambda: _shown(vault) == [reel.items[0].id, reel.items[1].id])
    window.flow.choose_favourites()
    (tile,) = window.pages.favourite.tiles
    tile.click()
    assert _review(vault).favourites == (reel.items[1].id,)
    assert min(tile.width(), tile.height()) >= 84


def _hold_full_stop(widget: QWidget) -> None:
    raw_key(widget, True, KEY.Key_Period, ".")
    raw_key(widget, True, KEY.Key_Period, ".", repeat=True)


@pytest.mark.parametrize("how", ["f12", "escape", "held"])
def test_panic_is_black_and_silent_at_once(window: ReviewWindow, vault: VaultOnDesk, how: str) -> None:
    key(window, KEY.Key_Right)
    assert not _black(window)
    if how == "f12":
        key(window, KEY.Key_F12)
    elif how == "escape":
        key(window, KEY.Key_Escape)
        assert not window.panicking
        key(window, KEY.Key_Escape)
    else:
        _hold_full_stop(window)
    assert _black(window)
    assert not window.playing.is_playing
    assert window.playing.muted
    assert ReviewAction.PANIC in _actions(vault)


def test_panic_works_while_words_are_typed(window: ReviewWindow, qtbot: QtBot) -> None:
    key(window, KEY.Key_Right)
    key(window, KEY.Key_T)
    field = window.pages.talk.words.field
    QTest.keyClicks(field, "so he")
    _hold_full_stop(field)
    assert _black(window)


def test_after_panic_only_the_passphrase_goes_on(window: ReviewWindow, qtbot: QtBot) -> None:
    key(window, KEY.Key_Right)
    key(window, KEY.Key_F12)
    key(window, KEY.Key_Space)
    blank = window.pages.blank
    assert not blank.dark
    assert not window.playing.is_playing
    _try_passphrase(blank.gate, "wrong words", qtbot)
    assert window.panicking
    assert not blank.resume.isVisible()
    _try_passphrase(blank.gate, PASSPHRASE, qtbot)
    blank.resume.click()
    assert window.pages.present is window.pages.playing
    assert not window.playing.muted


def test_only_the_passphrase_leaves(window: ReviewWindow, vault: VaultOnDesk, qtbot: QtBot) -> None:
    window.close()
    assert window.isVisible()
    window.flow.finish()
    assert _review(vault).finished_at is not None
    window.close()
    assert window.isVisible()
    gate = window.pages.finished.gate
    _try_passphrase(gate, "wrong words", qtbot)
    assert not window.pages.leaving.isVisible()
    gate.field.setText(PASSPHRASE)
    gate.button.click()
    qtbot.waitUntil(lambda: window.pages.leaving.isVisible())
    QTest.keyClicks(window.pages.leaving.step, "Film the next meal")
    with qtbot.waitSignal(window.left):
        window.pages.leaving.close_button.click()
    assert not window.isVisible()
    assert _review(vault).next_step == "Film the next meal"


def test_a_passphrase_still_being_looked_at_does_not_break_into_a_replay(window: ReviewWindow, qtbot: QtBot) -> None:
    window.flow.finish()
    gate = window.pages.finished.gate
    gate.field.setText(PASSPHRASE)
    gate.check()
    window.pages.finished.again.click()
    with qtbot.waitSignal(gate.opened):
        assert gate._jobs.busy
    assert window.pages.present is not window.pages.leaving


def test_the_practice_is_left_without_a_passphrase(vault: VaultOnDesk, reel: Reel, qtbot: QtBot) -> None:
    desk = Desk(vault, practice=True)
    desk.choose_case(vault.case)
    window = ReviewWindow(desk, VaultGuard(desk), ReviewRecord.begin(desk, reel.id), _silent)
    window.show()
    window.flow.finish()
    assert not window.pages.finished.gate.field.isVisible()
    window.pages.finished.gate.button.click()
    assert window.pages.present is window.pages.leaving
    window.end()
    window.deleteLater()


def test_no_idle_lock_from_the_beginning_to_the_end(window: ReviewWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.watching_changed) as ended:
        window.flow.finish()
    assert ended.args == [False]
    with qtbot.waitSignal(window.watching_changed) as again:
        window.pages.finished.again.click()
    assert again.args == [True]


def test_nothing_of_the_case_is_on_any_page(window: ReviewWindow, vault: VaultOnDesk, qtbot: QtBot) -> None:
    pages = window.pages
    key(window, KEY.Key_Right)
    for page in (pages.playing, pages.talk, pages.favourite, pages.finished, pages.blank, pages.leaving):
        if page is pages.talk:
            window.flow.talk()
        elif page is pages.favourite:
            window.flow.choose_favourites()
        else:
            pages.open(page)
        said = _shown_words(window)
        assert said
        for private in (CASE_CODE, vault.case.id, vault.clip.title, "never shown", "00:0"):
            assert private not in said, page


@pytest.mark.parametrize("written", ["WREN-07", "Reel for wren 07", "(Wren07)"])
def test_a_reel_that_names_the_case_is_not_shown(desk: Desk, vault: VaultOnDesk, reel: Reel, written: str) -> None:
    assembling.edit_item(vault.context, reel.id, reel.items[0].id, text=written)
    with pytest.raises(ExpectedError) as caught:
        ReviewRecord.begin(desk, reel.id)
    assert caught.value.kind is ErrorKind.AMBIGUOUS
    assert vault.context.catalogue.reviews() == []


def test_every_control_is_large_and_named(window: ReviewWindow) -> None:
    from ui.screens.review.big_button import BigButton

    for button in window.findChildren(BigButton):
        size = button.sizeHint()
        assert min(size.width(), size.height()) >= 84, button.text()
        assert button.accessibleName()


def test_a_review_that_breaks_off_leaves_its_record(window: ReviewWindow, vault: VaultOnDesk) -> None:
    key(window, KEY.Key_Right)
    key(window, KEY.Key_H)
    window.playing.close()
    shiboken6.delete(window)
    review = _review(vault)
    assert review.finished_at is None
    assert len(review.favourites) == 1


def test_items_that_cannot_be_read_are_passed_over_and_told_to_the_therapist(
    desk: Desk, vault: VaultOnDesk, reel: Reel, qtbot: QtBot
) -> None:
    original = vault.context.catalogue.asset(vault.clip.id, AssetRole.ORIGINAL)
    assert original is not None
    vault.context.catalogue.drop_asset(original.blob_id)
    window = ReviewWindow(desk, VaultGuard(desk), ReviewRecord.begin(desk, reel.id), _silent)
    window.show()
    window.begin()
    qtbot.waitUntil(lambda: _actions(vault).count(ReviewAction.SKIPPED) == 3)
    qtbot.waitUntil(window.pages.finished.isVisible)
    assert "can’t" not in _shown_words(window)
    window.pages.finished.opened.emit()
    assert "item 2, 3, 4" in window.pages.leaving.trouble.text()
    window.end()
    window.deleteLater()


def _try_passphrase(gate: Any, passphrase: str, qtbot: QtBot) -> None:
    gate.field.setText(passphrase)
    gate.check()
    qtbot.waitUntil(lambda: not gate._jobs.busy)


def test_a_talk_that_begins_before_the_picture_is_there_never_shows_another_items(
    window: ReviewWindow, reel: Reel, qtbot: QtBot
) -> None:
    key(window, KEY.Key_Right)
    qtbot.waitUntil(lambda: window.flow._film_item == reel.items[1].id)
    key(window, KEY.Key_Right)
    key(window, KEY.Key_T)
    talk = window.pages.talk
    assert talk.isVisible()
    shown = [] if talk.picture.image is None else [_number_in(talk.picture.image)]
    qtbot.waitUntil(lambda: window.flow._film_item == reel.items[2].id)
    assert talk.picture.image is not None
    assert set(shown) | {_number_in(talk.picture.image)} <= set(range(20, 25))


def _number_in(image: QImage) -> int | None:
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return read_strip(lines[:, : plain.width() * 3].reshape(plain.height(), plain.width(), 3))
