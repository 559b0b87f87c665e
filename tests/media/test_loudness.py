"""Loudness as FFmpeg's meter tells it, and the limiter that keeps peaks below the ceiling."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vidfeed.media.loudness import CEILING, Limiter, gain_db, loudness_lufs
from vidfeed.media.sound_span import SOUND_RATE, Samples


def tone(seconds: float, level: float = 0.1, pitch_hz: float = 997.0) -> Samples:
    wave = level * np.sin(2 * np.pi * pitch_hz * np.arange(round(seconds * SOUND_RATE)) / SOUND_RATE)
    return np.stack([wave, wave], axis=1).astype(np.float32)


def cut(sound: Samples, sizes: list[int]) -> list[Samples]:
    return list(np.split(sound, np.cumsum(sizes)))


def limited(blocks: list[Samples]) -> Samples:
    limiter = Limiter()
    return np.concatenate([*(limiter.add(block) for block in blocks), limiter.finish()])


def test_a_known_tone_has_its_known_loudness() -> None:
    """EBU Tech 3341: a stereo tone near 1 kHz at -23 dBFS is -23 LUFS."""
    loudness = loudness_lufs([tone(5, 10 ** (-23 / 20))])
    assert loudness == pytest.approx(-23, abs=0.1)
    assert gain_db(loudness) == pytest.approx(3, abs=0.1)


@pytest.mark.parametrize("seconds", [0.02, 0.1, 0.3, 0.39, 0.4, 0.5])
def test_very_short_sound_is_measured_too(seconds: float) -> None:
    assert loudness_lufs(cut(tone(seconds), [100, 500])) == pytest.approx(-20, abs=1)


@pytest.mark.parametrize("blocks", [[], [np.zeros((0, 2), np.float32)], [np.zeros((96_000, 2), np.float32)]])
def test_silence_has_no_loudness_and_is_left_alone(blocks: list[Samples]) -> None:
    assert loudness_lufs(blocks) is None
    assert gain_db(None) == 0


def test_faint_sound_is_raised_only_so_far() -> None:
    assert gain_db(-65.0) == 30


def test_what_is_below_the_ceiling_passes_as_it_is() -> None:
    sound = tone(0.5, 0.8)
    assert np.array_equal(limited(cut(sound, [100, 7000, 3])), sound)


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.integers(0, 4000), max_size=6),
    st.lists(st.tuples(st.integers(0, 11_999), st.floats(-6, 6)), min_size=1, max_size=8),
)
def test_no_peak_goes_through_however_the_sound_is_cut(sizes: list[int], peaks: list[tuple[int, float]]) -> None:
    sound = tone(0.25, 0.3)
    for place, level in peaks:
        sound[place] += np.float32(level)
    out = limited(cut(sound, sizes))
    assert out.shape == sound.shape
    assert np.abs(out).max() <= CEILING + 1e-6
    assert np.allclose(out, limited([sound]), atol=1e-6)


def test_peaks_between_samples_count() -> None:
    """A tone at a quarter of the rate, 45 degrees off: its samples are 3 dB below its peaks."""
    wave = np.sin(np.pi / 2 * np.arange(24_000) + np.pi / 4) * 1.2
    sound = np.stack([wave, wave], axis=1).astype(np.float32)
    assert np.abs(limited([sound]))[1000:-1000].max() == pytest.approx(CEILING / np.sqrt(2), rel=0.02)


def test_turning_down_is_smooth_and_over_soon() -> None:
    sound = tone(0.5, 0.3)
    sound[12_000] = 5
    gain = limited([sound])[:, 0] / np.where(np.abs(sound[:, 0]) > 0.01, sound[:, 0], np.inf)
    near = np.abs(np.arange(len(gain)) - 12_000) < 500
    held = gain[(gain != 0) & ~near]
    assert np.allclose(held, 1, atol=1e-3)
