"""Cases, goal ratings and sessions."""

from datetime import date
from typing import Any

from sqlalchemy import Row, func, select

from storage.catalogue.missing import no_case
from storage.catalogue.store import Store
from storage.catalogue.tables.cases import case_counts, cases, goal_ratings, sessions
from storage.catalogue.tables.vault import erasures
from storage.catalogue.text_forms import date_text, read_date
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.case import Case, CaseSummary, GoalRating, Session
from vidfeed.model.erasure import case_subject


class Cases(Store):
    """Implements the case half of `vidfeed.ports.CaseStore`."""

    def add_case(self, case: Case) -> None:
        """Enters a case; `exists` where its code is taken."""
        with self.transaction():
            if self.case_by_code(case.code) is not None:
                raise ExpectedError(
                    ErrorKind.EXISTS, "A case with that ID is in this vault already.", "Choose another ID."
                )
            self._add(cases, _case_values(case))

    def update_case(self, case: Case) -> None:
        """Writes all of the case's fields."""
        self._change(cases, "id", _case_values(case), no_case())

    def case_by_code(self, code: str) -> Case | None:
        """By the ID that people use."""
        row = self._database.row(select(cases).where(cases.c.code == code))
        return _case(row) if row else None

    def case(self, case_id: str) -> Case | None:
        """By internal id."""
        row = self._database.row(select(cases).where(cases.c.id == case_id))
        return _case(row) if row else None

    def case_summaries(self) -> list[CaseSummary]:
        """All cases by code, with counts and last session, in two statements."""
        with self._database.lock:
            latest = {row.case_id: _session(row) for row in self._database.rows(_LAST_SESSIONS)}
            rows = self._database.rows(_SUMMARIES)
        return [CaseSummary(_case(row), row.sessions, row.clips, row.moments, latest.get(row.id)) for row in rows]

    def put_goal_rating(self, rating: GoalRating) -> None:
        """Enters a rating, or replaces the one of its id."""
        values = {
            "id": rating.id,
            "case_id": rating.case_id,
            "rated_on": date_text(rating.rated_on),
            "rating": rating.rating,
        }
        self._put(goal_ratings, values, "id")

    def goal_ratings(self, case_id: str) -> list[GoalRating]:
        """The case's, by day."""
        query = select(goal_ratings).where(goal_ratings.c.case_id == case_id).order_by(goal_ratings.c.rated_on)
        return [_rating(row) for row in self._database.rows(query)]

    def add_session(self, session: Session) -> None:
        """Enters a session; `exists` where the case has its number."""
        with self.transaction():
            taken = sessions.c.case_id == session.case_id, sessions.c.number == session.number
            if self._database.row(select(sessions.c.id).where(*taken)):
                raise ExpectedError(
                    ErrorKind.EXISTS, "The case has a session of that number already.", "Choose another number."
                )
            self._add(sessions, _session_values(session))

    def update_session(self, session: Session) -> None:
        """Writes all of the session's fields."""
        self._change(sessions, "id", _session_values(session), no_case())

    def session(self, session_id: str) -> Session | None:
        """By id."""
        row = self._database.row(select(sessions).where(sessions.c.id == session_id))
        return _session(row) if row else None

    def sessions(self, case_id: str) -> list[Session]:
        """The case's, by number."""
        query = select(sessions).where(sessions.c.case_id == case_id).order_by(sessions.c.number)
        return [_session(row) for row in self._database.rows(query)]


_SUMMARIES = (
    select(
        cases,
        select(func.count()).where(sessions.c.case_id == cases.c.id).scalar_subquery().label("sessions"),
        case_counts.c.clips,
        case_counts.c.moments,
    )
    .join(case_counts, case_counts.c.case_id == cases.c.id)
    .where(~select(erasures.c.seq).where(erasures.c.subject == case_subject("") + cases.c.id).exists())
    .order_by(cases.c.code)
)

_LATEST = (
    select(sessions.c.case_id, func.max(sessions.c.number).label("number")).group_by(sessions.c.case_id).subquery()
)

_LAST_SESSIONS = select(sessions).join(
    _LATEST, (sessions.c.case_id == _LATEST.c.case_id) & (sessions.c.number == _LATEST.c.number)
)


def _case(row: Row[Any]) -> Case:
    return Case(
        id=row.id,
        code=row.code,
        note=row.note,
        question=row.question,
        approach=row.approach,
        created_at=row.created_at,
    )


def _case_values(case: Case) -> dict[str, object]:
    return {
        "id": case.id,
        "code": case.code,
        "note": case.note,
        "question": case.question,
        "approach": case.approach,
        "created_at": case.created_at,
    }


def _rating(row: Row[Any]) -> GoalRating:
    return GoalRating(row.id, row.case_id, date.fromisoformat(row.rated_on), row.rating)


def _session(row: Row[Any]) -> Session:
    return Session(
        id=row.id,
        case_id=row.case_id,
        number=row.number,
        held_on=read_date(row.held_on),
        place=row.place,
        activity=row.activity,
    )


def _session_values(session: Session) -> dict[str, object]:
    return {
        "id": session.id,
        "case_id": session.case_id,
        "number": session.number,
        "held_on": date_text(session.held_on),
        "place": session.place,
        "activity": session.activity,
    }
