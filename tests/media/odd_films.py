"""Films with what the factory does not make: open groups, refresh without keyframes, pictures without times."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path

import av
from av.container import InputContainer
from av.packet import Packet
from av.stream import Disposition, Stream

from tests.factories.films import FilmSpec, make_film


def write_oddly(path: Path, codec: str, options: dict[str, str], b_frames: int, container_format: str) -> None:
    """A film of 60 numbered frames, 640 by 360, keyframes 12 apart."""
    plain = make_film(path.with_suffix(".mkv.plain.mkv"), FilmSpec(frames=60, audio=None))
    with av.open(str(plain)) as source, av.open(str(path), "w", format=container_format) as target:
        stream = target.add_stream(codec, rate=25, options=options)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = 640, 360, "yuv420p"
        context = stream.codec_context
        context.gop_size, context.max_b_frames, context.bit_rate = 12, b_frames, 3_000_000
        context.time_base = Fraction(1, 25)
        for number, frame in enumerate(source.decode(video=0)):
            frame.pts, frame.time_base, frame.pict_type = number, Fraction(1, 25), 0
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))


X264, X265 = {"preset": "veryfast"}, {"preset": "ultrafast"}
ODD = {
    "open.mp4": ("libx264", X264 | {"x264-params": "open-gop=1"}, 2, "mp4"),
    "open.mkv": ("libx264", X264 | {"x264-params": "open-gop=1"}, 2, "matroska"),
    "open.ts": ("libx265", X265 | {"x265-params": "open-gop=1:log-level=none"}, 3, "mpegts"),
    "open2.ts": ("mpeg2video", {}, 2, "mpegts"),
    "refresh.mp4": ("libx264", X264 | {"x264-params": "intra-refresh=1"}, 0, "mp4"),
    "refresh.ts": ("libx264", X264 | {"x264-params": "intra-refresh=1"}, 0, "mpegts"),
    "reference.webm": ("libvpx", {"lag-in-frames": "16", "auto-alt-ref": "1", "cpu-used": "4"}, 0, "webm"),
    "old.mpg": ("mpeg2video", {}, 2, "mpeg"),
    "swapped.avi": ("mpeg4", {}, 2, "avi"),
}


def two_pictures(path: Path) -> Path:
    """A film of 30 numbered frames, 640 by 360, behind a smaller picture of nothing; and its sound."""
    plain = make_film(path.with_suffix(".plain.mp4"), FilmSpec(frames=30))
    with av.open(str(plain)) as source, av.open(str(path), "w") as target:
        grey = target.add_stream("libx264", rate=25)
        assert isinstance(grey, av.VideoStream)
        grey.width, grey.height, grey.pix_fmt = 160, 90, "yuv420p"
        copies = {stream.index: target.add_stream_from_template(stream) for stream in source.streams}
        grey.disposition = Disposition(0)
        copies[0].disposition = Disposition.default
        for number in range(30):
            frame = av.VideoFrame(160, 90, "yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 25)
            target.mux(grey.encode(frame))
        target.mux(grey.encode(None))
        for packet in source.demux():
            if packet.dts is not None:
                packet.stream = copies[packet.stream.index]
                target.mux(packet)
    return path


def two_sounds(path: Path, default: int) -> Path:
    """A film of 75 numbered frames with two tracks of sound, the default one with a click every second."""
    films = [
        make_film(path.with_name(f"{every_s}.mp4"), FilmSpec(192, 108, frames=75, click_every_s=every_s))
        for every_s in ((9, 1) if default else (1, 9))
    ]
    with av.open(str(films[0])) as first, av.open(str(films[1])) as second, av.open(str(path), "w") as target:
        streams = [first.streams.video[0], first.streams.audio[0], second.streams.audio[0]]
        copies = [target.add_stream_from_template(stream) for stream in streams]
        for number, copy in enumerate(copies):
            copy.disposition = Disposition.default if number in (0, 1 + default) else Disposition(0)
        sources = [(first, streams[0]), (first, streams[1]), (second, streams[2])]
        packets = [
            [
                (packet.dts * packet.time_base, copy, packet)
                for packet in _again(source, stream)
                if packet.dts is not None
            ]
            for (source, stream), copy in zip(sources, copies, strict=True)
        ]
        for _, copy, packet in sorted(chain(*packets), key=lambda one: one[0]):
            packet.stream = copy
            target.mux(packet)
    return path


def _again(container: InputContainer, stream: Stream) -> Iterator[Packet[Stream]]:
    container.seek(0)
    yield from container.demux(stream)
