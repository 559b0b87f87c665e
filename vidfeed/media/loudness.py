"""How loud sound is, by EBU R 128, and what brings it near to one loudness without ever overloading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.filter import Graph
from numpy.typing import NDArray

from vidfeed.media.sound_span import SOUND_RATE, Samples

TARGET_LUFS = -20.0
CEILING = 10 ** (-1 / 20)
"""Of peaks, also of those between samples: -1 dB of full scale."""

_LARGEST_GAIN_DB = 30.0
_SILENT_LUFS = -69.0
_LOUDNESS_BLOCK = SOUND_RATE * 2 // 5
_REACH = SOUND_RATE // 200
_TAPS = 6


def gain_db(loudness_lufs: float | None) -> float:
    """What brings sound of this loudness to the target; none for silence."""
    if loudness_lufs is None:
        return 0.0
    return min(TARGET_LUFS - loudness_lufs, _LARGEST_GAIN_DB)


def loudness_lufs(blocks: Iterable[Samples]) -> float | None:
    """Integrated loudness (EBU R 128); None for silence.

    Sound shorter than what that counts in, 0.4 s, is measured as if it went on.
    """
    meter = _Meter()
    heard, start = 0, np.zeros((0, 2), np.float32)
    for block in blocks:
        meter.add(block)
        heard += len(block)
        if heard < _LOUDNESS_BLOCK:
            start = np.concatenate([start, block])
    if 0 < heard < _LOUDNESS_BLOCK:
        meter = _Meter()
        meter.add(np.tile(start, (-(-2 * _LOUDNESS_BLOCK // heard), 1)))
    return meter.finish()


class _Meter:
    """FFmpeg's own, fed with samples."""

    def __init__(self) -> None:
        self._graph = Graph()
        source = self._graph.add_abuffer(
            sample_rate=SOUND_RATE, format="flt", layout="stereo", time_base=Fraction(1, SOUND_RATE)
        )
        measure = self._graph.add("ebur128", "metadata=1:framelog=quiet")
        end = self._graph.add("abuffersink")
        source.link_to(measure)
        measure.link_to(end)
        self._graph.configure()
        self._fed = 0
        self._told: float | None = None

    def add(self, block: Samples) -> None:
        if len(block):
            self._graph.push(audio_frame(block, self._fed))
            self._fed += len(block)
            self._read()

    def finish(self) -> float | None:
        self._graph.push(None)
        self._read()
        return None if self._told is None or not self._told > _SILENT_LUFS else self._told

    def _read(self) -> None:
        for frame in pulled(self._graph):
            told = frame.metadata.get("lavfi.r128.I")
            self._told = self._told if told is None else float(told)


class Limiter:
    """Turns loud peaks down smoothly, looking ahead, so that none is above the ceiling.

    The gain at each sample is a weighted mean, over 5 ms to both sides, of the lowest gain needed within 5 ms of each:
    so it is never more than needed there. Peaks between samples count, found by fourfold oversampling.
    """

    _CONTEXT = 2 * _REACH + _TAPS

    def __init__(self, ceiling: float = CEILING) -> None:
        self._ceiling = ceiling
        self._held = np.zeros((self._CONTEXT, 2), np.float32)

    def add(self, block: Samples) -> Samples:
        """Takes sound in and gives sound out: all that came in so far but for the last 10 ms."""
        held = np.concatenate([self._held, block])
        done = max(0, len(held) - 2 * self._CONTEXT)
        self._held = held[done:]
        return self._limited(held)[self._CONTEXT : self._CONTEXT + done] if done else held[:0]

    def finish(self) -> Samples:
        """The rest."""
        return self.add(np.zeros((self._CONTEXT, 2), np.float32))

    def _limited(self, sound: Samples) -> Samples:
        peaks = _peaks(sound)
        if peaks.max(initial=0.0) <= self._ceiling:
            return sound
        needed = np.minimum(1.0, self._ceiling / np.maximum(peaks, 1e-9))
        around = np.pad(needed, 2 * _REACH, constant_values=1.0)
        lowest = np.lib.stride_tricks.sliding_window_view(around, 2 * _REACH + 1).min(axis=1)
        gain = np.convolve(lowest, _WEIGHTS, mode="valid")
        return (sound * gain[:, None]).astype(np.float32)


def audio_frame(block: Samples, first: int) -> AudioFrame:
    """The block as FFmpeg takes it; `first` is the number of its first sample."""
    frame = AudioFrame.from_ndarray(np.ascontiguousarray(block, np.float32).reshape(1, -1), "flt", "stereo")
    frame.sample_rate, frame.pts, frame.time_base = SOUND_RATE, first, Fraction(1, SOUND_RATE)
    return frame


def pulled(graph: Graph) -> Iterator[AudioFrame]:
    """What comes out of a graph for now."""
    while True:
        try:
            frame = graph.pull()
        except (BlockingIOError, av.EOFError):
            return
        if isinstance(frame, AudioFrame):
            yield frame


def _peaks(sound: Samples) -> NDArray[np.float64]:
    """The highest level of either channel at or just after each sample."""
    highest: NDArray[np.float64] = np.abs(sound).max(axis=1).astype(np.float64)
    if highest.max(initial=0.0) < 0.5:  # what lies between is not twice as high
        return highest
    for taps in _BETWEEN:
        for channel in sound.T:
            between = np.convolve(channel, taps, mode="full")[_TAPS : _TAPS + len(channel)]
            np.maximum(highest, np.abs(between), out=highest)
    return highest


def _window(size: int) -> NDArray[np.float64]:
    window = np.hanning(size + 2)[1:-1]
    return np.asarray(window / window.sum(), np.float64)


def _between(part: float) -> NDArray[np.float64]:
    """Taps that give the level `part` of a sample after each one: a windowed sinc."""
    places = np.arange(-_TAPS + 1, _TAPS + 1) - part
    return np.asarray(np.sinc(places) * np.cos(np.pi * places / (2 * _TAPS + 1)) ** 2, np.float64)[::-1]


_WEIGHTS = _window(2 * _REACH + 1)
_BETWEEN = [_between(part) for part in (0.25, 0.5, 0.75)]
