"""Sound slower or quicker at the same pitch."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from av.filter import Graph

from vidfeed.media.loudness import audio_frame, pulled
from vidfeed.media.sound_span import SOUND_RATE, Samples

_SLOWEST_STEP = Fraction(1, 2)


def at_speed(blocks: Iterator[Samples], speed: Fraction) -> Iterator[Samples]:
    """The blocks at `speed` times their pace, from 0.1 to 2."""
    if speed == 1:
        yield from blocks
        return
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


def _tempo_graph(speed: Fraction) -> Graph:
    """One filter goes no slower than half: slower speeds take several."""
    steps: list[Fraction] = []
    while speed < _SLOWEST_STEP:
        steps.append(_SLOWEST_STEP)
        speed /= _SLOWEST_STEP
    graph = Graph()
    last = graph.add_abuffer(sample_rate=SOUND_RATE, format="flt", layout="stereo", time_base=Fraction(1, SOUND_RATE))
    for name, value in [*(("atempo", str(float(step))) for step in (*steps, speed)), ("abuffersink", "")]:
        following = graph.add(name, value)
        last.link_to(following)
        last = following
    graph.configure()
    return graph
