"""The shape of our own ELAN files (EAF, schema version 3.0), which reading and writing share.

Moments are annotations on the tiers "Moments", "Moments 2", ...: as many as overlapping ones need, for ELAN allows no
two annotations of a tier at one time. What is said of them stands on dependent tiers, named "Stars@Moments".
"""

from enum import StrEnum

SCHEMA = "http://www.mpi.nl/tools/elan/EAFv3.0.xsd"
MARK_PROPERTY, MARK = "vidfeed:moments", "1"
MOMENTS = "Moments"
NO_TAG = "Moment"


class Said(StrEnum):
    """What dependent tiers hold."""

    TAG = "Tag"
    CAPTION = "Caption"
    NOTE = "Private note"
    STARS = "Stars"
    WHO = "Who"
    INSTANT = "Instant"
    BABY_VOICE = "Baby’s voice"
    OTHER_PERSON = "Other person"
    DECISION = "Decision"
    WHY = "Why chosen"


def tier_name(number: int) -> str:
    """Of the lanes, from 0."""
    return MOMENTS if number == 0 else f"{MOMENTS} {number + 1}"


def dependent_name(said: Said, tier: str) -> str:
    """Of a dependent tier."""
    return f"{said.value}@{tier}"
