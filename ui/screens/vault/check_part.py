"""Is everything still what it should be? Quickly, or every byte while one goes on working."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.jobs import Failure, Jobs
from ui.screens.vault.finding_row import FindingRow
from ui.screens.vault.section import section
from ui.state.desk import Desk
from ui.state.finding_words import findings_in_words, still_so, summed_up
from ui.state.keeping import Checked
from ui.state.stopping import stoppable
from ui.theme import px
from ui.widgets.announce import announce
from ui.widgets.boxes import clear, column, row
from ui.widgets.buttons import push_button
from ui.widgets.notice import ErrorBanner
from ui.widgets.words import words
from ui.widgets.work_strip import WorkStrip
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.finding import Finding

_SHOWN = 40
_QUIET = (
    "A quick look is taken at every unlock. Checking everything reads each film to its end: some minutes for many "
    "films, and you can go on working."
)


class CheckPart(QWidget):
    """The check goes on while other screens are in view."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._jobs = desk, Jobs(self)
        self.quick, self.deep = push_button("Look quickly"), push_button("Check everything", "", "shield-search")
        self.strip, self.error, self.result = WorkStrip(), ErrorBanner(), words("", "h3", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(8))
        self.rows: list[FindingRow] = []
        self.quick.clicked.connect(lambda: self.check(deep=False))
        self.deep.clicked.connect(lambda: self.check(deep=True))
        self.strip.stopped.connect(self._jobs.cancel)
        buttons = row(self.deep, self.quick, None)
        card = section(
            "Is everything in order?", words(_QUIET, "quiet", wrap=True), buttons, self.strip, self.error, self.result,
            self._list,
        )  # fmt: skip
        self.setLayout(column(card, gap_px=0))
        self._own: Sequence[Finding] | None = None
        self._how = ""
        desk.found_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """What the last check from here found, or unlocking, as far as it is still so."""
        if self._jobs.busy:
            return
        if self._own is None:
            self._show(self._desk.found, "At unlock: ")
        else:
            self._show(still_so(self._own, self._desk.context.catalogue), self._how)

    def check(self, deep: bool) -> None:
        """Begins; the result is shown and announced when it is there."""
        if self._jobs.busy:
            return
        keeping = self._desk.vault.keeping
        self.error.hide()
        self.strip.start("Reading every film…" if deep else "Looking…")
        self._allow(False)
        self._jobs.start(
            lambda progress, cancelled: keeping.check(deep, stoppable(progress, cancelled, "The check")),
            lambda checked: self._checked(checked, deep),
            self._failed,
            self.strip.advance,
        )

    def _checked(self, checked: Checked, deep: bool) -> None:
        self._end()
        self._own, self._how = checked.findings, "Everything read: " if deep else "A quick look: "
        self._show(self._own, self._how)
        self._desk.take_found(self._own)
        announce(self, self.result.text())

    def _show(self, findings: Sequence[Finding], how: str) -> None:
        told = findings_in_words(findings, self._desk.context.catalogue)
        sentence = summed_up(told)
        self.result.setText(how + sentence[0].lower() + sentence[1:])
        clear(self._list)
        self.rows = [FindingRow(one) for one in told[:_SHOWN]]
        for line in self.rows:
            self._list.addWidget(line)
        if len(told) > _SHOWN:
            self._list.addWidget(words(f"And {len(told) - _SHOWN} more of the same kinds.", "quiet"))

    def _failed(self, error: Failure) -> None:
        self._end()
        if isinstance(error, ExpectedError) and error.kind is ErrorKind.CANCELLED:
            self.result.setText("The check was stopped. Checking everything goes on from there.")
            announce(self, self.result.text())
        else:
            self.error.show_error(error)

    def _end(self) -> None:
        self.strip.end()
        self._allow(True)

    def _allow(self, allowed: bool) -> None:
        for button in (self.quick, self.deep):
            button.setEnabled(allowed)

    def closing(self) -> None:
        """Ends the check."""
        self._jobs.stop()
