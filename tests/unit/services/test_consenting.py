"""What consent lets one do, through the real catalogue."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories.vaults import CASE_CODE, PASSPHRASE, VaultOnDesk
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.consent import Person, Purpose, Role
from vidfeed.services import cases, consenting, copying, marking
from vidfeed.services.context import Context
from vidfeed.services.copying import Leaving


@pytest.fixture
def family(ctx: Context) -> list[Person]:
    people = [cases.add_person(ctx, CASE_CODE, role) for role in (Role.PARENT_A, Role.INFANT)]
    for person in people:
        consenting.give(ctx, person, Purpose.REVIEW, ctx.today())
    return people


def _refused(ctx: Context, desk: VaultOnDesk, purpose: Purpose, flagged: bool = False) -> str:
    with pytest.raises(ExpectedError) as caught:
        consenting.require(ctx, desk.case.id, purpose, [desk.clip.id], flagged)
    assert caught.value.kind is ErrorKind.NO_CONSENT
    return caught.value.message


def test_a_case_without_people_refuses(ctx: Context, desk: VaultOnDesk) -> None:
    assert "no main parent and infant" in _refused(ctx, desk, Purpose.REVIEW)


@pytest.mark.usefixtures("family")
def test_each_purpose_needs_its_own_consent(ctx: Context, desk: VaultOnDesk) -> None:
    consenting.require(ctx, desk.case.id, Purpose.REVIEW, [desk.clip.id])
    message = _refused(ctx, desk, Purpose.COPY)
    assert "Parent A" in message
    assert "Infant" in message


def test_withdrawal_stops_the_use_at_once_and_says_whose(ctx: Context, desk: VaultOnDesk, family: list[Person]) -> None:
    consenting.withdraw(ctx, family[0], Purpose.REVIEW, ctx.today())
    message = _refused(ctx, desk, Purpose.REVIEW)
    assert "Parent A" in message
    assert "Infant" not in message


def test_withdrawn_recording_stops_marking(ctx: Context, desk: VaultOnDesk, family: list[Person]) -> None:
    span = ctx.catalogue.frame_index(desk.clip.id).span(0, 3)
    marking.mark(ctx, desk.clip.id, span)
    consenting.give(ctx, family[1], Purpose.RECORD, ctx.today() - timedelta(days=3), until=ctx.today())
    marking.mark(ctx, desk.clip.id, span)
    consenting.withdraw(ctx, family[1], Purpose.RECORD, ctx.today())
    with pytest.raises(ExpectedError) as caught:
        marking.mark(ctx, desk.clip.id, span)
    assert caught.value.kind is ErrorKind.NO_CONSENT
    assert len(ctx.catalogue.moments(desk.clip.id)) == 2


def test_a_withdrawal_where_nothing_was_entered_stops_watching(
    ctx: Context, desk: VaultOnDesk, family: list[Person]
) -> None:
    day = ctx.today() - timedelta(days=1)
    (refused,) = consenting.withdraw(ctx, family[1], Purpose.RECORD, day)
    assert (refused.given_on, refused.withdrawn_on) == (day, day)
    assert refused in ctx.catalogue.consents(desk.case.id)
    with pytest.raises(ExpectedError) as caught:
        consenting.require_watching(ctx, desk.case.id)
    assert "Infant" in caught.value.message
    assert consenting.withdraw(ctx, family[1], Purpose.RECORD, ctx.today()) == []
    consenting.give(ctx, family[1], Purpose.RECORD, ctx.today())
    consenting.require_watching(ctx, desk.case.id)


def test_consent_is_for_films_of_the_case_and_ends_after_it_begins(
    ctx: Context, desk: VaultOnDesk, family: list[Person]
) -> None:
    other = cases.add_case(ctx, "ROBIN-2")
    stranger = cases.add_person(ctx, other.code, Role.INFANT)
    today = ctx.today()
    for person, clip_id in ((stranger, desk.clip.id), (family[0], "nosuchclip")):
        with pytest.raises(ExpectedError) as caught:
            consenting.give(ctx, person, Purpose.COPY, today, clip_ids=[clip_id])
        assert caught.value.kind is ErrorKind.UNKNOWN_CLIP
    with pytest.raises(ExpectedError) as caught:
        consenting.give(ctx, family[0], Purpose.COPY, today, until=today - timedelta(days=1))
    assert caught.value.kind is ErrorKind.BAD_TIME
    consenting.give(ctx, family[0], Purpose.COPY, today, until=today, clip_ids=[desk.clip.id])


@pytest.mark.usefixtures("family")
def test_someone_else_in_the_picture_must_have_agreed_too(ctx: Context, desk: VaultOnDesk) -> None:
    assert "Someone else" in _refused(ctx, desk, Purpose.REVIEW, flagged=True)
    visitor = cases.add_person(ctx, CASE_CODE, Role.OTHER, "Grandmother")
    assert "Someone else" in _refused(ctx, desk, Purpose.REVIEW, flagged=True)
    consenting.require(ctx, desk.case.id, Purpose.REVIEW, [desk.clip.id])
    consenting.give(ctx, visitor, Purpose.REVIEW, ctx.today())
    consenting.require(ctx, desk.case.id, Purpose.REVIEW, [desk.clip.id], flagged=True)


@pytest.mark.usefixtures("family")
def test_copies_are_numbered_and_listed_before_they_exist(ctx: Context, desk: VaultOnDesk) -> None:
    subjects, clips = [desk.clip.id], [desk.clip.id]
    first = copying.enter_copy(ctx, desk.case.id, "frame", subjects, clips, Leaving("the family", "review"))
    duty = Leaving("the court", "court", "order 12")
    second = copying.enter_copy(ctx, desk.case.id, "original", subjects, clips, duty)
    assert (first.serial, second.serial) == (1, 2)
    copying.finish_copy(ctx, first, "ab" * 32)
    assert [copy.sha256 for copy in ctx.catalogue.copies(desk.case.id)] == ["ab" * 32, ""]


@pytest.mark.parametrize("leaving", [Leaving("", "review"), Leaving("x", "fun"), Leaving("court", "court")])
@pytest.mark.usefixtures("family")
def test_a_copy_needs_a_recipient_a_reason_and_for_a_duty_a_reference(
    ctx: Context, desk: VaultOnDesk, leaving: Leaving
) -> None:
    with pytest.raises(ExpectedError):
        copying.enter_copy(ctx, desk.case.id, "frame", [], [], leaving)
    assert ctx.catalogue.copies() == []


def test_a_role_makes_its_person_while_nobody_has_it(ctx: Context) -> None:
    made = cases.person_of(ctx, CASE_CODE, "parent-b")
    assert cases.person_of(ctx, CASE_CODE, "parent-b") == made == cases.person_of(ctx, CASE_CODE, "Parent B")
    cases.add_person(ctx, CASE_CODE, Role.PARENT_B, "Other mother")
    with pytest.raises(ExpectedError) as caught:
        cases.person_of(ctx, CASE_CODE, "parent-b")
    assert caught.value.kind is ErrorKind.AMBIGUOUS
    with pytest.raises(ExpectedError):
        cases.person_of(ctx, CASE_CODE, "Nobody")


def test_where_there_are_several_users_a_duty_needs_a_second(ctx: Context, desk: VaultOnDesk) -> None:
    duty = Leaving("the court", "court", "order 12")
    copying.enter_copy(ctx, desk.case.id, "original", [desk.clip.id], [desk.clip.id], duty)
    desk.vault.add_user("bert", "clean variable otter dispatch")
    with pytest.raises(ExpectedError) as caught:
        copying.enter_copy(ctx, desk.case.id, "original", [desk.clip.id], [desk.clip.id], duty)
    assert caught.value.kind is ErrorKind.NEEDS_SECOND_USER
    for passphrase in (PASSPHRASE, "nobody's at all"):
        with pytest.raises(ExpectedError) as caught:
            desk.vault.second_user(passphrase)
        assert caught.value.kind is ErrorKind.NEEDS_SECOND_USER
    bert = desk.vault.second_user("clean variable otter dispatch")
    agreed = replace(duty, agreed_by=bert.name)
    assert copying.enter_copy(ctx, desk.case.id, "original", [desk.clip.id], [desk.clip.id], agreed).serial == 2
    last = ctx.catalogue.audit()[-1]
    assert (last.action, last.subject, last.user) == ("copy.agreed", "2", "bert")
    assert last in ctx.catalogue.audit_of_case(desk.case.id)
