"""What a reel sounds like: each item's own sound at its speed, all equally loud, silence under cards and stills."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from vidfeed.media.loudness import Limiter, gain_db, loudness_lufs
from vidfeed.media.reel_source import ReelFilms, naming_item
from vidfeed.media.sound_span import SOUND_RATE, Samples, exactly, read_sound
from vidfeed.media.tempo import at_speed
from vidfeed.model.reel import ItemKind, ReelItem
from vidfeed.model.reel_plan import ReelPlan
from vidfeed.ports import PictureSource

SLOWEST_HEARD = Fraction(1, 4)
"""Slower than this, sound is only noise: the item is silent."""

_FADE = SOUND_RATE // 100
_MARGIN_S = Fraction(1, 50)
_TONE_HZ, _TONE_LOUDNESS = 440, 0.03
_TRIES, _WORTH_DB, _MOST_AGAIN_DB = 3, 0.4, 12.0
_MOST_HELD = 45 * SOUND_RATE
"""Of an item's sound; what is longer is read anew each time: 17 MB are enough."""


@dataclass(frozen=True)
class ItemSound:
    """Where an item's sound comes from, and how much of it.

    Attributes:
        start: of its first sample, in the file's own seconds.
        film_samples: how much film there is to hear, at 48 kHz.
        speed: film seconds per shown second.
        samples: how many sound, once at that speed; at most as many as the item lasts.
        gain_db: on top of the even loudness.
        silent: parts that are not heard, in the file's own seconds, half-open, and whether a tone stands in.
        held: all of it at its speed, silenced, where it was read already.
    """

    source: PictureSource
    stream_index: int
    start: Fraction
    film_samples: int
    speed: Fraction
    samples: int
    gain_db: float
    silent: tuple[tuple[Fraction, Fraction, bool], ...] = ()
    held: tuple[Samples, ...] | None = field(default=None, repr=False, compare=False)

    def read(self, check: Callable[[], None]) -> ItemSound:
        """The same with its sound held, if it is short: it is looked at more than once; `check` as below."""
        if self.samples > _MOST_HELD:
            return self
        return replace(self, held=tuple(_checked(self._film_sound(), check)))

    def played(self, from_s: Fraction, factor: Fraction) -> ItemSound | None:
        """The rest of it from a shown second on, at `factor` times its speed; None where nothing is to be heard."""
        speed, left = self.speed * factor, self.samples - round(from_s * SOUND_RATE)
        if speed < SLOWEST_HEARD or left <= 0:
            return None
        passed_s = from_s * self.speed
        return replace(
            self,
            held=None,
            start=self.start + passed_s,
            film_samples=self.film_samples - round(passed_s * SOUND_RATE),
            speed=speed,
            samples=round(left / factor),
        )

    def loudness_lufs(self, check: Callable[[], None]) -> float | None:
        """How loud it is as it was recorded, silenced parts left out of it; None for silence; `check` as below."""
        return loudness_lufs(_checked(self._film_sound(), check))

    def even_gain_db(self, check: Callable[[], None]) -> float:
        """What brings it to the loudness of all items, by one gain throughout.

        Reads it once; again, where faint sound has peaks that will be turned down, to make up for that.

        Args:
            check: called now and then; may raise to stop.
        """
        first = gain = gain_db(loudness_lufs(_checked(self._film_sound(), check)))
        for _ in range(_TRIES if gain > 0 else 0):
            missing = gain_db(loudness_lufs(_limited(_checked(self._film_sound(), check), gain)))
            if missing < _WORTH_DB:
                break
            gain = min(gain + missing, first + _MOST_AGAIN_DB)
        return gain

    def blocks(self, even_gain_db: float) -> Iterator[Samples]:
        """The sound, `samples` long, faded in and out."""
        at = 0
        for block in _limited(self._film_sound(), even_gain_db + self.gain_db):
            block = block + self._tone(at, len(block))
            yield block * _fade(at, len(block), self.samples)[:, None]
            at += len(block)

    def _film_sound(self) -> Iterator[Samples]:
        if self.held is not None:
            yield from self.held
            return
        with self.source.open() as file:
            sound = self._silenced(read_sound(file, self.stream_index, self.start, self.film_samples))
            yield from exactly(at_speed(sound, self.speed), self.samples)

    def _silenced(self, blocks: Iterator[Samples]) -> Iterator[Samples]:
        """Nothing of a silent part is left, before anything else is done to the sound."""
        parts = [self._places(start - _MARGIN_S, end + _MARGIN_S, Fraction(1)) for start, end, _tone in self.silent]
        at = 0
        for block in blocks:
            if any(part.start < at + len(block) and at < part.stop for part in parts):
                block = block.copy()
                for part in parts:
                    block[max(0, part.start - at) : max(0, part.stop - at)] = 0
            yield block
            at += len(block)

    def _tone(self, first: int, size: int) -> Samples:
        """Of samples `first` to `first + size` of the sound: tones in the silent parts that want one."""
        tone = np.zeros((size, 2), np.float32)
        for start, end, wanted in self.silent:
            part = self._places(start, end, self.speed)
            here = range(max(first, part.start), min(first + size, part.stop))
            if wanted and here:
                waves = np.sin(np.arange(here.start, here.stop) * (2 * np.pi * _TONE_HZ / SOUND_RATE)) * _TONE_LOUDNESS
                tone[here.start - first : here.stop - first] = waves[:, None]
        return tone

    def _places(self, start: Fraction, end: Fraction, speed: Fraction) -> range:
        """Which samples a part is, at a speed."""
        first, last = ((one - self.start) / speed * SOUND_RATE for one in (start, end))
        return range(max(0, first.__floor__()), max(0, last.__ceil__()))


def item_sound(reel: ReelFilms, number: int) -> ItemSound | None:
    """An item's sound, or None where it is silent."""
    plan, item, film = reel.plan, reel.plan.items[number], reel.film(number)
    if film is None or film.audio_index is None or item.span is None or not _is_heard(item):
        return None
    time_base = film.index.time_base
    film_s = item.span.length_pts * time_base
    return ItemSound(
        reel.source(number),
        film.audio_index,
        item.span.start_pts * time_base,
        round(film_s * SOUND_RATE),
        item.speed,
        min(round(film_s / item.speed * SOUND_RATE), len(samples_of(plan, number))),
        item.gain_db,
        tuple((span.start_pts * time_base, span.end_pts * time_base, span.tone) for span in item.muted),
    )


def samples_of(plan: ReelPlan, number: int) -> range:
    """Which samples of the reel's sound are the item's."""
    start, end = plan.starts[number : number + 2]
    return range(round(start / plan.rate * SOUND_RATE), round(end / plan.rate * SOUND_RATE))


def reel_sound(reel: ReelFilms, check: Callable[[], None]) -> Iterator[Samples]:
    """The whole reel's sound in blocks, as long as its pictures to the sample.

    Args:
        check: called now and then; may raise to stop.
    """
    for number in range(len(reel.plan.items)):
        check()
        with naming_item(reel, number):
            sound = item_sound(reel, number)
            heard: Iterator[Samples] = iter(())
            if sound is not None:
                sound = sound.read(check)
                heard = sound.blocks(sound.even_gain_db(check))
            for block in exactly(heard, len(samples_of(reel.plan, number))):
                check()
                yield block


def _is_heard(item: ReelItem) -> bool:
    return item.kind is ItemKind.MOMENT and item.sound and item.speed >= SLOWEST_HEARD


def _checked(blocks: Iterator[Samples], check: Callable[[], None]) -> Iterator[Samples]:
    for block in blocks:
        check()
        yield block


def _limited(blocks: Iterator[Samples], gain: float) -> Iterator[Samples]:
    limiter, factor = Limiter(), np.float32(10 ** (gain / 20))
    for block in blocks:
        yield limiter.add(block * factor)
    yield limiter.finish()


def _fade(first: int, size: int, total: int) -> Samples:
    """Gain of samples `first` to `first + size` of `total`: in over 10 ms, out over 10 ms."""
    places = np.arange(first, first + size, dtype=np.float32)
    return np.clip(np.minimum(places + 1, total - places) / _FADE, 0, 1)
