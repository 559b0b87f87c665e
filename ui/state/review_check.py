"""What must be right before a reel is shown, in words."""

from dataclasses import dataclass
from fractions import Fraction

from ui.state.case_moments import CaseMoments
from ui.state.counting import counted
from ui.state.desk import Desk
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.consent import Consent, Person, Purpose, missing_people
from vidfeed.model.dates import short_date
from vidfeed.model.reel import ItemKind, Reel, ReelItem
from vidfeed.model.time import format_clock
from vidfeed.services.assembling import clip_ids_of, plan_of
from vidfeed.services.consenting import require
from vidfeed.services.reviewing import check_review, words_naming_case

_FILM = (ItemKind.MOMENT, ItemKind.STILL)


@dataclass(frozen=True)
class CheckLine:
    """One thing that is checked.

    Attributes:
        item_id: the item that can be left out to resolve it, or "".
    """

    title: str
    detail: str
    ok: bool = True
    item_id: str = ""


@dataclass(frozen=True)
class ReviewCheck:
    """All of it.

    Attributes:
        reason: why the review cannot begin, or "".
        consent: it is consent that is missing.
    """

    lines: tuple[CheckLine, ...]
    reason: str
    consent: bool = False

    @property
    def ready(self) -> bool:
        """Whether the review may begin."""
        return not self.reason


def check_reel(desk: Desk, reel: Reel, moments: CaseMoments) -> ReviewCheck:
    """Looks at a reel as the review would, and says everything that stands in the way."""
    lines = [_playable(desk, reel), _agreed(desk, reel), _family(desk, reel), _private(desk, reel)]
    lines += _others(desk, reel, moments)
    try:
        check_review(desk.context, reel.id)
    except ExpectedError as error:
        reason = f"{error.message} {error.hint}".strip()
        return ReviewCheck(tuple(lines), reason, error.kind is ErrorKind.NO_CONSENT)
    return ReviewCheck(tuple(lines), "")


def _playable(desk: Desk, reel: Reel) -> CheckLine:
    try:
        plan_of(desk.context, reel)
    except ExpectedError as error:
        return CheckLine("Ready to play", f"{error.message} {error.hint}", ok=False)
    return CheckLine("Ready to play", f"{counted(len(reel.items), 'item')}, {format_clock(reel.duration)}")


def _agreed(desk: Desk, reel: Reel) -> CheckLine:
    title, ctx = "Agreed to be shown", desk.context
    try:
        require(ctx, reel.case_id, Purpose.REVIEW, clip_ids_of(reel))
    except ExpectedError as error:
        return CheckLine(title, f"{error.message} {error.hint}", ok=False)
    people = [person for person in ctx.catalogue.people(reel.case_id) if person.main]
    today = ctx.today()
    entries = [
        entry
        for entry in ctx.catalogue.consents(reel.case_id)
        if entry.purpose is Purpose.REVIEW and entry.holds(today)
    ]
    return CheckLine(title, _consent_words(people, entries))


def _consent_words(people: list[Person], entries: list[Consent]) -> str:
    names = " and ".join(person.label for person in people)
    given = max(entry.given_on for entry in entries)
    ends = [entry.until for entry in entries if entry.until is not None]
    until = f", until {short_date(min(ends))}" if ends else ""
    return f"Consent to review together for {names}, {short_date(given)}{until}"


def _family(desk: Desk, reel: Reel) -> CheckLine:
    code = desk.case.code if desk.case is not None else "this case"
    count = sum(item.kind in _FILM for item in reel.items)
    said = {0: "It holds cards only", 1: f"Its moment belongs to {code}"}.get(count, f"All {count} belong to {code}")
    return CheckLine("Only this family", said)


def _private(desk: Desk, reel: Reel) -> CheckLine:
    named = words_naming_case(reel, desk.case.code) if desk.case is not None else []
    if named:
        return CheckLine("Nothing private", f"The case ID stands in “{named[0]}”. Take it out.", ok=False)
    return CheckLine("Nothing private", "Tags, stars, private notes and the case ID stay hidden")


def _others(desk: Desk, reel: Reel, moments: CaseMoments) -> list[CheckLine]:
    flagged = [item for item in reel.items if _shows_other(desk, item)]
    if not flagged:
        return [CheckLine("No moment is marked as showing someone else", "Only you can tell whether one does")]
    if not _others_missing(desk, reel):
        return [CheckLine("Someone else in the picture", "Everyone in it has agreed to be shown")]
    return [
        CheckLine(
            "Someone else is in the picture",
            f"“{moments.title_of(item)}” at {format_clock(_starts_at(reel, item))}. No consent of theirs is entered.",
            ok=False,
            item_id=item.id,
        )
        for item in flagged
    ]


def _shows_other(desk: Desk, item: ReelItem) -> bool:
    moment = desk.context.catalogue.moment(item.moment_id) if item.moment_id else None
    return moment is not None and moment.other_person


def _others_missing(desk: Desk, reel: Reel) -> bool:
    """Whether someone besides the family is not entered, or has not agreed."""
    catalogue = desk.context.catalogue
    others = [person for person in catalogue.people(reel.case_id) if not person.main]
    mains = [Person(one.id, one.case_id, one.role, one.label, main=True) for one in others]
    consents = catalogue.consents(reel.case_id)
    return not others or bool(missing_people(mains, consents, Purpose.REVIEW, desk.context.today(), clip_ids_of(reel)))


def _starts_at(reel: Reel, item: ReelItem) -> Fraction:
    return sum((one.duration for one in reel.items[: reel.items.index(item)]), Fraction(0))
