"""Veils and silence in the builder: drawn by hand or keys, followed, looked through, and only then let be shown."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.factories.vaults import VaultOnDesk
from tests.qt.hands import drag, key
from ui.screens.rail import Place
from ui.screens.reels.screen import ReelScreen
from ui.screens.reels.story_panel import TO_LOOK_THROUGH
from ui.screens.screen import Screen
from ui.screens.shell import Shell
from ui.state.desk import Desk
from ui.widgets.check_row import CheckState
from ui.widgets.unsure_strip import UnsureStrip
from ui.widgets.veil_drawing import FIRST
from vidfeed.model.reel import Reel, ReelItem
from vidfeed.model.veil import Region, VeilShape
from vidfeed.services import marking, veiling

KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def screen(desk: Desk, reel: Reel, qtbot: QtBot) -> Iterator[ReelScreen]:
    """The builder with the reel's first moment selected, and its picture shown."""
    shell = Shell(desk, {Place.HOME: Screen, Place.REELS: lambda at: ReelScreen(at, make_sound=lambda: None)})
    qtbot.addWidget(shell)
    shell.resize(1366, 738)
    shell.show()
    desk.open_reel(reel.id)
    page = shell.page
    assert isinstance(page, ReelScreen)
    page.board.story.board.item_selected.emit(reel.items[1].id)
    qtbot.waitUntil(lambda: page.board.preview.view.painted_frame is not None)
    yield page
    shell.closing()


def _stored(vault: VaultOnDesk, reel: Reel) -> ReelItem:
    stored = vault.context.catalogue.reel(reel.id)
    assert stored is not None
    return stored.items[1]


def _played(screen: ReelScreen) -> ReelItem:
    """The first moment, as the preview plays it."""
    assert screen.playing.plan is not None
    return screen.playing.plan.items[1]


def _followed(screen: ReelScreen, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not screen.hiding._jobs.busy)


def _veiled(screen: ReelScreen, qtbot: QtBot) -> None:
    screen.board.inspector.veil.draw.click()
    key(screen.hiding.drawing, KEY.Key_Return)
    _followed(screen, qtbot)


def test_a_veil_is_drawn_with_keys_alone(screen: ReelScreen, vault: VaultOnDesk, reel: Reel, qtbot: QtBot) -> None:
    screen.board.inspector.veil.draw.click()
    drawing = screen.hiding.drawing
    assert drawing.isVisible() and not screen.board.inspector.veil.draw.isEnabled()
    key(drawing, KEY.Key_Right)
    key(drawing, KEY.Key_Down)
    key(drawing, KEY.Key_Right, SHIFT)
    key(drawing, KEY.Key_Up, SHIFT)
    key(drawing, KEY.Key_Return)
    _followed(screen, qtbot)
    (veil,) = _stored(vault, reel).veils
    wanted = Region(FIRST.left + 200, FIRST.top + 200, FIRST.width + 200, FIRST.height - 200)
    assert [spot.region for spot in veil.drawn] == [wanted]
    assert veil.track, "it was followed"
    assert not drawing.isVisible()
    assert "blur" in screen.board.story.board.story.items[1].signs
    assert TO_LOOK_THROUGH in screen.board.story.board.story.items[1].problem


def test_a_veil_is_drawn_with_the_hand_as_a_rectangle(
    screen: ReelScreen, vault: VaultOnDesk, reel: Reel, qtbot: QtBot
) -> None:
    part = screen.board.inspector.veil
    part.draw.click()
    part.shape.set_value(VeilShape.RECTANGLE)
    part.shape_chosen.emit(VeilShape.RECTANGLE)
    film = screen.hiding.drawing._film().toRect()
    at = film.topLeft() + QPoint(film.width() // 10, film.height() // 10)
    drag(screen.hiding.drawing, at, at + QPoint(film.width() // 5, film.height() // 5))
    part.keep.click()
    _followed(screen, qtbot)
    (veil,) = _stored(vault, reel).veils
    assert veil.shape is VeilShape.RECTANGLE
    region = veil.drawn[0].region
    assert abs(region.left - 1000) < 60 and abs(region.width - 2000) < 60 and abs(region.height - 2000) < 60


def test_giving_up_changes_nothing(screen: ReelScreen, vault: VaultOnDesk, reel: Reel) -> None:
    screen.board.inspector.veil.draw.click()
    key(screen.hiding.drawing, KEY.Key_Left)
    key(screen.hiding.drawing, KEY.Key_Escape)
    assert not screen.hiding.drawing.isVisible()
    assert _stored(vault, reel) == reel.items[1]


def test_another_item_ends_drawing(screen: ReelScreen, reel: Reel) -> None:
    screen.board.inspector.veil.draw.click()
    screen.reeling.select(reel.items[2].id)
    assert not screen.hiding.drawing.isVisible()


def test_while_a_veil_is_drawn_otherwise_the_bare_picture_is_shown_and_then_no_longer(
    screen: ReelScreen, reel: Reel, qtbot: QtBot
) -> None:
    _veiled(screen, qtbot)
    veil = screen.reeling.items[1].veils[0]
    assert _played(screen).veils == (veil,)
    screen.board.inspector.veil.draw_requested.emit(veil.id)
    assert _played(screen).veils == ()
    assert screen.hiding.drawing.region == veil.drawn[0].region
    key(screen.hiding.drawing, KEY.Key_Escape)
    assert _played(screen).veils == (veil,)


def test_it_may_be_shown_only_after_it_was_watched_whole(
    screen: ReelScreen, vault: VaultOnDesk, reel: Reel, qtbot: QtBot
) -> None:
    _veiled(screen, qtbot)
    part = screen.board.inspector.veil
    assert not part.may_show.isEnabled()
    part.allowed.emit(True)
    assert not _stored(vault, reel).looked_through, "not even where somebody asks"
    part.look.click()
    qtbot.waitUntil(part.may_show.isEnabled)
    assert not screen.playing.is_playing
    part.may_show.click()
    assert _stored(vault, reel).looked_through
    assert TO_LOOK_THROUGH not in screen.board.story.board.story.items[1].problem


def test_jumping_to_its_end_is_not_looking_through(screen: ReelScreen, qtbot: QtBot) -> None:
    _veiled(screen, qtbot)
    plan = screen.playing.plan
    assert plan is not None
    screen.hiding.looking.begin(1)
    screen.playing.seek(plan.starts[2] - 1)
    qtbot.waitUntil(lambda: not screen.playing.is_playing)
    assert not screen.board.inspector.veil.may_show.isEnabled()


def test_another_trim_is_followed_and_looked_through_anew(
    screen: ReelScreen, vault: VaultOnDesk, reel: Reel, qtbot: QtBot
) -> None:
    _veiled(screen, qtbot)
    screen.reeling.edit(reel.items[1].id, looked_through=True)
    index = vault.context.catalogue.frame_index(vault.clip.id)
    screen.reeling.edit(reel.items[1].id, span=index.span(3, 12))
    part = screen.board.inspector.veil
    assert not _stored(vault, reel).looked_through
    assert part.facts.grown and part.facts.unsure
    part.follow.click()
    _followed(screen, qtbot)
    assert not part.facts.grown
    assert not veiling.needs_following(vault.context, _stored(vault, reel))


def test_a_veil_is_taken_off_and_undo_brings_it_back(screen: ReelScreen, qtbot: QtBot) -> None:
    _veiled(screen, qtbot)
    veils = screen.reeling.items[1].veils
    screen.board.inspector.veil.remove_requested.emit(veils[0].id)
    assert screen.reeling.items[1].veils == ()
    screen.desk.undo(screen.reeling.scope or "")
    assert screen.reeling.items[1].veils == veils


def test_unsure_places_are_gone_through_with_the_arrow_keys(qtbot: QtBot) -> None:
    strip = UnsureStrip()
    qtbot.addWidget(strip)
    strip.show_frames(50, [4, 5, 6, 30, 31])
    assert [(one.start, one.stop) for one in strip.stretches] == [(4, 7), (30, 32)]
    jumps: list[int] = []
    strip.jumped.connect(jumps.append)
    for which in (KEY.Key_Right, KEY.Key_Right, KEY.Key_Right, KEY.Key_Left):
        key(strip, which)
    assert jumps == [4, 30, 4]


def test_the_strip_leads_to_the_picture(screen: ReelScreen, reel: Reel, qtbot: QtBot) -> None:
    _veiled(screen, qtbot)
    screen.board.inspector.veil.strip.jumped.emit(3)
    plan = screen.playing.plan
    assert plan is not None
    qtbot.waitUntil(lambda: plan.shown(screen.board.preview.frame).frame == 8)


def test_a_part_of_the_sound_is_silenced_between_two_pictures(
    screen: ReelScreen, vault: VaultOnDesk, reel: Reel, qtbot: QtBot
) -> None:
    part, plan = screen.board.inspector.silence, screen.playing.plan
    assert plan is not None
    part.mark.click()
    screen.playing.seek(plan.starts[1] + 2)
    qtbot.waitUntil(lambda: screen.board.preview.frame == plan.starts[1] + 2)
    part.mark.click()
    index = vault.context.catalogue.frame_index(vault.clip.id)
    (span,) = _stored(vault, reel).muted
    assert (span.start_pts, span.end_pts, span.tone) == (index.pts[5], index.frame_end_pts(7), False)
    assert len(part.rows) == 1
    part.changed.emit((replace(span, tone=True),))
    assert _stored(vault, reel).muted[0].tone
    part.changed.emit(())
    assert _stored(vault, reel).muted == () and part.rows == []


def test_the_check_names_what_stops_and_only_advises_on_the_rest(
    screen: ReelScreen, vault: VaultOnDesk, moment_ids: list[str], qtbot: QtBot
) -> None:
    screen.desk.announce(marking.edit(vault.context, moment_ids[0], other_person=True))
    screen.show_parent.click()
    stopped = [row for row in screen.check.rows if row.state is CheckState.STOP]
    assert [row.button.text() for row in stopped] == ["Leave out"]
    screen.check.not_yet.click()
    _veiled(screen, qtbot)
    screen.show_parent.click()
    assert any("looked through" in row.accessibleDescription() for row in screen.check.rows)
    assert not screen.check.begin.isEnabled()
    screen.check.show_requested.emit(screen.reeling.items[1].id)
    assert screen.board.isVisible() and screen.reeling.position == 1
    screen.reeling.edit(screen.reeling.items[1].id, looked_through=True)
    screen.show_parent.click()
    assert screen.check.begin.isEnabled()
    assert CheckState.STOP not in {row.state for row in screen.check.rows}
