"""Where each picture lies in a run of coded pictures.

Scrub proxies and thumbnail strips are intra-only pictures one behind another, with no container:
any one of them is a single read and a single decode. The table stays in the catalogue.
"""

import sys
import zlib
from array import array
from bisect import bisect_right
from dataclasses import dataclass

PLAYBACK_GOP = 15
"""In a playback proxy every fifteenth picture stands alone; the others need those before them."""


@dataclass(frozen=True)
class PacketTable:
    """Offsets and times of the pictures in a run.

    Attributes:
        offsets: n + 1 byte offsets; picture i is `offsets[i] <= byte < offsets[i + 1]`.
        pts: of each picture, ascending, in the clip's time base.
        width_px: of every picture, upright and with square pixels.
        height_px: likewise.
    """

    offsets: "array[int]"
    pts: "array[int]"
    width_px: int
    height_px: int

    @property
    def count(self) -> int:
        """How many pictures."""
        return len(self.pts)

    def at(self, pts: int) -> int:
        """The last picture at or before `pts`, or the first."""
        return max(0, bisect_right(self.pts, pts) - 1)

    def pack(self) -> bytes:
        """Compact bytes for the catalogue."""
        head = array("q", (self.count, self.width_px, self.height_px))
        parts = [array("q", part) for part in (head, self.offsets, self.pts)]
        if sys.byteorder == "big":
            for part in parts:
                part.byteswap()
        return zlib.compress(b"".join(part.tobytes() for part in parts), 6)

    @classmethod
    def unpack(cls, data: bytes) -> "PacketTable":
        """The table that `pack` wrote."""
        values = array("q", zlib.decompress(data))
        if sys.byteorder == "big":
            values.byteswap()
        count, width, height = values[:3]
        return cls(values[3 : count + 4], values[count + 4 :], width, height)
