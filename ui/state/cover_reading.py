"""Reads thumbnails of a clip from its encrypted strip."""

from PySide6.QtGui import QImage

from ui.state.covers import Read
from vidfeed.media.packet_pictures import StripReader
from vidfeed.media.pictures import Picture
from vidfeed.services.context import Context
from vidfeed.services.watching import prepared_of

_PLACE = 3
"""The picture is taken a third into the clip: beginnings are often of the floor."""


def cover_reader(ctx: Context) -> Read:
    """Reads covers from the vault; a clip that is not prepared yet has none."""

    def read(clip_id: str) -> QImage | None:
        strip = prepared_of(ctx, clip_id).strip
        if strip is None:
            return None
        index = ctx.catalogue.frame_index(clip_id)
        with StripReader(strip.source, strip.table, index) as reader:
            return thumbnail_image(reader.nearest(index.origin_pts + (index.end_pts - index.origin_pts) // _PLACE))

    return read


def still_reader(ctx: Context) -> Read:
    """Reads the thumbnail nearest to a place in a clip; asked for by "<clip id> <pts>"."""

    def read(place: str) -> QImage | None:
        clip_id, pts = place.split(" ")
        strip = prepared_of(ctx, clip_id).strip
        if strip is None:
            return None
        with StripReader(strip.source, strip.table, ctx.catalogue.frame_index(clip_id)) as reader:
            return thumbnail_image(reader.nearest(int(pts)))

    return read


def thumbnail_image(picture: Picture) -> QImage:
    """A "bgra" picture as Qt has them, with pixels of its own."""
    width, height, stride = picture.width_px, picture.height_px, picture.stride_bytes
    return QImage(picture.data, width, height, stride, QImage.Format.Format_RGB32).copy()
