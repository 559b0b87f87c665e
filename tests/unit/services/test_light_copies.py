"""What is made from a film can be weighed, dropped and made again; a film that kills the work is marked."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.factories.films import FilmSpec, make_film
from tests.factories.vaults import CASE_CODE
from vidfeed.errors import ErrorKind, ExpectedError, WorkLostError
from vidfeed.model.clip import Asset, AssetRole, ClipStatus
from vidfeed.ports import Cancelled, Ingested, Progress
from vidfeed.services.context import Context
from vidfeed.services.importing import ImportRequest, import_film, prepare_clip
from vidfeed.services.light_copies import disk_cost, drop_prepared, prepared_assets, try_again
from vidfeed.services.watching import open_film


class DeadlyWorks:
    """Works whose children die at any film; taking back is done by real ones."""

    def __init__(self, real: Context) -> None:
        self._real = real.works
        self.tried = 0

    def ingest(self, _path: Path, _clip_id: str, _progress: Progress, _cancelled: Cancelled) -> Ingested:
        self._die()

    def prepare(self, _clip_id: str, _progress: Progress, _cancelled: Cancelled) -> Sequence[Asset]:
        self._die()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def _die(self) -> NoReturn:
        self.tried += 1
        raise WorkLostError("a child process ended without a word")


def deadly(ctx: Context) -> tuple[Context, DeadlyWorks]:
    works = DeadlyWorks(ctx)
    return replace(ctx, works=works), works


def refusal(ctx: Context, clip_id: str) -> ErrorKind:
    with pytest.raises(ExpectedError) as caught:
        prepare_clip(ctx, clip_id)
    return caught.value.kind


def test_what_is_made_is_weighed_dropped_and_made_again(ctx: Context) -> None:
    clip = ctx.catalogue.clips()[0]
    assert disk_cost(ctx, clip.id).made_bytes == {}
    prepare_clip(ctx, clip.id)
    cost = disk_cost(ctx, clip.id)
    assert {AssetRole.SCRUB_PROXY, AssetRole.STRIP, AssetRole.MOTION} <= cost.made_bytes.keys()
    assert cost.original_bytes > 0
    assert drop_prepared(ctx, clip.id) == cost.all_made_bytes
    assert disk_cost(ctx, clip.id).made_bytes == {}
    opened = open_film(ctx, clip.id)
    assert (opened.prepared.scrub, opened.prepared.motion) == (None, None)
    assert opened.clip.status is ClipStatus.PREPARING
    assert prepare_clip(ctx, clip.id).status is ClipStatus.READY
    assert open_film(ctx, clip.id).prepared.motion


def test_making_again_leaves_one_of_each(ctx: Context) -> None:
    clip = ctx.catalogue.clips()[0]
    prepare_clip(ctx, clip.id)
    first = {asset.blob_id for asset in prepared_assets(ctx, clip.id)}
    prepare_clip(ctx, clip.id)
    second = prepared_assets(ctx, clip.id)
    assert first.isdisjoint(asset.blob_id for asset in second)
    assert len({asset.role for asset in second}) == len(second)


def test_a_film_that_kills_the_work_is_marked_and_not_tried_again(ctx: Context) -> None:
    clip = ctx.catalogue.clips()[0]
    broken, works = deadly(ctx)
    assert refusal(broken, clip.id) is ErrorKind.UNREADABLE_PART
    assert refusal(broken, clip.id) is ErrorKind.UNREADABLE_PART
    assert works.tried == 1
    with pytest.raises(ExpectedError) as caught:
        open_film(ctx, clip.id)
    assert caught.value.kind is ErrorKind.UNREADABLE_PART
    assert try_again(ctx, clip.id).trouble == ""
    open_film(ctx, clip.id)
    assert prepare_clip(ctx, clip.id).status is ClipStatus.READY


def test_a_film_that_kills_the_import_leaves_nothing(ctx: Context, tmp_path: Path) -> None:
    broken, _ = deadly(ctx)
    clips, assets = ctx.catalogue.clips(), ctx.catalogue.assets()
    film = make_film(tmp_path / "b.mp4", FilmSpec(frames=5, width=192, height=108))
    with pytest.raises(ExpectedError) as caught:
        import_film(broken, ImportRequest(film, CASE_CODE))
    assert caught.value.kind is ErrorKind.NOT_A_FILM
    assert (ctx.catalogue.clips(), ctx.catalogue.assets()) == (clips, assets)
