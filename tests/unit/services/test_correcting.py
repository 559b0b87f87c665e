"""What was entered wrongly is put right, and stays to be read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from vidfeed.errors import ErrorKind, ExpectedError, InternalError
from vidfeed.model.consent import Consent, GivenBy, Person, Purpose, Role
from vidfeed.services import cases, consenting
from vidfeed.services.context import Context
from vidfeed.services.correcting import correct, corrections


@pytest.fixture
def parent(ctx: Context) -> Person:
    return cases.add_person(ctx, CASE_CODE, Role.PARENT_A)


@pytest.fixture
def wrong(ctx: Context, parent: Person) -> Consent:
    return consenting.give(ctx, parent, Purpose.REVIEW, ctx.today(), GivenBy.LOCAL_AUTHORITY)


def test_what_is_right_is_in_force_and_what_was_wrong_stays(
    ctx: Context, desk: VaultOnDesk, parent: Person, wrong: Consent
) -> None:
    day = ctx.today() - timedelta(4)
    right = correct(ctx, wrong, replace(wrong, given_on=day, given_by=GivenBy.SELF))
    assert right is not None
    assert ctx.catalogue.consents(desk.case.id) == [right]
    assert (right.given_on, right.given_by, right.purpose) == (day, GivenBy.SELF, Purpose.REVIEW)
    (old,) = corrections(ctx, parent, Purpose.REVIEW)
    assert (old.entry, old.line.user) == (wrong, "anna")
    assert [line.action for line in ctx.catalogue.audit()][-2:] == ["consent.correct", "consent.give"]
    assert {line.action for line in ctx.catalogue.audit_of_case(desk.case.id)} >= {"consent.correct"}


def test_what_was_never_given_opens_nothing(ctx: Context, desk: VaultOnDesk, parent: Person, wrong: Consent) -> None:
    child = cases.add_person(ctx, CASE_CODE, Role.INFANT)
    consenting.give(ctx, child, Purpose.REVIEW, ctx.today())
    consenting.require(ctx, desk.case.id, Purpose.REVIEW, [desk.clip.id])
    assert correct(ctx, wrong, None) is None
    with pytest.raises(ExpectedError) as caught:
        consenting.require(ctx, desk.case.id, Purpose.REVIEW, [desk.clip.id])
    assert parent.label in caught.value.message
    assert [one.entry for one in corrections(ctx, parent, Purpose.REVIEW)] == [wrong]


def test_a_withdrawal_entered_by_mistake_is_taken_back(ctx: Context, desk: VaultOnDesk, parent: Person) -> None:
    (refused,) = consenting.withdraw(ctx, parent, Purpose.RECORD, ctx.today())
    assert consenting.stopped_clips(ctx, desk.case.id)
    correct(ctx, refused, None)
    assert not consenting.stopped_clips(ctx, desk.case.id)
    given = consenting.give(ctx, parent, Purpose.RECORD, ctx.today())
    (ended,) = consenting.withdraw(ctx, parent, Purpose.RECORD, ctx.today())
    assert ended.id == given.id
    correct(ctx, ended, replace(ended, withdrawn_on=None))
    consenting.require_watching(ctx, desk.case.id, [desk.clip.id])


def test_the_same_again_changes_nothing(ctx: Context, desk: VaultOnDesk, wrong: Consent) -> None:
    lines = len(ctx.catalogue.audit())
    assert correct(ctx, wrong, replace(wrong, id="another")) == wrong
    assert len(ctx.catalogue.audit()) == lines
    assert ctx.catalogue.consents(desk.case.id) == [wrong]


def test_a_correction_is_checked_before_anything_changes(ctx: Context, desk: VaultOnDesk, wrong: Consent) -> None:
    before = wrong.given_on - timedelta(1)
    for bad, kind in (
        (replace(wrong, until=before), ErrorKind.BAD_TIME),
        (replace(wrong, withdrawn_on=before), ErrorKind.BAD_TIME),
        (replace(wrong, clip_ids=("nosuchclip",)), ErrorKind.UNKNOWN_CLIP),
    ):
        with pytest.raises(ExpectedError) as caught:
            correct(ctx, wrong, bad)
        assert caught.value.kind is kind
    assert ctx.catalogue.consents(desk.case.id) == [wrong]
    assert ctx.catalogue.superseded_consents() == []


def test_nothing_is_corrected_twice(ctx: Context, wrong: Consent) -> None:
    correct(ctx, wrong, None)
    with pytest.raises(InternalError):
        correct(ctx, wrong, replace(wrong, how="Signed form"))


def test_a_label_is_changed_and_the_trail_holds_neither(ctx: Context, desk: VaultOnDesk, parent: Person) -> None:
    other = cases.add_person(ctx, CASE_CODE, Role.OTHER, "Sibling")
    assert cases.rename_person(ctx, other, " Grandmother ").label == "Grandmother"
    assert [one.label for one in ctx.catalogue.people(desk.case.id)] == [parent.label, "Grandmother"]
    with pytest.raises(ExpectedError) as caught:
        cases.rename_person(ctx, other, parent.label)
    assert caught.value.kind is ErrorKind.EXISTS
    (line,) = [one for one in ctx.catalogue.audit() if one.action == "person.rename"]
    assert line.subject == other.id
