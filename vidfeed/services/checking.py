"""Looking at a reel before it is shown, in words: what stops it, and advice that never does.

Only consent, people who have not agreed, veils that nobody looked through and the case's own ID stop a reel.
"""

from collections.abc import Iterator
from fractions import Fraction

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.consent import Purpose
from vidfeed.model.reel import Reel, ReelItem
from vidfeed.model.reel_check import CheckLine, CheckTopic, CheckWeight, advice, in_order, item_words, items_named
from vidfeed.model.time import format_clock
from vidfeed.ports import Cancelled, never_cancelled
from vidfeed.services.assembling import clip_ids_of, items_with_others, plan_of
from vidfeed.services.consenting import PURPOSE_WORDS, require
from vidfeed.services.context import Context
from vidfeed.services.finding import reel_of
from vidfeed.services.loudness import faint_items
from vidfeed.services.reel_advice import advice_on
from vidfeed.services.reviewing import words_naming_case
from vidfeed.services.veiling import unseen_veils


def check_reel(ctx: Context, reel_id: str, purpose: Purpose = Purpose.REVIEW) -> list[CheckLine]:
    """Everything that can be said without listening to the reel, what stops it first.

    Raises:
        ExpectedError: `unknown-reel`.
    """
    reel = reel_of(ctx.catalogue, reel_id)
    lines = [_playable(ctx, reel), _consent(ctx, reel, purpose), *_others(ctx, reel, purpose), _veils(reel)]
    lines += [_private(ctx, reel), *advice_on(ctx, reel)]
    order = (CheckWeight.STOP, CheckWeight.ADVICE, CheckWeight.OK)
    return sorted(lines, key=lambda line: order.index(line.weight))


def check_sound(ctx: Context, reel_id: str, cancelled: Cancelled = never_cancelled) -> CheckLine:
    """Whether something is to be heard wherever sound is on; reads the reel's sound.

    Raises:
        ExpectedError: `unknown-reel`, `no-consent`, `unknown-clip`, `cancelled`.
    """
    reel = reel_of(ctx.catalogue, reel_id)
    faint = faint_items(ctx, reel, cancelled)
    if not faint:
        return in_order(CheckTopic.SOUND, "Equally loud", "Each item is brought to one loudness")
    said = f"Hardly any sound: {items_named(reel, faint)}."
    return advice(CheckTopic.SOUND, "Some items can hardly be heard", said, faint)


def _playable(ctx: Context, reel: Reel) -> CheckLine:
    try:
        plan_of(ctx, reel)
    except ExpectedError as error:
        return CheckLine(CheckTopic.PLAYABLE, CheckWeight.STOP, "Ready to play", _sentence(error))
    count = "1 item" if len(reel.items) == 1 else f"{len(reel.items)} items"
    return in_order(CheckTopic.PLAYABLE, "Ready to play", f"{count}, {format_clock(reel.duration)}")


def _consent(ctx: Context, reel: Reel, purpose: Purpose) -> CheckLine:
    try:
        require(ctx, reel.case_id, purpose, clip_ids_of(reel))
    except ExpectedError as error:
        return CheckLine(CheckTopic.CONSENT, CheckWeight.STOP, "Agreed", _sentence(error))
    return in_order(CheckTopic.CONSENT, "Agreed", f"Consent to {PURPOSE_WORDS[purpose]} is entered")


def _others(ctx: Context, reel: Reel, purpose: Purpose) -> Iterator[CheckLine]:
    flagged = items_with_others(ctx, reel)
    if not flagged:
        said = "No item that is not veiled is marked as showing anyone else. Only you can tell whether one does."
        yield in_order(CheckTopic.OTHERS, "Only who has agreed", said)
    elif _agreed_by_others(ctx, reel, purpose):
        yield in_order(CheckTopic.OTHERS, "Someone else in the picture", "Everyone in it has agreed")
    else:
        for item in flagged:
            said = f"In {item_words(reel, item)} at {format_clock(_starts_at(reel, item))}. No consent is entered."
            title = "Someone else is in the picture"
            yield CheckLine(CheckTopic.OTHERS, CheckWeight.STOP, title, said, (item.id,))


def _agreed_by_others(ctx: Context, reel: Reel, purpose: Purpose) -> bool:
    try:
        require(ctx, reel.case_id, purpose, clip_ids_of(reel), flagged=True)
    except ExpectedError as error:
        return error.kind is not ErrorKind.NO_CONSENT
    return True


def _veils(reel: Reel) -> CheckLine:
    waiting = unseen_veils(reel)
    if waiting:
        said = f"Not looked through yet: {items_named(reel, waiting)}."
        ids = tuple(item.id for item in waiting)
        return CheckLine(CheckTopic.VEILS, CheckWeight.STOP, "Veils to look through", said, ids)
    veiled = sum(bool(item.veils) for item in reel.items)
    said = "No item has a veil" if not veiled else "All have been looked through"
    return in_order(CheckTopic.VEILS, "Veils", said)


def _private(ctx: Context, reel: Reel) -> CheckLine:
    case = ctx.catalogue.case(reel.case_id)
    named = words_naming_case(reel, case.code) if case is not None else []
    if named:
        said = f"The case ID stands in “{named[0][:60]}”. Take it out."
        return CheckLine(CheckTopic.PRIVATE, CheckWeight.STOP, "Nothing private", said)
    return in_order(CheckTopic.PRIVATE, "Nothing private", "Tags, stars, private notes and the case ID stay hidden")


def _starts_at(reel: Reel, item: ReelItem) -> Fraction:
    return sum((one.duration for one in reel.items[: reel.items.index(item)]), Fraction(0))


def _sentence(error: ExpectedError) -> str:
    return f"{error.message} {error.hint}".strip()
