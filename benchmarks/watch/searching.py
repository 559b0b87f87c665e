"""Searching a vault of a million moments."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.watch.figures import Figure, middle, repeated
from storage.catalogue import SqlCatalogue, create_catalogue
from tests.storage.catalogue.sample import KEY, clip, fill
from vidfeed.model.change import ChangeSet, MomentChange, clip_scope
from vidfeed.model.codebook import Audience, Codebook, Tag
from vidfeed.model.moment import Moment, TagRef, Who
from vidfeed.model.moment_query import MomentQuery
from vidfeed.model.time import Span

_A_CLIP, _TAGS, _FIRST, _TIMES = 1_000, 64, 50, 9
_WORDS = [
    "she",
    "looks",
    "up",
    "waits",
    "smile",
    "answers",
    "hands",
    "lap",
    "ring",
    "ball",
    "laughs",
    "turns",
    "away",
    "again",
    "little",
    "long",
    "voice",
    "song",
    "quiet",
    "face",
    "near",
    "far",
    "gives",
    "takes",
]


class _Clock:
    def now(self) -> datetime:
        return datetime(2025, 1, 1, tzinfo=UTC)


def search_figures(folder: Path, count: int) -> Iterator[Figure]:
    """The newest fifty, by each kind of wish."""
    store = create_catalogue(folder / "catalogue.db", KEY, clock=_Clock(), new_identity=lambda: "identity", user="anna")
    try:
        _fill(store, count)
        tag = frozenset({"book/tag3"})
        wishes = {
            "everything": MomentQuery(),
            "a common word": MomentQuery("she"),
            "a rare word": MomentQuery("number77"),
            "two words": MomentQuery("smile ring"),
            "a tag": MomentQuery(tag_ids=tag),
            "a rare tag": MomentQuery(tag_ids=frozenset({"book/rare"})),
            "three stars": MomentQuery(min_stars=3),
            "who": MomentQuery(who=Who.BABY),
            "a word with a tag, stars and who": MomentQuery("looks", tag, Who.BABY, min_stars=2),
            "days long ago": MomentQuery(since=date(2020, 1, 10), until=date(2020, 1, 12)),
            "a word in those days": MomentQuery("she", since=date(2020, 1, 10), until=date(2020, 1, 12)),
        }
        for name, query in wishes.items():
            looked = repeated(_look(store, query), _TIMES)
            found = len(store.newest_moments(query, _FIRST))
            yield Figure(f"search, {count:,} moments: {name}", middle(looked), 50, f"median of {_TIMES}, {found} found")
    finally:
        store.close()


def _look(store: SqlCatalogue, query: MomentQuery) -> Callable[[], object]:
    return lambda: store.newest_moments(query, _FIRST)


def _fill(store: SqlCatalogue, count: int) -> None:
    chance = random.Random(11)
    tags = [Tag(f"book/tag{number}", f"tag {number}", "", "group", 0) for number in range(_TAGS)]
    tags.append(Tag("book/rare", "rare", "", "group", 0))
    fill(store)
    store.put_codebook(Codebook("book", 1, "Book", Audience.PARENT_SAFE, tuple(tags)))
    began = datetime(2020, 1, 1, tzinfo=UTC)
    for number in range(count // _A_CLIP):
        clip_id = f"filled{number}"
        day = began + timedelta(days=number)
        store.add_clip(clip(clip_id))
        store.rename_clip(clip_id, f"Play {number}")
        _record(store, clip_id, day)
        new = [_moment(chance, clip_id, number * _A_CLIP + n, day + timedelta(seconds=n)) for n in range(_A_CLIP)]
        store.apply(ChangeSet(clip_scope(clip_id), "Mark", tuple(MomentChange(None, one) for one in new)))


def _record(store: SqlCatalogue, clip_id: str, day: datetime) -> None:
    found = store.clip(clip_id)
    assert found is not None
    store.refile_clip(replace(found, recorded_at=day.isoformat()))


def _moment(chance: random.Random, clip_id: str, number: int, made: datetime) -> Moment:
    refs = [TagRef(f"book/tag{chance.randrange(_TAGS)}", "book", 1)]
    if number % 100_003 == 50:
        refs.append(TagRef("book/rare", "book", 1))
    caption = " ".join(chance.choices(_WORDS, k=5)) + (f" number{number // 1_000}" if number % 1_000 == 0 else "")
    who = chance.choice((None, Who.BABY, Who.PARENT))
    start = chance.randrange(100_000)
    return Moment(
        f"m{number}", clip_id, Span(start, start + 50), tuple(refs), stars=chance.randrange(4), who=who,
        caption=caption, created_at=made.isoformat(),
    )  # fmt: skip
