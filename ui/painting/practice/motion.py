"""The pose of each figure at an instant: the script's moves, and on top what living bodies do all the time."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from random import Random

from ui.painting.practice import baby, parent
from ui.painting.practice.face import wave
from ui.painting.practice.pose import Keyed, Pose, ease
from ui.painting.practice.script import BABY_MOVES, PARENT_MOVES, SECONDS
from ui.painting.practice.voices import SYLLABLES, Speaker, Syllable

BLINK_S = 0.26
_JAW = {"a": 0.75, "e": 0.5, "o": 0.6, "m": 0.0, "sh": 0.16}
_ROUND = {"o": 0.9, "sh": 0.75}
_OPENING_S, _CLOSING_S = 0.1, 0.16


@dataclass(frozen=True)
class _Liveliness:
    """How a body moves by itself: a breath in seconds, and where its slow swings start."""

    breath_s: float
    phase: float
    sway: float


def _blinks(seed: int) -> list[float]:
    chance, at_s, out = Random(seed), 1.5, []  # noqa: S311 - the same every time is the point
    while at_s < SECONDS:
        out.append(at_s)
        at_s += chance.uniform(2.4, 5.2)
    return out


class Figure:
    """One of the two, over the whole clip."""

    def __init__(self, keyed: Keyed, speaker: Speaker, lively: _Liveliness, blink_seed: int) -> None:
        self._keyed = keyed
        self._lively = lively
        self._blinks = _blinks(blink_seed)
        self._syllables = sorted((one for one in SYLLABLES if one.speaker == speaker), key=lambda one: one.at_s)
        self._starts = [one.at_s for one in self._syllables]

    def breath(self, at_s: float) -> float:
        """Return -1 (out) to 1 (in)."""
        return wave(at_s, self._lively.breath_s, self._lively.phase)

    def pose(self, at_s: float) -> Pose:
        """Return the pose at a time in seconds."""
        values = self._keyed.values(at_s)
        self._sway(values, at_s)
        self._fidget(values, at_s)
        self._speak(values, at_s)
        values["lids"] *= 1 - (1 - self._lid(at_s)) * (1 - min(1.0, values["joy"] * 1.5))
        return Pose(**values)

    def _sway(self, values: dict[str, float], at_s: float) -> None:
        sway, phase = self._lively.sway, self._lively.phase
        values["tilt"] += sway * (1.3 * wave(at_s, 6.1, phase) + 0.7 * wave(at_s, 3.7, phase * 2))
        values["yaw"] += sway * 1.4 * wave(at_s, 7.3, phase * 3)
        values["lean"] += sway * 0.06 * wave(at_s, 8.9, phase)
        values["gaze_x"] += 0.06 * wave(at_s, 2.3, phase)
        for side, lag in (("left", 0.0), ("right", 0.2)):
            values[f"{side}_y"] -= 2.0 * wave(at_s, self._lively.breath_s, phase - 0.08 - lag * 0.2)

    @staticmethod
    def _fidget(values: dict[str, float], at_s: float) -> None:
        much = values["fidget"]
        for side, turn in (("left", 0.0), ("right", 0.37)):
            values[f"{side}_x"] += much * (7 * wave(at_s, 1.7, turn) + 4 * wave(at_s, 0.9, turn * 2))
            values[f"{side}_y"] += much * (9 * wave(at_s, 1.3, turn + 0.2) + 4 * wave(at_s, 0.8, turn))
            values[f"{side}_open"] = min(1.0, max(0.0, values[f"{side}_open"] + much * 0.25 * wave(at_s, 2.1, turn)))

    def _speak(self, values: dict[str, float], at_s: float) -> None:
        last = bisect_right(self._starts, at_s + _OPENING_S)
        for syllable in self._syllables[max(0, last - 3) : last]:
            share = _openness(syllable, at_s)
            values["jaw"] = max(values["jaw"], share * _JAW[syllable.vowel] * (0.45 + 0.75 * syllable.loudness))
            values["round"] = max(values["round"], share * _ROUND.get(syllable.vowel, 0.0))
            if syllable.onset == "h":
                values["lift_px"] += 7 * share * syllable.loudness
                values["pitch"] += 3 * share * syllable.loudness
        if values["joy"] > 0.6:
            values["jaw"] = max(values["jaw"], (values["joy"] - 0.6) * 1.2)

    def _lid(self, at_s: float) -> float:
        started = self._blinks[max(0, bisect_right(self._blinks, at_s) - 1)]
        share = (at_s - started) / BLINK_S
        return 1.0 if not 0 <= share < 1 else 1 - ease(1 - abs(2 * share - 1))


def _openness(syllable: Syllable, at_s: float) -> float:
    """Return how far the mouth has followed a syllable, 0 to 1; lips part a little before the sound."""
    opens = syllable.at_s + (0.05 if syllable.onset in {"b", "m"} else -_OPENING_S * 0.6)
    closes = syllable.at_s + syllable.over_s
    return ease((at_s - opens) / _OPENING_S) * (1 - ease((at_s - closes + _CLOSING_S * 0.6) / _CLOSING_S))


BABY = Figure(Keyed(baby.REST, BABY_MOVES), Speaker.BABY, _Liveliness(2.6, 0.1, 1.3), 5)
PARENT = Figure(Keyed(parent.REST, PARENT_MOVES), Speaker.PARENT, _Liveliness(4.3, 0.45, 0.8), 11)
