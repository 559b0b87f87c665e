"""The sound of the practice clip: its voices in a small soft room."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ui.painting.practice.script import SECONDS
from ui.painting.practice.voice import SAMPLE_RATE, Sound, say
from ui.painting.practice.voices import SYLLABLES, Speaker

VOICES_LEVEL = {Speaker.BABY: 0.34, Speaker.PARENT: 0.36, Speaker.BIRD: 0.12}
ROOM_TONE_LEVEL = 0.0012
ECHO_LEVEL, ECHO_S, ECHOES = 0.09, 0.26, 40


def practice_sound() -> NDArray[np.int16]:
    """Return the sound of the whole clip, one channel at 48 kHz; the same every time."""
    noise = np.random.default_rng(7)
    dry = np.zeros(SECONDS * SAMPLE_RATE, np.float32)
    for syllable in SYLLABLES:
        sound = say(syllable, noise) * np.float32(VOICES_LEVEL[syllable.speaker])
        first = int(syllable.at_s * SAMPLE_RATE)
        kept = sound[: len(dry) - first]
        dry[first : first + len(kept)] += kept
    mixed = dry + _echo(dry, noise) + _room_tone(len(dry), noise)
    _fade_ends(mixed)
    return np.asarray(np.clip(mixed, -1, 1) * 32767).astype(np.int16)


def _echo(dry: Sound, noise: np.random.Generator) -> Sound:
    """Return the room's answer: many faint copies, ever later and fainter, without their treble."""
    dull = dry.copy()
    for delay in (3, 5, 8):
        dull[delay:] += dull[:-delay].copy()
    wet = np.zeros_like(dry)
    for delay_s in np.sort(noise.uniform(0.009, ECHO_S, ECHOES)):
        delay = int(delay_s * SAMPLE_RATE)
        level = ECHO_LEVEL / np.sqrt(ECHOES) * np.exp(-delay_s / ECHO_S * 4) * noise.choice((-1, 1))
        wet[delay:] += dull[:-delay] * np.float32(level)
    return wet


def _room_tone(count: int, noise: np.random.Generator) -> Sound:
    """Return the quiet of a room: low noise, far below the voices, that says the sound is on."""
    lap = 8 * SAMPLE_RATE
    hertz = np.fft.rfftfreq(lap, 1 / SAMPLE_RATE)
    shape = 1 / np.maximum(hertz, 40) / (1 + (hertz / 900) ** 2)
    # A spectrum turned into sound joins its own end without a click, so it can be laid end to end.
    tone = np.fft.irfft(shape * np.exp(2j * np.pi * noise.random(len(hertz))), lap)
    return np.resize((tone / tone.std() * ROOM_TONE_LEVEL).astype(np.float32), count)


def _fade_ends(sound: Sound) -> None:
    ramp = np.linspace(0, 1, SAMPLE_RATE // 2, dtype=np.float32)
    sound[: len(ramp)] *= ramp
    sound[-len(ramp) :] *= ramp[::-1]
