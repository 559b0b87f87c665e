"""What a film made from a reel is like."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class OutputSize(StrEnum):
    """How large its pictures are."""

    AS_FILMS = "as-films"
    HD720 = "720p"
    HD1080 = "1080p"


class OutputCaptions(StrEnum):
    """Where its captions are: in the picture for good, or in a track that players can switch off."""

    BURNT = "burnt"
    TRACK = "track"


@dataclass(frozen=True)
class ReelOutput:
    """The choices one has.

    Attributes:
        sound: whether it has any.
    """

    size: OutputSize = OutputSize.AS_FILMS
    captions: OutputCaptions = OutputCaptions.BURNT
    sound: bool = True


@dataclass(frozen=True)
class Rendered:
    """A film that was made from a reel."""

    sha256: str
    duration: Fraction
    frames: int


USUAL_OUTPUT = ReelOutput()
