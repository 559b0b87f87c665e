"""What the reel's player tells late: after a panic, or while they talk about what came before."""

import pytest
from PySide6.QtCore import QDeadlineTimer, Qt
from pytestqt.qtbot import QtBot

from tests.factories.vaults import VaultOnDesk
from tests.qt.hands import key
from ui.screens.review.window import ReviewWindow
from vidfeed.model.reel import Reel

KEY = Qt.Key
_PATIENCE_MS = 30_000


def _panic_at_the_end_of(number: int, window: ReviewWindow, qtbot: QtBot) -> None:
    """The item has ended when the key is pressed, and the window is told so only afterwards."""
    told: list[int] = []
    window.playing.item_ended.connect(told.append)
    window.flow._play_item(number)
    gives_up = QDeadlineTimer(_PATIENCE_MS)
    while not window.playing.item_over:  # the player's threads go on while this one hears nothing
        assert not gives_up.hasExpired(), "the item did not end"
    key(window, KEY.Key_F12)
    qtbot.waitUntil(lambda: told == [number])


def test_an_item_that_ended_just_before_a_panic_does_not_end_it(window: ReviewWindow, qtbot: QtBot) -> None:
    _panic_at_the_end_of(2, window, qtbot)
    assert window.panicking
    assert window.pages.blank.dark


def test_what_the_player_tells_late_leaves_the_talk_with_its_own_item(
    window: ReviewWindow, vault: VaultOnDesk, reel: Reel
) -> None:
    key(window, KEY.Key_Right)
    window.flow.talk()
    window.playing.item_changed.emit(2)  # it had gone on to the next one just before
    talk = window.pages.talk
    talk.love_button.click()
    assert talk.love_button.isChecked()
    talk.again_button.click()
    assert vault.context.catalogue.reviews()[0].favourites == (reel.items[1].id,)
    assert vault.context.catalogue.reviews()[0].events[-1].item_id == reel.items[1].id
    assert window.flow._number == 1


@pytest.mark.parametrize(("number", "page"), [(2, "talk"), (3, "favourite")])
def test_what_ended_just_before_a_panic_is_gone_on_with_after_it(
    window: ReviewWindow, qtbot: QtBot, number: int, page: str
) -> None:
    _panic_at_the_end_of(number, window, qtbot)
    window.pages.blank.resumed.emit()
    assert window.pages.present is getattr(window.pages, page)
