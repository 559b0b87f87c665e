"""Soft made-up voices: harmonics of a pitch, weighted by the resonances of a mouth (source and filter, added up)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ui.painting.practice.voices import Speaker, Syllable

Sound = NDArray[np.float32]

SAMPLE_RATE = 48_000
TOP_HZ = 5200.0
LIPS_S = 0.09

# First three resonances of an adult's vowels in hertz (rounded from Peterson and Barney, 1952); a baby's throat is
# about half as long, so its resonances lie higher. "lips" is where they start from as closed lips open.
_RESONANCES = {
    "a": (850.0, 1220.0, 2810.0),
    "e": (610.0, 1900.0, 2600.0),
    "o": (450.0, 800.0, 2830.0),
    "m": (280.0, 900.0, 2300.0),
    "lips": (260.0, 700.0, 2200.0),
}
_WIDTHS_HZ = (110.0, 150.0, 260.0)
_STRENGTHS = (1.0, 0.5, 0.18)
_THROAT = {Speaker.PARENT: 1.0, Speaker.BABY: 1.55}


def say(syllable: Syllable, noise: np.random.Generator) -> Sound:
    """Return the sound of a syllable, about `loudness` at its loudest."""
    count = int(syllable.over_s * SAMPLE_RATE)
    if syllable.vowel == "sh":
        sound = _hush(count, noise)
    elif syllable.vowel == "tweet":
        sound = np.sin(_phase(_pitch(syllable, count, 0.0)))
    else:
        sound = _voiced(syllable, count)
        breath = 0.5 if syllable.onset == "h" else 0.05
        sound = sound + _breath(count, breath, noise)
    sound = sound * _envelope(syllable, count)
    return (sound / max(1e-6, float(np.abs(sound).max())) * syllable.loudness).astype(np.float32)


def _pitch(syllable: Syllable, count: int, wobble: float) -> NDArray[np.float64]:
    """Return hertz for every sample: a smooth curve through start, middle and end, with a slight waver."""
    first, middle, last = syllable.pitch_hz
    share = np.linspace(0, 1, count)
    curve = first * (1 - share) * (1 - 2 * share) + 4 * middle * share * (1 - share) + last * share * (2 * share - 1)
    swing = np.sin(2 * np.pi * 5.2 * share * syllable.over_s + syllable.at_s) * np.minimum(1, share * 3)
    return np.asarray(curve * (1 + wobble * swing))


def _phase(hertz: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(2 * np.pi * np.cumsum(hertz) / SAMPLE_RATE)


def _voiced(syllable: Syllable, count: int) -> NDArray[np.float64]:
    pitch = _pitch(syllable, count, 0.022 if syllable.vowel == "e" else 0.011)
    phase, mean_hz = _phase(pitch), float(pitch.mean())
    orders = np.arange(1, max(2, int(TOP_HZ / mean_hz)) + 1)
    throat = _THROAT[syllable.speaker]
    steady = _weights(orders * mean_hz, syllable.vowel, throat)
    lips = _weights(orders * mean_hz, "lips", throat) if syllable.onset in {"b", "m"} else steady
    opened = np.clip((np.arange(count) / SAMPLE_RATE - 0.03) / LIPS_S, 0, 1)
    sound, turn = np.zeros(count), np.exp(1j * phase)
    harmonic = turn.copy()
    for closed_weight, open_weight in zip(lips, steady, strict=True):
        sound += harmonic.imag * (closed_weight + (open_weight - closed_weight) * opened)
        harmonic *= turn
    return sound


def _weights(hertz: NDArray[Any], vowel: str, throat: float) -> NDArray[np.float64]:
    """Return how strongly each harmonic sounds: three resonances over a source that falls off gently."""
    out = np.full(len(hertz), 0.012)
    for centre, width, strength in zip(_RESONANCES[vowel], _WIDTHS_HZ, _STRENGTHS, strict=True):
        off = (hertz - centre * throat) / (width * throat)
        out = out + strength / (1 + off * off)
    return np.asarray((out + 0.5 * np.exp(-hertz / 420)) * (hertz[0] / hertz) ** 0.9)


def _breath(count: int, amount: float, noise: np.random.Generator) -> NDArray[np.float64]:
    """Return breath that sounds most at the beginning."""
    hiss = _band(noise.standard_normal(count), 500, 3200)
    fade = 0.12 + np.exp(-np.arange(count) / (0.05 * SAMPLE_RATE))
    return np.asarray(hiss * fade * amount)


def _hush(count: int, noise: np.random.Generator) -> NDArray[np.float64]:
    return _band(noise.standard_normal(count), 1500, 4200)


def _band(sound: NDArray[np.float64], low_hz: float, high_hz: float) -> NDArray[np.float64]:
    """Keep a band of frequencies, with soft edges."""
    spectrum = np.fft.rfft(sound)
    hertz = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)
    shape = 1 / (1 + (low_hz / np.maximum(hertz, 1)) ** 4) / (1 + (hertz / high_hz) ** 4)
    kept = np.fft.irfft(spectrum * shape, len(sound))
    return np.asarray(kept / max(1e-9, float(kept.std())) * 0.3)


def _envelope(syllable: Syllable, count: int) -> NDArray[np.float64]:
    """Return loudness over a syllable: swelling in, longer dying away; closed lips murmur first."""
    soft = syllable.vowel in {"m", "sh"}
    rise_s, fall_s = (0.16, 0.3) if soft else (0.05, 0.14)
    rise = min(count // 2, int(rise_s * SAMPLE_RATE))
    fall = min(count // 2, int(fall_s * SAMPLE_RATE))
    shape = 1 - (0.15 if soft else 0.4) * np.linspace(0, 1, count) ** 1.5
    shape[:rise] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(rise) / rise)
    shape[count - fall :] *= 0.5 + 0.5 * np.cos(np.pi * np.arange(fall) / fall)
    if syllable.onset in {"b", "m"}:
        opened = np.clip((np.arange(count) / SAMPLE_RATE - 0.03) / 0.05, 0, 1)
        shape *= 0.25 + 0.75 * opened
    return shape
