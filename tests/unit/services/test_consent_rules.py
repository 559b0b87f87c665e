"""What consent opens and stops, against the rules written out plainly, for families and histories made at random."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.consent import Person, Purpose, Role
from vidfeed.services import cases, consenting
from vidfeed.services.context import Context

FIRST = date(2026, 3, 1)
NOW = 30  # the day, counted from the first, on which the history ends
TITLES = ("A", "B", "C")
TO_COME = "to come"


@dataclass(frozen=True)
class Given:
    """A consent; days are counted from the first, `films` empty means all."""

    on: int
    until: int | None
    films: tuple[str, ...]


@dataclass(frozen=True)
class Withdrawn:
    """A withdrawal, likewise."""

    on: int
    films: tuple[str, ...]


@dataclass(frozen=True)
class Imported:
    """A film arrives that was still to come."""

    film: str


Event = Given | Withdrawn | Imported


# The rules, plainly


def agreed(history: list[Event], film: str, day: int) -> bool:
    """Whether an agreement that covers the film holds on the day."""
    return any(_holds(history, at, film, day) for at in range(len(history)))


def stopped(history: list[Event], film: str, day: int) -> bool:
    """No entry is needed, but a withdrawal or the end of an agreement stops it, until there is a new agreement."""
    ended = any(
        (isinstance(event, Withdrawn) and event.on <= day and _withdraws(history, at, film))
        or (isinstance(event, Given) and _covers(event, film) and event.until is not None and event.until < day)
        for at, event in enumerate(history)
    )
    return ended and not agreed(history, film, day)


def _holds(history: list[Event], at: int, film: str, day: int) -> bool:
    event = history[at]
    if not isinstance(event, Given) or not _covers(event, film):
        return False
    if day < event.on or (event.until is not None and day > event.until):
        return False
    later = range(at + 1, len(history))
    return not any(_ends(history, at, after, film, day) for after in later)


def _ends(history: list[Event], given_at: int, at: int, film: str, day: int) -> bool:
    event, agreement = history[at], history[given_at]
    assert isinstance(agreement, Given)
    if not isinstance(event, Withdrawn) or event.on > day:
        return False
    if not event.films or film in event.films:
        return True
    # For all films, then withdrawn for some: a film that comes afterwards needs a new one.
    return not agreement.films and not _present(history, at, film)


def _withdraws(history: list[Event], at: int, film: str) -> bool:
    event = history[at]
    assert isinstance(event, Withdrawn)
    if not event.films or film in event.films:
        return True
    before = (history[one] for one in range(at))
    whole = any(isinstance(one, Given) and not one.films for one in before)
    return whole and not _present(history, at, film) and _was_open(history, at)


def _was_open(history: list[Event], at: int) -> bool:
    """Whether an agreement to all films was not withdrawn yet, by that withdrawal's own day."""
    event = history[at]
    assert isinstance(event, Withdrawn)
    for one in range(at):
        agreement = history[one]
        if isinstance(agreement, Given) and not agreement.films:
            between = [history[other] for other in range(one + 1, at)]
            if not any(isinstance(other, Withdrawn) and other.on <= event.on for other in between):
                return True
    return False


def _covers(event: Given, film: str) -> bool:
    return not event.films or film in event.films


def _present(history: list[Event], at: int, film: str) -> bool:
    arrivals = [event for event in history[at:] if isinstance(event, Imported) and event.film == film]
    return film != TO_COME and not arrivals


# Histories


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Up to five entries, with one film that may arrive in between; whoever enters something knows the films so far."""
    history: list[Event] = []
    late = draw(st.booleans())
    for _ in range(draw(st.integers(0, 5))):
        there = [film for film in TITLES if film != "C" or not late]
        films = tuple(draw(st.lists(st.sampled_from(there), unique=True, max_size=2)))
        on = draw(st.integers(0, NOW))
        if draw(st.booleans()):
            until = draw(st.none() | st.integers(on, NOW + 10))
            history.append(Given(on, until, films))
        else:
            history.append(Withdrawn(on, films))
        if late and draw(st.booleans()):
            history.append(Imported("C"))
            late = False
    return [*history, Imported("C")] if late else history


class Stopped:
    """A clock that stands on a day."""

    def __init__(self, day: int) -> None:
        self._day = FIRST + timedelta(days=day)

    def now(self) -> datetime:
        return datetime(self._day.year, self._day.month, self._day.day, 12, tzinfo=UTC)


class TakenBackError(Exception):
    """Takes an example's entries back."""


@dataclass
class Family:
    """A case with films of its own, as far as the catalogue is concerned."""

    ctx: Context
    desk: VaultOnDesk
    case_id: str
    films: dict[str, str]

    def arrive(self, film: str) -> None:
        """Puts a film in."""
        self.films[film] = f"{self.case_id}-{film}"
        number = ord(film)
        clip = replace(self.desk.clip, id=self.films[film], case_id=self.case_id, sha256=f"{number:064x}")
        self.ctx.catalogue.add_clip(clip)

    def live_through(self, person: Person, purpose: Purpose, history: list[Event]) -> None:
        """Enters what happened, in order."""
        for event in history:
            if isinstance(event, Imported):
                if event.film not in self.films:
                    self.arrive(event.film)
                continue
            ids = [self.films[film] for film in event.films]
            on = FIRST + timedelta(days=event.on)
            if isinstance(event, Withdrawn):
                consenting.withdraw(self.ctx, person, purpose, on, ids)
            else:
                until = None if event.until is None else FIRST + timedelta(days=event.until)
                consenting.give(self.ctx, person, purpose, on, until=until, clip_ids=ids)

    def on_day(self, day: int) -> Context:
        """The vault on a day."""
        return replace(self.ctx, clock=Stopped(day))


@contextmanager
def family(ctx: Context, desk: VaultOnDesk) -> Iterator[Family]:
    """Gone again afterwards."""
    try:
        with ctx.catalogue.transaction():
            case = cases.add_case(ctx, "ROBIN-2")
            yield Family(ctx, desk, case.id, {})
            raise TakenBackError
    except TakenBackError:
        pass


def refuses(ctx: Context, case_id: str, clip_ids: list[str]) -> bool:
    """Whether the films may not be watched."""
    try:
        consenting.require_watching(ctx, case_id, clip_ids)
    except ExpectedError as error:
        assert error.kind is ErrorKind.NO_CONSENT
        return True
    return False


MANY = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@MANY
@given(history=histories(), later=st.integers(0, 12), main=st.booleans())
def test_watching_stops_on_withdrawal_and_expiry_and_goes_on_with_a_new_consent(
    ctx: Context, desk: VaultOnDesk, history: list[Event], later: int, main: bool
) -> None:
    day = NOW + later
    with family(ctx, desk) as one:
        for film in TITLES:
            if Imported(film) not in history:
                one.arrive(film)
        role = Role.PARENT_A if main else Role.OTHER
        person = cases.add_person(ctx, "ROBIN-2", role)
        one.live_through(person, Purpose.RECORD, history)
        that_day = one.on_day(day)
        expected = {one.films[film] for film in TITLES if main and stopped(history, film, day)}
        assert consenting.stopped_clips(that_day, one.case_id) == expected
        for film in TITLES:
            assert refuses(that_day, one.case_id, [one.films[film]]) == (one.films[film] in expected)
        assert refuses(that_day, one.case_id, list(one.films.values())) == bool(expected)
        assert refuses(that_day, one.case_id, []) == (main and stopped(history, TO_COME, day))


PEOPLE = st.lists(
    st.tuples(st.sampled_from(Role), st.booleans(), histories(), st.none() | histories()), min_size=0, max_size=4
)


@MANY
@given(people=PEOPLE, shown=st.lists(st.sampled_from(TITLES), unique=True, min_size=1), flagged=st.booleans())
def test_a_use_needs_every_main_person_and_others_only_where_flagged(
    ctx: Context, desk: VaultOnDesk, people: list[tuple[Role, bool, list[Event], list[Event] | None]],
    shown: list[str], flagged: bool,
) -> None:  # fmt: skip
    with family(ctx, desk) as one:
        for film in TITLES:
            one.arrive(film)
        refusing, roles, others = set(), set(), 0
        for number, (role, main, review, record) in enumerate(people):
            person = cases.add_person(ctx, "ROBIN-2", role, f"Person {number}", main)
            histories_of = {Purpose.REVIEW: _of_present(review), Purpose.RECORD: _of_present(record or [])}
            for purpose, history in histories_of.items():
                one.live_through(person, purpose, history)
            willing = all(
                agreed(histories_of[Purpose.REVIEW], film, NOW) and not stopped(histories_of[Purpose.RECORD], film, NOW)
                for film in shown
            )
            if not willing and (main or flagged):
                refusing.add(person.label)
            roles |= {role} if main else set()
            others += not main
        known = Role.INFANT in roles and bool(roles & {Role.PARENT_A, Role.PARENT_B})
        allowed = known and not refusing and (others > 0 or not flagged)
        clip_ids = [one.films[film] for film in shown]
        if allowed:
            consenting.require(one.on_day(NOW), one.case_id, Purpose.REVIEW, clip_ids, flagged)
            return
        with pytest.raises(ExpectedError) as caught:
            consenting.require(one.on_day(NOW), one.case_id, Purpose.REVIEW, clip_ids, flagged)
        assert caught.value.kind is ErrorKind.NO_CONSENT
        named = {f"Person {number}" for number in range(len(people)) if f"Person {number}" in caught.value.message}
        assert named <= refusing
        assert named or not known or (flagged and not others), "it says whose"


def _of_present(history: list[Event]) -> list[Event]:
    return [event for event in history if not isinstance(event, Imported)]


# Each of these left a film playing.
@pytest.mark.parametrize(
    ("history", "still"),
    [
        pytest.param([Given(1, None, ("A",)), Withdrawn(9, ())], "", id="given for one, withdrawn for all"),
        pytest.param([Withdrawn(5, ("A",)), Withdrawn(9, ())], "", id="refused for one, then for all"),
        pytest.param([Given(1, None, ("A",)), Withdrawn(9, ("A", "B"))], "C+", id="given for one, withdrawn for two"),
        pytest.param([Withdrawn(5, ("A",)), Withdrawn(9, ("A", "B"))], "C+", id="refused for one, then for two"),
        pytest.param([Given(1, None, ()), Withdrawn(9, ("A",))], "BC", id="given for all, withdrawn for one"),
        pytest.param([Given(1, 8, ("A",))], "BC+", id="ran out for one"),
        pytest.param([Given(1, 8, ("A",)), Withdrawn(9, ())], "", id="ran out for one, then withdrawn for all"),
        pytest.param([Withdrawn(9, ()), Given(9, None, ("B",))], "B", id="refused, then given anew for one"),
    ],
)
def test_what_goes_on_after_a_withdrawal(ctx: Context, desk: VaultOnDesk, history: list[Event], still: str) -> None:
    with family(ctx, desk) as one:
        for film in TITLES:
            one.arrive(film)
        one.live_through(cases.add_person(ctx, "ROBIN-2", Role.INFANT), Purpose.RECORD, history)
        then = one.on_day(NOW)
        plays = [film for film in TITLES if not refuses(then, one.case_id, [one.films[film]])]
        to_come = "" if refuses(then, one.case_id, []) else "+"
        assert "".join(plays) + to_come == still


def test_whoever_else_withdrew_from_recording_is_not_shown(ctx: Context, desk: VaultOnDesk) -> None:
    today = ctx.today()
    for role in (Role.PARENT_A, Role.INFANT, Role.OTHER):
        consenting.give(ctx, cases.add_person(ctx, CASE_CODE, role), Purpose.REVIEW, today)
    visitor = cases.person_of(ctx, CASE_CODE, "Other")
    consenting.require(ctx, desk.case.id, Purpose.REVIEW, [desk.clip.id], flagged=True)
    consenting.withdraw(ctx, visitor, Purpose.RECORD, today)
    consenting.require(ctx, desk.case.id, Purpose.REVIEW, [desk.clip.id])
    with pytest.raises(ExpectedError) as caught:
        consenting.require(ctx, desk.case.id, Purpose.REVIEW, [desk.clip.id], flagged=True)
    assert "Other has not agreed" in caught.value.message
