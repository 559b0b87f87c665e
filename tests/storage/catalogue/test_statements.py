"""What screens read takes as many statements of many cases, clips, moments and reels as of few."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event

from storage.catalogue import SqlCatalogue
from tests.storage.catalogue.sample import WAITING, asset, clip, fill, made, marked, moment, reel, session
from vidfeed.model.change import reel_scope
from vidfeed.model.consent import Consent, GivenBy, Person, Purpose, Role
from vidfeed.model.review import ParentWords, Review, Whose

Reading = Callable[[SqlCatalogue], object]

READINGS: dict[str, tuple[Reading, int]] = {
    "list of cases": (lambda catalogue: catalogue.case_summaries(), 2),
    "people": (lambda catalogue: catalogue.people(), 1),
    "consents": (lambda catalogue: catalogue.consents(), 1),
    "corrected consents": (lambda catalogue: catalogue.superseded_consents(), 1),
    "sessions": (lambda catalogue: catalogue.sessions("case1"), 1),
    "clips": (lambda catalogue: catalogue.clips(), 1),
    "clips of a case": (lambda catalogue: catalogue.clips("case1"), 1),
    "moments": (lambda catalogue: catalogue.moments("clip1"), 1),
    "moments by clip": (lambda catalogue: catalogue.moment_counts("case1"), 1),
    "moments by tag": (lambda catalogue: catalogue.tag_counts("case1"), 1),
    "moments of a case": (lambda catalogue: catalogue.find_moments(case_id="case1"), 1),
    "moments found, newest first": (lambda catalogue: catalogue.find_moments(text="looks", limit=50), 1),
    "moments found, best first": (lambda catalogue: catalogue.find_moments(text="looks", limit=50, ranked=True), 2),
    "reels": (lambda catalogue: catalogue.reels("case1"), 1),
    "reviews": (lambda catalogue: catalogue.reviews("case1"), 3),
    "kept words": (lambda catalogue: catalogue.kept_words("case1"), 1),
    "assets": (lambda catalogue: catalogue.assets(), 1),
    "trail of a case": (lambda catalogue: catalogue.audit_of_case("case1"), 8),
}


def add_case(catalogue: SqlCatalogue, number: int) -> None:
    fill(catalogue, number)
    catalogue.add_person(Person(f"p{number}", f"case{number}", Role.PARENT_A, "Parent A", True))
    for purpose in (Purpose.RECORD, Purpose.REVIEW):
        given = Consent(f"k{number}{purpose}", f"p{number}", purpose, date(2024, 5, 1), GivenBy.SELF)
        catalogue.add_consent(given)
    catalogue.add_consent(replace(given, id=f"wrong{number}"))
    catalogue.supersede_consent(f"wrong{number}")
    catalogue.apply(marked(moment(f"m{number}", f"clip{number}", tags=(WAITING,), caption="She looks")))


def add_work(catalogue: SqlCatalogue, number: int) -> None:
    """A session, a clip with moments and a file, a reel and its review, all of the first case."""
    session_id, clip_id, reel_id = f"more-session{number}", f"more-clip{number}", f"more-reel{number}"
    catalogue.add_session(session(session_id, "case1", 100 + number))
    catalogue.add_clip(clip(clip_id, "case1", session_id))
    catalogue.add_asset(asset(f"more-blob{number}", clip_id))
    catalogue.apply(marked(*(moment(f"{clip_id}-{n}", clip_id, n, caption="He looks") for n in range(5))))
    catalogue.apply(made(reel(reel_id, clip_id, "clip1")))
    assert catalogue.can_undo(reel_scope(reel_id))
    words = (ParentWords(f"words{number}", "2024-05-01", None, "There", Whose.PARENT),)
    catalogue.add_review(Review(f"review{number}", reel_id, "case1", f"2024-05-{number + 1:02d}", words=words))


def statements(catalogue: SqlCatalogue, reading: Reading) -> int:
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    engine = catalogue._database.connection.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        assert reading(catalogue)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)


@pytest.fixture
def few(empty: SqlCatalogue) -> SqlCatalogue:
    add_case(empty, 1)
    add_work(empty, 0)
    return empty


@pytest.fixture
def many(few: SqlCatalogue) -> SqlCatalogue:
    for number in range(2, 30):
        add_case(few, number)
    for number in range(1, 20):
        add_work(few, number)
    return few


def test_as_many_for_many_as_for_few(many: SqlCatalogue) -> None:
    counted = {what: statements(many, reading) for what, (reading, _most) in READINGS.items()}
    assert counted == {what: most for what, (_reading, most) in READINGS.items()}


def test_as_many_for_few(few: SqlCatalogue) -> None:
    counted = {what: statements(few, reading) for what, (reading, _most) in READINGS.items()}
    assert counted == {what: most for what, (_reading, most) in READINGS.items()}
