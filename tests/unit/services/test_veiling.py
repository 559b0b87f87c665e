"""Veils and silence on a reel's item, through the real catalogue and the real film."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.change import reel_scope
from vidfeed.model.consent import Purpose, Role
from vidfeed.model.reel import Reel, ReelItem
from vidfeed.model.veil import Region, SilentSpan, VeilShape
from vidfeed.services import assembling, cases, codebooks, consenting, marking, reviewing, veiling
from vidfeed.services.context import Context
from vidfeed.services.copying import Leaving
from vidfeed.services.finding import reel_of
from vidfeed.services.rendering import render_reel

_REGION = Region(2_000, 2_000, 2_000, 3_000)


@pytest.fixture
def reel(ctx: Context, desk: VaultOnDesk) -> Reel:
    """One item of ten frames that shows someone else."""
    made = assembling.create_reel(ctx, CASE_CODE, "Looking")
    span = ctx.catalogue.frame_index(desk.clip.id).span(10, 19)
    refs = [codebooks.tag_of(ctx.catalogue, "starter/noticing")]
    moment = marking.mark(ctx, desk.clip.id, span, refs, other_person=True).moments[0].moment_id
    assembling.add_moments(ctx, made.id, [moment])
    return reel_of(ctx.catalogue, made.id)


def _item(ctx: Context, reel: Reel) -> ReelItem:
    return reel_of(ctx.catalogue, reel.id).items[0]


def _veiled(ctx: Context, desk: VaultOnDesk, reel: Reel) -> ReelItem:
    pts = ctx.catalogue.frame_index(desk.clip.id).pts[12]
    veiling.draw_veil(ctx, reel.id, reel.items[0].id, veiling.Stroke(pts, _REGION))
    return _item(ctx, reel)


def _everyone_agrees(ctx: Context) -> None:
    for role in (Role.PARENT_A, Role.INFANT):
        consenting.give(ctx, cases.add_person(ctx, CASE_CODE, role), Purpose.REVIEW, ctx.today())


def test_every_frame_of_the_item_is_covered_or_hidden_whole(ctx: Context, desk: VaultOnDesk, reel: Reel) -> None:
    item = _veiled(ctx, desk, reel)
    (veil,) = item.veils
    index = ctx.catalogue.frame_index(desk.clip.id)
    region = veil.region_at(index.pts[12])
    assert region is not None and region.covers(_REGION)
    assert veil.region_at(index.pts[9]) is None and veil.region_at(index.pts[20]) is None
    hidden_whole = [pts for pts in index.pts[10:20] if veil.region_at(pts) is None]
    assert set(hidden_whole) <= set(veiling.frames_to_check(ctx, item))


def test_a_veil_is_looked_through_before_anyone_sees_the_item(ctx: Context, desk: VaultOnDesk, reel: Reel) -> None:
    _everyone_agrees(ctx)
    item = _veiled(ctx, desk, reel)
    with pytest.raises(ExpectedError) as caught:
        reviewing.check_review(ctx, reel.id)
    assert caught.value.kind is ErrorKind.NOT_READY
    veiling.look_through(ctx, reel.id, item.id)
    reviewing.check_review(ctx, reel.id)  # whoever else is in the picture is hidden


def test_nothing_is_rendered_before_it_was_looked_through(
    ctx: Context, desk: VaultOnDesk, reel: Reel, tmp_path: Path
) -> None:
    _everyone_agrees(ctx)
    _veiled(ctx, desk, reel)
    target = tmp_path / "reel.mp4"
    with pytest.raises(ExpectedError) as caught:
        render_reel(ctx, reel.id, target, Leaving("the family", "review"))
    assert caught.value.kind is ErrorKind.NOT_READY
    assert not target.exists()


@pytest.mark.parametrize("change", ["trim", "veil", "removed"])
def test_another_trim_or_veil_is_looked_through_anew(ctx: Context, desk: VaultOnDesk, reel: Reel, change: str) -> None:
    item = _veiled(ctx, desk, reel)
    veiling.look_through(ctx, reel.id, item.id)
    index = ctx.catalogue.frame_index(desk.clip.id)
    if change == "trim":
        assembling.edit_item(ctx, reel.id, item.id, span=index.span(8, 19))
    elif change == "veil":
        veiling.draw_veil(ctx, reel.id, item.id, veiling.Stroke(index.pts[15], _REGION, veil_id=item.veils[0].id))
        assert [spot.pts for spot in _item(ctx, reel).veils[0].drawn] == [index.pts[12], index.pts[15]]
    else:
        veiling.remove_veil(ctx, reel.id, item.id, item.veils[0].id)
    assert not _item(ctx, reel).looked_through


def test_following_again_takes_in_another_trim(ctx: Context, desk: VaultOnDesk, reel: Reel) -> None:
    item = _veiled(ctx, desk, reel)
    index = ctx.catalogue.frame_index(desk.clip.id)
    wider = assembling.edit_item(ctx, reel.id, item.id, span=index.span(8, 21)).reel
    assert wider is not None and wider.after is not None
    assert veiling.needs_following(ctx, wider.after.items[0])
    assembling.edit_item(ctx, reel.id, item.id, span=index.span(12, 14))
    veiling.follow_again(ctx, reel.id, item.id)
    (veil,) = _item(ctx, reel).veils
    assert [spot.pts for spot in veil.track] == list(index.pts[12:15])
    assert not veiling.needs_following(ctx, _item(ctx, reel))


def test_a_veil_that_was_followed_elsewhere_takes_its_place_among_the_others(
    ctx: Context, desk: VaultOnDesk, reel: Reel
) -> None:
    first = _veiled(ctx, desk, reel).veils[0]
    item_id, pts = reel.items[0].id, ctx.catalogue.frame_index(desk.clip.id).pts[13]
    other = veiling.followed_veil(ctx, reel.id, item_id, veiling.Stroke(pts, _REGION, VeilShape.RECTANGLE))
    assert _item(ctx, reel).veils == (first,), "following stores nothing"
    veiling.put_veils(ctx, reel.id, item_id, [other])
    again = veiling.followed_veil(ctx, reel.id, item_id, veiling.Stroke(pts, _REGION, veil_id=first.id))
    veiling.put_veils(ctx, reel.id, item_id, [again])
    assert [veil.id for veil in _item(ctx, reel).veils] == [first.id, other.id]
    assert _item(ctx, reel).veils[0] == again


def test_a_veil_is_taken_back_and_comes_again(ctx: Context, desk: VaultOnDesk, reel: Reel) -> None:
    veils = _veiled(ctx, desk, reel).veils
    marking.undo(ctx, reel_scope(reel.id))
    assert _item(ctx, reel).veils == ()
    marking.redo(ctx, reel_scope(reel.id))
    assert _item(ctx, reel).veils == veils


@pytest.mark.parametrize(
    ("frame", "region"),
    [(30, _REGION), (12, Region(10_000, 0, 100, 100)), (12, Region(0, 0, 0, 100))],
    ids=["outside the trim", "outside the picture", "without a size"],
)
def test_a_veil_lies_on_the_items_picture(
    ctx: Context, desk: VaultOnDesk, reel: Reel, frame: int, region: Region
) -> None:
    pts = ctx.catalogue.frame_index(desk.clip.id).pts[frame]
    with pytest.raises(ExpectedError) as caught:
        veiling.draw_veil(ctx, reel.id, reel.items[0].id, veiling.Stroke(pts, region, VeilShape.RECTANGLE))
    assert caught.value.kind is ErrorKind.BAD_TIME
    assert _item(ctx, reel).veils == ()


def test_spans_are_silenced_in_order(ctx: Context, reel: Reel) -> None:
    late, early = SilentSpan(900, 950, tone=True), SilentSpan(100, 200)
    veiling.silence(ctx, reel.id, reel.items[0].id, [late, early])
    assert _item(ctx, reel).muted == (early, late)
    with pytest.raises(ExpectedError):
        veiling.silence(ctx, reel.id, reel.items[0].id, [replace(early, end_pts=100)])
    assert _item(ctx, reel).muted == (early, late)
