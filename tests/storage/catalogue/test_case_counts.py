"""The counts that triggers keep are those of the rows, whatever is done, taken back, erased or broken off."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.catalogue import SqlCatalogue
from storage.catalogue.case_counts import recount, wrong
from tests.storage.catalogue.sample import case, clip, edited, fill, marked, moment, opened, session
from vidfeed.errors import VidfeedError
from vidfeed.model.change import clip_scope
from vidfeed.model.clip import ClipStatus
from vidfeed.model.erasure import Erasure, ErasureState, case_subject, clip_subject
from vidfeed.model.review import Review

Step = Callable[[SqlCatalogue, str, str], object]


def mark(catalogue: SqlCatalogue, _case_id: str, clip_id: str) -> None:
    catalogue.apply(marked(*(moment(uuid4().hex, clip_id, start) for start in range(3))))


def remove(catalogue: SqlCatalogue, _case_id: str, clip_id: str) -> None:
    catalogue.apply(edited(catalogue.moments(clip_id)[0], None))


def erase(catalogue: SqlCatalogue, subject: str) -> None:
    catalogue.mark_erasing(Erasure(subject, ErasureState.MARKED, "{}", "2024-06-01", "Anastasia"))


def break_off(catalogue: SqlCatalogue, case_id: str, clip_id: str) -> None:
    with suppress(KeyboardInterrupt), catalogue.transaction():
        mark(catalogue, case_id, clip_id)
        catalogue.set_clip_status(clip_id, ClipStatus.ERASING)
        raise KeyboardInterrupt


STEPS: dict[str, Step] = {
    "mark": mark,
    "remove": remove,
    "break off": break_off,
    "undo": lambda catalogue, _case_id, clip_id: catalogue.undo(clip_scope(clip_id)),
    "redo": lambda catalogue, _case_id, clip_id: catalogue.redo(clip_scope(clip_id)),
    "ready": lambda catalogue, _case_id, clip_id: catalogue.set_clip_status(clip_id, ClipStatus.READY),
    "discard": lambda catalogue, _case_id, clip_id: catalogue.discard_clip(clip_id),
    "erase clip": lambda catalogue, _case_id, clip_id: erase(catalogue, clip_subject(clip_id)),
    "clear clip": lambda catalogue, _case_id, clip_id: catalogue.clear_erased(clip_subject(clip_id)),
    "erase case": lambda catalogue, case_id, _clip_id: erase(catalogue, case_subject(case_id)),
    "clear case": lambda catalogue, case_id, _clip_id: catalogue.clear_erased(case_subject(case_id)),
}


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory, empty_file: Path) -> Iterator[SqlCatalogue]:
    path = tmp_path_factory.mktemp("counted") / "catalogue.db"
    path.write_bytes(empty_file.read_bytes())
    with opened(path) as catalogue:
        yield catalogue


@given(steps=st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 1), st.integers(0, 1)), max_size=25))
@settings(max_examples=40, deadline=None)
def test_they_are_those_of_the_rows(lasting: SqlCatalogue, steps: list[tuple[str, int, int]]) -> None:
    run = uuid4().hex
    for number in (0, 1):
        case_id, session_id = f"case{number}{run}", f"session{number}{run}"
        lasting.add_case(case(case_id, case_id))
        lasting.add_session(session(session_id, case_id))
        for of_case in (0, 1):
            lasting.add_clip(clip(f"clip{number}{of_case}{run}", case_id, session_id))
            mark(lasting, case_id, f"clip{number}{of_case}{run}")
    for step, number, of_case in steps:
        with suppress(VidfeedError, IndexError):  # what is gone cannot be marked
            STEPS[step](lasting, f"case{number}{run}", f"clip{number}{of_case}{run}")
        assert not wrong(lasting._database), step


def test_the_list_of_cases_shows_them(catalogue: SqlCatalogue) -> None:
    fill(catalogue, 2)
    mark(catalogue, "case1", "clip1")
    erase(catalogue, clip_subject("clip2"))
    counts = [(summary.clips, summary.moments) for summary in catalogue.case_summaries()]
    assert counts == [(1, 3), (0, 0)]


def test_counting_anew_repairs_them(catalogue: SqlCatalogue) -> None:
    mark(catalogue, "case1", "clip1")
    catalogue._database.raw.execute("UPDATE case_counts SET moments = 7")
    assert wrong(catalogue._database)
    recount(catalogue._database)
    assert not wrong(catalogue._database)
    assert [summary.moments for summary in catalogue.case_summaries()] == [3]


def test_a_review_outlives_the_film_of_it(catalogue: SqlCatalogue) -> None:
    review = Review("review1", "reel1", "case1", "2024-05-01", filmed_clip_id="clip1", filmed_offset="1/25")
    catalogue.add_review(review)
    catalogue.discard_clip("clip1")
    kept = catalogue.review("review1")
    assert kept is not None
    assert (kept.filmed_clip_id, kept.filmed_offset) == (None, "")
