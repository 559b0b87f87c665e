"""Bringing a film into the vault: encrypted as it is read, checked, indexed, then prepared."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from stat import S_ISREG

from vidfeed.errors import ErrorKind, ExpectedError, WorkLostError
from vidfeed.model.clip import Asset, Clip, ClipKind, ClipStatus
from vidfeed.model.ids import new_id
from vidfeed.ports import Cancelled, Ingested, Progress, never_cancelled, no_progress
from vidfeed.services.cases import session_numbered
from vidfeed.services.consenting import require_watching
from vidfeed.services.context import Context
from vidfeed.services.finding import case_of, clip_of
from vidfeed.services.light_copies import mark_trouble, prepared_assets, require_no_trouble

NEEDED_SPACE = Fraction(5, 4)


@dataclass(frozen=True)
class ImportRequest:
    """Where a film goes.

    Attributes:
        session: number of the visit; None for the latest.
        title: what to call the clip; empty numbers it.
    """

    path: Path
    case_code: str
    session: int | None = None
    kind: ClipKind = ClipKind.INTERACTION
    title: str = ""


@dataclass(frozen=True)
class Imported:
    """A film that is in, and can be watched; `warnings` are sentences for the user."""

    clip: Clip
    warnings: tuple[str, ...]


def import_film(
    ctx: Context, request: ImportRequest, progress: Progress = no_progress, cancelled: Cancelled = never_cancelled
) -> Imported:
    """Copies a film in; on return it is encrypted, verified, indexed and can be watched and marked.

    Raises:
        ExpectedError: `unknown-case`, `file-missing`, `not-a-film`, `no-space`, `duplicate` (in the same case),
            `no-consent`, `cancelled`; nothing of the film stays in the vault.
    """
    case = case_of(ctx.catalogue, request.case_code)
    require_watching(ctx, case.id)
    _require_space(ctx, request.path)
    clip = _begin(ctx, request, case.id)
    try:
        ingested = ctx.works.ingest(request.path, clip.id, progress, cancelled)
        warnings = _duplicates(ctx, case.id, ingested) + ingested.film.warnings
        done = _completed(clip, ingested, warnings)
        with ctx.catalogue.transaction():
            ctx.catalogue.complete_clip(done, ingested.film.index, ingested.film, ingested.original)
            ctx.catalogue.record("clip.import", clip.id)
    except BaseException as problem:
        with suppress(ExpectedError):
            ctx.works.discard(clip.id)
        if isinstance(problem, WorkLostError):
            raise _fatal_film() from problem
        raise
    return Imported(done, warnings)


def prepare_clip(
    ctx: Context, clip_id: str, progress: Progress = no_progress, cancelled: Cancelled = never_cancelled
) -> Clip:
    """Makes light copies, strip, waveform and motion curve; the clip is `ready` afterwards.

    What was made before is dropped once the new is durable. A film that makes this work die or hang is marked, and not
    tried again until that is asked for (see `light_copies.try_again`).

    Raises:
        ExpectedError: `cancelled`, `damaged`, `no-space`: the clip stays usable without them; `unreadable-part` where
            the film made the work fail, now or before.
    """
    require_no_trouble(clip_of(ctx.catalogue, clip_id))
    before = prepared_assets(ctx, clip_id)
    try:
        assets = ctx.works.prepare(clip_id, progress, cancelled)
    except WorkLostError as problem:
        raise mark_trouble(ctx, clip_id) from problem
    try:
        _enter_prepared(ctx, clip_id, assets, before)
    except BaseException:
        _take_back(ctx, clip_id, assets)
        raise
    for asset in before:
        ctx.blobs.remove(asset.blob_id)
    return clip_of(ctx.catalogue, clip_id)


def _enter_prepared(ctx: Context, clip_id: str, assets: Sequence[Asset], before: Sequence[Asset]) -> None:
    with ctx.catalogue.transaction():
        for asset in assets:
            ctx.catalogue.add_asset(asset)
        for asset in before:
            ctx.catalogue.drop_asset(asset.blob_id)
        ctx.catalogue.set_clip_status(clip_id, ClipStatus.READY)


def _take_back(ctx: Context, clip_id: str, assets: Sequence[Asset]) -> None:
    """Removes what was not entered: where the clip was erased meanwhile, nobody could tell later whose it was.

    A disk that fails in the last moment may leave it entered all the same.
    """
    with suppress(ExpectedError):
        entered = {asset.blob_id for asset in ctx.catalogue.assets(clip_id)}
        for asset in assets:
            if asset.blob_id not in entered:
                ctx.blobs.remove(asset.blob_id)


def _require_space(ctx: Context, path: Path) -> None:
    """For a regular file alone: reading a pipe or a device would wait for ever."""
    try:
        found = path.stat()
    except OSError as error:
        raise _no_file() from error
    if not S_ISREG(found.st_mode):
        raise _no_file()
    size = found.st_size
    needed, free = int(size * NEEDED_SPACE), ctx.blobs.free_bytes()
    if needed > free:
        raise ExpectedError(
            ErrorKind.NO_SPACE,
            f"The film needs about {needed // 10**6 + 1} MB, and {free // 10**6} MB are free. Nothing was copied.",
            "Make room on the disk, then import again.",
        )


def _fatal_film() -> ExpectedError:
    return ExpectedError(
        ErrorKind.NOT_A_FILM,
        "Reading this film made the import fail. Nothing of it was kept; everything else is as it was.",
        "Play the film elsewhere, save it anew from there, and import that.",
    )


def _no_file() -> ExpectedError:
    return ExpectedError(
        ErrorKind.FILE_MISSING, "That file is not there, or can't be opened.", "Check its place, or plug it in."
    )


def _begin(ctx: Context, request: ImportRequest, case_id: str) -> Clip:
    with ctx.catalogue.transaction():
        session = session_numbered(ctx, case_id, request.session)
        clip = Clip(
            id=new_id(),
            case_id=case_id,
            session_id=session.id,
            kind=request.kind,
            status=ClipStatus.IMPORTING,
            title=request.title or f"Clip {len(ctx.catalogue.clips(case_id)) + 1}",
            sha256="",
            size_bytes=0,
            frames=0,
            width_px=0,
            height_px=0,
            rotation=0,
            frame_rate=Fraction(0),
            variable_frame_rate=False,
            audio=False,
            time_base=Fraction(1),
            origin_pts=0,
            end_pts=0,
            recorded_at=None,
            position_pts=None,
            warnings=(),
        )
        ctx.catalogue.add_clip(clip)
    return clip


def _duplicates(ctx: Context, case_id: str, ingested: Ingested) -> tuple[str, ...]:
    same = ctx.catalogue.clips_with_sha256(ingested.original.plaintext_sha256)
    if any(clip.case_id == case_id for clip in same):
        raise ExpectedError(
            ErrorKind.DUPLICATE, "That film is in this case already. It was not copied again.", "Open it from the case."
        )
    return ("The same film is in another case too. Check that it belongs here.",) if same else ()


def _completed(clip: Clip, ingested: Ingested, warnings: tuple[str, ...]) -> Clip:
    film = ingested.film
    return replace(
        clip,
        status=ClipStatus.PREPARING,
        sha256=ingested.original.plaintext_sha256,
        size_bytes=ingested.plaintext_bytes,
        frames=film.index.frames,
        width_px=film.width_px,
        height_px=film.height_px,
        rotation=film.rotation,
        frame_rate=film.frame_rate,
        variable_frame_rate=film.variable_frame_rate,
        audio=film.audio_index is not None,
        time_base=film.index.time_base,
        origin_pts=film.index.origin_pts,
        end_pts=film.index.end_pts,
        recorded_at=film.recorded_at,
        warnings=warnings,
    )
