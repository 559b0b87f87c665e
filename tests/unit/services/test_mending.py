"""A film with a flipped byte is made whole, and its marks stay."""

from fractions import Fraction
from pathlib import Path

import pytest

from tests.factories.vaults import VaultOnDesk
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import AssetRole, ClipStatus
from vidfeed.ports import no_progress
from vidfeed.services import marking
from vidfeed.services.importing import prepare_clip
from vidfeed.services.light_copies import mark_trouble
from vidfeed.services.mending import mend_clip
from vidfeed.services.stills import rgb_sha256, still_at
from vidfeed.services.watching import open_film


@pytest.fixture
def original(desk: VaultOnDesk, tmp_path: Path) -> Path:
    """What the film was brought in from, byte for byte."""
    path = tmp_path / "original.mp4"
    with open_film(desk.context, desk.clip.id).original.open() as film:
        path.write_bytes(film.read())
    return path


def flip_a_byte(desk: VaultOnDesk) -> None:
    asset = desk.context.catalogue.asset(desk.clip.id, AssetRole.ORIGINAL)
    assert asset is not None
    blob = desk.vault.core.layout.blob(asset.blob_id)
    data = bytearray(blob.read_bytes())
    data[len(data) // 2] ^= 1
    blob.write_bytes(data)


def whole(desk: VaultOnDesk) -> bool:
    return not any(finding.kind == "blob-damaged" for finding in desk.vault.verify(deep=True).findings)


def test_the_original_makes_the_film_whole_and_marks_stay(desk: VaultOnDesk, original: Path) -> None:
    ctx, clip = desk.context, desk.clip
    span = ctx.catalogue.frame_index(clip.id).span_of_seconds(Fraction(1), Fraction(2))
    marking.mark(ctx, clip.id, span, [])
    moments, still = ctx.catalogue.moments(clip.id), rgb_sha256(still_at(ctx, clip.id, Fraction(1)))
    prepare_clip(ctx, clip.id)
    flip_a_byte(desk)
    assert not whole(desk)
    mark_trouble(ctx, clip.id)
    mended = mend_clip(ctx, clip.id, original)
    assert (mended.status, mended.trouble) == (ClipStatus.PREPARING, "")
    assert whole(desk)
    assert ctx.catalogue.moments(clip.id) == moments
    assert rgb_sha256(still_at(ctx, clip.id, Fraction(1))) == still
    assert prepare_clip(ctx, clip.id).status is ClipStatus.READY
    assert open_film(ctx, clip.id).prepared.scrub is not None


def test_a_backup_makes_the_film_whole(desk: VaultOnDesk, tmp_path: Path) -> None:
    desk.keeping.back_up(tmp_path / "stick", "", no_progress)
    flip_a_byte(desk)
    mend_clip(desk.context, desk.clip.id, tmp_path / "stick")
    assert whole(desk)


def test_a_backup_that_was_made_of_the_damaged_film_is_refused(desk: VaultOnDesk, tmp_path: Path) -> None:
    flip_a_byte(desk)
    desk.keeping.back_up(tmp_path / "stick", "", no_progress)
    with pytest.raises(ExpectedError, match="damaged too") as refused:
        mend_clip(desk.context, desk.clip.id, tmp_path / "stick")
    assert refused.value.kind is ErrorKind.DAMAGED


@pytest.mark.parametrize("cut", [0, 1])
def test_another_film_is_refused_whatever_its_length(desk: VaultOnDesk, original: Path, cut: int) -> None:
    data = bytearray(original.read_bytes())
    data[len(data) // 2] ^= 1
    original.write_bytes(data[cut:])
    before = desk.context.catalogue.assets()
    with pytest.raises(ExpectedError, match="another film") as refused:
        mend_clip(desk.context, desk.clip.id, original)
    assert refused.value.kind is ErrorKind.BAD_FILE
    assert desk.context.catalogue.assets() == before
    assert desk.vault.verify().findings[-1].kind == "blobs-intact"


def test_what_is_not_there_is_said(desk: VaultOnDesk, tmp_path: Path) -> None:
    with pytest.raises(ExpectedError) as refused:
        mend_clip(desk.context, desk.clip.id, tmp_path / "gone.mp4")
    assert refused.value.kind is ErrorKind.FILE_MISSING
