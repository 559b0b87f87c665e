"""Keys for a finished moment in a sitting of 28 minutes with 14 moments, beside what other tools' manuals ask for.

Counted here: what the script of `tests/e2e/test_sitting.py` presses. Counted elsewhere: each click, key and dialog
that the manual names for a moment with a tag, a sentence and a place in a list of chosen ones; typing is left out
everywhere. ELAN (manual 6.x: select an interval, make an annotation, choose from its vocabulary, a second tier for
words), BORIS (user guide 8: event key, stop key, then edit the event to comment), LosslessCut (README: I, O, name the
segment, add the segment).
"""

MOMENTS = 14
_HERE = {"mark": 1, "decide": 1, "tag": 1, "open and leave the caption": 2, "next": 1, "reel": 2}
_ELSEWHERE = {
    "ELAN": {"select the interval": 2, "make the annotation": 1, "choose the tag": 2, "words on a second tier": 4,
             "list of chosen ones": 3},
    "BORIS": {"start": 1, "stop": 1, "choose the modifier": 2, "comment on the event": 4, "list of chosen ones": 3},
    "LosslessCut": {"start and end": 2, "add the segment": 1, "name it": 3, "tag it": 4, "choose it": 1},
}  # fmt: skip


def keys_needed() -> str:
    """The comparison as lines of text."""
    lines = [f"keys for each of {MOMENTS} finished moments (typing left out)"]
    for name, steps in {"vidfeed": _HERE, **_ELSEWHERE}.items():
        parts = ", ".join(f"{step} {count}" for step, count in steps.items())
        lines.append(f"  {name:12} {sum(steps.values()):3}   {parts}")
    return "\n".join(lines) + "\n"
