"""What is made of a film after import, while one already works with it: scrub proxy, thumbnails, sound picture."""

from __future__ import annotations

from dataclasses import dataclass

from vidfeed.errors import cancelled as was_cancelled
from vidfeed.media.decode_run import DecodeRun
from vidfeed.media.packet_writing import ByteSink
from vidfeed.media.scrub_proxy import ProxyWriter
from vidfeed.media.thumbnails import StripWriter
from vidfeed.media.upright import Upright
from vidfeed.media.waveform import PEAKS_PER_S, peaks
from vidfeed.model.clip import Film
from vidfeed.model.packet_table import PacketTable
from vidfeed.ports import Cancelled, PictureSource, Progress, never_cancelled, no_progress

_PICTURES_PART = 0.95


@dataclass(frozen=True)
class Sinks:
    """Where each part goes, as it is made; the waveform's stays empty for a film without sound."""

    proxy: ByteSink
    strip: ByteSink
    waveform: ByteSink


@dataclass(frozen=True)
class PreparedFilm:
    """Where the pictures lie.

    Attributes:
        proxy: all frames that can be decoded; those of damaged stretches are absent.
        strip: thumbnails.
    """

    proxy: PacketTable
    strip: PacketTable


def prepare_film(
    source: PictureSource,
    film: Film,
    sinks: Sinks,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> PreparedFilm:
    """Decodes the film once and writes what is made from it.

    Raises:
        ExpectedError: kind `cancelled` when it was; `damaged` where the file is not the film that was imported.
    """
    prepared = _pictures(source, film, sinks, progress, cancelled)
    written = 0
    for piece in peaks(source, film):
        _go_on(cancelled)
        sinks.waveform.write(piece)
        written += len(piece)
        heard = min(1.0, written / PEAKS_PER_S / float(film.index.duration))
        progress(_PICTURES_PART + (1 - _PICTURES_PART) * heard)
    progress(1.0)
    return prepared


def _pictures(
    source: PictureSource, film: Film, sinks: Sinks, progress: Progress, cancelled: Cancelled
) -> PreparedFilm:
    proxy, strip, upright = ProxyWriter(film, sinks.proxy), StripWriter(film, sinks.strip), Upright(film)
    run = DecodeRun(source, film)
    try:
        for frame in run.all_frames():
            _go_on(cancelled)
            picture = upright.picture(frame, *proxy.size)
            proxy.add(picture)
            strip.look_at(frame)
            progress(_PICTURES_PART * (picture.frame_index + 1) / film.index.frames)
    finally:
        run.close()
    return PreparedFilm(proxy.finish(), strip.finish())


def _go_on(cancelled: Cancelled) -> None:
    if cancelled():
        raise was_cancelled("Preparing the film")
