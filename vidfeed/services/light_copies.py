"""What is made from films to watch them by: what it takes on the disk, making it anew, and films that resist."""

from dataclasses import dataclass

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import MADE_ROLES, Asset, AssetRole, Clip, ClipStatus
from vidfeed.services.context import Context
from vidfeed.services.finding import clip_of

_TROUBLE = "This film made the work on it fail, so it is not opened again by itself."


@dataclass(frozen=True)
class DiskCost:
    """What a clip, or all of them, takes on the disk, encrypted.

    Attributes:
        original_bytes: the film as it was recorded; nothing can replace it.
        made_bytes: by role, what can be made again.
    """

    original_bytes: int
    made_bytes: dict[AssetRole, int]

    @property
    def all_made_bytes(self) -> int:
        """What dropping the light copies would free."""
        return sum(self.made_bytes.values())


def disk_cost(ctx: Context, clip_id: str) -> DiskCost:
    """What the clip takes.

    Raises:
        ExpectedError: `unknown-clip`.
    """
    clip_of(ctx.catalogue, clip_id)
    return _cost(ctx.catalogue.assets(clip_id))


def vault_cost(ctx: Context) -> DiskCost:
    """What all clips take."""
    return _cost(ctx.catalogue.assets())


def _cost(assets: list[Asset]) -> DiskCost:
    made = {role: sum(asset.size_bytes for asset in assets if asset.role is role) for role in MADE_ROLES}
    original = sum(asset.size_bytes for asset in assets if asset.role is AssetRole.ORIGINAL)
    return DiskCost(original, {role: size_bytes for role, size_bytes in made.items() if size_bytes})


def prepared_assets(ctx: Context, clip_id: str) -> list[Asset]:
    """All that was made for watching the clip."""
    return [asset for asset in ctx.catalogue.assets(clip_id) if asset.role in MADE_ROLES]


def drop_prepared(ctx: Context, clip_id: str) -> int:
    """Frees what the clip's light copies take; it can be watched without, and they can be made again.

    Returns:
        How many bytes.

    Raises:
        ExpectedError: `unknown-clip`.
    """
    clip_of(ctx.catalogue, clip_id)
    made = prepared_assets(ctx, clip_id)
    with ctx.catalogue.transaction():
        for asset in made:
            ctx.catalogue.drop_asset(asset.blob_id)
        ctx.catalogue.set_clip_status(clip_id, ClipStatus.PREPARING)
    for asset in made:
        ctx.blobs.remove(asset.blob_id)
    return sum(asset.size_bytes for asset in made)


def require_no_trouble(clip: Clip) -> None:
    """Refuses a film that made a process die or hang.

    Raises:
        ExpectedError: `unreadable-part`.
    """
    if clip.trouble:
        raise _trouble(clip.trouble)


def mark_trouble(ctx: Context, clip_id: str) -> ExpectedError:
    """Marks a film that made a process die or hang; the error that says so."""
    with ctx.catalogue.transaction():
        ctx.catalogue.set_clip_trouble(clip_id, _TROUBLE)
        ctx.catalogue.record("clip.trouble", clip_id)
    return _trouble(_TROUBLE)


def try_again(ctx: Context, clip_id: str) -> Clip:
    """Lets a film that was marked be opened and prepared again.

    Raises:
        ExpectedError: `unknown-clip`.
    """
    clip_of(ctx.catalogue, clip_id)
    ctx.catalogue.set_clip_trouble(clip_id, "")
    return clip_of(ctx.catalogue, clip_id)


def _trouble(message: str) -> ExpectedError:
    return ExpectedError(
        ErrorKind.UNREADABLE_PART, message, "The film and its marks are safe. Save its moments, then try it again."
    )
