"""A damaged film made whole: from the file that it was brought in from, or from a backup of the vault."""

from pathlib import Path
from stat import S_ISDIR, S_ISREG

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import Clip
from vidfeed.ports import Cancelled, Progress, never_cancelled, no_progress
from vidfeed.services.consenting import require_watching
from vidfeed.services.context import Context
from vidfeed.services.finding import clip_of


def mend_clip(
    ctx: Context,
    clip_id: str,
    source: Path,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> Clip:
    """Puts the same film, whole, in the damaged one's place; on return it can be watched, and its marks are as before.

    What was made from the damaged film is gone: `importing.prepare_clip` makes it again.

    Args:
        source: the original's file, or the folder of a backup of this vault.

    Raises:
        ExpectedError: `unknown-clip`, `no-consent`, `bad-file` (another film, or another vault's backup),
            `file-missing`, `vault-missing` (no finished backup there), `damaged` (the backup's too), `no-space`,
            `cancelled`: nothing has changed then.
    """
    clip = clip_of(ctx.catalogue, clip_id)
    require_watching(ctx, clip.case_id, [clip_id])
    _require_likely(clip, source)
    _require_space(ctx, clip)
    ctx.works.mend(clip_id, source, progress, cancelled)
    return clip_of(ctx.catalogue, clip_id)


def _require_likely(clip: Clip, source: Path) -> None:
    """A file of another length is another film: gigabytes are not read to learn that."""
    try:
        found = source.stat()
    except OSError as error:
        raise _not_there() from error
    if S_ISDIR(found.st_mode):
        return
    if not S_ISREG(found.st_mode):
        raise _not_there()
    if found.st_size != clip.size_bytes:
        raise ExpectedError(
            ErrorKind.BAD_FILE,
            "That is another film than the one that was brought in. Nothing was changed.",
            "Choose the original as it came from the camera or phone, or a backup of this vault.",
        )


def _require_space(ctx: Context, clip: Clip) -> None:
    free = ctx.blobs.free_bytes()
    if clip.size_bytes > free:
        raise ExpectedError(
            ErrorKind.NO_SPACE,
            f"The film needs about {clip.size_bytes // 10**6 + 1} MB, and {free // 10**6} MB are free. "
            "Nothing was changed.",
            "Make room on the disk, then replace it again.",
        )


def _not_there() -> ExpectedError:
    return ExpectedError(
        ErrorKind.FILE_MISSING, "That file is not there, or can't be opened.", "Check its place, or plug it in."
    )
