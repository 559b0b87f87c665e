"""The list of moments: what shows, what stays selected, what is asked for."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.qt.hands import key
from tests.qt.scenes import FOUR, clip_index, moment
from ui.widgets.empty_state import EmptyState
from ui.widgets.moment_list import NO_MATCH, NONE_YET, MomentList
from ui.widgets.moment_model import MomentModel
from ui.widgets.moment_wish import MomentWish
from ui.widgets.more_filter import Order
from ui.widgets.tag_look import looks_of
from vidfeed.model.moment import Moment

LOOKS = looks_of([FOUR])
INDEX = clip_index(5000)


def many() -> list[Moment]:
    """Ten moments, 40 s apart; every second has two stars, the third a caption, the fourth a note."""
    extra = {2: "She waits", 5: "Eyes meet"}
    return [
        moment(
            f"m{number}",
            number * 100,
            number * 100 + 49,
            f"book/Receiving{number % 4}",
            stars=2 if number % 2 else 0,
            caption=extra.get(number, ""),
            note="Ask about sleep" if number == 3 else "",
        )
        for number in range(10)
    ]


@pytest.fixture
def shown(qtbot: QtBot) -> MomentList:
    made = MomentList()
    qtbot.addWidget(made)
    made.resize(316, 500)
    made.set_clip(INDEX, LOOKS)
    made.set_moments(many())
    made.show()
    return made


def test_words_stars_and_tags_filter_together(shown: MomentList) -> None:
    assert shown.count_text == "10"
    shown.search.setText("waits")
    assert shown.count_text == "1 of 10"
    shown.search.setText("SLEEP ask")
    assert shown.count_text == "1 of 10"
    shown.search.setText("receiving 1")
    assert shown.count_text == "3 of 10"
    shown.search.clear()
    star = next(one for one in shown.findChildren(QAbstractButton) if one.accessibleName() == "Two stars or more")
    star.click()
    assert shown.count_text == "5 of 10"


def said_instead(shown: MomentList) -> str:
    (sentence,) = shown.findChildren(EmptyState)
    return sentence.accessibleName()


def test_nothing_found_is_said_as_is_nothing_yet(shown: MomentList, qtbot: QtBot) -> None:
    shown.search.setText("zebra")
    assert said_instead(shown) == NO_MATCH
    key(shown.search, Qt.Key.Key_Escape)
    assert shown.count_text == "10"
    shown.set_moments([])
    assert said_instead(shown) == NONE_YET


def test_the_selection_stays_when_moments_come_and_change(shown: MomentList, qtbot: QtBot) -> None:
    shown.set_selected("m3")
    changed = [*many()[1:], moment("new", 4000, 4010)]
    with qtbot.assertNotEmitted(shown.moment_selected):
        shown.set_moments(changed)
    assert shown.selected == "m3"
    assert shown.count_text == "10"


def test_arrows_select_enter_opens_and_del_asks_to_remove(shown: MomentList, qtbot: QtBot) -> None:
    shown.set_selected("m0")
    with qtbot.waitSignal(shown.moment_selected) as selected:
        key(shown.view, Qt.Key.Key_Down)
    assert selected.args == ["m1"]
    with qtbot.waitSignal(shown.moment_opened) as opened:
        key(shown.view, Qt.Key.Key_Return)
    assert opened.args == ["m1"]
    with qtbot.waitSignal(shown.remove_requested) as removed:
        key(shown.view, Qt.Key.Key_Delete)
    assert removed.args == ["m1"]


def test_steps_follow_what_is_listed(shown: MomentList) -> None:
    shown.search.setText("receiving 2")
    assert [shown.step(1), shown.step(1), shown.step(1), shown.step(-1)] == ["m2", "m6", "m6", "m2"]


def test_the_order_turns_round(shown: MomentList) -> None:
    turn = next(one for one in shown.findChildren(QAbstractButton) if one.accessibleName() == "Earliest first")
    turn.click()
    assert turn.accessibleName() == "Latest first"
    assert shown.step(1) == "m9"


def test_a_row_is_a_sentence_for_screen_readers() -> None:
    model = MomentModel()
    model.set_clip(INDEX, LOOKS)
    model.set_moments([moment("a", 3275, 3474, "book/Receiving0", "book/Inviting1", stars=2, caption="He looks up")])
    spoken = model.data(model.index(0), int(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken == "Receiving 0, Inviting 1, 2 minutes 11 to 2 minutes 19, moment 1, 2 stars. He looks up"


def test_rows_are_painted_with_pictures_of_the_right_size(shown: MomentList) -> None:
    asked: list[QSize] = []

    def picture(_moment: Moment, size: QSize) -> QImage | None:
        asked.append(size)
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(QColor("#123456"))
        return image

    shown.set_pictures(picture)
    grabbed = shown.view.viewport().grab().toImage()
    assert grabbed.pixelColor(40, 24) == QColor("#123456")
    assert asked[0] == QSize(64, 38) * shown.devicePixelRatioF()


@given(st.lists(st.lists(st.integers(0, 30), unique=True), min_size=2, max_size=5))
def test_however_moments_change_the_model_keeps_its_promises(rounds: Sequence[list[int]]) -> None:
    model = MomentModel()
    model.set_clip(INDEX, LOOKS)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    for stars, numbers in enumerate(rounds):
        wanted = [moment(str(number), number * 10, number * 10 + 5, stars=stars % 4) for number in numbers]
        model.set_moments(wanted)
        assert [model.moment(row) for row in range(model.rowCount())] == wanted
        assert model.rowCount() == len(wanted)
        assert [model.row_of(one.id) for one in wanted] == list(range(len(wanted)))
    assert tester.model() is model


def test_a_filter_selects_nothing_and_what_was_selected_is_so_again_when_it_is_listed(
    shown: MomentList, qtbot: QtBot
) -> None:
    shown.set_selected("m3")
    with qtbot.assertNotEmitted(shown.moment_selected):
        shown.search.setText("receiving 2")
        assert shown.selected is None
        shown.search.clear()
    assert shown.selected == "m3"


def test_a_moment_keeps_its_number_while_others_are_filtered_out(shown: MomentList) -> None:
    shown.search.setText("waits")
    spoken = shown.model.data(shown.model.index(0), int(Qt.ItemDataRole.AccessibleTextRole))
    assert "moment 3." in spoken


letters = st.text("ab c", max_size=6)
texts = st.lists(st.tuples(letters, letters, st.integers(0, 3), st.integers(1, 9)), max_size=30)


def size_of(one: Moment, order: Order) -> int:
    """By what it is put in order."""
    return {Order.TIME: 0, Order.STARS: -one.stars, Order.LENGTH: one.span.length_pts}[order]


@given(texts, letters, st.integers(0, 3), st.sampled_from(Order), st.booleans())
def test_listed_is_what_has_every_word_and_the_stars_in_the_order_asked_for(
    made: list[tuple[str, str, int, int]], wanted: str, stars: int, order: Order, backwards: bool
) -> None:
    moments = [
        moment(str(number), number, number + length, "book/Receiving0", stars=has, caption=caption, note=note)
        for number, (caption, note, has, length) in enumerate(made)
    ]
    wish = MomentWish(lambda _moment: "Receiving 0")
    wish.set_words(wanted)
    wish.least_stars, wish.order, wish.backwards = stars, order, backwards
    found = wish.pick(moments)
    assert {one.id for one in found} == {
        one.id
        for one in moments
        if one.stars >= stars and all(word in f"receiving 0 {one.caption} {one.note}" for word in wanted.split())
    }
    forth = found[::-1] if backwards else found
    keys = [(size_of(one, order), int(one.id)) for one in forth]
    assert keys == sorted(keys)
