"""The quick look over the vault after unlocking: in the background, and told only where something matters."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.screens.jobs import Failure, Jobs
from ui.state.desk import Desk
from ui.state.finding_words import FindingWords, findings_in_words, summed_up
from ui.state.keeping import Checked
from ui.state.stopping import stoppable
from ui.widgets.announce import announce
from ui.widgets.boxes import column
from ui.widgets.buttons import push_button
from ui.widgets.notice import Notice, sentences
from vidfeed.model.finding import Severity

_AFTER_MS = 1500
_TITLES = 3


class VaultNote(QWidget):
    """One calm notice of all that needs someone, or is worth knowing; hidden where there is nothing of the kind."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._jobs, self._begun = desk, Jobs(self), False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_AFTER_MS)
        self._pause.timeout.connect(self.look)
        self.notice, self.way = Notice("warn"), push_button("This vault…")
        self.way.setAccessibleName("Look at it under This vault")
        self.way.clicked.connect(desk.open_keeping)
        self.notice.line.addWidget(self.way)
        self.setLayout(column(self.notice, margins_px=(18, 12, 18, 0)))
        desk.found_changed.connect(self.refresh)
        self.refresh()

    def begin(self) -> None:
        """Looks once, a moment after Home was shown; a practice has nothing to look after."""
        if not self._begun and not self._desk.practice:
            self._begun = True
            self._pause.start()

    def look(self) -> None:
        """Begins the look."""
        if self._jobs.busy:
            return
        keeping = self._desk.vault.keeping
        self._jobs.start(
            lambda progress, cancelled: keeping.check(False, stoppable(progress, cancelled, "The check")),
            self._looked,
            self._failed,
        )

    def refresh(self) -> None:
        """Says what is still so."""
        told = findings_in_words(self._desk.found, self._desk.context.catalogue)
        grave = [one for one in told if one.severity in (Severity.CRITICAL, Severity.WARNING)]
        if grave:
            self._say(grave)
        self.setVisible(bool(grave))

    def _say(self, told: list[FindingWords]) -> None:
        kind = "bad" if told[0].severity is Severity.CRITICAL else "warn"
        if len(told) == 1:
            self.notice.say(kind, told[0].title, " ".join(part for part in (told[0].safe, told[0].to_do) if part))
            return
        more = [f"And {len(told) - _TITLES} more."] if len(told) > _TITLES else []
        self.notice.say(kind, summed_up(told), " ".join([*(one.title for one in told[:_TITLES]), *more]))

    def _looked(self, checked: Checked) -> None:
        before = self.notice.said if not self.isHidden() else ""
        self._desk.take_found(checked.findings)
        if not self.isHidden() and self.notice.said != before:
            announce(self, self.notice.said)

    def _failed(self, error: Failure) -> None:
        self.notice.say("warn", *sentences(error))
        self.show()
        announce(self, self.notice.said)

    def closing(self) -> None:
        """Ends the look."""
        self._pause.stop()
        self._jobs.stop()
