"""The therapist's desk: the open vault and what lies on it; screens refresh from its signals."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from ui.state.doors import OpenVault
from ui.state.finding_words import still_so
from vidfeed.errors import ExpectedError
from vidfeed.media.reel_source import ReelFilms
from vidfeed.model.case import Case
from vidfeed.model.change import ChangeSet
from vidfeed.model.clip import Clip
from vidfeed.model.finding import Finding
from vidfeed.model.reel import Reel
from vidfeed.services import marking
from vidfeed.services.context import Context
from vidfeed.services.showing import open_reel, stopped_films


class Desk(QObject):
    """One open vault, with the chosen case and clip.

    `moment_id` is where in the clip to go, or ""; `reel_id` the reel last asked for, or "". `keeping_wanted` is True
    from when looking after the vault was asked for until its page is in view.
    `parent_screen` names the screen that parents look at; empty while it is the only one, or shows the same.

    Signals:
        case_chosen: the case that the other screens are about.
        clip_opened: a clip was chosen for watching, with the moment id to go to, or "".
        reel_opened: a reel id was chosen for editing.
        review_asked: a reel id is to be shown to the parent.
        rehearsal_asked: the same, without the parent: nothing is written.
        visit_asked: a reel id is to be prepared for a visit.
        keeping_asked: looking after the vault (users, checks, backups) was asked for.
        people_asked: the case's people and consent are to be shown.
        letting_go: whatever holds a film of the case with this id (playing it, saving it) lets go of it now.
        mend_asked: a damaged clip is to be replaced, and opened again.
        prepare_asked: a clip's light copies are to be made.
        found_changed: what is known to be amiss with the vault differs.
        closing: the vault is about to lock; what is being typed is to be kept now.
        cases_changed: cases, sessions, people, consents or clips differ from before.
        changed: a ChangeSet was applied to moments or a reel.
        stepped: an undo (False) or redo (True) was asked for; with the ChangeSet that was applied, None where there
            was none to take, or the ExpectedError that stopped it.
    """

    case_chosen = Signal(object)
    clip_opened = Signal(object, str)
    reel_opened = Signal(str)
    review_asked = Signal(str)
    rehearsal_asked = Signal(str)
    visit_asked = Signal(str)
    keeping_asked = Signal()
    people_asked = Signal()
    letting_go = Signal(str)
    mend_asked = Signal(object)
    prepare_asked = Signal(object)
    found_changed = Signal()
    closing = Signal()
    cases_changed = Signal()
    changed = Signal(object)
    stepped = Signal(object, bool)

    def __init__(self, vault: OpenVault, practice: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.vault = vault
        self.practice = practice
        self.case: Case | None = None
        self.clip: Clip | None = None
        self.moment_id = ""
        self.reel_id = ""
        self.keeping_wanted = False
        self.parent_screen = ""
        self._looked: tuple[Finding, ...] = ()

    @property
    def context(self) -> Context:
        """What the services need."""
        return self.vault.context

    @property
    def found(self) -> list[Finding]:
        """What unlocking and the last look over the vault found, without what was put right since."""
        unlocking = list(self.vault.findings)
        known = {finding.subject for finding in unlocking if finding.subject}
        new = [finding for finding in self._looked if finding not in unlocking and finding.subject not in known]
        return still_so([*unlocking, *new], self.context.catalogue)

    def take_found(self, findings: Sequence[Finding]) -> None:
        """A look over the vault has ended."""
        self._looked = tuple(findings)
        self.found_changed.emit()

    def films_of(self, reel: Reel) -> ReelFilms:
        """What playing a reel needs; raises as `services.showing.open_reel`."""
        return open_reel(self.context, reel)

    def stopped_of(self, reel: Reel) -> frozenset[str]:
        """Ids of the reel's films that may be played no more; raises as `services.showing.stopped_films`."""
        return stopped_films(self.context, reel)

    def choose_case(self, case: Case | None) -> None:
        """Puts a case on the desk."""
        if case is None or self.case is None or case.id != self.case.id:
            self.clip, self.moment_id, self.reel_id = None, "", ""
        self.case = case
        self.case_chosen.emit(case)

    def open_clip(self, clip: Clip, moment_id: str = "") -> None:
        """Asks for a clip to be watched."""
        if self.case is None or self.case.id != clip.case_id:
            self.choose_case(self.context.catalogue.case(clip.case_id))
        self.clip, self.moment_id = clip, moment_id
        self.clip_opened.emit(clip, moment_id)

    def open_reel(self, reel_id: str) -> None:
        """Asks for a reel to be edited."""
        self.reel_id = reel_id
        self.reel_opened.emit(reel_id)

    def ask_people(self) -> None:
        """Asks for the people of the case on the desk, and their consent."""
        if self.case is not None:
            self.people_asked.emit()

    def open_keeping(self) -> None:
        """Asks for the page on which the vault is looked after."""
        self.keeping_wanted = True
        self.keeping_asked.emit()

    def announce(self, change: ChangeSet | None) -> None:
        """Tells every screen what changed."""
        if change is not None:
            self.changed.emit(change)

    def undo(self, scope: str) -> ChangeSet | None:
        """Takes the scope's last change back and tells."""
        return self._step(lambda: marking.undo(self.context, scope), again=False)

    def redo(self, scope: str) -> ChangeSet | None:
        """Makes the scope's last undone change again and tells."""
        return self._step(lambda: marking.redo(self.context, scope), again=True)

    def _step(self, work: Callable[[], ChangeSet | None], *, again: bool) -> ChangeSet | None:
        try:
            change = work()
        except ExpectedError as error:
            self.stepped.emit(error, again)
            return None
        self.announce(change)
        self.stepped.emit(change, again)
        return change
