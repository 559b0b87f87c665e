"""Decoding by the graphics card, where there is one that can."""

from __future__ import annotations

import sys
from functools import cache

import av
from av.codec import Codec
from av.codec.hwaccel import HWAccel

_SAFE = frozenset({"h264", "hevc"})
"""What phones and cameras record, and cards decode to the same pictures as programs do."""

_DEVICES = {"win32": ("d3d11va", "cuda"), "darwin": ("videotoolbox",)}
_OTHER_DEVICES = ("vaapi", "cuda")


@cache
def hardware_for(codec: str) -> str | None:
    """The kind of device that decodes this codec here, found by trying; None for none."""
    if codec not in _SAFE:
        return None
    for device in _DEVICES.get(sys.platform, _OTHER_DEVICES):
        try:
            HWAccel(device).create(Codec(codec, "r"))
        except (av.FFmpegError, NotImplementedError, ValueError, RuntimeError):
            continue
        return device
    return None


def accelerated(device: str) -> HWAccel:
    """For opening a film; pictures come back into ordinary memory, and software decodes what the card cannot."""
    return HWAccel(device, allow_software_fallback=True)
