"""Searching a vault of a million moments."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path

from benchmarks.vault_catalogue import hasty_database
from benchmarks.watch.figures import Figure, middle, repeated
from storage.catalogue import SqlCatalogue
from storage.catalogue.database import Database
from tests.storage.catalogue.sample import KEY, CountedIdentities, TickingClock, clip, fill, opened
from vidfeed.model.clip import Clip
from vidfeed.model.codebook import Audience, Codebook, Tag
from vidfeed.model.moment import Who
from vidfeed.model.moment_query import MomentQuery

_Row = tuple[Sequence[tuple[object, ...]], Sequence[tuple[object, ...]], Sequence[tuple[object, ...]]]
_BEGAN = datetime(2020, 1, 1, tzinfo=UTC)
_COLUMNS = {
    "moments": (
        "seq", "id", "clip_id", "start_pts", "end_pts", "still", "stars", "who", "caption", "baby_voice", "note",
        "other_person", "decision", "created_at",
    ),
    "moment_tags": ("moment_id", "place", "tag_id", "codebook_id", "version"),
    "moment_words": ("rowid", "filed", "title", "caption", "note", "tags"),
}  # fmt: skip
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


def search_figures(folder: Path, count: int) -> Iterator[Figure]:
    """The newest fifty, by each kind of wish."""
    path = folder / "catalogue.db"
    _fill(path, count)
    with opened(path) as store:
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


def _look(store: SqlCatalogue, query: MomentQuery) -> Callable[[], object]:
    return lambda: store.newest_moments(query, _FIRST)


def _fill(path: Path, count: int) -> None:
    """Clips of a thousand moments each, a day apart; written in a hurry, for nothing is lost where that is cut off."""
    database = hasty_database(path, KEY)
    store = SqlCatalogue(database, TickingClock(), CountedIdentities())
    tags = [Tag(f"book/tag{number}", f"tag {number}", "", "group", 0) for number in range(_TAGS)]
    tags.append(Tag("book/rare", "rare", "", "group", 0))
    fill(store)
    store.put_codebook(Codebook("book", 1, "Book", Audience.PARENT_SAFE, tuple(tags)))
    chance = random.Random(11)
    for number in range(count // _A_CLIP):
        with store.transaction():
            day = _BEGAN + timedelta(days=number)
            filmed = replace(clip(f"filled{number}"), title=f"Play {number}", recorded_at=day.isoformat())
            store.add_clip(filmed)
            rows = [_row(chance, filmed, number * _A_CLIP + n, day + timedelta(seconds=n)) for n in range(_A_CLIP)]
            _enter(database, rows)
    store.close()


def _enter(database: Database, rows: list[_Row]) -> None:
    """Past SQLAlchemy, which would take most of the time."""
    found = zip(*rows, strict=True)
    for (table, columns), values in zip(_COLUMNS.items(), found, strict=True):
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        database.raw.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", chain.from_iterable(values))


def _row(chance: random.Random, of: Clip, number: int, made: datetime) -> _Row:
    """What stands in each table of one moment."""
    tag, moment_id, seq = f"tag{chance.randrange(_TAGS)}", f"m{number}", int(made.timestamp()) * 1_000_000
    names = [tag, "rare"] if number % 100_003 == 50 else [tag]
    caption = " ".join(chance.choices(_WORDS, k=5)) + (f" number{number // 1_000}" if number % 1_000 == 0 else "")
    who, start = chance.choice((None, "baby", "parent")), chance.randrange(100_000)
    moment = (
        seq, moment_id, of.id, start, start + 50, False, chance.randrange(4), who, caption, False, "", False,
        "undecided", made.isoformat(),
    )  # fmt: skip
    tags = [(moment_id, place, f"book/{name}", "book", 1) for place, name in enumerate(names)]
    words = (seq, f"{of.case_id} {of.id}", of.title, caption, "", " ".join(names))
    return [moment], tags, [words]
