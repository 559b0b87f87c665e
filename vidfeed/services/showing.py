"""Opening a reel for playing, unrendered."""

from typing import BinaryIO

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.reel_source import Copies, ReelFilms
from vidfeed.model.clip import AssetRole
from vidfeed.model.packet_table import PLAYBACK_GOP
from vidfeed.model.reel import Reel
from vidfeed.ports import PictureSource
from vidfeed.services.assembling import clip_ids_of, plan_of
from vidfeed.services.consenting import require_watching, stopped_clips
from vidfeed.services.context import Context
from vidfeed.services.watching import picture_run


class _Lost:
    """The original of a film that the catalogue lost: its items are passed over, the others play."""

    def open(self) -> BinaryIO:
        """See PictureSource."""
        raise ExpectedError(
            ErrorKind.DAMAGED, "This clip's film can’t be found in the vault. Your marks are safe.", "Check the vault."
        )


class _Stopped:
    """The original of a film whose watching has stopped: its items are passed over, the others play."""

    def open(self) -> BinaryIO:
        """See PictureSource."""
        raise ExpectedError(
            ErrorKind.NO_CONSENT,
            "Consent to watching this film has ended. The film is safe.",
            "Enter a new consent under People and consent.",
        )


def open_reel(ctx: Context, reel: Reel) -> ReelFilms:
    """A reel with everything that playing it needs; items whose film may not be watched are passed over.

    Raises:
        ExpectedError: `no-consent` where watching has stopped for all of its films; `unknown-reel` where it is empty;
            `unknown-clip`, `not-ready` where a clip is gone or still comes in.
    """
    plan, clip_ids = plan_of(ctx, reel), clip_ids_of(reel)
    stopped = stopped_films(ctx, reel)
    films = {clip_id: ctx.catalogue.film(clip_id) for clip_id in clip_ids}
    sources = {clip_id: _Stopped() if clip_id in stopped else _original(ctx, clip_id) for clip_id in clip_ids}
    copies = {clip_id: _copies(ctx, clip_id) for clip_id in clip_ids if clip_id not in stopped}
    return ReelFilms(plan, films, sources, copies)


def stopped_films(ctx: Context, reel: Reel) -> frozenset[str]:
    """The reel's films that may not be watched.

    Raises:
        ExpectedError: `no-consent` where that is all of them.
    """
    clip_ids = clip_ids_of(reel)
    stopped = stopped_clips(ctx, reel.case_id).intersection(clip_ids)
    if len(stopped) == len(clip_ids):
        require_watching(ctx, reel.case_id, clip_ids)
    return stopped


def _copies(ctx: Context, clip_id: str) -> Copies:
    if ctx.catalogue.asset(clip_id, AssetRole.ORIGINAL) is None:
        return Copies()
    playback = picture_run(ctx, clip_id, AssetRole.PLAYBACK_PROXY, PLAYBACK_GOP)
    return Copies(playback, picture_run(ctx, clip_id, AssetRole.SCRUB_PROXY))


def _original(ctx: Context, clip_id: str) -> PictureSource:
    asset = ctx.catalogue.asset(clip_id, AssetRole.ORIGINAL)
    return _Lost() if asset is None else ctx.blobs.source(asset)
