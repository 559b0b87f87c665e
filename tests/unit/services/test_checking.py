"""Looking at a reel before it is shown: consent and veils stop it, advice never does."""

from fractions import Fraction

import pytest

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from vidfeed.model.consent import Purpose, Role
from vidfeed.model.reel import Reel
from vidfeed.model.reel_check import CheckLine, CheckTopic, CheckWeight, stops
from vidfeed.model.review import ReviewAction
from vidfeed.model.veil import Region, SilentSpan
from vidfeed.services import assembling, cases, checking, codebooks, consenting, marking, reviewing, veiling
from vidfeed.services.context import Context
from vidfeed.services.finding import reel_of

ADVICE, OK, STOP = CheckWeight.ADVICE, CheckWeight.OK, CheckWeight.STOP


@pytest.fixture
def reel(ctx: Context, desk: VaultOnDesk) -> Reel:
    """Two moments of a second and more, tagged for parents, with a reason; the case's main people have agreed."""
    for role, label in ((Role.PARENT_A, "Mother Ottilie"), (Role.INFANT, "Baby")):
        person = cases.add_person(ctx, CASE_CODE, role, label)
        consenting.give(ctx, person, Purpose.REVIEW, ctx.today())
    made = assembling.create_reel(ctx, CASE_CODE, "Looking")
    refs = [codebooks.tag_of(ctx.catalogue, "starter/noticing")]
    index = ctx.catalogue.frame_index(desk.clip.id)
    for first in (0, 30):
        change = marking.mark(ctx, desk.clip.id, index.span(first, first + 29), refs)
        assembling.add_moments(ctx, made.id, [change.moments[0].moment_id], why_chosen="She waits")
    return reel_of(ctx.catalogue, made.id)


def _lines(ctx: Context, reel: Reel) -> dict[CheckTopic, CheckLine]:
    return {line.topic: line for line in checking.check_reel(ctx, reel.id)}


def test_a_reel_that_is_in_order_says_so(ctx: Context, reel: Reel) -> None:
    lines = _lines(ctx, reel)
    assert {line.weight for line in lines.values()} == {OK}, [one for one in lines.values() if one.weight is not OK]
    assert set(lines) == set(CheckTopic) - {CheckTopic.SOUND}
    assert checking.check_sound(ctx, reel.id).weight is OK


def test_advice_never_stops(ctx: Context, reel: Reel) -> None:
    first, second = reel.items
    assembling.edit_item(ctx, reel.id, first.id, why_chosen="", caption="Ottilie waits")
    assembling.edit_item(ctx, reel.id, second.id, speed=Fraction(2), hold_s=Fraction(400))
    last = ctx.catalogue.moment(second.moment_id or "")
    assert last is not None
    clinician = codebooks.tag_of(ctx.catalogue, "clinician/missed-signal")
    marking.edit(ctx, last.id, tags=(clinician,))
    lines = _lines(ctx, reel)
    said = {topic for topic, line in lines.items() if line.weight is ADVICE}
    assert said == {
        CheckTopic.NAMES, CheckTopic.REASONS, CheckTopic.LENGTHS, CheckTopic.TAGS, CheckTopic.STRENGTHS,
    }  # fmt: skip
    assert not stops(list(lines.values()))
    assert lines[CheckTopic.REASONS].item_ids == (first.id,)
    assert lines[CheckTopic.STRENGTHS].item_ids == (second.id,)
    reviewing.check_review(ctx, reel.id)


def test_consent_and_the_case_id_stop(ctx: Context, reel: Reel) -> None:
    person = ctx.catalogue.people(reel.case_id)[0]
    consenting.withdraw(ctx, person, Purpose.REVIEW, ctx.today())
    assembling.edit_item(ctx, reel.id, reel.items[0].id, caption=f"{CASE_CODE} waits")
    lines = checking.check_reel(ctx, reel.id)
    assert [line.topic for line in stops(lines)] == [CheckTopic.CONSENT, CheckTopic.PRIVATE]
    assert [line.weight for line in lines[:2]] == [STOP, STOP], "what stops it is said first"


def test_someone_else_stops_until_a_veil_was_looked_through(ctx: Context, desk: VaultOnDesk, reel: Reel) -> None:
    item = reel.items[0]
    marking.edit(ctx, item.moment_id or "", other_person=True)
    line = _lines(ctx, reel)[CheckTopic.OTHERS]
    assert line.weight is STOP and line.item_ids == (item.id,)
    pts = ctx.catalogue.frame_index(desk.clip.id).pts[3]
    veiling.draw_veil(ctx, reel.id, item.id, veiling.Stroke(pts, Region(2_000, 2_000, 2_000, 3_000)))
    lines = _lines(ctx, reel)
    assert lines[CheckTopic.VEILS].weight is STOP and lines[CheckTopic.VEILS].item_ids == (item.id,)
    veiling.look_through(ctx, reel.id, item.id)
    assert not stops(list(_lines(ctx, reel).values()))


def test_what_the_parent_saw_last_time_is_named_unless_loved(ctx: Context, reel: Reel) -> None:
    review = reviewing.begin_review(ctx, reel.id)
    for item in reel.items:
        reviewing.log(ctx, review.id, ReviewAction.SHOWN, item.id)
    reviewing.log(ctx, review.id, ReviewAction.FAVOURITE, reel.items[1].id)
    line = _lines(ctx, reel)[CheckTopic.REPEATED]
    assert line.weight is ADVICE and line.item_ids == (reel.items[0].id,)


def test_an_item_that_is_silenced_throughout_is_named(ctx: Context, reel: Reel) -> None:
    item = reel.items[1]
    assert item.span is not None
    veiling.silence(ctx, reel.id, item.id, [SilentSpan(item.span.start_pts, item.span.end_pts)])
    line = checking.check_sound(ctx, reel.id)
    assert line.weight is ADVICE and line.item_ids == (item.id,)
    assembling.edit_item(ctx, reel.id, item.id, sound=False)
    assert checking.check_sound(ctx, reel.id).weight is OK, "what is switched off is meant so"


def test_words_that_stand_too_short_to_be_read_are_named(ctx: Context, reel: Reel) -> None:
    first, second = reel.items
    assembling.edit_item(ctx, reel.id, first.id, caption="She waits and looks. " * 20)
    assembling.edit_item(ctx, reel.id, second.id, caption="She waits and looks. " * 20, talk=True)
    line = _lines(ctx, reel)[CheckTopic.LENGTHS]
    assert line.weight is ADVICE and line.item_ids == (first.id,)
    assert "More words than can be read while they stand: item 1" in line.detail


def test_an_empty_reel_cannot_be_shown(ctx: Context) -> None:
    empty = assembling.create_reel(ctx, CASE_CODE, "Empty")
    assert CheckTopic.PLAYABLE in {line.topic for line in stops(checking.check_reel(ctx, empty.id))}
