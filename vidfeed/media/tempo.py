"""Sound slower or quicker at the same pitch."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from av.filter import Graph

from vidfeed.media.loudness import audio_frame, pulled
from vidfeed.media.sound_span import SOUND_RATE, Samples, silence

_SLOWEST_STEP = Fraction(1, 2)

_WINDOW = 2048
"""Samples that the filter lays over one another: the power of two above a 24th of a second (FFmpeg, af_atempo.c)."""


def at_speed(blocks: Iterator[Samples], speed: Fraction) -> Iterator[Samples]:
    """The blocks at `speed` times their pace, from 0.1 to 2; what is heard is at its own place, to some 10 ms."""
    if speed == 1:
        yield from blocks
        return
    yield from silence(_early(speed))
    graph, fed = _tempo_graph(speed), 0
    for block in blocks:
        graph.push(audio_frame(block, fed))
        fed += len(block)
        yield from _out_of(graph)
    graph.push(None)
    yield from _out_of(graph)


def _out_of(graph: Graph) -> Iterator[Samples]:
    for frame in pulled(graph):
        yield np.asarray(frame.to_ndarray(), np.float32).reshape(-1, 2)


def _early(speed: Fraction) -> int:
    """How many samples too early the filters put what they slow down.

    They lay each window's first sample where it belongs, so that its middle comes early by half of what the window
    should have been stretched by. Below half the speed a click is heard several times over; there the sum of what each
    filter does leaves its place in their midst.
    """
    return round(sum(max(Fraction(0), _WINDOW * (1 / step - 1) / 2) for step in _steps(speed)))


def _steps(speed: Fraction) -> list[Fraction]:
    """One filter goes no slower than half: slower speeds take several."""
    steps: list[Fraction] = []
    while speed < _SLOWEST_STEP:
        steps.append(_SLOWEST_STEP)
        speed /= _SLOWEST_STEP
    return [*steps, speed]


def _tempo_graph(speed: Fraction) -> Graph:
    graph = Graph()
    last = graph.add_abuffer(sample_rate=SOUND_RATE, format="flt", layout="stereo", time_base=Fraction(1, SOUND_RATE))
    for name, value in [*(("atempo", str(float(step))) for step in _steps(speed)), ("abuffersink", "")]:
        following = graph.add(name, value)
        last.link_to(following)
        last = following
    graph.configure()
    return graph
