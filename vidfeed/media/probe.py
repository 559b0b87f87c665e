"""Reads what a film is: once, at import."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import BinaryIO

from av.container import InputContainer
from av.stream import Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from vidfeed.media.coded import Coded, Demuxed, demux
from vidfeed.media.film_facts import (
    coded_end,
    declared_end,
    displayed_size,
    frame_rate,
    is_variable,
    last_duration,
    recorded_at,
)
from vidfeed.media.film_file import coded_packets, keep_only, not_a_film, opened, picture_stream, stream_at
from vidfeed.media.shown_frames import ShownFrames, decode_numbered
from vidfeed.model.clip import Film
from vidfeed.model.frame_index import FrameIndex, Packet

_CUT_OFF = "The end of the film is missing: the recording was cut off."
_DAMAGED = "A part of the film is damaged. What can be read is here."
_SILENT = "The film has no sound."
_CUT_OFF_S = Fraction(1, 2)


def read_film(file: BinaryIO) -> Film:
    """Reads the film in a seekable binary file, which stays open.

    The index lists the frames that decoding the film from its start shows. That is checked by decoding where films
    are often at fault: at the beginning, at the end, and where the container shows damage.

    Raises:
        ExpectedError: kind `not-a-film` where there is no moving picture in it.
    """
    with opened(file) as container:
        stream = picture_stream(container)
        if stream is None:
            raise not_a_film("There is no moving picture in this file.")
        audio = container.streams.best("audio", related=stream)
        keep_only(container, stream)
        shown = ShownFrames(stream)
        found = demux(container, stream, shown.look_at_group)
        if not found.coded:
            raise not_a_film("No picture in this file can be read.")
        shown.look_at_ends(found)
        if not shown.consistent or any(entry.pts is None for entry in found.coded):
            _decode_all(file, stream.index, found, shown)
        if shown.sample is None or stream.time_base is None:
            raise not_a_film("No picture in this file can be read.")
        index = _index(stream.time_base, found, shown)
        warnings = tuple(_warnings(stream, audio, found, shown))
        return _film(container, stream, audio, index, warnings, shown.sample)


def _decode_all(file: BinaryIO, stream_index: int, found: Demuxed, shown: ShownFrames) -> None:
    """Decodes the whole film: what comes out is shown, and in the order in which it comes out."""
    file.seek(0)
    with opened(file) as container:
        stream = stream_at(container, stream_index)
        keep_only(container, stream)
        order, sample = decode_numbered(stream.codec_context, coded_packets(container, stream), 0)
    shown.hidden = set(range(len(found.coded))) - set(order)
    shown.sample = shown.sample or sample
    times = [entry.pts for entry in map(found.coded.__getitem__, order) if entry.pts is not None]
    out_of_order = sum(later < sooner for sooner, later in pairwise(times))
    if len(times) < len(order) or out_of_order > len(order) // 10:  # not by damage alone
        _fill_pts(found.coded, order)


def _fill_pts(coded: list[Coded], order: list[int]) -> None:
    """Gives each shown picture the decode time of its turn: what containers mean that keep no other."""
    times = list(_filled_dts(coded))
    turns = sorted(times[number] for number in order)
    for number, entry in enumerate(coded):
        entry.pts = times[number]
    for number, turn in zip(order, turns, strict=True):
        coded[number].pts = turn


def _filled_dts(coded: list[Coded]) -> Iterator[int]:
    """Decode times; where there is none, one that goes on from the last."""
    last = min((entry.pts for entry in coded if entry.pts is not None), default=0) - 1
    for entry in coded:
        last = entry.dts if entry.dts is not None else last + max(1, entry.duration)
        yield last


def _index(time_base: Fraction, found: Demuxed, shown: ShownFrames) -> FrameIndex:
    packets = tuple(
        Packet(entry.pts or 0, dts, entry.keyframe, entry.discard or number in shown.hidden)
        for number, (entry, dts) in enumerate(zip(found.coded, _filled_dts(found.coded), strict=True))
    )
    if all(packet.discard for packet in packets):
        raise not_a_film("No picture in this file can be read.")
    return FrameIndex.from_packets(time_base, packets, last_duration(found.coded, packets))


def _film(
    container: InputContainer,
    stream: VideoStream,
    audio: Stream | None,
    index: FrameIndex,
    warnings: tuple[str, ...],
    sample: VideoFrame,
) -> Film:
    rotation = -round(sample.rotation / 90) * 90 % 360
    width_px, height_px = displayed_size(stream, rotation)
    return Film(
        format_name=container.format.name,
        stream_index=stream.index,
        audio_index=audio.index if audio else None,
        codec=stream.codec_context.name,
        width_px=width_px,
        height_px=height_px,
        rotation=rotation,
        frame_rate=frame_rate(stream, index),
        variable_frame_rate=is_variable(index),
        index=index,
        recorded_at=recorded_at(container, stream),
        warnings=warnings,
    )


def _warnings(stream: VideoStream, audio: Stream | None, found: Demuxed, shown: ShownFrames) -> Iterator[str]:
    told_end = declared_end(stream)
    if told_end is not None and told_end - coded_end(stream, found.coded) > _CUT_OFF_S:
        yield _CUT_OFF
    elif shown.damaged:
        yield _DAMAGED
    if audio is None:
        yield _SILENT
