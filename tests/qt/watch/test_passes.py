"""Three passes by keys alone: hearts, cards, tags; left and gone on with; undo; what is said."""

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.qt.hands import CONTROL, key
from tests.qt.watch.seeing import stored, wait_for
from ui.screens.watch.screen import WatchScreen
from ui.state.key_bindings import KeyChoices, Preset
from ui.theme import ThemeName, apply_theme
from ui.widgets.announce import announcer
from vidfeed.model.moment import Decision
from vidfeed.model.sitting import Asked, Pass
from vidfeed.services import marking

KEEP, MAYBE, NO, UNDECIDED = Decision.KEEP, Decision.MAYBE, Decision.NO, Decision.UNDECIDED
LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down
F3 = Qt.Key.Key_F3
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def view(screen: WatchScreen) -> QWidget:
    return screen.board.stage.view


@pytest.fixture
def hearts(screen: WatchScreen) -> WatchScreen:
    """Four moments of ten frames, twenty apart."""
    film = screen.watched.film
    assert film is not None
    for first in (0, 20, 40, 60):
        screen.desk.announce(marking.mark(screen.desk.context, film.clip.id, film.film.index.span(first, first + 9)))
    return screen


def decisions(screen: WatchScreen) -> list[Decision]:
    return [moment.decision for moment in stored(screen)]


def sitting_text(screen: WatchScreen) -> str:
    clip = screen.watched.clip
    found = screen.desk.context.catalogue.clip(clip.id) if clip is not None else None
    return found.sitting if found is not None else ""


def test_f3_goes_through_the_passes_and_out(hearts: WatchScreen, view: QWidget) -> None:
    sitting = hearts.sitting
    assert not sitting.bar.isVisible()
    for stage in Pass:
        key(view, F3)
        assert sitting.state.stage is stage
        assert sitting.bar.isVisible()
        assert view.hasFocus()
        assert sitting_text(hearts).startswith(stage)
    assert sitting.bar.summary.text() == "Film of 6 seconds: 4 moments, 0 kept."
    key(view, F3)
    assert (sitting.state.now, sitting_text(hearts)) == (None, "")
    assert not sitting.bar.isVisible()


def test_cards_loop_and_are_decided_by_arrows(hearts: WatchScreen, view: QWidget, qtbot: QtBot) -> None:
    said: list[str] = []
    listening = announcer().announced.connect(lambda text, _now: said.append(text))
    key(view, F3)
    key(view, F3)
    page = hearts.sitting.page
    assert page.isVisible() and page.isAncestorOf(view)
    assert page.progress.text() == "1 of 4"
    assert "1 of 4, 00:00.0–00:00.4" in said
    qtbot.waitUntil(lambda: hearts.watched.playing.is_playing)
    seen: set[int] = set()
    hearts.play.moved.connect(seen.add)
    qtbot.waitUntil(lambda: {1, 9} <= seen and hearts.play.frame < 9)
    assert max(seen) <= 9, "it goes round in the moment"
    for which, expected in ((RIGHT, KEEP), (LEFT, NO), (DOWN, MAYBE), (RIGHT, KEEP)):
        place = decisions(hearts).index(UNDECIDED)
        key(view, which)
        assert decisions(hearts)[place] is expected
    assert page.progress.text() == "Maybe, once more: 1 moment left"
    key(view, RIGHT)
    assert decisions(hearts) == [KEEP, NO, KEEP, KEEP]
    assert page.card_words.text() == "All is decided."
    assert hearts.sitting.bar.summary.text() == "Film of 6 seconds: 4 moments, 3 kept."
    key(view, Qt.Key.Key_Return)
    assert hearts.sitting.state.stage is Pass.TAGS
    assert not page.isAncestorOf(view) and view.isVisible()
    announcer().announced.disconnect(listening)


def test_undo_asks_again_and_up_goes_back_one(hearts: WatchScreen, view: QWidget) -> None:
    key(view, F3)
    key(view, F3)
    key(view, RIGHT)
    key(view, LEFT)
    key(view, Qt.Key.Key_Z, CONTROL)
    assert decisions(hearts) == [KEEP, UNDECIDED, UNDECIDED, UNDECIDED]
    assert hearts.sitting.state.card == stored(hearts)[1]
    key(view, UP)
    assert hearts.sitting.state.card == stored(hearts)[0]
    key(view, LEFT)
    assert decisions(hearts)[0] is NO
    assert hearts.sitting.state.card == stored(hearts)[1]


def test_other_keys_mark_nothing_between_cards(hearts: WatchScreen, view: QWidget) -> None:
    key(view, F3)
    key(view, F3)
    for which in (Qt.Key.Key_Q, Qt.Key.Key_M, Qt.Key.Key_N, Qt.Key.Key_Delete, Qt.Key.Key_O):
        key(view, which)
    assert decisions(hearts) == [UNDECIDED] * 4


def test_the_choices_are_buttons_too(hearts: WatchScreen, view: QWidget) -> None:
    key(view, F3)
    key(view, F3)
    page = hearts.sitting.page
    assert page.keep.accessibleName() == "Keep: goes on to tags and why"
    page.keep.setFocus()
    key(page.keep, Qt.Key.Key_Space)
    page.no.setFocus()
    key(page.no, Qt.Key.Key_Return)
    assert decisions(hearts)[:2] == [KEEP, NO]


def test_it_is_left_and_gone_on_with_on_another_day(hearts: WatchScreen, view: QWidget, qtbot: QtBot) -> None:
    key(view, F3)
    key(view, F3)
    key(view, DOWN)
    key(view, Qt.Key.Key_Escape)
    assert hearts.sitting.state.now is None
    assert hearts.sitting.button.accessibleName() == "Three passes, go on with: Keep, maybe, no"
    hearts.left()
    hearts.entered()
    wait_for(qtbot, hearts, hearts.play.frame)
    key(view, F3)
    assert hearts.sitting.state.stage is Pass.CHOOSING
    assert hearts.sitting.state.card == stored(hearts)[1]


def test_the_third_pass_is_about_what_was_kept(hearts: WatchScreen, view: QWidget) -> None:
    key(view, F3)
    key(view, F3)
    for which in (RIGHT, LEFT, RIGHT, LEFT):
        key(view, which)
    key(view, Qt.Key.Key_Return)
    first, _, third, _ = stored(hearts)
    assert hearts.watched.moments.selected == first
    assert hearts.board.moments.count_text == "2 of 4"
    key(view, Qt.Key.Key_Q)
    key(view, Qt.Key.Key_Return)
    QTest.keyClicks(hearts.board.inspector.caption, "You waited")
    key(hearts.board.inspector.caption, Qt.Key.Key_Escape)
    key(view, DOWN)
    selected = hearts.watched.moments.selected
    assert selected is not None and selected.id == third.id
    assert sitting_text(hearts) == f"tags {third.id} first"
    key(view, Qt.Key.Key_W)
    first, _, third, _ = stored(hearts)
    assert ([ref.tag_id for ref in first.tags], first.caption) == (["starter/turn-taking"], "You waited")
    assert [ref.tag_id for ref in third.tags] == ["starter/comforting"]
    key(view, F3)
    assert hearts.board.moments.count_text == "4"


def test_leaving_the_film_in_the_midst_of_cards_gives_the_picture_back(hearts: WatchScreen, view: QWidget) -> None:
    key(view, F3)
    key(view, F3)
    hearts.left()
    assert hearts.board.stage.isAncestorOf(view)
    assert not hearts.sitting.bar.isVisible()
    assert sitting_text(hearts) == "choosing - first"


def test_a_film_without_moments_has_nothing_to_decide(screen: WatchScreen, view: QWidget) -> None:
    key(view, F3)
    key(view, F3)
    assert screen.sitting.page.card_words.text() == "All is decided."
    assert not screen.sitting.page.keep.isEnabled()
    key(view, RIGHT)
    key(view, Qt.Key.Key_Return)
    assert screen.sitting.state.stage is Pass.TAGS


def test_keys_with_others_held_change_nothing_unseen_between_cards(hearts: WatchScreen, view: QWidget) -> None:
    hearts.moment.go_to(stored(hearts)[2].id)
    hearts.key_control.use(KeyChoices(Preset.CODER))
    key(view, F3)
    key(view, F3)
    before = stored(hearts)
    for which, held in (
        (Qt.Key.Key_Q, SHIFT), (Qt.Key.Key_M, SHIFT), (Qt.Key.Key_Y, SHIFT), (Qt.Key.Key_1, CONTROL),
        (LEFT, ALT), (RIGHT, CONTROL), (Qt.Key.Key_J, CONTROL), (Qt.Key.Key_K, CONTROL),
        (Qt.Key.Key_Return, CONTROL),
    ):  # fmt: skip
        key(view, which, held)
    assert stored(hearts) == before
    assert hearts.watched.marking.running == ()
    assert view.hasFocus()


def test_the_card_is_paused_slowed_and_muted_by_key_and_button(hearts: WatchScreen, view: QWidget) -> None:
    key(view, F3)
    key(view, F3)
    page, playing, sound = hearts.sitting.page, hearts.watched.playing, hearts.controls.sound
    assert playing.is_playing
    key(view, Qt.Key.Key_Space)
    assert not playing.is_playing
    _button(page, "Pause or play").click()
    assert playing.is_playing
    key(view, Qt.Key.Key_Minus)
    speed = playing.speed
    assert speed < 1
    _button(page, "Slower").click()
    assert playing.speed < speed
    key(view, Qt.Key.Key_U)
    assert sound.choices.muted
    _button(page, "Sound on or off").click()
    assert not sound.choices.muted


def _button(page: QWidget, name: str) -> QToolButton:
    return next(one for one in page.findChildren(QToolButton) if one.accessibleName() == name)


def test_dots_and_plate_say_how_far_one_is_and_what_goes_round(hearts: WatchScreen, view: QWidget) -> None:
    key(view, F3)
    key(view, F3)
    dots = hearts.sitting.page.dots
    spoken = QAccessible.queryAccessibleInterface(dots)
    assert spoken.role() is QAccessible.Role.ProgressBar
    for expected in ("0 of 4", "1 of 4", "2 of 4"):
        assert (spoken.text(QAccessible.Text.Name), spoken.text(QAccessible.Text.Value)) == (
            "Moments decided",
            expected,
        )
        key(view, RIGHT)
    assert [badge.text for badge in hearts.board.stage.view.badges] == ["Loops 00:02–00:02"]
    assert hearts.sitting.state.cards == [Asked.DONE, Asked.DONE, Asked.DONE, Asked.NOW]
    key(view, DOWN)
    assert hearts.sitting.state.cards == [Asked.DONE, Asked.DONE, Asked.DONE, Asked.NOW], "it came round once more"
    key(view, LEFT)
    assert spoken.text(QAccessible.Text.Value) == "4 of 4"


@pytest.mark.parametrize("percent", [100, 125])
@pytest.mark.parametrize("width", [1366, 1093])
def test_how_much_there_is_has_room_in_every_pass(
    hearts: WatchScreen, view: QWidget, width: int, percent: int, qapp: QApplication
) -> None:
    apply_theme(qapp, ThemeName.LIGHT, percent)
    hearts.resize(width - 87, 614 if width == 1093 else 654)
    for _ in Pass:
        key(view, F3)
        QApplication.processEvents()
        bar = hearts.sitting.bar
        assert bar.summary.text() in ("Film of 6 seconds: 4 moments, 0 kept.", "4 moments, 0 kept.")
        if (width, percent) == (1366, 100):
            assert bar.summary.text().startswith("Film of")
        needed = bar.summary.fontMetrics().horizontalAdvance(bar.summary.text())
        assert bar.summary.width() >= needed
        assert bar.summary.accessibleName() == "Film of 6 seconds: 4 moments, 0 kept."
        assert bar.strip.width() >= bar.strip.sizeHint().width()
        assert bar.strip.geometry().right() < bar.summary.geometry().left()
        assert bar.leave.geometry().right() <= bar.width()


def test_the_users_own_loop_is_there_again_after_the_passes(hearts: WatchScreen, view: QWidget) -> None:
    loop, scene = hearts.play.loop, hearts.board.timeline._scene
    loop.set_a(30)
    loop.set_b(35)
    for _ in range(3):
        key(view, F3)
    assert scene.loop != (30, 35)
    hearts.sitting.leave()
    assert (scene.loop, loop.on) == ((30, 35), True)


def test_a_loop_of_one_film_does_not_come_back_in_another(hearts: WatchScreen, view: QWidget) -> None:
    hearts.play.loop.loop_frames(30, 35)
    key(view, F3)
    key(view, F3)
    clip = hearts.watched.clip
    assert clip is not None
    hearts.left()
    hearts.desk.open_clip(clip)
    hearts.entered()
    assert (hearts.board.timeline._scene.loop, hearts.play.loop.on) == ((None, None), False)


def test_a_pass_too_far_is_gone_back_from(hearts: WatchScreen, view: QWidget) -> None:
    state = hearts.sitting.state
    key(view, F3, SHIFT)
    assert state.stage is None
    for stage in Pass:
        key(view, F3)
        assert state.stage is stage
    for stage in reversed(list(Pass)[:-1]):
        key(view, F3, SHIFT)
        assert state.stage is stage
        assert view.hasFocus() and view.isVisible()
    key(view, F3, SHIFT)
    assert state.stage is Pass.HEARTS
    assert sitting_text(hearts) == "hearts - first"


def test_on_another_day_up_leads_to_the_card_decided_on_last(hearts: WatchScreen, view: QWidget, qtbot: QtBot) -> None:
    key(view, F3)
    key(view, F3)
    key(view, LEFT)
    hearts.left()
    hearts.entered()
    wait_for(qtbot, hearts, hearts.play.frame)
    key(view, F3)
    key(view, UP)
    assert hearts.sitting.state.card == stored(hearts)[0]
    key(view, RIGHT)
    assert decisions(hearts) == [KEEP, UNDECIDED, UNDECIDED, UNDECIDED]


def test_cards_go_round_as_fast_as_they_were_and_hearts_go_on_as_fast_as_before(
    hearts: WatchScreen, view: QWidget
) -> None:
    playing = hearts.watched.playing
    key(view, F3)
    hearts.play.set_speed(Fraction(2))
    key(view, F3)
    assert playing.speed == 1
    key(view, F3, SHIFT)
    assert playing.speed == 2
    hearts.play.set_speed(Fraction(1, 2))
    key(view, F3)
    assert playing.speed == Fraction(1, 2)
