"""What the catalogue's size and encryption cost: opening, the first list, a mark, searching."""

import random
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import partial
from itertools import accumulate, islice
from pathlib import Path

from sqlalchemy import Table, event, insert
from sqlcipher3 import dbapi2

from benchmarks.vault_rows import Row, Way, at_most, in_turns, ratio, spread, timed
from storage.catalogue import SqlCatalogue, open_catalogue
from storage.catalogue.database import Database
from storage.catalogue.engine import connect_keyed
from storage.catalogue.schema import migrate
from storage.catalogue.tables.marks import moment_tags, moment_words, moments
from storage.vault.core import SystemClock, new_clip_identity
from vidfeed.model.case import Case, Session
from vidfeed.model.change import ChangeSet, MomentChange, clip_scope
from vidfeed.model.clip import Clip, ClipKind, ClipStatus
from vidfeed.model.ids import new_id
from vidfeed.model.moment import Moment
from vidfeed.model.time import Span

CASES, CLIPS_A_CASE = 1000, 10
KEY = bytes(range(32))
VOCABULARY = [f"w{number:04d}" for number in range(3000)]
_WEIGHTS = list(accumulate(1 / (rank + 2) for rank in range(len(VOCABULARY))))
_WORDS_A_MOMENT = 8
_PAGE = 50
_MARKS = 300
_OPENINGS, _OPENING_AIM = 15, 1.5
_FIRST = datetime(2024, 1, 1, tzinfo=UTC)
_BATCH = 10_000
_HASTY = "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -400000"


def hasty_database(path: Path, key: bytes) -> Database:
    """An empty catalogue, to be filled in a hurry and thrown away: nothing of it outlives a power cut."""
    path.touch()
    database = Database(path, key)
    migrate(database)
    for pragma in _HASTY:
        database.raw.execute(pragma)
    return database


def fill(path: Path, count: int) -> None:
    """A catalogue of 1,000 cases and 10,000 clips, with that many moments over them."""
    database = hasty_database(path, KEY)
    catalogue = SqlCatalogue(database, SystemClock(), new_clip_identity, "anna")
    clips = list(_clips(catalogue))
    rows = _moment_rows(clips, count)
    while batch := list(islice(rows, _BATCH)):
        with database.transaction():
            for number, table in enumerate((moments, moment_tags, moment_words)):
                _enter(database, table, [row[number] for row in batch])
    catalogue.close()


def _enter(database: Database, table: Table, rows: list[dict[str, object]]) -> None:
    database.run(insert(table), rows)


def _clips(catalogue: SqlCatalogue) -> Iterable[tuple[str, str]]:
    with catalogue.transaction():
        for number in range(CASES):
            case, session = new_id(), new_id()
            catalogue.add_case(Case(case, f"CASE-{number:04d}", "", "", "", _FIRST.isoformat()))
            catalogue.add_session(Session(session, case, 1, date(2024, 1, 1), "", ""))
            for _ in range(CLIPS_A_CASE):
                clip = _clip(case, session)
                catalogue.add_clip(clip)
                yield case, clip.id


def _clip(case_id: str, session_id: str) -> Clip:
    return Clip(
        new_id(), case_id, session_id, ClipKind.INTERACTION, ClipStatus.READY, "Clip", "", 0, 250, 640, 360, 0,
        Fraction(25), False, True, Fraction(1, 25), 0, 250, None, None, (),
    )  # fmt: skip


def _moment_rows(clips: list[tuple[str, str]], count: int) -> Iterable[tuple[dict[str, object], ...]]:
    chance = random.Random(1)
    for number in range(count):
        case_id, clip_id = clips[number % len(clips)]
        made, moment_id = _FIRST + timedelta(seconds=number), new_id()
        seq = int(made.timestamp()) * 1_000_000
        words = " ".join(chance.choices(VOCABULARY, cum_weights=_WEIGHTS, k=_WORDS_A_MOMENT))
        moment = {
            "seq": seq, "id": moment_id, "clip_id": clip_id, "start_pts": number % 200, "end_pts": number % 200 + 20,
            "still": False, "stars": number % 4, "who": None, "caption": words, "baby_voice": False, "note": "",
            "other_person": False, "decision": "undecided", "created_at": made.isoformat(),
        }  # fmt: skip
        tag = {"moment_id": moment_id, "place": 0, "tag_id": "attuned/waiting", "codebook_id": "attuned", "version": 1}
        filed = {"rowid": seq, "filed": f"{case_id} {clip_id}", "title": "Clip"}
        yield moment, tag, filed | {"caption": words, "note": "", "tags": "Waiting"}


def opened(path: Path) -> SqlCatalogue:
    """The filled catalogue."""
    return open_catalogue(path, KEY, clock=SystemClock(), new_identity=new_clip_identity, user="anna")


def searching(path: Path, count: int) -> list[Row]:
    """Newest first and ranked, by common, middling and rare words, beginnings of words, and two words at once."""
    catalogue = opened(path)
    queries = [*VOCABULARY[::60], *(word[:3] for word in VOCABULARY[::300])]
    queries += [f"{a} {b}" for a, b in zip(VOCABULARY[:20], VOCABULARY[20:40], strict=True)]
    newest = [timed(partial(catalogue.find_moments, text=text, limit=_PAGE)) for text in queries]
    ranked = [timed(partial(catalogue.find_moments, text=text, limit=_PAGE, ranked=True)) for text in queries]
    catalogue.close()
    return [
        at_most(f"search, newest first, {count:,} moments", newest, 50),
        at_most(f"search, ranked, {count:,} moments", ranked, 250),
    ]


def marking(path: Path, count: int) -> list[Row]:
    """One mark, committed and synced: moment, words, undo entry, count and line in the trail."""
    catalogue = opened(path)
    clip = catalogue.clips()[0]
    times = []
    for number in range(_MARKS):
        made = datetime.now(UTC).isoformat()
        words = f"{VOCABULARY[number]} {VOCABULARY[-number]}"
        moment = Moment(new_id(), clip.id, Span(number, number + 20), caption=words, created_at=made)
        change = ChangeSet(clip_scope(clip.id), "Mark moment", (MomentChange(None, moment),))
        times.append(timed(partial(catalogue.apply, change)))
    catalogue.close()
    return [at_most(f"one mark committed, {count:,} moments", times, 15)]


def opening(path: Path, count: int) -> list[Row]:
    """Opening and the first list: the catalogue's own statements, on it and on plain SQLite; then all of it."""
    plain = path.with_name("plain.db")
    statements = _statements_of_list(path)
    _export(path, plain)
    ways: dict[str, Way] = {
        "keyed": lambda: _listed(connect_keyed(path, KEY), statements),
        "plain": lambda: _listed(_connect_plain(plain), statements),
        "whole": lambda: _listed_through(path),
    }
    times = in_turns(ways, _OPENINGS)
    plain.unlink()
    found = ratio(times, "keyed", "plain")
    what = f"open and first list, {count:,} moments"
    figure = f"{found:.2f} times its time ({spread(times['keyed'])})"
    return [
        Row(f"{what}: against plain SQLite", figure, f"at most {_OPENING_AIM}", found <= _OPENING_AIM),
        Row(f"{what}: through the catalogue, as objects", spread(times["whole"])),
    ]


def _statements_of_list(path: Path) -> list[tuple[str, tuple[object, ...]]]:
    database, seen = Database(path, KEY), []

    def note(_c: object, _cursor: object, statement: str, parameters: tuple[object, ...], *_rest: object) -> None:
        seen.append((statement, parameters))

    event.listen(database.connection.engine, "before_cursor_execute", note)
    SqlCatalogue(database, SystemClock(), new_clip_identity).case_summaries()
    database.close()
    return seen


def _export(path: Path, plain: Path) -> None:
    raw = connect_keyed(path, KEY)
    raw.execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
    raw.execute("SELECT sqlcipher_export('plain')")
    raw.execute("DETACH DATABASE plain")
    raw.close()


def _connect_plain(path: Path) -> dbapi2.Connection:
    return dbapi2.connect(str(path))


def _listed(raw: dbapi2.Connection, statements: list[tuple[str, tuple[object, ...]]]) -> None:
    for statement, parameters in statements:
        raw.execute(statement, parameters).fetchall()
    raw.close()


def _listed_through(path: Path) -> None:
    catalogue = opened(path)
    catalogue.case_summaries()
    catalogue.close()


def measure(folder: Path, count: int) -> list[Row]:
    """All of it, with that many moments."""
    path = folder / f"{count}.db"
    fill(path, count)
    rows = [*opening(path, count), *marking(path, count), *searching(path, count)]
    path.unlink()
    return rows
