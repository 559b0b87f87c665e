"""Writes coded pictures one behind another, and keeps the table of where each lies."""

from __future__ import annotations

from array import array
from typing import Protocol

from vidfeed.model.packet_table import PacketTable


class ByteSink(Protocol):
    """Where bytes go, in order."""

    def write(self, data: bytes, /) -> object:
        """Takes all of it."""


class PacketRun:
    """A run of pictures being written; all have one size.

    Args:
        sink: takes the pictures.
        width_px: of every picture.
        height_px: likewise.
    """

    def __init__(self, sink: ByteSink, width_px: int, height_px: int) -> None:
        self.width_px, self.height_px = width_px, height_px
        self._sink = sink
        self._offsets = array("q", [0])
        self._pts = array("q")

    def add(self, data: bytes, pts: int) -> None:
        """Appends one coded picture; pts ascend."""
        self._sink.write(data)
        self._offsets.append(self._offsets[-1] + len(data))
        self._pts.append(pts)

    def table(self) -> PacketTable:
        """Where everything written so far lies."""
        return PacketTable(self._offsets, self._pts, self.width_px, self.height_px)
