"""When consent holds."""

from dataclasses import replace
from datetime import date

from vidfeed.model.consent import Consent, GivenBy, Person, Purpose, Role, missing_people, stopped_people

DAY = date(2026, 11, 22)
PARENT = Person("p", "case", Role.PARENT_A, "Parent A", True)
BABY = Person("b", "case", Role.INFANT, "Infant", True)
VISITOR = Person("v", "case", Role.OTHER, "Visitor", False)
GIVEN = Consent("c", "p", Purpose.REVIEW, date(2026, 10, 1), GivenBy.SELF)


def test_it_holds_from_the_day_given_to_the_last_day_inclusive() -> None:
    consent = replace(GIVEN, until=DAY)
    assert not consent.holds(date(2026, 9, 30))
    assert consent.holds(date(2026, 10, 1))
    assert consent.holds(DAY)
    assert not consent.holds(date(2026, 11, 23))


def test_withdrawal_stops_it_that_very_day() -> None:
    consent = replace(GIVEN, withdrawn_on=DAY)
    assert consent.holds(date(2026, 11, 21))
    assert not consent.holds(DAY)


def test_named_films_are_covered_and_no_others() -> None:
    consent = replace(GIVEN, clip_ids=("one",))
    assert consent.holds(DAY, "one")
    assert not consent.holds(DAY, "two")


def test_every_main_person_must_have_agreed_for_every_film() -> None:
    baby = replace(GIVEN, id="d", person_id="b", clip_ids=("one",))
    people = [PARENT, BABY, VISITOR]
    assert missing_people(people, [GIVEN, baby], Purpose.REVIEW, DAY, ["one"]) == []
    assert missing_people(people, [GIVEN, baby], Purpose.REVIEW, DAY, ["one", "two"]) == [BABY]
    assert missing_people(people, [GIVEN], Purpose.COPY, DAY, ["one"]) == [PARENT, BABY]


def test_watching_needs_no_entry_but_stops_on_withdrawal_and_expiry() -> None:
    record = replace(GIVEN, purpose=Purpose.RECORD)
    assert stopped_people([PARENT, BABY], [], DAY) == []
    assert stopped_people([PARENT, BABY], [record], DAY) == []
    assert stopped_people([PARENT], [replace(record, withdrawn_on=DAY)], DAY) == [PARENT]
    assert stopped_people([PARENT], [replace(record, until=date(2026, 11, 1))], DAY) == [PARENT]
    renewed = replace(record, id="e", given_on=DAY)
    assert stopped_people([PARENT], [replace(record, withdrawn_on=DAY), renewed], DAY) == []


def test_the_last_day_is_inclusive_and_the_next_is_not() -> None:
    record = replace(GIVEN, purpose=Purpose.RECORD, until=DAY)
    assert stopped_people([PARENT], [record], DAY) == []
    assert stopped_people([PARENT], [record], date(2026, 11, 23)) == [PARENT]
    assert missing_people([PARENT], [replace(GIVEN, until=DAY)], Purpose.REVIEW, DAY, ["one"]) == []
    assert missing_people([PARENT], [replace(GIVEN, until=DAY)], Purpose.REVIEW, date(2026, 11, 23), []) == [PARENT]


def test_what_is_to_begin_later_stops_nothing() -> None:
    record = replace(GIVEN, purpose=Purpose.RECORD, given_on=date(2026, 12, 1))
    assert stopped_people([PARENT], [record], DAY, ["one"]) == []


def test_only_the_named_films_stop() -> None:
    gone = replace(GIVEN, purpose=Purpose.RECORD, withdrawn_on=DAY)
    some = replace(gone, clip_ids=("one",))
    assert stopped_people([PARENT], [some], DAY, ["one"]) == [PARENT]
    assert stopped_people([PARENT], [some], DAY, ["two"]) == []
    assert stopped_people([PARENT], [some], DAY, ["two", "one"]) == [PARENT]
    assert stopped_people([PARENT], [some], DAY) == [], "a film that is still to come"
    again = replace(gone, withdrawn_on=None, clip_ids=("one",))
    assert stopped_people([PARENT], [gone, again], DAY, ["one"]) == []
    assert stopped_people([PARENT], [gone, again], DAY, ["two"]) == [PARENT], "agreed again for one film only"
    assert stopped_people([PARENT], [gone, again], DAY) == [PARENT]


def test_others_stop_no_watching() -> None:
    gone = replace(GIVEN, person_id="v", purpose=Purpose.RECORD, withdrawn_on=DAY)
    assert stopped_people([PARENT, BABY, VISITOR], [gone], DAY, ["one"]) == []
