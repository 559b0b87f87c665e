"""After reviews: the closing film of favourites, the record as a file, and what cannot be shown any more."""

import json
from pathlib import Path

import pytest

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.consent import Purpose, Role
from vidfeed.model.reel import Reel
from vidfeed.model.review import ReviewAction, Whose
from vidfeed.services import assembling, cases, consenting, marking, reviewing
from vidfeed.services.context import Context
from vidfeed.services.copying import Leaving
from vidfeed.services.finding import reel_of
from vidfeed.services.growth import growth_film
from vidfeed.services.review_export import export_reviews
from vidfeed.services.standing import CONSENT_ENDED, item_troubles


@pytest.fixture
def reel(ctx: Context, desk: VaultOnDesk) -> Reel:
    """Two captioned moments; everyone has agreed to reviews and copies."""
    for role in (Role.PARENT_A, Role.INFANT):
        person = cases.add_person(ctx, CASE_CODE, role)
        for purpose in (Purpose.REVIEW, Purpose.COPY):
            consenting.give(ctx, person, purpose, ctx.today())
    made = assembling.create_reel(ctx, CASE_CODE, "Looking")
    index = ctx.catalogue.frame_index(desk.clip.id)
    for first, caption in ((0, "She waits"), (30, "He laughs")):
        moment = marking.mark(ctx, desk.clip.id, index.span(first, first + 29), caption=caption)
        assembling.add_moments(ctx, made.id, [moment.moments[0].moment_id])
    return reel_of(ctx.catalogue, made.id)


def _love(ctx: Context, reel: Reel, *places: int) -> str:
    review = reviewing.begin_review(ctx, reel.id)
    for place in places:
        reviewing.log(ctx, review.id, ReviewAction.FAVOURITE, reel.items[place].id)
    return review.id


def test_the_closing_film_holds_each_favourite_once(ctx: Context, reel: Reel) -> None:
    with pytest.raises(ExpectedError) as caught:
        growth_film(ctx, CASE_CODE)
    assert caught.value.kind is ErrorKind.NOT_READY
    _love(ctx, reel, 1)
    _love(ctx, reel, 1, 0)
    made = growth_film(ctx, CASE_CODE)
    assert [item.caption for item in made.items] == ["He laughs", "She waits"]
    assert not {item.id for item in made.items} & {item.id for item in reel.items}
    assert ctx.catalogue.reel(made.id) == made


def test_reviews_leave_as_a_recorded_copy(ctx: Context, reel: Reel, tmp_path: Path) -> None:
    review_id = _love(ctx, reel, 1)
    reviewing.keep_words(ctx, review_id, "He waited for me", Whose.PARENT, reel.items[1].id)
    target = tmp_path / "reviews.json"
    with pytest.raises(ExpectedError) as caught:
        export_reviews(ctx, CASE_CODE, target, Leaving("a student", "training"))
    assert caught.value.kind is ErrorKind.NO_CONSENT and not target.exists()
    copy = export_reviews(ctx, CASE_CODE, target, Leaving("the family", "copy"))
    (written,) = json.loads(target.read_text("utf-8"))["reviews"]
    assert written["favourites"] == ["He laughs"]
    assert written["words"][0]["text"] == "He waited for me"
    assert copy.sha256 and copy.what == "reviews"


def test_what_may_not_be_watched_is_told_of_each_item(ctx: Context, reel: Reel) -> None:
    assert item_troubles(ctx, reel) == {}
    person = ctx.catalogue.people(reel.case_id)[0]
    consenting.withdraw(ctx, person, Purpose.RECORD, ctx.today())
    assert item_troubles(ctx, reel) == {item.id: CONSENT_ENDED for item in reel.items}
