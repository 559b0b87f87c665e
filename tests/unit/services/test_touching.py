"""What a withdrawal touches, and what it leaves."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import Clip
from vidfeed.model.consent import Person, Purpose, Role
from vidfeed.services import assembling, cases, consenting, copying, marking, reviewing
from vidfeed.services.context import Context
from vidfeed.services.copying import Leaving
from vidfeed.services.touching import touched_by


@pytest.fixture
def family(ctx: Context) -> list[Person]:
    people = [cases.add_person(ctx, CASE_CODE, role) for role in (Role.PARENT_A, Role.INFANT)]
    for person in people:
        for purpose in (Purpose.RECORD, Purpose.REVIEW, Purpose.SUPERVISION):
            consenting.give(ctx, person, purpose, ctx.today())
    return people


@pytest.fixture
def other_film(ctx: Context, desk: VaultOnDesk) -> Clip:
    """A second film of the case, as far as the catalogue is concerned."""
    clip = replace(desk.clip, id="another", title="Mealtime", sha256="ab" * 32)
    ctx.catalogue.add_clip(clip)
    return clip


def _reel(ctx: Context, desk: VaultOnDesk, other_person: bool = False) -> tuple[str, str]:
    """A reel with one still of the film; ids of both."""
    span = marking.still_span(ctx.catalogue.frame_index(desk.clip.id), 3)
    (change,) = marking.mark(ctx, desk.clip.id, span, still=True, other_person=other_person).moments
    assert change.after is not None
    reel = assembling.create_reel(ctx, CASE_CODE, "Looking")
    assembling.add_moments(ctx, reel.id, [change.after.id])
    return reel.id, change.after.id


def _stopped(ctx: Context, desk: VaultOnDesk, *clip_ids: str) -> bool:
    try:
        consenting.require_watching(ctx, desk.case.id, clip_ids)
    except ExpectedError as error:
        assert error.kind is ErrorKind.NO_CONSENT
        return True
    return False


def test_recording_touches_everything(ctx: Context, desk: VaultOnDesk, family: list[Person]) -> None:
    reel, still = _reel(ctx, desk)
    review = reviewing.begin_review(ctx, reel)
    copy = copying.enter_copy(ctx, desk.case.id, "reel", [reel, desk.clip.id], [desk.clip.id], Leaving("x", "review"))
    found = touched_by(ctx, family[0], Purpose.RECORD)
    assert [clip.id for clip in found.films] == [desk.clip.id]
    assert [moment.id for moment in found.stills] == [still]
    assert [one.id for one in found.reels] == [reel]
    assert [one.id for one in found.reviews] == [review.id]
    assert [one.serial for one in found.copies] == [copy.serial]


def test_another_use_touches_its_own_copies_and_no_review(
    ctx: Context, desk: VaultOnDesk, family: list[Person]
) -> None:
    reel, _ = _reel(ctx, desk)
    reviewing.begin_review(ctx, reel)
    for why in ("review", "supervision"):
        copying.enter_copy(ctx, desk.case.id, "reel", [reel, desk.clip.id], [desk.clip.id], Leaving("x", why))
    found = touched_by(ctx, family[0], Purpose.SUPERVISION)
    assert [one.why for one in found.copies] == ["supervision"]
    assert found.reviews == ()


def test_named_films_only(ctx: Context, desk: VaultOnDesk, family: list[Person], other_film: Clip) -> None:
    _reel(ctx, desk)
    found = touched_by(ctx, family[0], Purpose.RECORD, [other_film.id])
    assert [clip.id for clip in found.films] == [other_film.id]
    assert not any((found.reels, found.stills, found.reviews, found.copies))


def test_a_visitor_touches_only_what_shows_someone_else(ctx: Context, desk: VaultOnDesk, family: list[Person]) -> None:
    visitor = cases.add_person(ctx, CASE_CODE, Role.OTHER, "Grandmother")
    _reel(ctx, desk)
    assert touched_by(ctx, visitor, Purpose.RECORD).nothing
    reel, still = _reel(ctx, desk, other_person=True)
    found = touched_by(ctx, visitor, Purpose.RECORD)
    assert [moment.id for moment in found.stills] == [still]
    assert reel in [one.id for one in found.reels]
    consenting.withdraw(ctx, visitor, Purpose.RECORD, ctx.today())
    assert not _stopped(ctx, desk, desk.clip.id)


def test_withdrawn_for_one_film_the_others_go_on(
    ctx: Context, desk: VaultOnDesk, family: list[Person], other_film: Clip
) -> None:
    consenting.withdraw(ctx, family[0], Purpose.RECORD, ctx.today(), [desk.clip.id])
    assert _stopped(ctx, desk, desk.clip.id)
    assert not _stopped(ctx, desk, other_film.id)
    assert _stopped(ctx, desk), "a film that comes later needs a new agreement"
    assert consenting.stopped_clips(ctx, desk.case.id) == {desk.clip.id}
    assert consenting.withdraw(ctx, family[0], Purpose.RECORD, ctx.today(), [desk.clip.id]) == []
    consenting.withdraw(ctx, family[0], Purpose.RECORD, ctx.today(), [other_film.id])
    assert consenting.stopped_clips(ctx, desk.case.id) == {desk.clip.id, other_film.id}


def test_a_refusal_for_one_film_where_nothing_was_entered(ctx: Context, desk: VaultOnDesk, other_film: Clip) -> None:
    infant = cases.add_person(ctx, CASE_CODE, Role.INFANT)
    consenting.withdraw(ctx, infant, Purpose.RECORD, ctx.today(), [other_film.id])
    assert consenting.stopped_clips(ctx, desk.case.id) == {other_film.id}
    assert not _stopped(ctx, desk)


def test_a_withdrawal_for_later_is_brought_forward(ctx: Context, desk: VaultOnDesk, family: list[Person]) -> None:
    consenting.withdraw(ctx, family[0], Purpose.RECORD, ctx.today() + timedelta(days=9))
    assert not _stopped(ctx, desk, desk.clip.id)
    assert consenting.withdraw(ctx, family[0], Purpose.RECORD, ctx.today())
    assert _stopped(ctx, desk, desk.clip.id)


def test_films_of_another_case_are_none_of_it(ctx: Context, family: list[Person]) -> None:
    with pytest.raises(ExpectedError) as caught:
        consenting.withdraw(ctx, family[0], Purpose.RECORD, ctx.today(), ["nosuchclip"])
    assert caught.value.kind is ErrorKind.UNKNOWN_CLIP
