"""Nothing leaves the vault before consent covers it and someone has looked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame

from ui.widgets.boxes import column, row
from ui.widgets.people_way import is_about_consent, people_button
from ui.widgets.words import IconLabel, words
from vidfeed.errors import ExpectedError


class Gate(QFrame):
    """Says whether consent covers it, and asks for a look at the page.

    Signals:
        changed(): it opened or closed.
        people_requested(): consent is what is missing.

    Attributes:
        covered: consent does.
    """

    changed = Signal()
    people_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("shield-check-outline", 20, "ok")
        self._title, self._reason = words("", "h3", wrap=True), words("", wrap=True)
        self.checked = QCheckBox("Checked: no names, no other family")
        self.checked.toggled.connect(lambda _on: self.changed.emit())
        self.people = people_button(self.people_requested.emit)
        self.people.hide()
        head = row(self._icon, self._title, gap_px=8)
        head.setStretch(1, 1)
        self.setLayout(column(head, self._reason, self.people, self.checked, gap_px=6, margins_px=(12, 10, 12, 10)))
        self.covered = False

    @property
    def open(self) -> bool:
        """Whether it may be saved now."""
        return self.covered and self.checked.isChecked()

    @property
    def reason(self) -> str:
        """Why not, or what covers it."""
        return f"{self._title.text()} {self._reason.text()}".strip()

    def show_consent(self, refused: ExpectedError | None, covered: str) -> None:
        """Shows how consent stands; the tick goes, for what is looked at is another page now."""
        self.covered = refused is None
        self._icon.set_icon(
            "shield-check-outline" if refused is None else "shield-alert-outline", "ok" if refused is None else "bad"
        )
        self._title.setText("Consent covers this" if refused is None else "Consent does not cover this")
        self._reason.setText(covered if refused is None else f"{refused.message} {refused.hint}".strip())
        self.setProperty("note", "ok" if refused is None else "bad")
        self.people.setVisible(is_about_consent(refused))
        self.checked.setEnabled(self.covered)
        self.checked.setChecked(False)
        for widget in (self, self._title, self._reason):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self.changed.emit()
