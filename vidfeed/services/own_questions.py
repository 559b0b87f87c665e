"""The user's own list of open questions, kept in the vault: offered at an item, and when it is talked about."""

from collections.abc import Iterable

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.services.context import Context
from vidfeed.services.naming import naming_of

AT_FIRST = (
    "What do you notice here?",
    "What might your child be telling you?",
    "How did you know what to do?",
)
MOST_QUESTIONS, LONGEST = 100, 300
_SETTING = "open-questions"


def own_questions(ctx: Context) -> tuple[str, ...]:
    """Those that may be asked: none that names a case, whenever that case came."""
    naming = naming_of(ctx)
    return tuple(text for text in kept_questions(ctx) if not naming.names_case(text))


def kept_questions(ctx: Context) -> tuple[str, ...]:
    """The list as it stands, in its order; three to begin with."""
    kept = ctx.catalogue.setting(_SETTING)
    return AT_FIRST if kept is None else tuple(kept.splitlines())


def put_own_questions(ctx: Context, questions: Iterable[str]) -> None:
    """Replaces the list; each question once, on one line, without empty ones: 100 at most, of 300 characters each.

    Raises:
        ExpectedError: `ambiguous` where one names a case: they come before every family.
    """
    lines = (" ".join(text.split())[:LONGEST] for text in questions)
    kept = list(dict.fromkeys(line for line in lines if line))[:MOST_QUESTIONS]
    naming = naming_of(ctx)
    named = next((line for line in kept if naming.names_case(line)), None)
    if named is not None:
        raise ExpectedError(
            ErrorKind.AMBIGUOUS, f"A case ID stands in “{named[:60]}”.", "Take it out: every family may see the list."
        )
    ctx.catalogue.put_setting(_SETTING, "\n".join(kept))
