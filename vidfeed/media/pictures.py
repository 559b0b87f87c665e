"""Pictures ready to be shown: plain pixels, upright, of the size asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from vidfeed.errors import InternalError

PixelFormat = Literal["bgra", "rgb24"]

CHANNELS: dict[PixelFormat, int] = {"bgra": 4, "rgb24": 3}


@dataclass(frozen=True, eq=False)
class Picture:
    """One picture.

    Attributes:
        width_px: in pixels, square ones.
        height_px: likewise.
        stride_bytes: from the start of one row to that of the next.
        pixel_format: "bgra" (alpha 255; what screens want) or "rgb24".
        data: `height_px` rows of `stride_bytes`; the last may be shorter. Not to be written to.
        frame_index: of the frame that it shows.
        pts: of that frame.
    """

    width_px: int
    height_px: int
    stride_bytes: int
    pixel_format: PixelFormat
    data: memoryview
    frame_index: int
    pts: int

    def pixels(self) -> NDArray[np.uint8]:
        """The same bytes as an array of shape (height, width, 3 or 4)."""
        channels = CHANNELS[self.pixel_format]
        return np.ndarray(
            (self.height_px, self.width_px, channels), np.uint8, self.data, strides=(self.stride_bytes, channels, 1)
        )

    def packed(self) -> bytes:
        """The rows without gaps between them: what digests are taken of."""
        return self.pixels().tobytes()


def picture_of(pixels: NDArray[np.uint8], pixel_format: PixelFormat, frame_index: int, pts: int) -> Picture:
    """A picture of an array of shape (height, width, channels) with pixels side by side; the array is kept."""
    rows = pixels if pixels.strides[1:] == (pixels.shape[2], 1) else np.ascontiguousarray(pixels)
    height_px, width_px, _ = rows.shape
    span_bytes = (height_px - 1) * rows.strides[0] + width_px * rows.shape[2]
    flat = np.lib.stride_tricks.as_strided(rows, (span_bytes,), (1,), writeable=False)
    return Picture(width_px, height_px, rows.strides[0], pixel_format, flat.data, frame_index, pts)


def fitted(width_px: int, height_px: int, into_width_px: int, into_height_px: int) -> tuple[int, int]:
    """The largest size of this shape within bounds, never larger than it is, at least 2 by 2."""
    scale = min(into_width_px / width_px, into_height_px / height_px, 1.0)
    return max(2, round(width_px * scale)), max(2, round(height_px * scale))


def png(picture: Picture) -> bytes:
    """The picture as a PNG file, without loss."""
    return _encoded(".png", picture, [])


def jpeg(picture: Picture, quality: int = 85) -> bytes:
    """The picture as a JPEG file; quality from 1 to 100."""
    return _encoded(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])


def _encoded(suffix: str, picture: Picture, options: list[int]) -> bytes:
    conversion = cv2.COLOR_BGRA2BGR if picture.pixel_format == "bgra" else cv2.COLOR_RGB2BGR
    done, data = cv2.imencode(suffix, cv2.cvtColor(picture.pixels(), conversion), options)
    if not done:
        raise InternalError(f"no {suffix} could be made of a picture")
    return data.tobytes()
