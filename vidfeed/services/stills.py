"""Exact frames as pictures, and copies of them and of whole films."""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from types import TracebackType

from vidfeed.errors import cancelled as was_cancelled
from vidfeed.files import whole_file
from vidfeed.media.frames import FrameReader
from vidfeed.media.pictures import Picture, jpeg, png
from vidfeed.media.upright import Upright, still
from vidfeed.model.clip import AssetRole
from vidfeed.model.consent import Purpose
from vidfeed.model.copy import Copy
from vidfeed.ports import Cancelled, Progress, never_cancelled, no_progress
from vidfeed.services.consenting import require_watching
from vidfeed.services.context import Context
from vidfeed.services.copying import Leaving, recorded_copy
from vidfeed.services.finding import clip_of
from vidfeed.services.parents_pictures import ParentsPictures

_PIECE_BYTES = 1 << 20
_FAMILYS = frozenset({Purpose.REVIEW, Purpose.COPY})
_JPEG_ENDINGS = frozenset({".jpg", ".jpeg"})


class StillTaker:
    """Takes pictures from the originals of several clips; as a context manager it closes them."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._readers: dict[str, FrameReader] = {}
        self._open = ExitStack()

    def __enter__(self) -> "StillTaker":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def take(self, clip_id: str, frame: int, width_px: int | None = None) -> Picture:
        """A frame as "rgb24", at the size displayed or at this width.

        Raises:
            ExpectedError: `unknown-clip`, `not-ready`, `damaged`, `unreadable-part`.
        """
        reader = self._readers.get(clip_id) or self._reader(clip_id)
        if width_px is None:
            return still(reader, frame)
        _, decoded = reader.nearest(frame)
        return Upright(reader.film, "rgb24", fine=True).picture(decoded, min(width_px, reader.film.width_px))

    def _reader(self, clip_id: str) -> FrameReader:
        clip_of(self._ctx.catalogue, clip_id)
        original = self._ctx.catalogue.asset(clip_id, AssetRole.ORIGINAL)
        assert original is not None, "an imported clip has its original"
        reader = FrameReader(self._ctx.blobs.source(original), self._ctx.catalogue.film(clip_id))
        self._readers[clip_id] = self._open.enter_context(reader)
        return reader


def still_at(ctx: Context, clip_id: str, seconds: Fraction) -> Picture:
    """The exact frame at a time, as shown on screen: "rgb24", upright, at the size displayed.

    Raises:
        ExpectedError: `bad-time`, `no-consent`, and as `StillTaker.take`.
    """
    clip = clip_of(ctx.catalogue, clip_id)
    require_watching(ctx, clip.case_id, [clip_id])
    frame = ctx.catalogue.frame_index(clip_id).frame_at_seconds(seconds)
    with StillTaker(ctx) as taker:
        return taker.take(clip_id, frame)


def rgb_sha256(picture: Picture) -> str:
    """Hexadecimal digest of the picture's rows, top down, three bytes a pixel."""
    return hashlib.sha256(picture.packed()).hexdigest()


def copy_still(ctx: Context, clip_id: str, picture: Picture, target: Path, leaving: Leaving) -> Copy:
    """Writes the picture as PNG, or as JPEG by the name's ending: a recorded copy, consent permitting.

    What the family gets is veiled where a reel veils it.

    Raises:
        ExpectedError: `no-consent`, `no-space`, `read-only`, ...
    """
    clip = clip_of(ctx.catalogue, clip_id)
    flagged = _flagged(ctx, clip_id, picture.pts)
    with recorded_copy(ctx, clip.case_id, "frame", [clip_id], [clip_id], leaving, target, flagged) as made:
        seen = picture
        if leaving.why in _FAMILYS:
            seen = ParentsPictures(ctx, clip.case_id, leaving.why).shown(clip_id, picture, picture.pts)
        made.sha256 = write_picture(seen, target)
    return made.copy


def write_picture(picture: Picture, target: Path) -> str:
    """Writes it as PNG, or as JPEG by the name's ending, complete or not at all; the file's SHA-256.

    Raises:
        ExpectedError: `no-space`, `read-only`, ...
    """
    encode = jpeg if target.suffix.lower() in _JPEG_ENDINGS else png
    with whole_file(target) as whole:
        whole.file.write(encode(picture))
    return whole.sha256


def copy_original(
    ctx: Context,
    clip_id: str,
    target: Path,
    leaving: Leaving,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> Copy:
    """Writes the film as it came, decrypted: a recorded copy, consent permitting.

    Raises:
        ExpectedError: `no-consent`, `damaged`, `no-space`, `cancelled`, ...; an unfinished file is removed.
    """
    clip = clip_of(ctx.catalogue, clip_id)
    flagged = any(moment.other_person for moment in ctx.catalogue.moments(clip_id))
    original = ctx.catalogue.asset(clip_id, AssetRole.ORIGINAL)
    assert original is not None, "an imported clip has its original"
    with recorded_copy(ctx, clip.case_id, "original", [clip_id], [clip_id], leaving, target, flagged) as made:
        with ctx.blobs.source(original).open() as film, whole_file(target) as whole:
            for piece in iter(lambda: film.read(_PIECE_BYTES), b""):
                if cancelled():
                    raise was_cancelled("The copy")
                whole.file.write(piece)
                progress(film.tell() / max(1, clip.size_bytes))
        made.sha256 = whole.sha256
    return made.copy


def _flagged(ctx: Context, clip_id: str, pts: int) -> bool:
    moments: Iterator[bool] = (
        moment.other_person for moment in ctx.catalogue.moments(clip_id) if moment.span.contains(pts)
    )
    return any(moments)
