"""People and what they agreed to."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Row, Select, bindparam, delete, exists, insert, select

from storage.catalogue.database import Values
from storage.catalogue.missing import no_person
from storage.catalogue.store import Store
from storage.catalogue.tables.cases import consent_clips, consents, people
from storage.catalogue.tables.trail import audit
from storage.catalogue.text_forms import date_text, read_date
from vidfeed.model.consent import Consent, GivenBy, Person, Purpose, Role

_CORRECTED = "consent.correct"

# The trail can only grow: an entry that a line there calls corrected stays so.
_OUT_OF_FORCE = exists().where(audit.c.subject == consents.c.id, audit.c.action == _CORRECTED)

_PEOPLE = select(people).order_by(people.c.seq)
_ENTRIES = (
    select(consents, consent_clips.c.clip_id)
    .join(people, people.c.id == consents.c.person_id)
    .outerjoin(consent_clips, consent_clips.c.consent_id == consents.c.id)
    .order_by(consents.c.seq, consent_clips.c.place)
)
_IN_FORCE = _ENTRIES.where(~_OUT_OF_FORCE)

# Made once: these run with every mark.
_OF_CASE = people.c.case_id == bindparam("of")
_PEOPLE_OF_CASE = _PEOPLE.where(_OF_CASE)
_IN_FORCE_OF_CASE = _IN_FORCE.where(_OF_CASE)


class Consents(Store):
    """Implements the consent half of `vidfeed.ports.CaseStore`."""

    def add_person(self, person: Person) -> None:
        """Enters a person."""
        self._add(people, _person_values(person))

    def update_person(self, person: Person) -> None:
        """Writes all of the person's fields."""
        self._change(people, "id", _person_values(person), no_person())

    def people(self, case_id: str | None = None) -> list[Person]:
        """Of a case or of all, in order of entry."""
        query, parameters = (_PEOPLE, None) if case_id is None else (_PEOPLE_OF_CASE, {"of": case_id})
        return [_person(row) for row in self._database.rows(query, parameters)]

    def add_consent(self, consent: Consent) -> None:
        """Enters a consent with the films that it covers."""
        with self.transaction():
            self._add(consents, _consent_values(consent))
            self._cover(consent)

    def update_consent(self, consent: Consent) -> None:
        """Writes all of the consent's fields, and the films that it covers."""
        with self.transaction():
            self._change(consents, "id", _consent_values(consent), no_person())
            self._database.run(delete(consent_clips).where(consent_clips.c.consent_id == consent.id))
            self._cover(consent)

    def supersede_consent(self, consent_id: str) -> None:
        """Puts an entry out of force, in the trail; it stays to be read."""
        self.record(_CORRECTED, consent_id)

    def consents(self, case_id: str | None = None) -> list[Consent]:
        """The entries in force of a case's people or of all, in order of entry."""
        if case_id is None:
            return self._entries(_IN_FORCE)
        return self._entries(_IN_FORCE_OF_CASE, {"of": case_id})

    def superseded_consents(self, case_id: str | None = None) -> list[Consent]:
        """The entries that were corrected, likewise."""
        query = _ENTRIES.where(_OUT_OF_FORCE)
        return self._entries(query if case_id is None else query.where(people.c.case_id == case_id))

    def _entries(self, query: Select[Any], parameters: Values | None = None) -> list[Consent]:
        rows = self._database.rows(query, parameters)
        return [_consent(list(entry)) for _seq, entry in groupby(rows, key=lambda row: row.seq)]

    def _cover(self, consent: Consent) -> None:
        films = [
            {"consent_id": consent.id, "place": place, "clip_id": clip_id}
            for place, clip_id in enumerate(consent.clip_ids)
        ]
        self._database.run(insert(consent_clips), films)


def _person(row: Row[Any]) -> Person:
    return Person(id=row.id, case_id=row.case_id, role=Role(row.role), label=row.label, main=row.main)


def _person_values(person: Person) -> dict[str, object]:
    return {
        "id": person.id,
        "case_id": person.case_id,
        "role": person.role,
        "label": person.label,
        "main": person.main,
    }


def _consent(rows: Sequence[Row[Any]]) -> Consent:
    row = rows[0]
    return Consent(
        id=row.id,
        person_id=row.person_id,
        purpose=Purpose(row.purpose),
        given_on=date.fromisoformat(row.given_on),
        given_by=GivenBy(row.given_by),
        how=row.how,
        until=read_date(row.until),
        withdrawn_on=read_date(row.withdrawn_on),
        clip_ids=tuple(film.clip_id for film in rows if film.clip_id is not None),
    )


def _consent_values(consent: Consent) -> dict[str, object]:
    return {
        "id": consent.id,
        "person_id": consent.person_id,
        "purpose": consent.purpose,
        "given_on": date_text(consent.given_on),
        "given_by": consent.given_by,
        "how": consent.how,
        "until": date_text(consent.until),
        "withdrawn_on": date_text(consent.withdrawn_on),
    }
