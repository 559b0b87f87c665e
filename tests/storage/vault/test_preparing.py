"""Light copies that do not come to stand leave nothing behind."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from storage.vault import OpenVault
from storage.vault.core import SystemClock
from tests.factories.films import FilmSpec, make_film
from tests.factories.inline_works import inline_works
from tests.storage.vault.vaults import add_case, opened
from ui.bootstrap.works import ChildWorks
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import Asset, Clip, ClipStatus
from vidfeed.ports import Cancelled, Progress
from vidfeed.services import importing
from vidfeed.services.context import Context


class _ErasedMeanwhile(ChildWorks):
    """Its clip is erased when the child has ended."""

    def __init__(self, vault: OpenVault) -> None:
        self._inner, self._of = inline_works(vault), vault

    def prepare(self, clip_id: str, progress: Progress, cancelled: Cancelled) -> Sequence[Asset]:
        assets = self._inner.prepare(clip_id, progress, cancelled)
        self._of.erase_clip(clip_id)
        return assets


@pytest.fixture
def ctx(vault: OpenVault) -> Context:
    return Context(vault.catalogue, vault.blobs, inline_works(vault), SystemClock())


@pytest.fixture
def clip(vault: OpenVault, ctx: Context, tmp_path: Path) -> Clip:
    """A film that was brought in, and not prepared yet."""
    add_case(vault, "WREN-07")
    make_film(tmp_path / "film.mp4", FilmSpec(width=160, height=120, frames=12))
    return importing.import_film(ctx, importing.ImportRequest(tmp_path / "film.mp4", "WREN-07")).clip


def test_a_clip_that_is_erased_meanwhile_leaves_no_light_copy(vault: OpenVault, ctx: Context, clip: Clip) -> None:
    with pytest.raises(ExpectedError) as caught:
        importing.prepare_clip(replace(ctx, works=_ErasedMeanwhile(vault)), clip.id)
    assert caught.value.kind is ErrorKind.UNKNOWN_CLIP
    vault.close()
    with opened(vault.directory) as again:
        assert again.findings == ()
        assert list(again.core.layout.blob_ids()) == []


def test_where_they_cannot_be_entered_the_film_stays_alone(
    vault: OpenVault, ctx: Context, clip: Clip, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(vault.core.layout.blob_ids())

    def full(_id: str, _status: ClipStatus) -> None:
        raise ExpectedError(ErrorKind.NO_SPACE, "The disk is full.", "")

    with monkeypatch.context() as patch:
        patch.setattr(vault.catalogue, "set_clip_status", full)
        with pytest.raises(ExpectedError):
            importing.prepare_clip(ctx, clip.id)
    assert set(vault.core.layout.blob_ids()) == before
    assert importing.prepare_clip(ctx, clip.id).status is ClipStatus.READY
    assert len(list(vault.core.layout.blob_ids())) > len(before)


def test_what_was_entered_before_the_disk_failed_stays(
    vault: OpenVault, ctx: Context, clip: Clip, monkeypatch: pytest.MonkeyPatch
) -> None:
    transaction = vault.catalogue.transaction

    @contextmanager
    def told_as_failed() -> Iterator[None]:
        patch.setattr(vault.catalogue, "transaction", transaction)
        with transaction():
            yield
        raise ExpectedError(ErrorKind.NO_SPACE, "The folder could not be synced.", "")

    with monkeypatch.context() as patch:
        patch.setattr(vault.catalogue, "transaction", told_as_failed)
        with pytest.raises(ExpectedError):
            importing.prepare_clip(ctx, clip.id)
    vault.close()
    with opened(vault.directory) as again:
        assert again.findings == ()
        assert [one.status for one in again.catalogue.clips()] == [ClipStatus.READY]
