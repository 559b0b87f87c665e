"""Things by the names that people use, or a clear refusal."""

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.case import Case, checked_code
from vidfeed.model.clip import Clip, ClipStatus
from vidfeed.model.moment import Moment
from vidfeed.model.reel import Reel, ReelItem
from vidfeed.ports import CaseStore, ClipStore, MomentStore, ReelStore


def case_of(store: CaseStore, code: str) -> Case:
    """The case of that case ID.

    Raises:
        ExpectedError: kind `unknown-case`.
    """
    case = store.case_by_code(checked_code(code))
    if case is None:
        raise ExpectedError(
            ErrorKind.UNKNOWN_CASE, "There is no case with that ID in this vault.", "Check the ID, or add the case."
        )
    return case


def clip_of(store: ClipStore, clip_id: str) -> Clip:
    """The clip, once it can be watched.

    Raises:
        ExpectedError: kind `unknown-clip`, or `not-ready` while it is still being copied in.
    """
    clip = store.clip(clip_id)
    if clip is None or clip.status is ClipStatus.ERASING:
        raise ExpectedError(ErrorKind.UNKNOWN_CLIP, "There is no such clip in this vault.", "Check the clip's id.")
    if clip.status is ClipStatus.IMPORTING:
        raise ExpectedError(
            ErrorKind.NOT_READY, "That film is still being copied in.", "Wait until it is copied and checked."
        )
    return clip


def moment_of(store: MomentStore, moment_id: str) -> Moment:
    """The moment of that id.

    Raises:
        ExpectedError: kind `unknown-moment`.
    """
    moment = store.moment(moment_id)
    if moment is None:
        raise ExpectedError(ErrorKind.UNKNOWN_MOMENT, "There is no such moment.", "Check the moment's id.")
    return moment


def reel_of(store: ReelStore, reel_id: str) -> Reel:
    """The reel of that id.

    Raises:
        ExpectedError: kind `unknown-reel`.
    """
    reel = store.reel(reel_id)
    if reel is None:
        raise ExpectedError(ErrorKind.UNKNOWN_REEL, "There is no such reel.", "Check the reel's id.")
    return reel


def item_of(reel: Reel, item_id: str) -> ReelItem:
    """The reel's item of that id.

    Raises:
        ExpectedError: kind `unknown-reel`.
    """
    item = next((item for item in reel.items if item.id == item_id), None)
    if item is None:
        raise ExpectedError(ErrorKind.UNKNOWN_REEL, "That reel has no such item.", "List the reel to see its items.")
    return item
