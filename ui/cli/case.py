"""Commands on cases: add, list, show, people, consent."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from ui.cli import erase
from ui.cli.options import as_date, private_text
from ui.cli.outcome import Outcome, table
from ui.cli.session import working
from ui.cli.shapes import case_json, case_summary_json, clip_json, consent_json, person_json, reel_json, touched_json
from vidfeed.model.case import Case
from vidfeed.model.consent import GivenBy, Person, Purpose, Role
from vidfeed.model.touched import Touched
from vidfeed.services import cases, consenting
from vidfeed.services.context import Context
from vidfeed.services.finding import case_of
from vidfeed.services.touching import touched_by


def add_parsers(nouns: Any, common: argparse.ArgumentParser) -> None:
    """Adds `case ...`."""
    verbs = nouns.add_parser("case", help="cases, people and consent").add_subparsers(dest="verb", required=True)
    add = verbs.add_parser("add", parents=[common], help="a new case")
    add.add_argument("id", metavar="ID")
    add.add_argument("--note")
    add.add_argument("--note-file", type=Path)
    add.add_argument("--question", default="", help="the parent's own question")
    add.set_defaults(run=_add)
    verbs.add_parser("list", parents=[common], help="all cases").set_defaults(run=_list)
    show = verbs.add_parser("show", parents=[common], help="one case")
    show.add_argument("id", metavar="ID")
    show.set_defaults(run=_show)
    erase.add_case_parser(verbs, common)
    _person_parser(verbs, common)
    _consent_parser(verbs, common)


def _person_parser(verbs: Any, common: argparse.ArgumentParser) -> None:
    person = verbs.add_parser("person", parents=[common], help="someone in the case")
    person.add_argument("id", metavar="ID")
    person.add_argument("--role", required=True, choices=[role.value for role in Role])
    person.add_argument("--label", default="", help="how they are called here, never a name")
    person.add_argument("--main", action=argparse.BooleanOptionalAction, default=None)
    person.set_defaults(run=_person)


def _consent_parser(verbs: Any, common: argparse.ArgumentParser) -> None:
    consent = verbs.add_parser("consent", parents=[common], help="what a person agreed to")
    consent.add_argument("id", metavar="ID")
    consent.add_argument("--person", required=True, metavar="P")
    consent.add_argument("--purpose", required=True, choices=[purpose.value for purpose in Purpose])
    what = consent.add_mutually_exclusive_group(required=True)
    what.add_argument("--given", type=as_date, metavar="DATE")
    what.add_argument("--withdrawn", type=as_date, metavar="DATE")
    consent.add_argument("--by", choices=[by.value for by in GivenBy], default=GivenBy.PARENTAL_RESPONSIBILITY.value)
    consent.add_argument("--how", default="")
    consent.add_argument("--until", type=as_date, metavar="DATE")
    consent.add_argument("--clip", nargs="+", default=[], metavar="C", help="these films only; without it all of them")
    consent.set_defaults(run=_consent)


def _add(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        case = cases.add_case(ctx, args.id, private_text(args.note, args.note_file) or "", args.question)
    return Outcome({"case": case_json(case)}, f"Case {case.code} is in the vault.")


def _list(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        found = ctx.catalogue.case_summaries()
    rows = [(s.case.code, f"{s.sessions} sessions", f"{s.clips} clips", f"{s.moments} moments") for s in found]
    return Outcome({"cases": [case_summary_json(summary) for summary in found]}, table(rows) or "No cases yet.")


def _show(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        case = case_of(ctx.catalogue, args.id)
        result = _case_page(ctx, case)
    text = table([(clip["id"], clip["title"], clip["duration_s"] + " s", clip["status"]) for clip in result["clips"]])
    return Outcome({"case": result}, f"{case.code}\n{text}")


def _case_page(ctx: Context, case: Case) -> dict[str, Any]:
    people = {person.id: person for person in ctx.catalogue.people(case.id)}
    return {
        **case_json(case),
        "sessions": [
            {"number": s.number, "held_on": _day(s.held_on), "place": s.place, "activity": s.activity}
            for s in ctx.catalogue.sessions(case.id)
        ],
        "people": [person_json(person) for person in people.values()],
        "consents": [consent_json(consent, people) for consent in ctx.catalogue.consents(case.id)],
        "clips": [clip_json(clip) for clip in ctx.catalogue.clips(case.id)],
        "reels": [reel_json(reel) for reel in ctx.catalogue.reels(case.id)],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _person(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        person = cases.add_person(ctx, args.id, Role(args.role), args.label, args.main)
        return _consents(ctx, args.id, f"{person.label} is in the case.")


def _consent(args: argparse.Namespace) -> Outcome:
    purpose = Purpose(args.purpose)
    with working(args) as ctx:
        # A person whom the role makes does not stay where the entry is refused.
        with ctx.catalogue.transaction():
            person = cases.person_of(ctx, args.id, args.person)
            text = _withdrawn(ctx, person, purpose, args) if args.withdrawn else _given(ctx, person, purpose, args)
        outcome = _consents(ctx, args.id, text)
        if not args.withdrawn:
            return outcome
        touched = touched_by(ctx, person, purpose, args.clip)
    return Outcome(outcome.result | {"touched": touched_json(touched)}, f"{text}\n{_touched_text(touched)}")


def _given(ctx: Context, person: Person, purpose: Purpose, args: argparse.Namespace) -> str:
    by = GivenBy(args.by)
    consenting.give(ctx, person, purpose, args.given, by, args.how, args.until, args.clip)
    return f"{person.label}: the consent to {consenting.PURPOSE_WORDS[purpose]} is entered."


def _withdrawn(ctx: Context, person: Person, purpose: Purpose, args: argparse.Namespace) -> str:
    use = consenting.PURPOSE_WORDS[purpose]
    if consenting.withdraw(ctx, person, purpose, args.withdrawn, args.clip):
        return f"{person.label}: the consent to {use} is withdrawn from {args.withdrawn.isoformat()}."
    return f"{person.label}: the consent to {use} was withdrawn already; nothing was changed."


def _touched_text(touched: Touched) -> str:
    rows = [("film", clip.id, clip.title) for clip in touched.films]
    rows += [("still", moment.id, f"in {moment.clip_id}") for moment in touched.stills]
    rows += [("reel", reel.id, reel.title) for reel in touched.reels]
    rows += [("review", review.id, review.started_at) for review in touched.reviews]
    rows += [("copy", f"{copy.serial:04d}", f"{copy.what}, for {copy.for_whom}, {copy.at}") for copy in touched.copies]
    return f"It touches:\n{table(rows)}" if rows else "Nothing rests on it yet."


def _consents(ctx: Context, code: str, text: str) -> Outcome:
    case = case_of(ctx.catalogue, code)
    people = {person.id: person for person in ctx.catalogue.people(case.id)}
    entries = [consent_json(consent, people) for consent in ctx.catalogue.consents(case.id)]
    return Outcome({"consents": entries, "people": [person_json(person) for person in people.values()]}, text)
