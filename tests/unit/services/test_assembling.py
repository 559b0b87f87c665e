"""Reels through the real catalogue."""

import pytest

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.change import reel_scope
from vidfeed.model.reel import ItemKind
from vidfeed.services import assembling, cases, codebooks, marking
from vidfeed.services.context import Context
from vidfeed.services.finding import reel_of


def _mark(ctx: Context, desk: VaultOnDesk, first: int, tag: str = "starter/noticing", **fields: object) -> str:
    span = ctx.catalogue.frame_index(desk.clip.id).span(first, first + 5)
    refs = [codebooks.tag_of(ctx.catalogue, tag)]
    return marking.mark(ctx, desk.clip.id, span, refs, **fields).moments[0].moment_id


def _kinds(ctx: Context, reel_id: str) -> list[ItemKind]:
    return [item.kind for item in reel_of(ctx.catalogue, reel_id).items]


def test_a_reel_keeps_its_order_and_takes_back_every_step(ctx: Context, desk: VaultOnDesk) -> None:
    reel = assembling.create_reel(ctx, CASE_CODE, "Looking")
    moments = [_mark(ctx, desk, first) for first in (3, 20)]
    assembling.add_card(ctx, reel.id, "Looking")
    assembling.add_moments(ctx, reel.id, moments)
    assembling.add_card(ctx, reel.id, "What do you notice?", question=True, position=1)
    expected = [ItemKind.TITLE, ItemKind.QUESTION, ItemKind.MOMENT, ItemKind.MOMENT]
    assert _kinds(ctx, reel.id) == expected
    last = reel_of(ctx.catalogue, reel.id).items[-1]
    assembling.move_item(ctx, reel.id, last.id, 0)
    assert reel_of(ctx.catalogue, reel.id).items[0] == last
    assembling.remove_item(ctx, reel.id, last.id)
    assert len(_kinds(ctx, reel.id)) == 3
    marking.undo(ctx, reel_scope(reel.id))
    marking.undo(ctx, reel_scope(reel.id))
    assert _kinds(ctx, reel.id) == expected


def test_a_clinicians_tag_must_be_confirmed_for_the_parent(ctx: Context, desk: VaultOnDesk) -> None:
    reel = assembling.create_reel(ctx, CASE_CODE, "Looking")
    moment = _mark(ctx, desk, 3, "clinician/missed-signal")
    with pytest.raises(ExpectedError):
        assembling.add_moments(ctx, reel.id, [moment])
    assembling.add_moments(ctx, reel.id, [moment], confirmed=True)
    assert _kinds(ctx, reel.id) == [ItemKind.MOMENT]


def test_a_reel_shows_one_family_only(ctx: Context, desk: VaultOnDesk) -> None:
    cases.add_case(ctx, "ALDER-12")
    other = assembling.create_reel(ctx, "ALDER-12", "Looking")
    with pytest.raises(ExpectedError) as caught:
        assembling.add_moments(ctx, other.id, [_mark(ctx, desk, 3)])
    assert caught.value.kind is ErrorKind.AMBIGUOUS
    assert _kinds(ctx, other.id) == []


def test_an_empty_reel_cannot_be_laid_out(ctx: Context) -> None:
    reel = assembling.create_reel(ctx, CASE_CODE, "Looking")
    with pytest.raises(ExpectedError):
        assembling.plan_of(ctx, reel)


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_cards_need_words_and_not_too_many(ctx: Context, text: str) -> None:
    reel = assembling.create_reel(ctx, CASE_CODE, "Looking")
    with pytest.raises(ExpectedError):
        assembling.add_card(ctx, reel.id, text)


@pytest.mark.parametrize("text", ["", "   ", "\x00", "x" * 2001])
def test_a_card_keeps_its_words_when_it_is_edited(ctx: Context, text: str) -> None:
    reel = assembling.create_reel(ctx, CASE_CODE, "Looking")
    assembling.add_card(ctx, reel.id, "Looking")
    card = reel_of(ctx.catalogue, reel.id).items[0]
    with pytest.raises(ExpectedError):
        assembling.edit_item(ctx, reel.id, card.id, text=text)
    assert reel_of(ctx.catalogue, reel.id).items[0] == card


def test_a_caption_nobody_could_read_is_refused_and_the_last_one_stays(ctx: Context, desk: VaultOnDesk) -> None:
    reel = assembling.create_reel(ctx, CASE_CODE, "Looking")
    assembling.add_moments(ctx, reel.id, [_mark(ctx, desk, 3, caption="He looks up")])
    item = reel_of(ctx.catalogue, reel.id).items[0]
    for field in ("caption", "question"):
        with pytest.raises(ExpectedError, match=f"A {field} has at most 2,000 characters; this one has 2,001"):
            assembling.edit_item(ctx, reel.id, item.id, **{field: "x" * 2001})
        assembling.edit_item(ctx, reel.id, item.id, **{field: "x" * 2000})
    with pytest.raises(ExpectedError, match="2,500"):
        assembling.add_moments(ctx, reel.id, [_mark(ctx, desk, 20, caption="x" * 2500)])
    with pytest.raises(ExpectedError, match="title"):
        assembling.edit_reel(ctx, reel.id, title=" ")


def test_words_are_kept_without_what_no_film_can_hold(ctx: Context, desk: VaultOnDesk) -> None:
    reel = assembling.create_reel(ctx, CASE_CODE, "Looking")
    assembling.add_moments(ctx, reel.id, [_mark(ctx, desk, 3)])
    item = reel_of(ctx.catalogue, reel.id).items[0]
    assembling.edit_item(ctx, reel.id, item.id, caption="He\x00 looks \ud83d up 😀 e\u0301")
    assert reel_of(ctx.catalogue, reel.id).items[0].caption == "He looks  up 😀 é"


def test_the_moment_behind_an_item_may_go_and_the_reel_stays(ctx: Context, desk: VaultOnDesk) -> None:
    reel = assembling.create_reel(ctx, CASE_CODE, "Looking")
    moment = _mark(ctx, desk, 3, caption="He looks up", baby_voice=True)
    assembling.add_moments(ctx, reel.id, [moment])
    marking.remove(ctx, moment)
    item = reel_of(ctx.catalogue, reel.id).items[0]
    assert (item.caption, item.baby_voice) == ("He looks up", True)
    assert assembling.plan_of(ctx, reel_of(ctx.catalogue, reel.id)).frames == 6


def test_moments_can_be_put_between_others(ctx: Context, desk: VaultOnDesk) -> None:
    reel = assembling.create_reel(ctx, CASE_CODE, "Looking")
    first, second, third = (_mark(ctx, desk, frame) for frame in (3, 20, 40))
    assembling.add_moments(ctx, reel.id, [first, third])
    assembling.add_moments(ctx, reel.id, [second], position=1)
    assert [item.moment_id for item in reel_of(ctx.catalogue, reel.id).items] == [first, second, third]
