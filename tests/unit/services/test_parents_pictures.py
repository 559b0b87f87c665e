"""A parent's pictures: a reel's veil holds in them too, and who has not agreed is hidden."""

import pytest

from tests.factories.films import read_strip
from tests.factories.vaults import CASE_CODE, VaultOnDesk
from vidfeed.media.pictures import Picture
from vidfeed.model.consent import Purpose, Role
from vidfeed.model.veil import Region
from vidfeed.services import assembling, cases, consenting, marking, veiling
from vidfeed.services.context import Context
from vidfeed.services.parents_pictures import ParentsPictures
from vidfeed.services.stills import StillTaker

_STRIP = Region(0, 0, 10_000, 3_000)


@pytest.fixture
def taken(ctx: Context, desk: VaultOnDesk) -> Picture:
    """Frame 12 of the clip."""
    with StillTaker(ctx) as taker:
        return taker.take(desk.clip.id, 12)


def _shown(ctx: Context, desk: VaultOnDesk, taken: Picture) -> int | None:
    """What its strip still tells."""
    return read_strip(ParentsPictures(ctx, desk.case.id, "copy").shown(desk.clip.id, taken, taken.pts).pixels())


def _mark(ctx: Context, desk: VaultOnDesk, other_person: bool) -> str:
    span = ctx.catalogue.frame_index(desk.clip.id).span(10, 19)
    return marking.mark(ctx, desk.clip.id, span, other_person=other_person).moments[0].moment_id


def test_a_picture_that_nothing_is_said_of_is_shown(ctx: Context, desk: VaultOnDesk, taken: Picture) -> None:
    _mark(ctx, desk, other_person=False)
    assert ParentsPictures(ctx, desk.case.id, "copy").shown(desk.clip.id, taken, taken.pts) is taken


def test_a_reels_veil_holds(ctx: Context, desk: VaultOnDesk, taken: Picture) -> None:
    reel = assembling.create_reel(ctx, CASE_CODE, "Looking")
    added = assembling.add_moments(ctx, reel.id, [_mark(ctx, desk, other_person=False)]).reel
    assert added is not None and added.after is not None
    veiling.draw_veil(ctx, reel.id, added.after.items[0].id, veiling.Stroke(taken.pts, _STRIP))
    assert read_strip(taken.pixels()) == 12 and _shown(ctx, desk, taken) != 12


def test_someone_else_hides_the_whole_until_they_agree(ctx: Context, desk: VaultOnDesk, taken: Picture) -> None:
    _mark(ctx, desk, other_person=True)
    assert _shown(ctx, desk, taken) != 12
    for role in (Role.PARENT_A, Role.INFANT, Role.OTHER):
        consenting.give(ctx, cases.add_person(ctx, CASE_CODE, role), Purpose.COPY, ctx.today())
    assert _shown(ctx, desk, taken) == 12


def test_a_veil_that_nobody_looked_through_hides_the_whole(ctx: Context, desk: VaultOnDesk, taken: Picture) -> None:
    reel = assembling.create_reel(ctx, CASE_CODE, "Looking")
    added = assembling.add_moments(ctx, reel.id, [_mark(ctx, desk, other_person=False)]).reel
    assert added is not None and added.after is not None
    item = added.after.items[0]
    veiling.draw_veil(ctx, reel.id, item.id, veiling.Stroke(taken.pts, Region(0, 7_000, 2_000, 2_000)))  # off the strip
    assert _shown(ctx, desk, taken) != 12
    veiling.look_through(ctx, reel.id, item.id)
    assert _shown(ctx, desk, taken) == 12


def test_a_frame_that_stands_in_for_a_veiled_one_is_hidden(ctx: Context, desk: VaultOnDesk, taken: Picture) -> None:
    reel = assembling.create_reel(ctx, CASE_CODE, "Looking")
    added = assembling.add_moments(ctx, reel.id, [_mark(ctx, desk, other_person=False)]).reel
    assert added is not None and added.after is not None
    veiling.draw_veil(ctx, reel.id, added.after.items[0].id, veiling.Stroke(taken.pts, _STRIP))
    before = ctx.catalogue.frame_index(desk.clip.id).pts[9]  # outside the item: under no veil
    with StillTaker(ctx) as taker:
        stand_in = taker.take(desk.clip.id, 9)
    assert stand_in.pts == before
    shown = ParentsPictures(ctx, desk.case.id, "copy").shown(desk.clip.id, stand_in, taken.pts)
    assert read_strip(shown.pixels()) != 9
