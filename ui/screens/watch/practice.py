"""The practice: four small things to do with a drawn clip, and a hint for the next one."""

from PySide6.QtCore import QObject

from ui.jobs.background import Job
from ui.state.clip_moments import ClipMoments
from ui.state.desk import Desk
from ui.state.reel_adding import NEW_REEL, ReelAdding
from ui.widgets.checklist import Checklist
from ui.widgets.hint import Hint
from vidfeed.model.clip import Clip, ClipStatus
from vidfeed.services.importing import prepare_clip

PLAY, MARK, LAST, REEL = range(4)
STEPS = ("Play the clip", "Mark a good moment", "Mark one that lasts", "See three of them as a reel")
_HINTS = {
    PLAY: ("Press the space bar to play.", "Marking never stops the film."),
    MARK: ("When something good happens, press a key.", "The film goes on, and Ctrl Z takes a mark back."),
    LAST: ("It was marked, and the film went on.", "For a moment that lasts, hold the key."),
    REEL: (
        "That one lasts as long as you held the key.",
        "With three marked, see them as a reel: the last step below.",
    ),
}
_ENOUGH = 3


class Practice(QObject):
    """Ticks the steps as they happen; a newcomer may do them in any order."""

    def __init__(self, desk: Desk, moments: ClipMoments, adding: ReelAdding, parent: QObject) -> None:
        super().__init__(parent)
        self.checklist = Checklist("The practice, five minutes", STEPS)
        self.hint = Hint("gesture-tap-button")
        self._desk, self._moments, self._adding = desk, moments, adding
        self._done: set[int] = set()
        self._job: Job | None = None
        self.checklist.step_asked.connect(self._see_reel)
        desk.reel_opened.connect(lambda: self._tick(REEL))
        desk.review_asked.connect(lambda: self._tick(REEL))
        moments.changed.connect(lambda: self.checklist.offer(REEL, len(moments.ordered) >= _ENOUGH))
        self._show()

    def prepare(self, clip: Clip) -> None:
        """Has the drawn clip's small pictures and sound picture made while one plays; no import does it here."""
        if clip.status is ClipStatus.READY or self._job is not None:
            return
        context = self._desk.context
        self._job = Job(lambda progress, cancelled: prepare_clip(context, clip.id, progress, cancelled), self)
        self._job.finished.connect(lambda _clip: self._desk.cases_changed.emit())
        self._job.start()

    def close(self) -> None:
        """Ends what is being made."""
        if self._job is not None:
            self._job.finished.disconnect()
            self._job.cancel()
            self._job.wait()

    def note_playing(self, playing: bool) -> None:
        """The film began to play, or stopped."""
        if playing:
            self._tick(PLAY)

    def note_marked(self, lasted: bool) -> None:
        """A moment was marked, by a tap or by holding."""
        self._tick(LAST if lasted else MARK)

    def _tick(self, step: int) -> None:
        if step not in self._done:
            self._done.add(step)
            self._show()

    def _show(self) -> None:
        self.checklist.set_done(self._done)
        following = next((step for step in range(len(STEPS)) if step not in self._done), None)
        if following is None:
            self.hint.be_quiet()
        else:
            self.hint.say(*_HINTS[following])

    def _see_reel(self, step: int) -> None:
        if step == REEL and len(self._moments.ordered) >= _ENOUGH:
            chosen = [moment.id for moment in self._moments.ordered[:_ENOUGH]]
            self._adding.added.connect(self._open)
            self._adding.add(chosen, NEW_REEL)
            self._adding.added.disconnect(self._open)

    def _open(self, reel: object) -> None:
        self._desk.reel_opened.emit(getattr(reel, "id", ""))
