"""How the player was left on this machine: loudness, speed and device."""

import json
from dataclasses import asdict, dataclass
from fractions import Fraction

from vidfeed.media.player import FASTEST, SLOWEST


@dataclass(frozen=True)
class PlayerChoices:
    """What holds for every film.

    Attributes:
        volume_percent: 0 to 100.
        speed: film seconds a second.
        slow_sound: speeds below a quarter are heard.
        device: the sound device's name for the system; empty for whatever the system uses.
    """

    volume_percent: int = 100
    muted: bool = False
    speed: Fraction = Fraction(1)
    slow_sound: bool = False
    device: str = ""

    def text(self) -> str:
        """The form that `read` reads."""
        return json.dumps(asdict(self) | {"speed": str(self.speed)})

    @classmethod
    def read(cls, text: str) -> "PlayerChoices":
        """What was chosen; the usual where the text is unreadable or out of range."""
        try:
            data = json.loads(text)
            volume, speed = int(data["volume_percent"]), Fraction(data["speed"])
            made = cls(volume, bool(data["muted"]), speed, bool(data["slow_sound"]), str(data["device"]))
        except (ValueError, TypeError, KeyError, ZeroDivisionError):
            return cls()
        return made if 0 <= volume <= 100 and SLOWEST <= speed <= FASTEST else cls()
