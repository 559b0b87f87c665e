"""A stretch of a film's sound, exact to the sample: as rendered reels need it."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from fractions import Fraction
from typing import BinaryIO

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from numpy.typing import NDArray

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.film_file import keep_only, opened

SOUND_RATE = 48_000
"""Samples a second, of everything that reels sound like."""

Samples = NDArray[np.float32]
"""Shape (samples, 2): left and right, full scale from -1 to 1."""

_SETTLING_S = Fraction(3, 10)
"""Decoders need some sound before the first that is right: MP3 keeps bits back, Opus wants 80 ms."""

_BACK_S = (Fraction(1, 2), Fraction(3), Fraction(12), Fraction(24 * 3600))
_ADDED_BY_CODERS = {"mp3": 1105, "aac": 1024, "mp2": 481, "ac3": 256}
"""Samples that come before the first of the sound: of LAME's and FFmpeg's coders, decoding included."""

_JUMP = SOUND_RATE // 25
"""A packet that lies further than this from the end of the last one is put where its time says."""


def read_sound(file: BinaryIO, stream_index: int, start: Fraction, samples: int) -> Generator[Samples, None, None]:
    """Decodes the sound from `start`, in the file's own seconds, in blocks that add up to exactly `samples`.

    Where the film has no sound, or it cannot be decoded, there is silence. The file stays open.

    Raises:
        ExpectedError: kind `damaged` where the stream is not there, `not-a-film` where the file is none.
    """
    with opened(file, sound_only=True) as container:
        stream = _sound_stream(container, stream_index)
        keep_only(container, stream)
        start += _late_by(container, stream)
        first = round(start * SOUND_RATE)
        at = first
        for position, block in _placed(_resampled(_frames_from(container, stream, start))):
            if position >= first + samples:
                break
            if position > at:
                yield from silence(position - at)
                at = position
            piece = block[at - position : first + samples - position]
            if len(piece):
                yield piece
                at += len(piece)
        yield from silence(first + samples - at)


def silence(samples: int) -> Iterator[Samples]:
    """Blocks of nothing, a second each at most."""
    for done in range(0, samples, SOUND_RATE):
        yield np.zeros((min(SOUND_RATE, samples - done), 2), np.float32)


def exactly(blocks: Iterable[Samples], samples: int) -> Iterator[Samples]:
    """The blocks, cut off after so many samples, or filled up with silence."""
    left = samples
    for block in blocks:
        if left <= 0:
            return
        yield block[:left]
        left -= len(block)
    yield from silence(left)


def _sound_stream(container: InputContainer, index: int) -> AudioStream:
    stream = container.streams[index] if index < len(container.streams) else None
    if not isinstance(stream, AudioStream):
        raise ExpectedError(ErrorKind.DAMAGED, "The film’s sound is not the one that was imported.", "Check the vault.")
    return stream


def _late_by(container: InputContainer, stream: AudioStream) -> Fraction:
    """By how many seconds the sound comes too late: an AVI does not tell what its coder put before it."""
    if container.format.name != "avi":
        return Fraction(0)
    added = _ADDED_BY_CODERS.get(stream.codec_context.codec.canonical_name, 0)
    return Fraction(added, stream.codec_context.sample_rate or SOUND_RATE)


def _frames_from(container: InputContainer, stream: AudioStream, start: Fraction) -> Iterator[AudioFrame]:
    """Decoded sound from some time before `start` on: seeks land where they like in files without an index."""
    for back_s in _BACK_S:
        at_beginning = _seek(container, stream, start - back_s)
        frames = _decoded(container, stream)
        first = next(frames, None)
        if at_beginning or (first is not None and _seconds(first) <= start - _SETTLING_S):
            break
    if first is not None:
        yield first
        yield from frames


def _seek(container: InputContainer, stream: AudioStream, seconds: Fraction) -> bool:
    """Goes to that second, or to the sound's beginning; whether it is the beginning."""
    time_base, earliest = stream.time_base or Fraction(1, SOUND_RATE), stream.start_time or 0
    target = (seconds / time_base).__floor__()
    try:
        container.seek(max(earliest, target), stream=stream)
    except av.FFmpegError:
        with suppress(av.FFmpegError):  # nothing in the table: there is nowhere to go
            container.seek(0)
        return True
    return target <= earliest


def _seconds(frame: AudioFrame) -> Fraction:
    if frame.pts is None or frame.time_base is None:
        return Fraction(0)
    return frame.pts * frame.time_base


def _decoded(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame]:
    """Frames as they come; packets that cannot be read are passed over."""
    stream.codec_context.flush_buffers()
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
            if packet is None:
                return
            yield from packet.decode()
        except av.InvalidDataError:
            continue
        except (av.FFmpegError, IndexError):  # PyAV's, at the end, where damage made one stream more on the way
            return


def _resampled(frames: Iterator[AudioFrame]) -> Iterator[AudioFrame]:
    """The frames as 48 kHz stereo; the form of a film's sound may change on the way (broadcast recordings do)."""
    resampler, form = None, None
    for frame in frames:
        if resampler is None or form != (frame.format.name, frame.layout.name, frame.sample_rate):
            yield from _through(resampler, None)
            form = (frame.format.name, frame.layout.name, frame.sample_rate)
            resampler = AudioResampler(format="flt", layout="stereo", rate=SOUND_RATE)
        yield from _through(resampler, frame)
    yield from _through(resampler, None)


def _through(resampler: AudioResampler | None, frame: AudioFrame | None) -> list[AudioFrame]:
    """What comes out for one frame more, or at the end; nothing for a form of sound that is not known."""
    try:
        return resampler.resample(frame) if resampler is not None else []
    except av.FFmpegError:
        return []


def _placed(frames: Iterator[AudioFrame]) -> Iterator[tuple[int, Samples]]:
    """Blocks with the number of their first sample, counted from the file's second 0; they never overlap."""
    at: int | None = None
    for frame in frames:
        told = None if frame.pts is None else round(_seconds(frame) * SOUND_RATE)
        if told is not None and (at is None or told - at > _JUMP):
            at = told
        block, position = np.asarray(frame.to_ndarray(), np.float32).reshape(-1, 2), at or 0
        yield position, block
        at = position + len(block)
