"""A film goes from under a reel that shows it: the other items stay, no copy is left, and a sentence says what is."""

from fractions import Fraction
from pathlib import Path

import pytest

from tests.factories.films import FilmSpec, make_film
from tests.factories.vaults import CASE_CODE, VaultOnDesk
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import AssetRole
from vidfeed.model.consent import Purpose, Role
from vidfeed.model.reel import Reel
from vidfeed.ports import never_cancelled, no_progress
from vidfeed.services import assembling, cases, consenting, importing, marking
from vidfeed.services.context import Context
from vidfeed.services.copying import Leaving
from vidfeed.services.finding import reel_of
from vidfeed.services.light_copies import mark_trouble
from vidfeed.services.preflight import unreadable_items
from vidfeed.services.rendering import render_reel
from vidfeed.services.standing import CONSENT_ENDED, UNREADABLE, item_troubles

FAMILY = Leaving("the family", Purpose.COPY)


@pytest.fixture
def reel(ctx: Context, desk: VaultOnDesk, tmp_path: Path) -> Reel:
    """A card, a moment of the first film, and one of another."""
    for role in (Role.PARENT_A, Role.INFANT):
        person = cases.add_person(ctx, CASE_CODE, role)
        for purpose in (Purpose.RECORD, Purpose.REVIEW, Purpose.COPY):
            consenting.give(ctx, person, purpose, ctx.today())
    film = make_film(tmp_path / "other.mp4", FilmSpec(320, 180, frames=20))
    other = importing.import_film(ctx, importing.ImportRequest(film, CASE_CODE)).clip
    made = assembling.create_reel(ctx, CASE_CODE, "Looking")
    assembling.add_card(ctx, made.id, "Looking")
    for clip_id in (desk.clip.id, other.id):
        span = ctx.catalogue.frame_index(clip_id).span(2, 8)
        moment = marking.mark(ctx, clip_id, span, caption="He looks").moments[0].moment_id
        assembling.add_moments(ctx, made.id, [moment])
    items = reel_of(ctx.catalogue, made.id).items
    assembling.edit_item(ctx, made.id, items[0].id, hold_s=Fraction(1, 5))
    return reel_of(ctx.catalogue, made.id)


def _refused(ctx: Context, reel: Reel, folder: Path, item_id: str | None = None) -> ExpectedError:
    """What rendering says; nothing is left of it, neither a file nor a line in the ledger."""
    with pytest.raises(ExpectedError) as caught:
        render_reel(ctx, reel.id, folder / "reel.mp4", FAMILY, item_id=item_id)
    assert not (folder / "reel.mp4").exists() and not list(folder.glob(".vidfeed*"))
    assert ctx.catalogue.copies(reel.case_id) == []
    assert caught.value.message.endswith(".") and "corrupt" not in caught.value.message.casefold()
    return caught.value


def test_a_damaged_film_stops_the_whole_and_the_others_can_go_alone(
    ctx: Context, desk: VaultOnDesk, reel: Reel, tmp_path: Path
) -> None:
    original = ctx.catalogue.asset(desk.clip.id, AssetRole.ORIGINAL)
    assert original is not None
    blob = desk.vault.core.layout.blob(original.blob_id)
    data = bytearray(blob.read_bytes())
    for place in range(len(data) // 4, len(data), 1000):
        data[place] ^= 0xFF
    blob.write_bytes(bytes(data))
    folder = tmp_path / "out"
    folder.mkdir()
    error = _refused(ctx, reel, folder)
    assert error.kind in {ErrorKind.DAMAGED, ErrorKind.UNREADABLE_PART} and error.message.startswith("Item 2")
    assert reel_of(ctx.catalogue, reel.id) == reel, "nothing of the reel is lost"
    mark_trouble(ctx, desk.clip.id)
    assert item_troubles(ctx, reel) == {reel.items[1].id: UNREADABLE}
    rendered = render_reel(ctx, reel.id, folder / "one.mp4", FAMILY, item_id=reel.items[2].id)
    assert rendered.rendered.frames == 7 and (folder / "one.mp4").exists()


def test_a_missing_film_is_named_by_its_items(ctx: Context, desk: VaultOnDesk, reel: Reel, tmp_path: Path) -> None:
    original = ctx.catalogue.asset(desk.clip.id, AssetRole.ORIGINAL)
    assert original is not None
    desk.vault.core.layout.blob(original.blob_id).unlink()
    assert _refused(ctx, reel, tmp_path).message.startswith("Item 2 (“He looks”): ")
    assert unreadable_items(ctx, reel.id, no_progress, never_cancelled) == [2]


def test_trying_a_reel_names_what_may_not_be_watched_any_more(ctx: Context, desk: VaultOnDesk, reel: Reel) -> None:
    person = ctx.catalogue.people(reel.case_id)[0]
    consenting.withdraw(ctx, person, Purpose.RECORD, ctx.today(), [desk.clip.id])
    assert unreadable_items(ctx, reel.id, no_progress, never_cancelled) == [2]


def test_consent_that_ends_for_one_film_keeps_the_reel_in(ctx: Context, desk: VaultOnDesk, reel: Reel) -> None:
    person = ctx.catalogue.people(reel.case_id)[0]
    consenting.withdraw(ctx, person, Purpose.COPY, ctx.today())
    assert _refused(ctx, reel, desk.vault.directory.parent).kind is ErrorKind.NO_CONSENT
    assert item_troubles(ctx, reel) == {}, "it may still be shown"
    consenting.withdraw(ctx, person, Purpose.RECORD, ctx.today())
    assert item_troubles(ctx, reel) == {item.id: CONSENT_ENDED for item in reel.items[1:]}


def test_an_erased_film_takes_its_items_only(ctx: Context, desk: VaultOnDesk, reel: Reel, tmp_path: Path) -> None:
    desk.vault.erase_clip(desk.clip.id)
    left = reel_of(ctx.catalogue, reel.id)
    troubled = item_troubles(ctx, left)
    shown = [item.id for item in left.items if item.id not in troubled]
    assert shown == [reel.items[0].id, reel.items[2].id]
    rendered = render_reel(ctx, reel.id, tmp_path / "one.mp4", FAMILY, item_id=reel.items[2].id)
    assert rendered.rendered.frames == 7
