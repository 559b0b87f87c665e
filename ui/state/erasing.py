"""What erasing a case or a clip would take, counted before anyone confirms it."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ui.state.counting import counted
from vidfeed.model.case import Case
from vidfeed.model.clip import Clip
from vidfeed.model.copy import Copy
from vidfeed.model.erasure import Backup, case_subject, clip_subject
from vidfeed.model.moment import Moment
from vidfeed.services.context import Context

_LONGEST_TYPED = 60


@dataclass(frozen=True)
class ErasurePlan:
    """An erasure before it is confirmed.

    Attributes:
        subject: "case:<id>" or "clip:<id>".
        name: what people call it.
        to_type: what must be typed to confirm it.
        goes: what is destroyed, in counts, such as "2 films".
        stays: what is not, where one might think so; may be empty.
        copies, backups: that left the vault and may still hold it.
    """

    subject: str
    name: str
    to_type: str
    goes: tuple[str, ...]
    stays: str
    copies: tuple[Copy, ...]
    backups: tuple[Backup, ...]

    @property
    def kind(self) -> str:
        """The word for what is erased."""
        return self.subject.partition(":")[0]

    def confirmed_by(self, typed: str) -> bool:
        """Whether that is what must be typed."""
        return _plain(typed) == _plain(self.to_type)


def plan_case(ctx: Context, case: Case) -> ErasurePlan:
    """Of a case with everything in it."""
    catalogue = ctx.catalogue
    clips = catalogue.clips(case.id)
    marks = [moment for clip in clips for moment in catalogue.moments(clip.id)]
    goes = (
        counted(len(clips), "film"),
        *_marks(marks),
        counted(len(catalogue.reels(case.id)), "reel"),
        counted(len(catalogue.reviews(case.id)), "review"),
        counted(len(catalogue.sessions(case.id)), "session"),
        counted(len(catalogue.consents(case.id)), "consent"),
    )
    blobs = {asset.blob_id for clip in clips for asset in catalogue.assets(clip.id)}
    copies = tuple(catalogue.copies(case.id))
    stays = f"The parent’s words, the notes and the question go too. Other cases are not touched.{_listed(copies)}"
    backups = tuple(backup for backup in catalogue.backups() if backup.may_hold(blobs, case.created_at))
    return ErasurePlan(case_subject(case.id), case.code, case.code, goes, stays, copies, backups)


def plan_clip(ctx: Context, clip: Clip) -> ErasurePlan:
    """Of one film with its marks."""
    catalogue = ctx.catalogue
    case = catalogue.case(clip.case_id)
    typed = clip.title if 0 < len(clip.title.strip()) <= _LONGEST_TYPED or case is None else case.code
    showing = [reel for reel in catalogue.reels(clip.case_id) if any(item.clip_id == clip.id for item in reel.items)]
    goes = ["1 film", *_marks(catalogue.moments(clip.id))]
    if showing:
        goes.append(f"its places in {counted(len(showing), 'reel')}")
    blobs = {asset.blob_id for asset in catalogue.assets(clip.id)}
    copies = tuple(copy for copy in catalogue.copies(clip.case_id) if clip.id in copy.subject_ids)
    stays = f"The case, its other films, and what was said in reviews stay.{_listed(copies)}"
    backups = tuple(backup for backup in catalogue.backups() if backup.may_hold(blobs))
    return ErasurePlan(clip_subject(clip.id), clip.title, typed, tuple(goes), stays, copies, backups)


def _marks(marks: list[Moment]) -> tuple[str, str]:
    stills = sum(moment.still for moment in marks)
    return counted(len(marks) - stills, "moment"), counted(stills, "still")


def _listed(copies: Sequence[Copy]) -> str:
    """The list of copies answers for what left the vault, so it keeps what was typed there."""
    return " The list of copies stays, with whom each was for and its reference as you typed them." if copies else ""


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
