"""The therapist's panel beside the parent's screen, and hands that press anything."""

from collections.abc import Iterator
from functools import partial

import pytest
import shiboken6
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from tests.qt.hands import key
from ui.jobs.awake import NotAwake
from ui.screens.review import two_screens
from ui.screens.review.parent_screen import ParentScreen
from ui.screens.review.screens import ScreenWatch, other_screens
from ui.screens.review.window import ReviewWindow
from ui.screens.review.words_card import KEPT, REHEARSAL
from ui.screens.reviewing import Reviewing
from ui.state.desk import Desk
from vidfeed.model.reel import Reel
from vidfeed.services import assembling

KEY = Qt.Key
WHY = "It answers her own question"


@pytest.fixture
def reviewing(desk: Desk, reel: Reel, qtbot: QtBot) -> Iterator[Reviewing]:
    assembling.edit_item(desk.context, reel.id, reel.items[1].id, why_chosen=WHY)
    ours = QWidget()
    qtbot.addWidget(ours)
    made = Reviewing(desk, ours, lambda: None, NotAwake)
    yield made
    made.closing()


@pytest.fixture
def review(reviewing: Reviewing, desk: Desk, reel: Reel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> ReviewWindow:
    """On two screens; there is one without a display, and it counts as the other."""
    other = [QGuiApplication.primaryScreen()]
    monkeypatch.setattr(two_screens, "other_screens", lambda _own: other)
    monkeypatch.setattr(reviewing, "_parents", lambda: other[0])
    desk.review_asked.emit(reel.id)
    window = reviewing.window
    assert window is not None
    qtbot.waitUntil(lambda: window.pages.playing.picture.image is not None)
    window.playing.pause()
    return window


def parent_of(review: ReviewWindow) -> ParentScreen:
    shown = review.screens.parent_screen
    assert shown is not None
    return shown


def words_on(widget: QWidget) -> str:
    labels = [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]
    return "\n".join([widget.windowTitle(), *labels])


def test_what_is_private_is_on_the_panel_alone(review: ReviewWindow) -> None:
    review.flow._stand_at(1)
    assert "never shown" in words_on(review)
    assert WHY in words_on(review)
    for private in ("never shown", WHY, CASE_CODE):
        assert private not in words_on(parent_of(review))


def test_a_mirrored_screen_is_no_other(review: ReviewWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    own = review.screen()
    assert other_screens(own) == []
    review.screens._check_apart()
    assert not review.screens.in_use
    assert review.pages.present is review.pages.waiting
    assert "never shown" not in words_on(review)


def test_what_the_therapist_notes_at_the_end_is_never_mirrored(review: ReviewWindow) -> None:
    review.flow.finish()
    review.flow._show_leaving()
    QTest.keyClicks(review.pages.leaving.step, "Film the next meal")
    review.screens._check_apart()
    assert review.screens.in_use, "the screens are still apart"
    review.screens.break_off()
    assert not review.pages.leaving.isVisible()
    assert review.pages.present is review.pages.finished
    assert review.focusWidget() is review.pages.finished.gate.field
    review.flow._show_leaving()
    assert review.pages.leaving.step.isVisible()
    assert review.pages.leaving.step.toPlainText() == "Film the next meal"


def test_a_pulled_cable_pauses_and_one_goes_on_here(review: ReviewWindow, qtbot: QtBot) -> None:
    key(review, KEY.Key_Right)
    review.playing.play()
    shown = parent_of(review)
    review.screens._note_removed(QGuiApplication.primaryScreen())
    assert not review.playing.is_playing
    assert review.pages.present is review.pages.waiting
    assert not shown.isVisible()
    assert "never shown" not in words_on(review)
    review.pages.waiting.here.click()
    assert review.pages.playing.isVisible()
    assert review.pages.panel is None
    key(review, KEY.Key_T)
    assert review.pages.talk.words.isVisible()


def test_the_panels_button_makes_both_dark(review: ReviewWindow) -> None:
    key(review, KEY.Key_Right)
    panel = review.pages.panel
    assert panel is not None
    panel.panic_button.click()
    image = parent_of(review).grab().toImage()
    assert {image.pixel(x, y) for x in range(0, image.width(), 37) for y in range(0, image.height(), 31)} == {
        0xFF000000
    }
    assert review.panicking
    assert review.playing.muted
    assert "never shown" not in words_on(review)


def test_words_are_written_on_the_panel_and_kept_ones_stand_on_both(review: ReviewWindow, vault: VaultOnDesk) -> None:
    key(review, KEY.Key_Right)
    key(review, KEY.Key_T)
    words = review.pages.talk.words
    assert words.window() is review
    QTest.keyClicks(words.field, "He waits")
    assert "He waits" not in words_on(parent_of(review))
    words.keep.click()
    assert "“He waits”" in words_on(parent_of(review))
    assert vault.context.catalogue.reviews()[0].words[0].text == "He waits"


def test_a_next_step_noted_before_the_end_outlives_a_lock(review: ReviewWindow, reviewing: Reviewing) -> None:
    panel = review.pages.panel
    assert panel is not None
    panel.step_button.click()
    QTest.keyClicks(review.pages.leaving.step, "Film a meal")
    context = reviewing._desk.context
    reviewing.closing()
    (kept,) = context.catalogue.reviews()
    assert (kept.next_step, kept.finished_at) == ("Film a meal", None)


def test_a_rehearsal_leaves_no_record(reviewing: Reviewing, desk: Desk, reel: Reel, vault: VaultOnDesk) -> None:
    desk.rehearsal_asked.emit(reel.id)
    assert reviewing.window is not None
    reviewing.window.flow.talk()
    reviewing.window.flow.finish()
    assert vault.context.catalogue.reviews() == []
    assert vault.context.catalogue.drafts() == {}


KEYS = st.sampled_from(
    [*(KEY(code) for code in range(0x20, 0x60)), KEY.Key_Escape, KEY.Key_Return, KEY.Key_Tab, KEY.Key_Backtab,
     KEY.Key_Backspace, KEY.Key_Delete, KEY.Key_Left, KEY.Key_Right, KEY.Key_Up, KEY.Key_Down, KEY.Key_PageUp,
     KEY.Key_PageDown, KEY.Key_F1, KEY.Key_F4, KEY.Key_F11, KEY.Key_F12, KEY.Key_Menu]
)  # fmt: skip
HOLDING = st.sampled_from(
    [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier,
     Qt.KeyboardModifier.AltModifier]
)  # fmt: skip
TOUCHES = st.tuples(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
SLAPS = st.lists(st.one_of(st.tuples(KEYS, HOLDING), TOUCHES), min_size=5, max_size=30)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(slaps=SLAPS)
def test_no_slap_on_keys_or_screen_leaves_the_review(
    slaps: list[tuple[object, object]], reviewing: Reviewing, desk: Desk, reel: Reel
) -> None:
    reviewing.closing()
    desk.review_asked.emit(reel.id)
    window = reviewing.window
    assert window is not None
    for first, second in slaps:
        focus = window.focusWidget() or window
        if isinstance(first, float) and isinstance(second, float):
            at = QPoint(int(first * (window.width() - 1)), int(second * (window.height() - 1)))
            target = window.childAt(at) or window
            QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(window, at))
        elif isinstance(first, Qt.Key) and isinstance(second, Qt.KeyboardModifier):
            QTest.keyClick(focus, first, second)
    window.close()
    assert shiboken6.isValid(window)
    assert window.isVisible()
    assert window.pages.present is not window.pages.leaving
    others = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]
    assert others == []


def test_the_panel_says_when_it_is_half_speed_however_that_was_asked(review: ReviewWindow) -> None:
    panel = review.pages.panel
    assert panel is not None
    key(review, KEY.Key_Right)
    key(review, KEY.Key_S)
    assert panel.slower_button.isChecked() and "half speed" in panel.place.text()
    panel.slower_button.click()
    assert not panel.slower_button.isChecked() and review.playing.speed == 1
    panel.slower_button.click()
    key(review, KEY.Key_Right)
    assert not panel.slower_button.isChecked(), "the next item begins at its own speed"
    assert panel.place.text() == "3 of 4"


def test_after_panic_the_panel_says_that_both_screens_are_dark(review: ReviewWindow) -> None:
    review.panic()
    assert "Both screens are dark" in words_on(review)


def test_what_is_large_beside_the_hand_is_as_large_on_a_tv(review: ReviewWindow, qtbot: QtBot) -> None:
    key(review, KEY.Key_Right)
    qtbot.waitUntil(lambda: review.flow._film_item != "")
    shown = parent_of(review)
    shown.resize(1366, 768)
    shown._fit(QSize(1366, 768))
    small = shown.question.fontMetrics().height()
    shown.question.ensurePolished()
    shown._fit(QSize(2732, 1536))
    shown.question.ensurePolished()
    assert shown.question.fontMetrics().height() > 1.8 * small
    review.flow.choose_favourites()
    ours, theirs = review.pages.favourite, shown.favourite
    assert [tile.sizeHint() for tile in theirs.tiles] == [tile.sizeHint() * 2 for tile in ours.tiles] != []


def test_a_picture_that_comes_while_they_talk_leaves_the_question_and_the_words(review: ReviewWindow) -> None:
    key(review, KEY.Key_Right)
    key(review, KEY.Key_T)
    panel = review.pages.panel
    assert panel is not None
    asked = panel.ask.words.text()
    assert asked
    review.playing.item_changed.emit(1)  # as told where the item's first picture was slow to come
    assert panel.ask.words.text() == asked
    assert review.pages.talk.words.isVisible()
    assert not [card for card in (panel.cue, panel.why, panel.private) if card.isVisible()]


def is_whole(part: QWidget) -> bool:
    """Whether nothing of it is cut off."""
    return part.visibleRegion().boundingRect().size() == part.size()


@pytest.mark.parametrize(("width_px", "height_px"), [(1366, 768), (1093, 614)])
def test_the_panel_and_its_words_fit_a_small_laptop(
    review: ReviewWindow, qtbot: QtBot, width_px: int, height_px: int
) -> None:
    key(review, KEY.Key_Right)
    key(review, KEY.Key_T)
    panel, words = review.pages.panel, review.pages.talk.words
    assert panel is not None
    review.setWindowState(Qt.WindowState.WindowNoState)
    review.resize(width_px, height_px)
    panel.resize(width_px, height_px)
    QApplication.processEvents()
    assert panel.minimumSizeHint().width() <= width_px
    for part in (words.field, words.keep, words.mine, panel.rest_button, panel.picture, panel.panic_button):
        qtbot.waitUntil(partial(is_whole, part))


def test_a_screen_plugged_in_later_is_offered_and_a_touch_alone_shows_nothing_private(
    reviewing: Reviewing, desk: Desk, reel: Reel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.review_asked.emit(reel.id)
    review = reviewing.window
    assert review is not None
    qtbot.waitUntil(lambda: review.pages.playing.picture.image is not None)
    offered, waiting = review.pages.playing.elsewhere_button, review.pages.waiting
    assert not offered.isVisible(), "there is one screen"
    review.pages.playing.fading._set_shown(False)
    watch = review.screens.findChild(ScreenWatch)
    assert watch is not None
    monkeypatch.setattr(two_screens, "other_screens", lambda _own: [QGuiApplication.primaryScreen()])
    watch.changed.emit()
    assert offered.isVisible() and review.pages.playing.fading.shown
    offered.click()
    assert review.pages.present is waiting and not review.playing.is_playing
    assert "never shown" not in words_on(review) and not review.screens.in_use
    waiting.there.click()
    assert review.screens.in_use and not offered.isVisible()
    assert review.pages.present is review.pages.playing
    parent_of(review)


def test_a_rehearsal_says_that_it_keeps_nothing(reviewing: Reviewing, desk: Desk, reel: Reel) -> None:
    desk.rehearsal_asked.emit(reel.id)
    review = reviewing.window
    assert review is not None
    assert REHEARSAL in words_on(review)
    review.flow.talk()
    QTest.keyClicks(review.pages.talk.words.field, "He waits")
    review.pages.talk.words.keep.click()
    assert REHEARSAL in words_on(review) and KEPT not in words_on(review)
    review.flow.finish()
    assert REHEARSAL in words_on(review) and "kept safely" not in words_on(review)


def test_a_talk_ends_the_resting_picture_on_the_panel_too(review: ReviewWindow) -> None:
    panel = review.pages.panel
    assert panel is not None
    panel.rest_button.click()
    review.flow.talk()
    assert panel.film_button.isChecked() and not panel.rest_button.isChecked()
    assert "A short pause." not in words_on(parent_of(review))
