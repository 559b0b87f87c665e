"""What a press, a hold and a release of a key become, in a real vault."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from tests.factories.vaults import VaultOnDesk
from ui.state.desk import Desk
from ui.state.marking import NO_TAG, MarkingState
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.change import clip_scope
from vidfeed.model.codebook import Codebook, Extent
from vidfeed.model.consent import Purpose, Role
from vidfeed.model.moment import Moment
from vidfeed.services import cases, consenting
from vidfeed.services.watching import OpenedFilm

CONNECTED, NOTICING = "starter/connected", "starter/noticing"
LAG = 50
"""Two seconds in frames."""


class Bench:
    """The state with a clock in the test's hand; `frames` are first and last of each moment on the disk."""

    def __init__(self, desk: Desk, film: OpenedFilm) -> None:
        self.now_s = 1000.0
        self.desk, self.film = desk, film
        self.state = MarkingState(desk, lambda: self.now_s)
        self.state.open(film)
        self.marked: list[Moment] = []
        self.errors: list[ExpectedError] = []
        self.lasted: list[bool] = []
        self.state.marked.connect(self._note)
        self.state.failed.connect(self.errors.append)

    def _note(self, moment: Moment, lasted: bool) -> None:
        self.marked.append(moment)
        self.lasted.append(lasted)

    def wait(self, seconds: float) -> None:
        self.now_s += seconds

    @property
    def stored(self) -> list[Moment]:
        return self.desk.context.catalogue.moments(self.film.clip.id)

    @property
    def frames(self) -> list[tuple[int, int]]:
        inside = [self.film.film.index.frames_in(moment.span) for moment in self.stored]
        return [(frames[0], frames[-1]) for frames in inside]


@pytest.fixture
def bench(desk: Desk, film: OpenedFilm) -> Bench:
    return Bench(desk, film)


def test_a_tap_is_lead_and_lag_around_the_frame_of_the_press(bench: Bench) -> None:
    bench.state.press(CONNECTED, 75)
    bench.wait(0.3)
    bench.state.release(CONNECTED, 82)
    tag = bench.film.codebooks[0].tag(CONNECTED)
    assert tag is not None and (tag.lead_s, tag.lag_s) == (Decimal(4), Decimal(2))
    assert bench.frames == [(0, 75 + LAG - 1)]
    assert bench.lasted == [False]
    assert [ref.tag_id for ref in bench.stored[0].tags] == [CONNECTED]


@pytest.mark.parametrize(("frame", "expected"), [(100, (0, 149)), (110, (10, 149)), (0, (0, 49)), (149, (49, 149))])
def test_a_tap_near_an_end_stays_in_the_clip(bench: Bench, frame: int, expected: tuple[int, int]) -> None:
    bench.state.press(CONNECTED, frame)
    bench.state.release(CONNECTED, frame)
    assert bench.frames == [expected]


def test_a_hold_covers_both_its_frames(bench: Bench) -> None:
    bench.state.press(CONNECTED, 40)
    bench.wait(0.31)
    bench.state.release(CONNECTED, 60)
    assert bench.frames == [(40, 60)]
    assert bench.lasted == [True]


def test_a_hold_over_a_loops_seam_is_not_turned_round(bench: Bench) -> None:
    bench.state.press(CONNECTED, 90)
    bench.wait(1)
    bench.state.release(CONNECTED, 70)
    assert bench.frames == [(70, 90)]


def test_several_tags_run_at_once(bench: Bench) -> None:
    bench.state.press(CONNECTED, 10)
    bench.state.press(NOTICING, 20)
    assert bench.state.running == (CONNECTED, NOTICING)
    bench.wait(1)
    bench.state.release(CONNECTED, 30)
    bench.state.release(NOTICING, 40)
    assert bench.frames == [(10, 30), (20, 40)]


def test_with_shift_a_moment_runs_until_the_next_press(bench: Bench) -> None:
    bench.state.press(CONNECTED, 10, lasting=True)
    bench.state.release(CONNECTED, 11)
    bench.wait(5)
    assert bench.stored == []
    bench.state.press(CONNECTED, 120)
    bench.state.release(CONNECTED, 121)
    assert bench.frames == [(10, 120)]


def test_a_second_press_of_a_running_tag_changes_nothing(bench: Bench) -> None:
    bench.state.press(CONNECTED, 10)
    bench.wait(1)
    bench.state.press(CONNECTED, 40)
    bench.state.release(CONNECTED, 50)
    assert bench.frames == [(10, 50)]


def test_what_was_just_begun_can_be_dropped(bench: Bench) -> None:
    bench.state.press(CONNECTED, 10)
    bench.state.press(NOTICING, 12)
    assert bench.state.drop_latest()
    bench.wait(1)
    bench.state.release(NOTICING, 30)
    bench.state.release(CONNECTED, 20)
    assert bench.frames == [(10, 20)]
    assert not bench.state.drop_latest()


def test_a_moment_without_tag_and_the_last_tag_again(bench: Bench) -> None:
    bench.state.press(NO_TAG, 20)
    bench.wait(0.5)
    bench.state.release(NO_TAG, 25)
    bench.state.press_last(30)
    assert bench.state.running == ()
    bench.state.press(NOTICING, 40)
    bench.wait(0.5)
    bench.state.release(NOTICING, 44)
    bench.state.press_last(50)
    bench.wait(0.5)
    bench.state.release_last(55)
    assert bench.frames == [(20, 25), (40, 44), (50, 55)]
    assert [[ref.tag_id for ref in moment.tags] for moment in bench.stored] == [[], [NOTICING], [NOTICING]]


def test_leaving_the_clip_ends_everything_there(bench: Bench) -> None:
    bench.state.press(CONNECTED, 10, lasting=True)
    bench.state.press(NOTICING, 20)
    bench.wait(2)
    bench.state.end_all(70)
    assert bench.frames == [(10, 70), (20, 70)]


def test_a_mark_is_on_the_disk_before_anyone_is_told(bench: Bench) -> None:
    seen: list[int] = []
    bench.state.marked.connect(lambda _moment, _lasted: seen.append(len(bench.stored)))
    bench.desk.changed.connect(lambda _change: seen.append(len(bench.stored)))
    bench.state.press(CONNECTED, 10)
    bench.state.release(CONNECTED, 10)
    assert seen == [1, 1]


def test_undo_and_redo_take_a_mark_back_and_bring_it_again(bench: Bench) -> None:
    bench.state.press(CONNECTED, 10)
    bench.wait(1)
    bench.state.release(CONNECTED, 20)
    scope = clip_scope(bench.film.clip.id)
    bench.desk.undo(scope)
    assert bench.frames == []
    bench.desk.redo(scope)
    assert bench.frames == [(10, 20)]


def test_a_tag_is_toggled_on_a_moment(bench: Bench) -> None:
    bench.state.press(CONNECTED, 10)
    bench.state.release(CONNECTED, 10)
    for expected in ([CONNECTED, NOTICING], [CONNECTED]):
        bench.state.toggle(bench.stored[0], NOTICING)
        assert [ref.tag_id for ref in bench.stored[0].tags] == expected


def test_a_still_is_the_one_frame(bench: Bench) -> None:
    bench.state.mark_still(33)
    assert bench.frames == [(33, 33)]
    assert bench.stored[0].still


def test_nothing_is_marked_once_consent_is_withdrawn(bench: Bench, vault: VaultOnDesk) -> None:
    today = datetime.now(UTC).date()
    infant = cases.add_person(vault.context, vault.case.code, Role.INFANT, "Baby")
    consenting.give(vault.context, infant, Purpose.RECORD, today - timedelta(days=9))
    bench.state.press(CONNECTED, 10)
    consenting.withdraw(vault.context, infant, Purpose.RECORD, today - timedelta(days=1))
    bench.state.release(CONNECTED, 10)
    assert [error.kind for error in bench.errors] == [ErrorKind.NO_CONSENT]
    assert bench.marked == bench.stored == []


def test_pressed_again_within_its_moment_a_tag_extends_it(bench: Bench) -> None:
    for frame in (10, 50):
        bench.state.press(CONNECTED, frame)
        bench.state.release(CONNECTED, frame)
    assert bench.frames == [(0, 50 + LAG - 1)]
    bench.state.press(NOTICING, 55)
    bench.wait(1)
    bench.state.release(NOTICING, 60)
    bench.state.press(CONNECTED, 120)
    bench.wait(1)
    bench.state.release(CONNECTED, 130)
    assert bench.frames == [(0, 99), (55, 60), (120, 130)]


def test_a_moment_that_was_taken_back_is_not_extended(bench: Bench) -> None:
    bench.state.press(CONNECTED, 10)
    bench.state.release(CONNECTED, 10)
    bench.desk.undo(clip_scope(bench.film.clip.id))
    bench.state.press(CONNECTED, 30)
    bench.state.release(CONNECTED, 30)
    assert bench.frames == [(0, 30 + LAG - 1)]


def test_a_tag_for_points_makes_a_still_when_tapped_and_a_span_when_held(desk: Desk, film: OpenedFilm) -> None:
    def pointed(book: Codebook) -> Codebook:
        return replace(book, tags=tuple(replace(tag, extent=Extent.POINT) for tag in book.tags))

    bench = Bench(desk, replace(film, codebooks=tuple(pointed(book) for book in film.codebooks)))
    bench.state.press(CONNECTED, 20)
    bench.state.release(CONNECTED, 22)
    assert (bench.frames, bench.stored[0].still) == ([(20, 20)], True)
    bench.state.press(CONNECTED, 40)
    bench.wait(1)
    bench.state.release(CONNECTED, 44)
    assert bench.frames == [(20, 20), (40, 44)]
