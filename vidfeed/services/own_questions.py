"""The user's own list of open questions, kept in the vault: offered at an item, and when it is talked about."""

from collections.abc import Iterable

from vidfeed.services.context import Context

AT_FIRST = (
    "What do you notice here?",
    "What might your child be telling you?",
    "How did you know what to do?",
)
MOST_QUESTIONS, LONGEST = 100, 300
_SETTING = "open-questions"


def own_questions(ctx: Context) -> tuple[str, ...]:
    """The list as it stands, in its order; three to begin with."""
    kept = ctx.catalogue.setting(_SETTING)
    return AT_FIRST if kept is None else tuple(kept.splitlines())


def put_own_questions(ctx: Context, questions: Iterable[str]) -> None:
    """Replaces the list; each question once, on one line, without empty ones: 100 at most, of 300 characters each."""
    lines = (" ".join(text.split())[:LONGEST] for text in questions)
    kept = list(dict.fromkeys(line for line in lines if line))[:MOST_QUESTIONS]
    ctx.catalogue.put_setting(_SETTING, "\n".join(kept))
