"""Marking through the real catalogue."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.vaults import VaultOnDesk
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.change import clip_scope
from vidfeed.model.frame_index import FrameIndex, Packet
from vidfeed.model.moment import MAX_TEXT_LENGTH
from vidfeed.model.time import Span
from vidfeed.services import codebooks, marking
from vidfeed.services.context import Context

INDEX = FrameIndex.from_packets(Fraction(1, 25), tuple(Packet(i, i, i % 25 == 0) for i in range(500)), 1)


@given(st.integers(0, 499), st.decimals(0, 30, places=2), st.decimals(0, 30, places=2))
def test_a_tap_spans_lead_and_lag_within_the_clip_and_holds_its_frame(frame: int, lead: Decimal, lag: Decimal) -> None:
    span = marking.tap_span(INDEX, frame, lead, lag)
    assert 0 <= span.start_pts <= frame < span.end_pts <= 500
    assert span.start_pts == max(0, int((Fraction(frame, 25) - Fraction(lead)) * 25 // 1))
    assert span.end_pts == min(500, max(frame + 1, int((Fraction(frame, 25) + Fraction(lag)) * 25 // 1)))


def test_a_mark_is_there_for_whoever_opens_the_vault_next(desk: VaultOnDesk, ctx: Context) -> None:
    clip = desk.clip
    tag = codebooks.tag_of(ctx.catalogue, "starter/responding")
    span = ctx.catalogue.frame_index(clip.id).span(3, 20)
    change = marking.mark(ctx, clip.id, span, [tag], stars=2, caption="“Ba” – “ba!” 👶🏽", note="שלום")
    stored = ctx.catalogue.moment(change.moments[0].moment_id)
    assert stored == change.moments[0].after
    assert stored is not None
    assert (stored.span, stored.tags, stored.stars) == (span, (tag,), 2)


def test_undo_and_redo_walk_the_clips_own_history(desk: VaultOnDesk, ctx: Context) -> None:
    clip, scope = desk.clip, clip_scope(desk.clip.id)
    span = ctx.catalogue.frame_index(clip.id).span(0, 9)
    moment = marking.mark(ctx, clip.id, span).moments[0].moment_id
    marking.edit(ctx, moment, stars=3)
    marking.remove(ctx, moment)
    assert ctx.catalogue.moments(clip.id) == []
    marking.undo(ctx, scope)
    assert [m.stars for m in ctx.catalogue.moments(clip.id)] == [3]
    marking.undo(ctx, scope)
    assert [m.stars for m in ctx.catalogue.moments(clip.id)] == [0]
    marking.redo(ctx, scope)
    assert [m.stars for m in ctx.catalogue.moments(clip.id)] == [3]
    marking.undo(ctx, scope)
    marking.undo(ctx, scope)
    assert marking.undo(ctx, scope) is None
    assert ctx.catalogue.moments(clip.id) == []


def test_an_edit_that_changes_nothing_leaves_no_step(desk: VaultOnDesk, ctx: Context) -> None:
    span = ctx.catalogue.frame_index(desk.clip.id).span(0, 9)
    moment = marking.mark(ctx, desk.clip.id, span, stars=1).moments[0].moment_id
    marking.edit(ctx, moment, stars=1)
    marking.undo(ctx, clip_scope(desk.clip.id))
    assert ctx.catalogue.moment(moment) is None


@pytest.mark.parametrize("ends", [(-1, 1), (0, 10**9)])
def test_marks_outside_the_clip_are_refused(desk: VaultOnDesk, ctx: Context, ends: tuple[int, int]) -> None:
    clip = desk.clip
    span = Span(clip.origin_pts + ends[0], clip.origin_pts + ends[1])
    with pytest.raises(ExpectedError) as caught:
        marking.mark(ctx, clip.id, span)
    assert caught.value.kind is ErrorKind.BAD_TIME
    assert ctx.catalogue.moments(clip.id) == []


@pytest.mark.parametrize("fields", [{"stars": 4}, {"stars": -1}, {"note": "x" * (MAX_TEXT_LENGTH + 1)}])
def test_unusable_fields_are_refused_and_nothing_is_lost(
    desk: VaultOnDesk, ctx: Context, fields: dict[str, Any]
) -> None:
    span = ctx.catalogue.frame_index(desk.clip.id).span(0, 9)
    moment = marking.mark(ctx, desk.clip.id, span, note="kept").moments[0].moment_id
    with pytest.raises(ExpectedError):
        marking.edit(ctx, moment, **fields)
    stored = ctx.catalogue.moment(moment)
    assert stored is not None
    assert stored.note == "kept"


def test_a_tag_is_put_on_once_and_taken_off(desk: VaultOnDesk, ctx: Context) -> None:
    tag = codebooks.tag_of(ctx.catalogue, "Enjoying")
    span = ctx.catalogue.frame_index(desk.clip.id).span(0, 9)
    moment = marking.mark(ctx, desk.clip.id, span, [tag, tag]).moments[0]
    assert moment.after is not None
    assert moment.after.tags == (tag,)
    changed = marking.toggle_tag(ctx, moment.moment_id, tag).moments[0].after
    assert changed is not None
    assert changed.tags == ()


@pytest.mark.parametrize(
    ("name", "kind"), [("No such tag", ErrorKind.UNKNOWN_TAG), ("starter/none", ErrorKind.UNKNOWN_TAG)]
)
def test_unknown_tags(ctx: Context, name: str, kind: ErrorKind) -> None:
    with pytest.raises(ExpectedError) as caught:
        codebooks.tag_of(ctx.catalogue, name)
    assert caught.value.kind is kind


def test_a_name_that_one_codebook_has_is_enough(ctx: Context) -> None:
    assert codebooks.tag_of(ctx.catalogue, "attuned/Waiting").tag_id == "attuned/waiting"
    assert codebooks.tag_of(ctx.catalogue, "waiting").tag_id == "attuned/waiting"


@given(st.integers(0, 499), st.integers(-3000, 3000))
def test_what_was_meant_lies_reaction_time_back_within_the_clip(frame: int, back_ms: int) -> None:
    found = marking.meant_frame(INDEX, frame, Fraction(back_ms, 1000))
    wanted = (Fraction(frame, 25) - Fraction(back_ms, 1000)) * 25
    assert found == max(0, min(int(wanted // 1), 499))


def test_cut_and_join(desk: VaultOnDesk, ctx: Context) -> None:
    clip, index = desk.clip, ctx.catalogue.frame_index(desk.clip.id)
    tag, other = (codebooks.tag_of(ctx.catalogue, f"starter/{name}") for name in ("responding", "noticing"))
    made = marking.mark(ctx, clip.id, index.span(10, 29), [tag], stars=2, caption="Ba", note="n").moments[0].moment_id
    change = marking.split(ctx, made, index.pts[20])
    first, second = ctx.catalogue.moments(clip.id)
    assert (first.span, second.span) == (index.span(10, 19), index.span(20, 29))
    assert (first.caption, first.stars, second.caption, second.stars) == ("Ba", 2, "", 0)
    assert second.tags == (tag,) and change.label == "Cut moment in two"
    marking.edit(ctx, second.id, tags=(other,), caption="Da", stars=3)
    marking.merge(ctx, second.id, first.id)
    (joined,) = ctx.catalogue.moments(clip.id)
    assert (joined.id, joined.span, joined.tags) == (first.id, index.span(10, 29), (tag, other))
    assert (joined.caption, joined.note, joined.stars) == ("Ba\nDa", "n", 3)
    marking.undo(ctx, clip_scope(clip.id))
    assert len(ctx.catalogue.moments(clip.id)) == 2


def test_nothing_can_be_cut_off_at_its_edge_or_joined_with_itself(desk: VaultOnDesk, ctx: Context) -> None:
    index = ctx.catalogue.frame_index(desk.clip.id)
    made = marking.mark(ctx, desk.clip.id, index.span(10, 29)).moments[0].moment_id
    for frame in (5, 10, 30):
        with pytest.raises(ExpectedError) as caught:
            marking.split(ctx, made, index.pts[frame])
        assert caught.value.kind is ErrorKind.BAD_TIME
    with pytest.raises(ExpectedError):
        marking.merge(ctx, made, made)
