"""Who says what when in the practice clip; mouths and sounds both follow this."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import chain


class Speaker(StrEnum):
    """Whose voice."""

    BABY = "baby"
    PARENT = "parent"
    BIRD = "bird"


@dataclass(frozen=True)
class Syllable:
    """One sound of one voice.

    Attributes:
        at_s: When it starts.
        over_s: How long it lasts.
        speaker: Whose it is.
        vowel: "a", "e", "o"; "m" is hummed, "sh" and "tweet" are what they say.
        onset: "b" and "m" start with closed lips, "h" with breath, "" with the vowel.
        pitch_hz: At the start, in the middle and at the end.
        loudness: 0 to 1.
    """

    at_s: float
    over_s: float
    speaker: Speaker
    vowel: str
    onset: str
    pitch_hz: tuple[float, float, float]
    loudness: float = 0.7


def _baby(at_s: float, over_s: float, text: str, *pitch_hz: float, loudness: float = 0.6) -> Syllable:
    return _say(Speaker.BABY, at_s, over_s, text, pitch_hz, loudness)


def _parent(at_s: float, over_s: float, text: str, *pitch_hz: float, loudness: float = 0.6) -> Syllable:
    return _say(Speaker.PARENT, at_s, over_s, text, pitch_hz, loudness)


def _say(speaker: Speaker, at_s: float, over_s: float, text: str, pitch: tuple[float, ...], loud: float) -> Syllable:
    vowel = text if text in {"m", "sh", "tweet"} else text[-1]
    first, middle, last = pitch if len(pitch) == 3 else (pitch[0], sum(pitch) / 2, pitch[1])
    return Syllable(at_s, over_s, speaker, vowel, text[: len(text) - len(vowel)], (first, middle, last), loud)


def _laugh(speaker: Speaker, at_s: float, count: int, start_hz: float, step_s: float, loud: float) -> list[Syllable]:
    """A row of short breathy vowels that falls and fades."""
    return [
        _say(
            speaker,
            at_s + step_s * (i + 0.06 * (i % 2)),
            step_s * 0.62,
            "he" if i % 3 else "ha",
            (start_hz * 1.03**-i, start_hz * 0.93 * 1.03**-i),
            loud * (1 - 0.5 * i / count),
        )
        for i in range(count)
    ]


def _tune(at_s: float, notes: str) -> list[Syllable]:
    """A hummed tune: a letter a note, each followed by its length in half seconds."""
    pitch = {"C": 196.0, "D": 220.0, "E": 246.9, "F": 261.6, "G": 293.7}
    out = []
    for name, halves in zip(notes[::2], notes[1::2], strict=True):
        over_s = int(halves) * 0.5
        out.append(_parent(at_s, over_s * 0.96, "m", pitch[name] * 0.985, pitch[name], pitch[name], loudness=0.4))
        at_s += over_s
    return out


def _bird(at_s: float, *pitches: float) -> list[Syllable]:
    return [
        _say(Speaker.BIRD, at_s + 0.16 * i, 0.11, "tweet", (high, high * 0.78), 0.25) for i, high in enumerate(pitches)
    ]


SYLLABLES: tuple[Syllable, ...] = tuple(
    chain(
        # They meet.
        (_baby(1.6, 0.35, "m", 300, 280, loudness=0.25),),
        (
            _baby(6.6, 0.7, "a", 330, 420, 350),
            _parent(7.9, 0.45, "ha", 240, 320, 270),
            _parent(8.5, 0.6, "o", 250, 200),
        ),
        # The bird.
        _bird(12.8, 4300, 3900, 4500),
        (_baby(14.6, 0.5, "o", 350, 470, 400),),
        _bird(15.6, 4100, 4500),
        (
            _parent(16.0, 0.6, "o", 230, 330, 240),
            _parent(17.9, 0.25, "be", 250, 240),
            _parent(18.2, 0.4, "a", 240, 190),
        ),
        _bird(19.4, 4500, 3900, 4300, 4000),
        _bird(21.4, 4600, 4700),
        (_baby(25.0, 0.3, "ma", 320, 300, loudness=0.35), _baby(25.5, 0.4, "m", 300, 270, loudness=0.3)),
        # The hand.
        (_baby(30.4, 0.5, "ba", 340, 430, 380), _baby(31.6, 0.45, "a", 360, 440, 400)),
        (_parent(32.6, 0.5, "ha", 220, 300, 260), _parent(33.3, 0.55, "o", 260, 200)),
        (_baby(34.5, 0.7, "a", 380, 460, 360), _parent(35.8, 0.7, "m", 260, 290, 210)),
        # Turns.
        (_baby(42.3, 0.5, "ba", 340, 400, 350), _parent(44.0, 0.5, "ba", 230, 280, 230)),
        (_baby(46.0, 0.32, "ba", 350, 390), _baby(46.4, 0.5, "ba", 400, 340)),
        (_parent(47.7, 0.32, "ba", 240, 270), _parent(48.1, 0.5, "ba", 280, 225)),
        (_baby(49.9, 1.0, "a", 330, 470, 380), _parent(51.6, 0.95, "a", 220, 320, 240)),
        _laugh(Speaker.BABY, 53.0, 3, 420, 0.2, 0.45),
        # Too much.
        (_baby(60.8, 0.4, "m", 330, 300, loudness=0.35), _baby(62.2, 0.6, "e", 380, 420, 330, loudness=0.42)),
        (_baby(63.2, 0.7, "e", 390, 450, 330, loudness=0.5), _baby(64.3, 0.75, "e", 400, 470, 330, loudness=0.5)),
        (_baby(65.5, 0.6, "e", 390, 430, 320, loudness=0.42), _baby(67.0, 0.5, "e", 350, 360, 300, loudness=0.3)),
        # Better.
        (_parent(64.9, 0.5, "o", 260, 190, loudness=0.5),),
        (_parent(65.6, 0.9, "sh", 200, 200, loudness=0.5), _parent(66.8, 1.0, "sh", 200, 200, loudness=0.45)),
        _tune(68.2, "G1E2G1E2D1E1C2E1D2C2"),
        (_baby(72.2, 0.6, "ha", 330, 300, 260, loudness=0.3),),
        # Peekaboo.
        (_parent(77.6, 0.5, "o", 230, 260, loudness=0.4), _parent(79.05, 0.7, "ba", 300, 380, 260, loudness=0.7)),
        _laugh(Speaker.BABY, 79.6, 7, 470, 0.21, 0.62),
        _laugh(Speaker.PARENT, 80.0, 5, 300, 0.22, 0.4),
        (_parent(82.2, 0.6, "o", 230, 270, loudness=0.4), _parent(83.35, 0.7, "ba", 310, 400, 260, loudness=0.7)),
        _laugh(Speaker.BABY, 83.8, 9, 490, 0.2, 0.65),
        _laugh(Speaker.PARENT, 84.2, 7, 310, 0.22, 0.45),
        (_baby(87.5, 0.6, "a", 340, 400, 330, loudness=0.45), _parent(88.7, 0.7, "m", 250, 280, 210, loudness=0.5)),
    )
)
