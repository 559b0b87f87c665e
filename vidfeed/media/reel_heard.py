"""A reel's sound while it plays unrendered: from any frame, at any speed, as loud as it will be when rendered."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from functools import partial

from vidfeed.errors import ExpectedError
from vidfeed.media.reel_sound import ItemSound, item_sound
from vidfeed.media.reel_source import ReelFilms
from vidfeed.media.relay import relay
from vidfeed.media.sound_span import SOUND_RATE, Samples, exactly

_AHEAD_BLOCKS = 8
_SOON = 20 * SOUND_RATE
"""What is longer takes too long to measure before anything of it is heard."""


class _Closed(Exception):  # noqa: N818
    """Ends measuring."""


class ReelHeard:
    """The sound of one reel; measures how loud its items are in a thread of its own, from the first on."""

    def __init__(self, reel: ReelFilms) -> None:
        self._reel = reel
        self._gains_db: dict[int, float] = {}
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._measure_all, name="vidfeed-loudness")
        self._thread.start()

    def is_silent(self, factor: Fraction) -> bool:
        """Whether nothing is to be heard at a part of the speed."""
        sounds = (item_sound(self._reel, number) for number in range(len(self._reel.plan.items)))
        return not any(sound is not None and sound.played(Fraction(0), factor) for sound in sounds)

    def blocks(self, first: int, stop: int, factor: Fraction) -> Generator[Samples, None, None]:
        """What is heard from output frame `first` up to `stop`, at `factor` times the reel's speed."""
        plan = self._reel.plan
        numbers = range(plan.item_at(first), plan.item_at(stop - 1) + 1)
        pieces: list[Callable[[], Iterator[Samples]]] = [
            partial(self._item, number, first, stop, factor) for number in numbers
        ]
        yield from relay(pieces, _AHEAD_BLOCKS, lambda _number: 1)

    def close(self) -> None:
        """Ends measuring. Does not wait."""
        self._closed.set()

    def join(self) -> None:
        """Waits for the thread, after `close`."""
        self._thread.join()

    def _item(self, number: int, first: int, stop: int, factor: Fraction) -> Iterator[Samples]:
        plan = self._reel.plan
        begin, end = max(first, plan.starts[number]), min(stop, plan.starts[number + 1])
        places = [round((frame - first) / plan.rate / factor * SOUND_RATE) for frame in (begin, end)]
        heard = self._heard(number, (begin - plan.starts[number]) / plan.rate, factor)
        yield from exactly(heard, places[1] - places[0])

    def _heard(self, number: int, from_s: Fraction, factor: Fraction) -> Iterator[Samples]:
        """Silence where it cannot be read: the pictures tell what is wrong."""
        whole = item_sound(self._reel, number)
        rest = whole.played(from_s, factor) if whole is not None else None
        if whole is not None and rest is not None:
            with suppress(ExpectedError, _Closed):
                yield from rest.blocks(self._gain_to_begin_with(number, whole, rest))

    def _gain_to_begin_with(self, number: int, whole: ItemSound, rest: ItemSound) -> float:
        """The item's; while a long one is not measured yet, that of what is heard first: it is heard at once."""
        if whole.samples <= _SOON or number in self._gains_db:
            return self._gain_db(number, whole)
        film_samples = min(rest.film_samples, round(_SOON * rest.speed))
        return replace(rest, film_samples=film_samples, samples=min(rest.samples, _SOON)).even_gain_db(self._check)

    def _gain_db(self, number: int, sound: ItemSound) -> float:
        if number not in self._gains_db:
            self._gains_db[number] = sound.even_gain_db(self._check)
        return self._gains_db[number]

    def _measure_all(self) -> None:
        for number in range(len(self._reel.plan.items)):
            sound = item_sound(self._reel, number)
            if sound is not None:
                with suppress(ExpectedError, _Closed):
                    self._gain_db(number, sound)

    def _check(self) -> None:
        if self._closed.is_set():
            raise _Closed
