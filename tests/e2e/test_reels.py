"""Reels out of a real vault, rendered by a real child process: what the file shows is what the list says."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from storage.age import ScryptIdentity, decrypt
from tests.factories.films import FilmSpec, read_strip
from tests.factories.vaults import PASSPHRASE, VaultOnDesk, make_vault, unlocked
from ui.bootstrap.works import ChildWorks
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.reel import Reel
from vidfeed.model.reel_output import OutputSize, ReelOutput
from vidfeed.ports import never_cancelled, no_progress
from vidfeed.services import assembling, listing, marking
from vidfeed.services.finding import reel_of


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VaultOnDesk]:
    desk = unlocked(make_vault(tmp_path_factory.mktemp("vault") / "vault", FilmSpec(frames=120), prepared=False))
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def reel(desk: VaultOnDesk) -> Reel:
    """A title, two moments of 30 frames, the second at half speed and captioned, and a still."""
    ctx, clip = desk.context, desk.clip
    index = ctx.catalogue.frame_index(clip.id)
    made = assembling.create_reel(ctx, desk.case.code, "Looking")
    assembling.add_card(ctx, made.id, "Looking")
    parts: list[tuple[int, bool, dict[str, Any]]] = [
        (20, False, {}),
        (70, False, {"speed": Fraction(1, 2), "caption": "There you were"}),
        (100, True, {"hold_s": Fraction(1)}),
    ]
    for first, still, fields in parts:
        span = index.span(first, first if still else first + 29)
        change = marking.mark(ctx, clip.id, span, still=still)
        ids = [one.after.id for one in change.moments if one.after is not None]
        assembling.add_moments(ctx, made.id, ids, **fields)
    return reel_of(ctx.catalogue, made.id)


def listed(desk: VaultOnDesk, reel: Reel, target: Path) -> list[dict[str, Any]]:
    listing.list_reel(desk.context, reel.id, target)
    return [json.loads(line) for line in target.read_text("utf-8").splitlines()]


def test_the_list_follows_the_plan(desk: VaultOnDesk, reel: Reel, tmp_path: Path) -> None:
    lines = listed(desk, reel, tmp_path / "list.jsonl")
    plan = assembling.plan_of(desk.context, reel)
    assert [(line["item"], line["frame_index"], line["pts"]) for line in lines] == [
        (shown.item, shown.frame, shown.pts) for shown in plan
    ]
    assert [line["frame_index"] for line in lines if line["item"] == 1] == list(range(20, 50))
    assert {line["clip"] for line in lines if line["item"] in {0, 3}} == {None}
    assert {line["clip"] for line in lines if line["item"] in {1, 2}} == {desk.clip.id}
    assert [line["reel_s"] for line in lines[:3]] == ["0", "0.04", "0.08"]
    assert all(set(line) == {"item", "clip", "frame_index", "pts", "reel_s", "wall_s"} for line in lines)


def test_the_rendered_film_shows_what_is_listed(desk: VaultOnDesk, reel: Reel, tmp_path: Path) -> None:
    lines = listed(desk, reel, tmp_path / "list.jsonl")
    works = ChildWorks(desk.vault)
    rendered = works.render(reel, tmp_path / "reel.mp4", no_progress, never_cancelled)
    with av.open(str(tmp_path / "reel.mp4")) as container:
        pictures = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    assert rendered.frames == len(pictures) == len(lines)
    seen = [read_strip(picture) if line["item"] != 0 else None for picture, line in zip(pictures, lines, strict=True)]
    assert seen == [line["frame_index"] for line in lines]
    captioned = next(number for number, line in enumerate(lines) if line["item"] == 2)
    plate = pictures[captioned][560:690, 300:980].astype(int)
    assert (plate < 60).mean() > 0.2, "a dark plate with words"
    assert np.abs(pictures[0][0, 0].astype(int) - pictures[0][-1, -1]).max() < 8
    assert sorted(path.name for path in tmp_path.iterdir()) == ["list.jsonl", "reel.mp4"]


def test_an_encrypted_film_is_opened_by_its_passphrase_alone(desk: VaultOnDesk, reel: Reel, tmp_path: Path) -> None:
    works, target = ChildWorks(desk.vault), tmp_path / "reel.mp4.age"
    rendered = works.render(reel, target, no_progress, never_cancelled, passphrase=PASSPHRASE)
    data = target.read_bytes()
    assert data.startswith(b"age-encryption.org/v1\n") and b"ftyp" not in data
    assert hashlib.sha256(data).hexdigest() == rendered.sha256
    with av.open(io.BytesIO(decrypt([ScryptIdentity(PASSPHRASE.encode())], data)), "r") as film:
        assert len(list(film.decode(video=0))) == rendered.frames
    with pytest.raises(ExpectedError) as refused:
        works.render(reel, tmp_path / "weak.age", no_progress, never_cancelled, passphrase="hello")
    assert refused.value.kind is ErrorKind.WEAK_PASSPHRASE
    assert [path.name for path in tmp_path.iterdir()] == ["reel.mp4.age"]


def test_a_stopped_child_leaves_nothing(desk: VaultOnDesk, reel: Reel, tmp_path: Path) -> None:
    """The child is stopped when the film is under way, and its process ends at once."""
    under_way: list[float] = []
    long = replace(reel, items=reel.items * 10)
    with pytest.raises(ExpectedError) as caught:
        ChildWorks(desk.vault).render(long, tmp_path / "reel.mp4", under_way.append, lambda: bool(under_way))
    assert caught.value.kind is ErrorKind.CANCELLED
    assert under_way and under_way[-1] < 1
    assert list(tmp_path.iterdir()) == []


def parts_in(desk: VaultOnDesk) -> list[Path]:
    return sorted((desk.vault.directory / "incoming").iterdir())


def stopped_works(desk: VaultOnDesk, reel: Reel, target: Path) -> ChildWorks:
    """A child ended when the last of three moments was under way: a child killed outright leaves no less."""
    works, asked = ChildWorks(desk.vault), reel.items

    def third() -> bool:
        return len(parts_in(desk)) >= 3 and works.rendered_before(reel) >= len(asked) - 1

    with pytest.raises(ExpectedError) as caught:
        works.render(reel, target, no_progress, third)
    assert caught.value.kind is ErrorKind.CANCELLED
    return works


@pytest.fixture
def long(reel: Reel) -> Reel:
    """Its last item lasts."""
    return replace(reel, items=(*reel.items[:-1], replace(reel.items[-1], hold_s=Fraction(60))))


def test_a_stopped_film_goes_on_where_it_was_stopped(desk: VaultOnDesk, long: Reel, tmp_path: Path) -> None:
    works = stopped_works(desk, long, tmp_path / "reel.mp4")
    assert works.rendered_before(long) == 3
    assert [b"ftyp" in path.read_bytes() or path.read_bytes()[:4] != b"age-" for path in parts_in(desk)] == [False] * 2
    short = replace(long, items=(*long.items[:-1], replace(long.items[-1], hold_s=Fraction(1))))
    told: list[float] = []
    again = works.render(short, tmp_path / "again.mp4", told.append, never_cancelled)
    assert parts_in(desk) == []
    fresh = ChildWorks(desk.vault).render(short, tmp_path / "fresh.mp4", no_progress, never_cancelled)
    assert again == fresh, "to the byte the film that is made in one go"
    coded = sum(round(item.duration * 25) for item in (short.items[0], short.items[-1]))
    assert len(told) == coded + 1, "only the card and the last item were coded"
    assert works.rendered_before(short) == 0


@pytest.mark.parametrize("change", [{"caption": "Other words"}, {"speed": Fraction(3, 4)}, {"baby_voice": True}])
def test_what_looks_otherwise_now_is_made_anew(
    desk: VaultOnDesk, long: Reel, tmp_path: Path, change: dict[str, Any]
) -> None:
    works = stopped_works(desk, long, tmp_path / "reel.mp4")
    changed = replace(long, items=(long.items[0], replace(long.items[1], **change), *long.items[2:]))
    assert works.rendered_before(changed) == 1
    assert works.rendered_before(long, ReelOutput(OutputSize.HD1080)) == 0
    works.forget_rendered()
    assert works.rendered_before(long) == 0 and parts_in(desk) == []


def test_a_part_that_was_cut_short_is_made_anew(desk: VaultOnDesk, long: Reel, tmp_path: Path) -> None:
    works = stopped_works(desk, long, tmp_path / "reel.mp4")
    for path in parts_in(desk):
        path.write_bytes(path.read_bytes()[:-1])
    short = replace(long, items=long.items[:-1])
    assert works.rendered_before(short) == 0
    works.render(short, tmp_path / "again.mp4", no_progress, never_cancelled)
    assert parts_in(desk) == []


def test_an_empty_reel_cannot_be_played(desk: VaultOnDesk, tmp_path: Path) -> None:
    empty = assembling.create_reel(desk.context, desk.case.code, "Empty")
    with pytest.raises(ExpectedError) as caught:
        listing.list_reel(desk.context, empty.id, tmp_path / "list.jsonl")
    assert caught.value.kind is ErrorKind.UNKNOWN_REEL
    assert list(tmp_path.iterdir()) == []
