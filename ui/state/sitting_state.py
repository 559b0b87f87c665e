"""A sitting over the open clip: which pass, which card, and where it goes on another day."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from ui.state.clip_moments import ClipMoments
from ui.state.counting import counted
from ui.state.desk import Desk
from ui.state.moment_editing import MomentEditing
from vidfeed.model.clip import Clip
from vidfeed.model.moment import Decision, Moment
from vidfeed.model.sitting import Asked, Pass, Sitting, asked, decided, kept, to_choose

_NEXT = {Pass.HEARTS: Pass.CHOOSING, Pass.CHOOSING: Pass.TAGS}


class SittingState(QObject):
    """Three passes; every step is kept with the clip at once.

    Signals:
        changed(): another pass, or another card.

    Attributes:
        now: the sitting that is going on, or None.
        left: the one that was left for later, or None.
    """

    changed = Signal()

    def __init__(self, desk: Desk, moments: ClipMoments, editing: MomentEditing, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._moments, self._editing = desk, moments, editing
        self._clip: Clip | None = None
        self._handled: list[tuple[str, Decision]] = []
        self._again = ""
        self.now: Sitting | None = None
        self.left: Sitting | None = None
        moments.changed.connect(self._look_back)

    def open(self, clip: Clip | None) -> None:
        """Takes a clip over; a sitting that was left waits."""
        self._clip, self.now = clip, None
        self.left = Sitting.parse(clip.sitting) if clip is not None else None
        self._forget()
        self.changed.emit()

    def go_on(self) -> None:
        """Begins, goes on where one left, or goes on to the next pass; after the third the sitting is over."""
        if self._clip is None:
            return
        if self.now is None:
            self._put(self.left or Sitting())
            self._remember_last()
        elif self.now.stage in _NEXT:
            self._put(Sitting(_NEXT[self.now.stage]))
        else:
            self._put(None)
        self._turn()
        self.changed.emit()

    def _remember_last(self) -> None:
        """The card that was decided on last, another day, can be gone back to."""
        last = self._moments.moment(self.now.at) if self.now is not None and self.now.stage is Pass.CHOOSING else None
        if last is not None and last.decision is not Decision.UNDECIDED:
            self._handled = [(last.id, last.decision)]

    def go_back(self) -> bool:
        """Goes back to the pass before; whether there is one."""
        before = {later: earlier for earlier, later in _NEXT.items()}
        if self.now is None or self.now.stage not in before:
            return False
        self._put(Sitting(before[self.now.stage]))
        self._turn()
        self.changed.emit()
        return True

    def leave(self) -> None:
        """Leaves it for later."""
        self.left, self.now = self.now or self.left, None
        self._forget()
        self.changed.emit()

    def _forget(self) -> None:
        self._handled, self._again = [], ""

    def _put(self, sitting: Sitting | None) -> None:
        assert self._clip is not None, "only an open clip has a sitting"
        if sitting is None or self.now is None or sitting.stage is not self.now.stage:
            self._forget()
        self.now, self.left = sitting, None
        self._desk.context.catalogue.set_sitting(self._clip.id, sitting.text() if sitting is not None else "")

    @property
    def stage(self) -> Pass | None:
        """The pass one is in, or None."""
        return self.now.stage if self.now is not None else None

    @property
    def card(self) -> Moment | None:
        """What the second pass asks about; None where all is decided."""
        if self.now is None or self.now.stage is not Pass.CHOOSING:
            return None
        once_more = self._moments.moment(self._again) if self._again else None
        return once_more or next(iter(to_choose(self._moments.ordered, self.now)), None)

    @property
    def cards(self) -> list[Asked]:
        """How far the second pass is with each moment."""
        card = self.card
        return asked(self._moments.ordered, self.now, card.id if card else "") if self.now is not None else []

    @property
    def kept(self) -> list[Moment]:
        """What the third pass is about."""
        return kept(self._moments.ordered)

    def decide(self, decision: Decision) -> None:
        """Decides on the card; the next one comes. Undo takes it back."""
        card = self.card
        if card is None or self.now is None:
            return
        self._again = ""
        self._handled.append((card.id, decision))
        self._put(replace(self.now, at=card.id))
        self._editing.change(card.id, decision=decision)
        self._turn()
        self.changed.emit()

    def _turn(self) -> None:
        """After the last card each maybe comes round once more."""
        now = self.now
        if now is None or now.stage is not Pass.CHOOSING or now.again or self.card is not None:
            return
        if any(moment.decision is Decision.MAYBE for moment in self._moments.ordered):
            self._put(replace(now, at="", again=True))

    def back(self) -> None:
        """Shows the card that was decided on last; what was decided stands until another choice is made."""
        if self._handled:
            self._again = self._handled.pop()[0]
            self.changed.emit()

    def _look_back(self) -> None:
        """A decision that was taken back is asked for again."""
        if self.now is None or self.now.stage is not Pass.CHOOSING:
            return
        if self._handled:
            moment_id, decision = self._handled[-1]
            moment = self._moments.moment(moment_id)
            if moment is not None and moment.decision is not decision:
                self._handled.pop()
                self._again = moment_id
        self.changed.emit()

    def describe(self, moment_id: str) -> None:
        """The third pass stands at a moment."""
        if self.now is not None and self.now.stage is Pass.TAGS and moment_id and self.now.at != moment_id:
            self._put(replace(self.now, at=moment_id))

    @property
    def progress(self) -> str:
        """Which card it is: "7 of 18", "Maybe, once more: 1 of 2"; empty where all is decided."""
        if self.now is None or self.card is None:
            return ""
        whole = self._moments.ordered
        left = len(to_choose(whole, self.now))
        if self.now.again:
            return f"Maybe, once more: {counted(left, 'moment')} left"
        return f"{min(len(whole) - left + 1, len(whole))} of {len(whole)}"

    @property
    def summary(self) -> str:
        """Such as "Film of 28 minutes: 14 moments, 6 kept."."""
        if self._clip is None:
            return ""
        seconds = int(self._clip.duration)
        length = counted(round(seconds / 60), "minute") if seconds >= 60 else counted(seconds, "second")
        whole = self._moments.ordered
        return f"Film of {length}: {counted(len(whole), 'moment')}, {decided(whole)[0]} kept."
