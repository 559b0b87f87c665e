"""What a use case changed: screens refresh from it, undo and redo replay it."""

from dataclasses import dataclass

from vidfeed.model.moment import Moment
from vidfeed.model.reel import Reel


@dataclass(frozen=True)
class MomentChange:
    """One moment before and after; None where it did not exist."""

    before: Moment | None
    after: Moment | None

    @property
    def moment_id(self) -> str:
        """The id of the moment concerned."""
        moment = self.after or self.before
        assert moment is not None, "a change has a side"
        return moment.id


@dataclass(frozen=True)
class ReelChange:
    """One reel, with its items, before and after; None where it did not exist."""

    before: Reel | None
    after: Reel | None


@dataclass(frozen=True)
class ChangeSet:
    """One undoable step in a scope.

    Attributes:
        scope: whose history it belongs to: "clip:<id>" or "reel:<id>".
        label: for the history, without content ("Mark Waiting").
    """

    scope: str
    label: str
    moments: tuple[MomentChange, ...] = ()
    reel: ReelChange | None = None

    def inverse(self) -> "ChangeSet":
        """The change that takes this one back."""
        moments = tuple(MomentChange(change.after, change.before) for change in reversed(self.moments))
        reel = ReelChange(self.reel.after, self.reel.before) if self.reel else None
        return ChangeSet(self.scope, self.label, moments, reel)

    def followed_by(self, later: "ChangeSet") -> "ChangeSet | None":
        """Both as one step; None where `later` does not go on with the one moment of this one, under the same name."""
        if (self.scope, self.label) != (later.scope, later.label) or self.reel or later.reel:
            return None
        if len(self.moments) != 1 or len(later.moments) != 1 or self.moments[0].after != later.moments[0].before:
            return None
        whole = MomentChange(self.moments[0].before, later.moments[0].after)
        return ChangeSet(self.scope, self.label, (whole,))


@dataclass(frozen=True)
class Step:
    """A line of a scope's history.

    Attributes:
        at: UTC, ISO 8601 text.
        by: who did it, by name.
        undone: it was taken back, and can be made again.
        moment: the one concerned, as the step left it or found it; None for reels and where there are several.
        moments: how many it concerned.
    """

    label: str
    at: str
    by: str
    undone: bool
    moment: Moment | None
    moments: int


def clip_scope(clip_id: str) -> str:
    """The history of a clip's moments."""
    return f"clip:{clip_id}"


def reel_scope(reel_id: str) -> str:
    """The history of a reel."""
    return f"reel:{reel_id}"
