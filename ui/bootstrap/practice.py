"""The practice clip brought into a vault: drawn by a child process, then imported like any film."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from ui.bootstrap.opening import OpenedVault, create_practice_vault
from ui.jobs.child import run_in_child
from vidfeed.model.clip import Clip
from vidfeed.model.consent import Purpose, Role
from vidfeed.ports import Cancelled, Progress
from vidfeed.services.cases import add_case, add_person
from vidfeed.services.consenting import give
from vidfeed.services.context import Context
from vidfeed.services.importing import ImportRequest, import_film

PRACTICE_CASE = "Practice"
PRACTICE_TITLE = "Floor play"
_DRAWN = 0.8


@dataclass(frozen=True)
class DrawRequest:
    """Where the drawn film goes."""

    target: Path


def draw(request: DrawRequest, progress: Progress) -> None:
    """Draws the practice clip; the one child task that needs Qt, for its painter."""
    from ui.painting.practice.make import write_practice_film

    write_practice_film(request.target, progress)


def import_practice_clip(opened: OpenedVault, case_code: str, progress: Progress, cancelled: Cancelled) -> Clip:
    """Draws the practice clip and imports it into a case; it can be watched on return, and is prepared later.

    Its file lies in a private temporary folder meanwhile: it shows no family.
    """
    with tempfile.TemporaryDirectory(prefix="vidfeed-practice-") as folder:
        film = Path(folder) / "practice.mp4"
        request = DrawRequest(film)
        run_in_child(draw, request, "Drawing the practice clip", lambda done: progress(done * _DRAWN), cancelled)
        imported = import_film(
            opened.context,
            ImportRequest(film, case_code, 1, title=PRACTICE_TITLE),
            lambda done: progress(_DRAWN + done * (1 - _DRAWN)),
            cancelled,
        )
    return imported.clip


def open_practice(folder: Path, progress: Progress, cancelled: Cancelled) -> OpenedVault:
    """A throw-away vault in `folder` with the practice clip in it."""
    opened = create_practice_vault(folder)
    try:
        add_case(opened.context, PRACTICE_CASE)
        _agree(opened.context)
        import_practice_clip(opened, PRACTICE_CASE, progress, cancelled)
    except BaseException:
        opened.close()
        raise
    return opened


def _agree(ctx: Context) -> None:
    """The drawn parent and baby are recorded, and have agreed to be watched: the reel can be shown at the end."""
    for role in (Role.PARENT_A, Role.INFANT):
        person = add_person(ctx, PRACTICE_CASE, role)
        for purpose in (Purpose.RECORD, Purpose.REVIEW):
            give(ctx, person, purpose, ctx.today(), how="Drawn, no real family")
