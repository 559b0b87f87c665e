from datetime import date
from pathlib import Path

import pytest

from storage.catalogue import SqlCatalogue
from tests.storage.catalogue.sample import (
    OTHER_KEY,
    WAITING,
    clip,
    edited,
    fill,
    marked,
    moment,
    opened,
    session,
)
from vidfeed.model.codebook import Audience, Codebook, Tag
from vidfeed.model.moment import Moment, TagRef, Who

CODEBOOK = Codebook("attuned", 1, "Attuned", Audience.PARENT_SAFE, (Tag("attuned/waiting", "Waiting", "", "", 0),))


@pytest.fixture
def marks(catalogue: SqlCatalogue) -> SqlCatalogue:
    fill(catalogue, 2)
    catalogue.put_codebook(CODEBOOK)
    for new in (
        moment("m1", start=30, caption="She turns to her mother", created_at="2024-05-03T10:00:00+00:00"),
        moment("m2", start=10, note="Große Augen, ruhig", tags=(WAITING,), stars=2, created_at="2024-05-01"),
        moment("m3", "clip2", 20, caption="Mother waits", note="turning away", created_at="2024-05-02", stars=1),
        moment("m4", "clip2", 5, caption="👩‍👧 אמא מחייכת", created_at="2024-05-04"),
    ):
        catalogue.apply(marked(new))
    return catalogue


def ids(found: list[Moment]) -> list[str]:
    return [one.id for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mother", ["m1", "m3"]),
        ("MOTH", ["m1", "m3"]),
        ("turn", ["m1", "m3"]),
        ("turn mother", ["m1", "m3"]),
        ("away waits", ["m3"]),
        ("waiting", ["m2"]),
        ("wait", ["m3", "m2"]),
        ("grosse", []),
        ("grösse", []),
        ("große", ["m2"]),
        ("אמא", ["m4"]),
        ("אמ", ["m4"]),
        ("Breakfast", ["m4", "m1", "m3", "m2"]),
        ("breakfast mother her", ["m1"]),
        ("her-mother", ["m1"]),
        ('mother" OR "ruhig', []),
        ("mother NOT turns", []),
        ("caption:mother", []),
        ("case1", []),
        ("clip1", []),
        ("m*", ["m1", "m3"]),
        ('* ^ ( "', []),
        ("👩‍👧", []),
        ("nothing like it", []),
    ],
)
def test_words_and_their_beginnings_newest_first(marks: SqlCatalogue, text: str, expected: list[str]) -> None:
    assert ids(marks.find_moments(text=text)) == expected


def test_accents_may_be_composed_or_not_or_left_out(catalogue: SqlCatalogue) -> None:
    catalogue.apply(marked(moment("m1", note="Ame\u0301lie", caption="안녕")))
    for text in ("Am\u00e9lie", "Ame\u0301l", "amelie", "\u110b\u1161\u11ab\u1102\u1167\u11bc"):
        assert ids(catalogue.find_moments(text=text)) == ["m1"], ascii(text)


def test_filters_narrow_a_search(marks: SqlCatalogue) -> None:
    assert ids(marks.find_moments(text="mother", case_id="case1")) == ["m1"]
    assert ids(marks.find_moments(text="mother", clip_id="clip2")) == ["m3"]
    assert ids(marks.find_moments(text="mother", case_id="case1", clip_id="clip2")) == []
    assert ids(marks.find_moments(text="breakfast", min_stars=1)) == ["m3", "m2"]
    assert ids(marks.find_moments(text="breakfast", tag_id="attuned/waiting")) == ["m2"]
    assert ids(marks.find_moments(text="breakfast", limit=2)) == ["m4", "m1"]
    assert ids(marks.find_moments(text="breakfast", min_stars=1, limit=1)) == ["m3"]


def test_without_words_by_case_and_clip_then_start(marks: SqlCatalogue) -> None:
    assert ids(marks.find_moments()) == ["m2", "m1", "m4", "m3"]
    assert ids(marks.find_moments(text="  ", limit=3)) == ["m2", "m1", "m4"]
    assert ids(marks.find_moments(case_id="case2")) == ["m4", "m3"]
    assert ids(marks.find_moments(clip_id="clip1", min_stars=2)) == ["m2"]
    assert ids(marks.find_moments(tag_id="attuned/waiting")) == ["m2"]
    assert ids(marks.find_moments(tag_id="attuned")) == []


def test_by_day_and_person(catalogue: SqlCatalogue) -> None:
    first, second = session("session1"), session("session2", number=2)
    catalogue.add_session(second)
    catalogue.add_clip(clip("clip2", session_id="session2"))
    for held, on in ((first, date(2024, 5, 1)), (second, date(2024, 6, 1))):
        catalogue.update_session(type(held)(held.id, held.case_id, held.number, on, held.place, held.activity))
    about_both = Moment("m2", "clip2", moment("m2").span, who=Who.BOTH, note="both")
    catalogue.apply(marked(moment("m1", note="one")))
    catalogue.apply(marked(about_both))
    assert ids(catalogue.find_moments(since=date(2024, 6, 1))) == ["m2"]
    assert ids(catalogue.find_moments(until=date(2024, 5, 31))) == ["m1"]
    assert ids(catalogue.find_moments(since=date(2024, 5, 1), until=date(2024, 6, 1))) == ["m1", "m2"]
    assert ids(catalogue.find_moments(who=Who.BOTH)) == ["m2"]
    assert ids(catalogue.find_moments(text="breakfast", who=Who.BOTH, since=date(2024, 5, 2))) == ["m2"]


def test_counts(marks: SqlCatalogue) -> None:
    marks.apply(marked(moment("m5", tags=(WAITING, TagRef("own/x", "own", 3)))))
    assert marks.moment_counts("case1") == {"clip1": 3}
    assert marks.tag_counts("case1") == {("clip1", "attuned/waiting"): 2, ("clip1", "own/x"): 1}
    assert (marks.moment_counts("case9"), marks.tag_counts("case2")) == ({}, {})
    assert [summary.moments for summary in marks.case_summaries()] == [3, 2]


def test_what_changes_is_found_anew(marks: SqlCatalogue) -> None:
    before = marks.moment("m1")
    assert before is not None
    after = moment("m1", start=30, note="laughing", tags=(WAITING,), created_at=before.created_at)
    marks.apply(edited(before, after))
    assert ids(marks.find_moments(text="mother")) == ["m3"]
    assert ids(marks.find_moments(text="laugh waiting")) == ["m1"]
    marks.undo("clip:clip1")
    assert ids(marks.find_moments(text="mother")) == ["m1", "m3"]
    marks.rename_clip("clip1", "Bath time")
    assert ids(marks.find_moments(text="bath")) == ["m1", "m2"]
    assert ids(marks.find_moments(text="breakfast", clip_id="clip1")) == []
    assert marks.integrity_findings() == []


def test_what_comes_back_by_undo_keeps_its_place(marks: SqlCatalogue) -> None:
    newest = marks.moment("m1")
    assert newest is not None
    marks.apply(edited(newest, None))
    assert ids(marks.find_moments(text="mother")) == ["m3"]
    marks.undo("clip:clip1")
    assert ids(marks.find_moments(text="breakfast")) == ["m4", "m1", "m3", "m2"]


def test_forgotten_words_leave_the_index_at_the_next_key(path: Path) -> None:
    with opened(path) as catalogue:
        fill(catalogue)
        catalogue.apply(marked(moment("m1", note="xylophone"), moment("m2", note="kept")))
        catalogue.discard_clip("clip1")
        assert catalogue.find_moments(text="xylophone") == []
        catalogue.rekey(OTHER_KEY)
        raw = catalogue._database.raw
        raw.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, moment_words, row)")
        assert raw.execute("SELECT term FROM words").fetchall() == []
        blocks = raw.execute("SELECT group_concat(hex(block), '') FROM moment_words_data").fetchall()[0][0]
        assert b"xylo".hex().upper() not in blocks


def test_only_the_newest_are_read(marks: SqlCatalogue) -> None:
    """However many match, a limited search walks the index backwards and stops: nothing is sorted."""
    found = "SELECT rowid FROM moment_words WHERE moment_words MATCH 'breakfast' ORDER BY rowid DESC LIMIT 5"
    plan = [row[3] for row in marks._database.raw.execute(f"EXPLAIN QUERY PLAN {found}").fetchall()]
    assert len(plan) == 1
    assert "TEMP B-TREE" not in plan[0]


def test_ranked_the_best_match_comes_first(catalogue: SqlCatalogue) -> None:
    words = ["calm", "calm calm calm", "a long line of other words, and calm at its end", "nothing of it"]
    moments = [moment(f"m{number}", caption=caption) for number, caption in enumerate(words)]
    for new in moments:
        catalogue.apply(marked(new))
    assert [found.id for found in catalogue.find_moments(text="calm", ranked=True)] == ["m1", "m0", "m2"]
    assert [found.id for found in catalogue.find_moments(text="calm", ranked=True, limit=1)] == ["m1"]
    assert [found.id for found in catalogue.find_moments(text="calm")] == ["m2", "m1", "m0"]
    assert catalogue.find_moments(text="calm", ranked=True, min_stars=1) == []
    assert catalogue.find_moments(text="storm", ranked=True) == []
