"""Erasing from Home: everything of the case is let go of first, and what is left is shown anew afterwards."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.screens.vault.erase_dialog import EraseDialog
from ui.state.covers import Covers
from ui.state.desk import Desk
from ui.state.erasing import ErasurePlan, plan_case, plan_clip
from ui.state.imports import UNDERWAY, ImportQueue
from vidfeed.model.case import Case
from vidfeed.model.clip import Clip

_HINDERED = "Films of this case are still being copied in or prepared. Wait for them, or stop them under Import clips."


class Erasing(QObject):
    """Asks, erases, and puts the desk in order."""

    def __init__(self, desk: Desk, queue: ImportQueue, covers: Covers, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._queue, self._covers, self._over = desk, queue, covers, over

    def ask_case(self, case: Case) -> EraseDialog:
        """Of a case with all that is in it."""
        return self._ask(plan_case(self._desk.context, case), case)

    def ask_clip(self, clip: Clip, case: Case) -> EraseDialog:
        """Of one film."""
        return self._ask(plan_clip(self._desk.context, clip), case)

    def _ask(self, plan: ErasurePlan, case: Case) -> EraseDialog:
        dialog = EraseDialog(self._desk, plan, self._hindered(case), self._over)
        dialog.begun.connect(lambda: self._let_go(case))
        dialog.finished.connect(lambda _result: self._after(dialog, case))
        dialog.open()
        return dialog

    def _hindered(self, case: Case) -> str:
        underway = (entry for entry in self._queue.entries if entry.state in UNDERWAY)
        return _HINDERED if any(entry.request.case_code == case.code for entry in underway) else ""

    def _let_go(self, case: Case) -> None:
        """The film in Watch, the reel on its board, the film made of it: all close with the case they are of."""
        self._desk.letting_go.emit(case.id)
        self._desk.choose_case(None)

    def _after(self, dialog: EraseDialog, case: Case) -> None:
        dialog.deleteLater()
        if self._desk.case is not None:
            return  # nothing was begun
        self._covers.forget()
        summaries = self._desk.context.catalogue.case_summaries()
        self._desk.choose_case(next((summary.case for summary in summaries if summary.case.id == case.id), None))
        self._desk.cases_changed.emit()
