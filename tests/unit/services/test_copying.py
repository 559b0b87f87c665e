"""Copies: where they may go, and what the ledger says of those that came to nothing."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.consent import Purpose, Role
from vidfeed.services import assembling, cases, consenting, marking, stills
from vidfeed.services.context import Context
from vidfeed.services.copying import Leaving
from vidfeed.services.finding import reel_of

FAMILY = Leaving("the family", "copy")


@pytest.fixture(autouse=True)
def _agreed(ctx: Context) -> None:
    for role in (Role.PARENT_A, Role.INFANT):
        person = cases.add_person(ctx, CASE_CODE, role)
        for purpose in (Purpose.COPY, Purpose.REVIEW):
            consenting.give(ctx, person, purpose, ctx.today())


def _copy(ctx: Context, desk: VaultOnDesk, target: Path, leaving: Leaving = FAMILY) -> ErrorKind | None:
    try:
        stills.copy_original(ctx, desk.clip.id, target, leaving)
    except ExpectedError as error:
        return error.kind
    return None


@pytest.mark.parametrize("name", ["vault.key.age", "README.txt", "film.mp4", "blobs/x.mp4", "../vault/x.mp4"])
def test_no_copy_goes_into_the_vaults_folder(ctx: Context, desk: VaultOnDesk, name: str) -> None:
    target = desk.vault.directory / name
    before = target.read_bytes() if target.exists() else None
    assert _copy(ctx, desk, target) is ErrorKind.EXISTS
    assert (target.read_bytes() if target.exists() else None) == before
    assert ctx.catalogue.copies() == []


def test_a_link_into_the_vault_is_followed_and_refused(ctx: Context, desk: VaultOnDesk, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(desk.vault.directory, target_is_directory=True)
    assert _copy(ctx, desk, tmp_path / "link" / "film.mp4") is ErrorKind.EXISTS


def test_a_file_that_is_there_stays_unless_the_user_was_asked(ctx: Context, desk: VaultOnDesk, tmp_path: Path) -> None:
    original = tmp_path / "camera.mp4"
    original.write_bytes(b"the only one")
    assert _copy(ctx, desk, original) is ErrorKind.EXISTS
    assert original.read_bytes() == b"the only one"
    assert _copy(ctx, desk, original, Leaving("the family", "copy", may_replace=True)) is None
    assert original.stat().st_size == desk.clip.size_bytes


def test_a_copy_that_failed_is_no_copy(ctx: Context, desk: VaultOnDesk, tmp_path: Path) -> None:
    assert _copy(ctx, desk, tmp_path / "nowhere" / "film.mp4") is ErrorKind.FILE_MISSING
    assert ctx.catalogue.copies() == []
    assert "copy.not-made" in [entry.action for entry in ctx.catalogue.audit()]
    assert _copy(ctx, desk, tmp_path / "film.mp4") is None
    assert [bool(copy.sha256) for copy in ctx.catalogue.copies()] == [True]


def test_someone_else_stays_someone_else_when_the_moment_goes(ctx: Context, desk: VaultOnDesk) -> None:
    index = ctx.catalogue.frame_index(desk.clip.id)
    flagged = marking.mark(ctx, desk.clip.id, index.span(0, 9), other_person=True).moments[0].moment_id
    plain = marking.mark(ctx, desk.clip.id, index.span(20, 29)).moments[0].moment_id
    reel = assembling.create_reel(ctx, CASE_CODE, "Looking")
    assembling.add_moments(ctx, reel.id, [plain])
    assert not assembling.shows_someone_else(ctx, reel_of(ctx.catalogue, reel.id))
    item = reel_of(ctx.catalogue, reel.id).items[0]
    assembling.edit_item(ctx, reel.id, item.id, span=index.span(5, 29))
    assert assembling.shows_someone_else(ctx, reel_of(ctx.catalogue, reel.id))
    assembling.edit_item(ctx, reel.id, item.id, span=index.span(20, 29))
    assembling.add_moments(ctx, reel.id, [flagged])
    marking.remove(ctx, flagged)
    assert assembling.shows_someone_else(ctx, reel_of(ctx.catalogue, reel.id))


@pytest.mark.parametrize(
    "fields", [{"speed": Fraction(0)}, {"speed": Fraction(3)}, {"hold_s": Fraction(10**8)}, {"hold_s": Fraction(-1)}]
)
def test_items_that_cannot_be_shown_are_refused(ctx: Context, desk: VaultOnDesk, fields: dict[str, Any]) -> None:
    index = ctx.catalogue.frame_index(desk.clip.id)
    moment = marking.mark(ctx, desk.clip.id, index.span(0, 9)).moments[0].moment_id
    reel = assembling.create_reel(ctx, CASE_CODE, "Looking")
    with pytest.raises(ExpectedError) as caught:
        assembling.add_moments(ctx, reel.id, [moment], **fields)
    assert caught.value.kind is ErrorKind.BAD_TIME
    assert reel_of(ctx.catalogue, reel.id).items == ()


def test_withdrawal_stops_changing_and_taking_back_too(ctx: Context, desk: VaultOnDesk) -> None:
    index = ctx.catalogue.frame_index(desk.clip.id)
    moment = marking.mark(ctx, desk.clip.id, index.span(0, 9)).moments[0].moment_id
    infant = cases.person_of(ctx, CASE_CODE, "infant")
    consenting.give(ctx, infant, Purpose.RECORD, ctx.today())
    consenting.withdraw(ctx, infant, Purpose.RECORD, ctx.today())
    scope = f"clip:{desk.clip.id}"
    with pytest.raises(ExpectedError):
        marking.edit(ctx, moment, stars=3)
    with pytest.raises(ExpectedError):
        marking.undo(ctx, scope)
    with pytest.raises(ExpectedError):
        marking.redo(ctx, scope)
    marking.remove(ctx, moment)
    assert ctx.catalogue.moments(desk.clip.id) == []
