"""What is made of a film after import, while one already works with it: light copies, thumbnails, sound and motion."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from av.video.frame import VideoFrame

from vidfeed.errors import cancelled as was_cancelled
from vidfeed.media.decode_pace import ENOUGH, decode_pace
from vidfeed.media.decode_run import DecodeRun
from vidfeed.media.motion import MotionMeter
from vidfeed.media.packet_writing import ByteSink
from vidfeed.media.proxies import PLAYBACK, ProxyWriter
from vidfeed.media.thumbnails import StripWriter
from vidfeed.media.upright import Upright
from vidfeed.media.waveform import PEAKS_PER_S, peaks
from vidfeed.model.clip import Film
from vidfeed.model.packet_table import PacketTable
from vidfeed.ports import Cancelled, PictureSource, Progress, never_cancelled, no_progress

_PICTURES_PART = 0.95


@dataclass(frozen=True)
class Sinks:
    """Where each part goes, as it is made; the waveform's stays empty for a film without sound.

    Attributes:
        motion: the motion curve; None to do without.
        playback: the playback proxy; None to do without. It stays empty where the machine keeps up with the original.
    """

    proxy: ByteSink
    strip: ByteSink
    waveform: ByteSink
    motion: ByteSink | None = None
    playback: ByteSink | None = None


@dataclass(frozen=True)
class PreparedFilm:
    """Where the pictures lie.

    Attributes:
        proxy: all frames that can be decoded; those of damaged stretches are absent.
        strip: thumbnails.
        playback: as `proxy`, in groups of `PLAYBACK.gop`; None where it was not made.
    """

    proxy: PacketTable
    strip: PacketTable
    playback: PacketTable | None = None


def prepare_film(
    source: PictureSource,
    film: Film,
    sinks: Sinks,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
    enough_pace: float = ENOUGH,
) -> PreparedFilm:
    """Decodes the film once and writes what is made from it.

    Args:
        enough_pace: a film that this machine plays less quickly, in times real time, gets a playback proxy.

    Raises:
        ExpectedError: kind `cancelled` when it was; `damaged` where the file is not the film that was imported.
    """
    too_heavy = sinks.playback is not None and decode_pace(source, film) < enough_pace
    pictures = _Pictures(film, sinks, too_heavy)
    with closing(DecodeRun(source, film)) as run:
        for frame in run.all_frames():
            _go_on(cancelled)
            progress(_PICTURES_PART * (pictures.add(frame) + 1) / film.index.frames)
    prepared = pictures.finish()
    for heard in _sound(source, film, sinks.waveform):
        _go_on(cancelled)
        progress(_PICTURES_PART + (1 - _PICTURES_PART) * heard)
    progress(1.0)
    return prepared


class _Pictures:
    """All that is made from the pictures."""

    def __init__(self, film: Film, sinks: Sinks, too_heavy: bool) -> None:
        self._upright = Upright(film)
        self._scrub, self._strip = ProxyWriter(film, sinks.proxy), StripWriter(film, sinks.strip)
        self._playback = (
            ProxyWriter(film, sinks.playback, PLAYBACK) if too_heavy and sinks.playback is not None else None
        )
        self._motion, self._motion_sink = MotionMeter(film), sinks.motion

    def add(self, frame: VideoFrame) -> int:
        """Takes the next frame; its index."""
        picture = self._upright.picture(frame, *self._scrub.size)
        self._scrub.add(picture)
        self._strip.look_at(frame)
        self._motion.look_at(picture)
        if self._playback is not None:
            self._playback.add(self._upright.picture(frame, *self._playback.size))
        return picture.frame_index

    def finish(self) -> PreparedFilm:
        """The tables; the motion curve is written."""
        if self._motion_sink is not None:
            self._motion_sink.write(self._motion.finish())
        playback = None if self._playback is None else self._playback.finish()
        return PreparedFilm(self._scrub.finish(), self._strip.finish(), playback)


def _sound(source: PictureSource, film: Film, sink: ByteSink) -> Iterator[float]:
    """Writes the waveform; the part done after each piece."""
    written = 0
    for piece in peaks(source, film):
        sink.write(piece)
        written += len(piece)
        yield min(1.0, written / PEAKS_PER_S / float(film.index.duration))


def _go_on(cancelled: Cancelled) -> None:
    if cancelled():
        raise was_cancelled("Preparing the film")
