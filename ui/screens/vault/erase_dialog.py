"""Erasing for good: what goes, what may still exist, the typed confirmation; then the receipt."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.screens.vault.receipt_pane import ReceiptPane, outstanding
from ui.screens.vault.slow_dialog import SlowDialog
from ui.state.desk import Desk
from ui.state.erasing import ErasurePlan
from ui.state.keeping import ErasedForGood
from ui.widgets.announce import announce
from ui.widgets.boxes import clear, column, framed
from ui.widgets.notice import Notice
from ui.widgets.words import field_label, words
from vidfeed.model.quoting import in_quotes
from vidfeed.ports import Cancelled, Progress

_DOING = "Erasing… If the power fails now, it goes on at the next unlock."
_WARNING = "Nobody can bring it back: its keys are destroyed, then its files, then everything written about it."
_LONGEST_SHOWN = 60


class EraseDialog(SlowDialog):
    """What goes is counted beforehand, and named.

    Signals:
        begun(): it was confirmed; whoever has a film of it open closes it now.

    Attributes:
        erased: what was done, once it was.
        receipt: what is shown then.
    """

    begun = Signal()

    def __init__(self, desk: Desk, plan: ErasurePlan, hindered: str = "", parent: QWidget | None = None) -> None:
        """`hindered` says why it cannot be done now; empty where it can."""
        super().__init__(f"Erase {_named(plan)} for good", "Erase for good", parent, width_px=560)
        self._plan, self._hindered = plan, hindered
        self._context = desk.context
        self.erased: ErasedForGood | None = None
        self.receipt: ReceiptPane | None = None
        self._keeping = desk.vault.keeping
        self.typed = QLineEdit()
        self.typed.setProperty("extent", "big")
        self._inner = column()
        self._inner.addLayout(self._question())
        self.set_form(self._erase, _DOING, framed(self._inner), pinned=self._confirmation())
        self.typed.textChanged.connect(self._refresh)
        self._refresh()
        self.typed.setFocus()

    def _erase(self, progress: Progress, _cancelled: Cancelled) -> ErasedForGood:
        return self._keeping.erase(self._plan.subject, progress)

    def _question(self) -> QVBoxLayout:
        plan = self._plan
        hinder = [Notice("info", "Not now.", self._hindered)] if self._hindered else []
        return column(
            *hinder,
            Notice("bad", "This can’t be undone.", _WARNING),
            words("What goes", "h3"),
            words(" · ".join(plan.goes), wrap=True),
            *outstanding(plan.copies, plan.backups, self._context.today()),
            words(plan.stays, "quiet", wrap=True),
            gap_px=8,
        )

    def _confirmation(self) -> QVBoxLayout:
        plan = self._plan
        what = "the case ID" if plan.kind == "case" or plan.to_type != plan.name else "the clip’s title"
        return column(field_label(f"To confirm, type {what}: {plan.to_type}", self.typed), self.typed, gap_px=4)

    def _refresh(self) -> None:
        self.ok.setEnabled(not self._hindered and self._plan.confirmed_by(self.typed.text()))

    def finish(self, result: object) -> None:
        assert isinstance(result, ErasedForGood), "erasing tells what it did"
        self._set_busy(False)
        self.erased = result
        clear(self._inner)
        self.receipt = ReceiptPane(result, self._context.today())
        self._inner.addWidget(self.receipt)
        self._title.setText("Erased for good")
        for gone in (self.cancel, self.pinned):
            gone.hide()
        self.ok.setText("Done")
        self.ok.setAccessibleName("Done")
        self.ok.setEnabled(True)
        self.fit()
        self.ok.setFocus()
        announce(self, "Erased for good.")

    def use(self) -> None:
        if self.erased is not None:
            self.accept()
        elif self.ok.isEnabled() and not self.jobs.busy:
            self.begun.emit()
            super().use()


def _named(plan: ErasurePlan) -> str:
    name = plan.name if len(plan.name) <= _LONGEST_SHOWN else plan.name[: _LONGEST_SHOWN - 1] + "…"
    return f"case {name}" if plan.kind == "case" else f"the clip {in_quotes(name)}"
