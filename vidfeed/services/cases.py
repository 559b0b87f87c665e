"""Cases, visits, and the people in them."""

from dataclasses import replace
from datetime import date

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.case import Case, Session, checked_code
from vidfeed.model.consent import Person, Role
from vidfeed.model.ids import new_id
from vidfeed.services.context import Context
from vidfeed.services.finding import case_of

_MAIN_BY_DEFAULT = {Role.PARENT_A, Role.PARENT_B, Role.INFANT}


def add_case(ctx: Context, code: str, note: str = "", question: str = "") -> Case:
    """A new case.

    Raises:
        ExpectedError: kind `exists` where the ID is taken, `unknown-case` where it is not usable.
    """
    code = checked_code(code)
    if ctx.catalogue.case_by_code(code) is not None:
        raise ExpectedError(ErrorKind.EXISTS, "A case with that ID is in this vault already.", "Choose another ID.")
    case = Case(new_id(), code, note, question, "", ctx.timestamp())
    with ctx.catalogue.transaction():
        ctx.catalogue.add_case(case)
        ctx.catalogue.record("case.add", case.id)
    return case


def edit_case(ctx: Context, case: Case, *, note: str | None = None, question: str | None = None) -> Case:
    """The case with its note or the parent's question changed."""
    changed = replace(
        case,
        note=case.note if note is None else note,
        question=case.question if question is None else question,
    )
    with ctx.catalogue.transaction():
        ctx.catalogue.update_case(changed)
        ctx.catalogue.record("case.edit", case.id)
    return changed


def session_numbered(ctx: Context, case_id: str, number: int | None) -> Session:
    """The case's session of that number, made where there is none; the latest where no number is given."""
    sessions = ctx.catalogue.sessions(case_id)
    if number is None and sessions:
        return max(sessions, key=lambda session: session.number)
    wanted = 1 if number is None else number
    found = next((session for session in sessions if session.number == wanted), None)
    if found is not None:
        return found
    session = Session(new_id(), case_id, wanted, None, "", "")
    ctx.catalogue.add_session(session)
    return session


def describe_session(ctx: Context, session: Session, held_on: date | None, place: str, activity: str) -> Session:
    """The session with its date, place and activity changed."""
    changed = replace(session, held_on=held_on, place=place, activity=activity)
    with ctx.catalogue.transaction():
        ctx.catalogue.update_session(changed)
        ctx.catalogue.record("session.edit", session.id)
    return changed


def add_person(ctx: Context, code: str, role: Role, label: str = "", main: bool | None = None) -> Person:
    """A person of the case; `main` defaults to true for parents and the infant."""
    case = case_of(ctx.catalogue, code)
    name = label.strip() or default_label(role)
    _require_free(ctx, case.id, name)
    person = Person(new_id(), case.id, role, name, role in _MAIN_BY_DEFAULT if main is None else main)
    with ctx.catalogue.transaction():
        ctx.catalogue.add_person(person)
        ctx.catalogue.record("person.add", person.id)
    return person


def rename_person(ctx: Context, person: Person, label: str) -> Person:
    """Calls a person otherwise; the trail says that it was done, without the label.

    Raises:
        ExpectedError: `exists` where someone else in the case has that label.
    """
    name = label.strip() or default_label(person.role)
    if name == person.label:
        return person
    _require_free(ctx, person.case_id, name)
    renamed = replace(person, label=name)
    with ctx.catalogue.transaction():
        ctx.catalogue.update_person(renamed)
        ctx.catalogue.record("person.rename", person.id)
    return renamed


def _require_free(ctx: Context, case_id: str, label: str) -> None:
    if any(person.label == label for person in ctx.catalogue.people(case_id)):
        raise ExpectedError(
            ErrorKind.EXISTS, "A person with that label is in the case already.", "Choose another label."
        )


def default_label(role: Role) -> str:
    """How a person is called who was given no label."""
    return {Role.PARENT_A: "Parent A", Role.PARENT_B: "Parent B", Role.INFANT: "Infant", Role.OTHER: "Other"}[role]


def person_of(ctx: Context, code: str, name: str) -> Person:
    """A person by label, or by role while only one has it; a role that nobody has makes its person.

    Raises:
        ExpectedError: kind `unknown-person` or `ambiguous`.
    """
    case = case_of(ctx.catalogue, code)
    people = ctx.catalogue.people(case.id)
    labelled = [person for person in people if person.label == name]
    if labelled:
        return labelled[0]
    if name not in set(Role):
        raise ExpectedError(
            ErrorKind.UNKNOWN_PERSON, "There is no such person in the case.", "Use a person's label or a role."
        )
    having = [person for person in people if person.role == name]
    if len(having) > 1:
        raise ExpectedError(ErrorKind.AMBIGUOUS, "Several people have that role.", "Name the person by label.")
    return having[0] if having else add_person(ctx, code, Role(name))
