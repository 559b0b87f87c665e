"""Looking across the vault: newest first, page by page, by every kind of wish."""

from dataclasses import replace
from datetime import date

import pytest

from storage.catalogue import SqlCatalogue
from storage.catalogue import searching as searching_module
from tests.storage.catalogue.sample import WAITING, clip, fill, marked, moment, session
from vidfeed.model.clip import ClipStatus
from vidfeed.model.moment import TagRef, Who
from vidfeed.model.moment_query import MomentQuery

OTHER = TagRef("attuned/turning", "attuned", 1)


@pytest.fixture
def marks(catalogue: SqlCatalogue) -> SqlCatalogue:
    fill(catalogue, 2)
    catalogue.update_session(replace(session(), held_on=date(2024, 3, 2)))
    found = [
        moment("a", start=10, caption="She looks up", stars=3, tags=(WAITING,), created_at="2024-05-01T09:00:00"),
        moment("b", "clip2", 20, note="looks away", stars=1, tags=(OTHER,), created_at="2024-05-02T09:00:00"),
        replace(moment("c", start=30, created_at="2024-05-03T09:00:00"), who=Who.BABY),
        moment("d", "clip2", 40, caption="They look", stars=2, tags=(WAITING, OTHER), created_at="2024-05-04T09:00:00"),
    ]
    for one in found:
        catalogue.apply(marked(one))
    return catalogue


def ids(catalogue: SqlCatalogue, query: MomentQuery, limit: int = 50, after: str = "") -> str:
    return "".join(found.id for found in catalogue.newest_moments(query, limit, after))


@pytest.mark.parametrize("few", [2_000, 0])
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (MomentQuery(), "dcba"),
        (MomentQuery("look"), "dba"),
        (MomentQuery("  "), "dcba"),
        (MomentQuery("*"), ""),
        (MomentQuery("breakfast", min_stars=2), "da"),
        (MomentQuery(tag_ids=frozenset({WAITING.tag_id})), "da"),
        (MomentQuery(tag_ids=frozenset({WAITING.tag_id, OTHER.tag_id})), "dba"),
        (MomentQuery("away", tag_ids=frozenset({OTHER.tag_id})), "b"),
        (MomentQuery(tag_ids=frozenset({"no/such"})), ""),
        (MomentQuery(who=Who.BABY), "c"),
        (MomentQuery(since=date(2024, 3, 2), until=date(2024, 3, 2)), "ca"),
        (MomentQuery(since=date(2024, 4, 30)), "db"),
        (MomentQuery(until=date(2024, 3, 1)), ""),
        (MomentQuery("look", since=date(2024, 3, 2), until=date(2024, 3, 2)), "a"),
        (MomentQuery("look", since=date(2024, 3, 2)), "dba"),
        (MomentQuery("look", until=date(2024, 3, 1)), ""),
    ],
)
def test_what_fits_newest_first(
    marks: SqlCatalogue, query: MomentQuery, expected: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_FEW_MARKS", "_FEW_CLIPS"):
        monkeypatch.setattr(searching_module, name, few)
    assert ids(marks, query) == expected


@pytest.mark.parametrize("query", [MomentQuery(), MomentQuery("look"), MomentQuery(min_stars=1)])
def test_pages_join_without_gap_or_repeat(marks: SqlCatalogue, query: MomentQuery) -> None:
    whole, after, read = ids(marks, query), "", ""
    while page := ids(marks, query, 1, after):
        read, after = read + page, page[-1]
    assert read == whole


def test_a_page_after_a_moment_that_is_gone_is_empty(marks: SqlCatalogue) -> None:
    assert ids(marks, MomentQuery(), 50, "gone") == ""


def test_films_that_are_being_erased_are_left_out(marks: SqlCatalogue) -> None:
    marks.set_clip_status("clip2", ClipStatus.ERASING)
    assert ids(marks, MomentQuery()) == "ca"


def test_emptiness() -> None:
    assert MomentQuery(" ").empty
    assert not MomentQuery("x").empty
    assert not MomentQuery(min_stars=1).empty


def test_a_sitting_is_kept_with_the_clip(catalogue: SqlCatalogue) -> None:
    catalogue.set_sitting("clip1", "choosing m1 first")
    found = catalogue.clip("clip1")
    assert found is not None
    assert (found.sitting, found.position_pts) == ("choosing m1 first", clip().origin_pts)
    catalogue.set_position("clip1", 900)
    catalogue.set_sitting("clip1", "")
    found = catalogue.clip("clip1")
    assert found is not None
    assert (found.sitting, found.position_pts) == ("", 900)


def test_steps_tell_the_history_with_what_was_taken_back(marks: SqlCatalogue) -> None:
    marks.undo("clip:clip1")
    told = [(step.label, step.undone, step.moment.id if step.moment else "") for step in marks.steps("clip:clip1", 50)]
    assert told == [("Mark", False, "a"), ("Mark", True, "c")]
    assert [step.moment.id for step in marks.steps("clip:clip1", 1) if step.moment] == ["c"]
    assert marks.steps("clip:clip1", 1)[0].by == marks.user
