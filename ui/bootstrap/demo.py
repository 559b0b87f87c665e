"""What a demo vault holds: the drawn film of no real family, its moments, and a reel of some of them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

from ui.bootstrap.opening import OpenedVault
from ui.bootstrap.practice import import_practice_clip
from vidfeed.model.clip import Clip
from vidfeed.model.consent import Purpose, Role
from vidfeed.model.reel import Reel
from vidfeed.ports import Progress, never_cancelled
from vidfeed.services import assembling, cases, codebooks, consenting, importing, marking
from vidfeed.services.context import Context
from vidfeed.services.finding import reel_of

DEMO_CASE = "WREN-07"
DEMO_QUESTION = "How does he tell me what he wants?"
_WHYS = (
    "He looks up before he does anything else, and she is there.",
    "He finds the bird; she looks where he looks.",
    "He asks with his hand, and she gives him hers.",
)
_IMPORTED = 0.7


@dataclass(frozen=True)
class Demo:
    """What was put into the vault."""

    clip: Clip
    reel: Reel


def fill_with_demo(opened: OpenedVault, progress: Progress) -> Demo:
    """Draws, imports and prepares the practice clip, marks its moments, and puts some into a reel."""
    clip = _bring_film(opened, progress)
    return Demo(clip, _mark_and_assemble(opened.context, clip))


def _bring_film(opened: OpenedVault, progress: Progress) -> Clip:
    ctx = opened.context
    cases.add_case(ctx, DEMO_CASE, question=DEMO_QUESTION)
    today = datetime.now(UTC).date()
    for role in (Role.PARENT_A, Role.INFANT):
        person = cases.add_person(ctx, DEMO_CASE, role)
        for purpose in (Purpose.RECORD, Purpose.REVIEW, Purpose.COPY, Purpose.CLINICAL_RECORD):
            consenting.give(ctx, person, purpose, today, how="Practice: no real family")
    clip = import_practice_clip(opened, DEMO_CASE, lambda done: progress(done * _IMPORTED), never_cancelled)
    clip = importing.prepare_clip(ctx, clip.id, lambda done: progress(_IMPORTED + done * (1 - _IMPORTED)))
    session = cases.session_numbered(ctx, clip.case_id, 1)
    cases.describe_session(ctx, session, date(today.year, today.month, today.day), "home", "Floor play")
    return clip


def _mark_and_assemble(ctx: Context, clip: Clip) -> Reel:
    from ui.painting.practice.script import PRACTICE_MOMENTS

    index = ctx.catalogue.frame_index(clip.id)
    reel = assembling.create_reel(ctx, DEMO_CASE, "Looking and answering", DEMO_QUESTION)
    assembling.add_card(ctx, reel.id, "Looking and answering")
    for number, moment in enumerate(PRACTICE_MOMENTS):
        span = index.span_of_seconds(_exact(moment.start_s), _exact(moment.end_s))
        tag = codebooks.tag_of(ctx.catalogue, moment.tag_id)
        stars = 3 if number % 2 == 0 else 2
        change = marking.mark(ctx, clip.id, span, [tag], stars=stars, caption=moment.caption, baby_voice=True)
        if number < len(_WHYS):
            assembling.add_moments(ctx, reel.id, [change.moments[0].moment_id], why_chosen=_WHYS[number])
    assembling.add_card(ctx, reel.id, "What do you notice happening here between you?", question=True)
    return reel_of(ctx.catalogue, reel.id)


def _exact(seconds: float) -> Fraction:
    return Fraction(Decimal(str(seconds)))
