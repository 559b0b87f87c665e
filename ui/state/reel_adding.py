"""Putting moments into a reel of the case, from wherever they are seen."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from ui.state.desk import Desk
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.reel import Reel
from vidfeed.services import assembling

NEW_REEL = ""


class ReelAdding(QObject):
    """Adds moments to one of the case's reels, or to a new one.

    Signals:
        added: the Reel as it is now; the moments stand at its end.
        unsure: (moment ids, reel id, ExpectedError): a tag is not for parents; ask, then add with `confirmed`.
        failed: an ExpectedError; nothing was stored.

    Attributes:
        latest: id of the reel that was added to last, or NEW_REEL.
    """

    added = Signal(object)
    unsure = Signal(object, str, object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.latest = NEW_REEL

    def reels(self) -> list[Reel]:
        """The case's reels, the newest first."""
        case = self._desk.case
        return [] if case is None else self._desk.context.catalogue.reels(case.id)[::-1]

    def add(self, moment_ids: Sequence[str], reel_id: str, confirmed: bool = False) -> None:
        """Appends moments to a reel; NEW_REEL makes one."""
        ctx, case = self._desk.context, self._desk.case
        if case is None:
            return
        try:
            with ctx.catalogue.transaction():
                chosen = reel_id or assembling.create_reel(ctx, case.code, assembling.free_title(ctx, case.id)).id
                change = assembling.add_moments(ctx, chosen, moment_ids, confirmed)
        except ExpectedError as error:
            if error.kind is ErrorKind.AMBIGUOUS and not confirmed:
                self.unsure.emit(list(moment_ids), reel_id, error)
            else:
                self.failed.emit(error)
            return
        self.latest = chosen
        self._desk.announce(change)
        assert change.reel is not None, "a reel's change has the reel"
        self.added.emit(change.reel.after)
