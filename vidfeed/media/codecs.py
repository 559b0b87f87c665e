"""What this machine's FFmpeg can read and write, of what vidfeed needs."""

import av.codec

_READ = ("h264", "hevc", "vp9", "av1", "mpeg2video", "mpeg4", "mjpeg", "aac", "mp3", "opus", "pcm_s16le")
_WRITTEN = ("libx264", "aac", "mjpeg", "png")


def available_codecs() -> dict[str, bool]:
    """Codecs by name ("h264", "write libx264"): whether they are there."""
    read = {name: name in av.codec.codecs_available for name in _READ}
    return read | {f"write {name}": name in av.codec.codecs_available for name in _WRITTEN}
