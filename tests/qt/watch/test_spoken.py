"""What a screen reader finds in Watch: names, roles, states and values, as they change under one's hands."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.qt.hands import CONTROL, key
from tests.qt.watch.seeing import stored
from ui.screens.watch.choice_button import Tray
from ui.screens.watch.screen import WatchScreen
from ui.widgets.step_strip import StepStrip
from vidfeed.services import codebooks, marking

Role, Text = QAccessible.Role, QAccessible.Text
F3, RIGHT, DOWN = Qt.Key.Key_F3, Qt.Key.Key_Right, Qt.Key.Key_Down


@pytest.fixture
def view(screen: WatchScreen) -> QWidget:
    return screen.board.stage.view


@pytest.fixture
def marks(screen: WatchScreen) -> WatchScreen:
    """Eight moments, so that the list has its filters; the second has a tag, stars and words."""
    film, ctx = screen.watched.film, screen.desk.context
    assert film is not None
    for number in range(8):
        span = film.film.index.span(number * 18, number * 18 + 9)
        tags = [codebooks.tag_of(ctx.catalogue, "starter/noticing")] if number == 1 else []
        words = "She waits" if number == 1 else ""
        change = marking.mark(ctx, film.clip.id, span, tags, stars=2 if number == 1 else 0, caption=words)
        screen.desk.announce(change)
    return screen


def spoken(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def button(screen: WatchScreen, name: str) -> QAbstractButton:
    return next(one for one in screen.findChildren(QAbstractButton) if one.accessibleName() == name)


def test_palette_keys_say_their_key_their_count_and_that_they_are_down(screen: WatchScreen, view: QWidget) -> None:
    tag_key = screen.board.palette.key_at((1, 0))
    assert tag_key is not None
    found = spoken(tag_key)
    assert (found.role(), found.text(Text.Name)) == (Role.Button, "Turn-taking, key Q")
    assert found.text(Text.Description) == "0 in this clip"
    QTest.keyPress(view, Qt.Key.Key_Q)
    assert found.state().pressed
    assert found.text(Text.Description) == "0 in this clip, running"
    QTest.keyRelease(view, Qt.Key.Key_Q)
    assert not found.state().pressed
    assert found.text(Text.Description) == "1 in this clip, on the selected moment"


def test_the_timeline_s_spans_are_items_of_a_list(marks: WatchScreen) -> None:
    marks.moment.go_to(stored(marks)[1].id)
    found = spoken(marks.board.timeline)
    items = [found.child(place) for place in range(8)]
    assert {item.role() for item in items} == {Role.ListItem}
    assert items[1].text(Text.Name) == "Noticing, 0 seconds to 1 second"
    assert items[1].text(Text.Value) == "moment 2 of 8"
    assert [bool(item.state().selected) for item in items] == [place == 1 for place in range(8)]
    assert "8 moments" in found.text(Text.Description)


def test_list_rows_are_said_as_sentences_and_the_chosen_one_is_selected(marks: WatchScreen) -> None:
    marks.moment.go_to(stored(marks)[1].id)
    found = spoken(marks.board.moments.view)
    assert (found.role(), found.text(Text.Name)) == (Role.List, "Moments")
    rows = [found.child(place) for place in range(8)]
    assert {row.role() for row in rows} == {Role.ListItem}
    assert rows[1].text(Text.Name) == "Noticing, 0 seconds to 1 second, moment 2, 2 stars. She waits"
    assert rows[0].text(Text.Name) == "No tag, 0 seconds to 0 seconds, moment 1. No words yet"
    assert [bool(row.state().selected) for row in rows] == [place == 1 for place in range(8)]


def test_stars_are_a_slider_with_a_value(marks: WatchScreen, view: QWidget) -> None:
    marks.moment.go_to(stored(marks)[1].id)
    found = spoken(marks.board.inspector.stars)
    assert (found.role(), found.text(Text.Name), found.text(Text.Value)) == (Role.Slider, "Stars", "2 of 3")
    key(view, Qt.Key.Key_3, CONTROL)
    assert found.text(Text.Value) == "3 of 3"
    key(marks.board.inspector.stars, Qt.Key.Key_Left)
    assert (found.text(Text.Value), stored(marks)[1].stars) == ("2 of 3", 2)


def test_what_the_parent_sees_and_what_stays_private_have_other_names(marks: WatchScreen) -> None:
    marks.moment.go_to(stored(marks)[1].id)
    inspector = marks.board.inspector
    fields = [(spoken(one).role(), spoken(one).text(Text.Name)) for one in (inspector.caption, inspector.note)]
    assert fields == [(Role.EditableText, "Caption the parent sees"), (Role.EditableText, "Private note")]
    voice = spoken(button(marks, "Baby’s voice"))
    assert voice.state().checkable and not voice.state().checked
    button(marks, "Baby’s voice").click()
    assert voice.state().checked
    who = spoken(button(marks, "Who: both"))
    button(marks, "Who: both").click()
    assert who.state().checked


@pytest.mark.parametrize(
    ("name", "pressed"),
    [("Speed: half", Qt.Key.Key_Minus), ("Loop starts", Qt.Key.Key_BracketLeft), ("Loop on", Qt.Key.Key_P)],
)
def test_speed_and_loop_say_which_is_on(screen: WatchScreen, view: QWidget, name: str, pressed: Qt.Key) -> None:
    named = [one for one in screen.board.stage.transport.findChildren(QAbstractButton) if one.isCheckable()]
    found = next(one for one in named if one.accessibleName().startswith(name))
    assert not spoken(found).state().checked
    if name.startswith("Speed"):
        while screen.watched.playing.speed > 0.5:
            key(view, pressed)
    else:
        key(view, pressed)
    assert spoken(found).state().checked


def test_the_passes_say_where_one_is(marks: WatchScreen, view: QWidget) -> None:
    key(view, F3)
    strip = marks.sitting.bar.findChild(StepStrip)
    assert strip is not None
    assert spoken(strip).text(Text.Name) == "Step 1 of 3: Hearts"
    key(view, F3)
    page = marks.sitting.page
    assert spoken(strip).text(Text.Name) == "Step 2 of 3: Keep, maybe, no"
    assert [spoken(one).text(Text.Name) for one in (page.no, page.keep, page.maybe)] == [
        "No: stays marked, not for now",
        "Keep: goes on to tags and why",
        "Maybe: comes round once more",
    ]
    assert {spoken(one).role() for one in (page.no, page.keep, page.maybe)} == {Role.Button}
    key(view, RIGHT)
    key(view, DOWN)
    assert [tray.accessibleName() for tray in page.findChildren(Tray)] == [
        "No: 0 moments",
        "Maybe: 1 moment",
        "Keep: 1 moment",
    ]
    dots = spoken(page.dots)
    assert (dots.role(), dots.text(Text.Name), dots.text(Text.Value)) == (
        Role.ProgressBar,
        "Moments decided",
        "2 of 8",
    )


def reachable(screen: WatchScreen) -> Iterator[QWidget]:
    """Everything in view that Tab can come to."""
    for one in screen.findChildren(QWidget):
        inside_qt = one.objectName().startswith("qt_")
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and one.isEnabled() and not inside_qt:
            yield one


@pytest.mark.parametrize("presses", [0, 1, 2, 3])
def test_whatever_takes_the_focus_has_a_name_and_a_role_in_every_pass(
    marks: WatchScreen, view: QWidget, presses: int
) -> None:
    marks.moment.go_to(stored(marks)[1].id)
    steps: list[Callable[[], None]] = [lambda: key(view, F3)] * presses
    for step in steps:
        step()
    found = list(reachable(marks))
    assert len(found) > 8
    for one in found:
        told = spoken(one)
        assert told.text(Text.Name) or one.accessibleName(), type(one)
        assert told.role() not in (Role.NoRole,), type(one)
