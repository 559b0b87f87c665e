"""Opening a clip for watching: its film's decrypted views, and what is marked in it."""

from dataclasses import dataclass

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.light_copy import PictureRun
from vidfeed.model.clip import AssetRole, Clip, Film
from vidfeed.model.codebook import Codebook
from vidfeed.model.moment import Moment
from vidfeed.model.packet_table import PLAYBACK_GOP, PacketTable
from vidfeed.ports import PictureSource
from vidfeed.services.consenting import require_watching
from vidfeed.services.context import Context
from vidfeed.services.finding import clip_of
from vidfeed.services.light_copies import require_no_trouble

__all__ = ["OpenedFilm", "PictureRun", "Prepared", "open_film", "picture_run", "prepared_of"]


@dataclass(frozen=True)
class Prepared:
    """What is made after import, while one works; a part that is not there yet is None.

    Attributes:
        scrub: small copies of all pictures, for dragging and stepping back.
        strip: thumbnails.
        waveform: the sound picture's bytes; empty for a clip without sound.
        motion: how much moves, a byte for each quarter of a second from the clip's start.
        playback: a copy to play from, in groups of pictures; only of films that this machine can hardly play.
    """

    scrub: PictureRun | None = None
    strip: PictureRun | None = None
    waveform: bytes | None = None
    motion: bytes | None = None
    playback: PictureRun | None = None


@dataclass(frozen=True)
class OpenedFilm:
    """A clip as it can be watched now.

    Attributes:
        original: the film as it was recorded.
        moments: by start, then end.
        codebooks: all, those that are switched off too: old marks may carry their tags.
    """

    clip: Clip
    film: Film
    original: PictureSource
    prepared: Prepared
    moments: tuple[Moment, ...]
    codebooks: tuple[Codebook, ...]


def open_film(ctx: Context, clip_id: str) -> OpenedFilm:
    """A clip with everything that its player and its marks need.

    Raises:
        ExpectedError: `no-consent` where watching has stopped; `unknown-clip`, `not-ready`; `damaged` where the
            catalogue lost the original; `unreadable-part` where the film made the work on it fail (see
            `light_copies.try_again`).
    """
    clip = clip_of(ctx.catalogue, clip_id)
    require_watching(ctx, clip.case_id, [clip_id])
    require_no_trouble(clip)
    original = ctx.catalogue.asset(clip_id, AssetRole.ORIGINAL)
    if original is None:
        raise ExpectedError(
            ErrorKind.DAMAGED, "This clip's film can’t be found in the vault. Your marks are safe.", "Check the vault."
        )
    return OpenedFilm(
        clip,
        ctx.catalogue.film(clip_id),
        ctx.blobs.source(original),
        prepared_of(ctx, clip_id),
        tuple(ctx.catalogue.moments(clip_id)),
        tuple(ctx.catalogue.codebooks()),
    )


def prepared_of(ctx: Context, clip_id: str) -> Prepared:
    """What has been made of a clip so far; a part that is damaged counts as not made, the film plays without it."""
    return Prepared(
        picture_run(ctx, clip_id, AssetRole.SCRUB_PROXY),
        picture_run(ctx, clip_id, AssetRole.STRIP),
        _bytes(ctx, clip_id, AssetRole.WAVEFORM),
        _bytes(ctx, clip_id, AssetRole.MOTION),
        picture_run(ctx, clip_id, AssetRole.PLAYBACK_PROXY, PLAYBACK_GOP),
    )


def picture_run(ctx: Context, clip_id: str, role: AssetRole, gop: int = 1) -> PictureRun | None:
    """A light copy or strip, where there is one."""
    asset = ctx.catalogue.asset(clip_id, role)
    if asset is None or not asset.packets:
        return None
    return PictureRun(ctx.blobs.source(asset), PacketTable.unpack(asset.packets), gop)


def _bytes(ctx: Context, clip_id: str, role: AssetRole) -> bytes | None:
    asset = ctx.catalogue.asset(clip_id, role)
    if asset is None:
        return None
    try:
        with ctx.blobs.source(asset).open() as file:
            return file.read()
    except ExpectedError:
        return None
