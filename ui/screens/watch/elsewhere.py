"""What is done over the Watch screen and changes what its clip is marked with: codebooks, and marks of other tools."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from ui.screens.codebooks import CodebooksDialog
from ui.screens.marks_import import MarksImportDialog
from ui.state.desk import Desk
from vidfeed.model.clip import Clip


class Elsewhere(QObject):
    """Opens the dialogs; `reopen` is called where the clip has to be read anew."""

    def __init__(self, desk: Desk, page: QWidget, reopen: Callable[[], None]) -> None:
        super().__init__(page)
        self._desk, self._page, self._reopen = desk, page, reopen

    def edit_codebooks(self, chosen_id: str = "") -> CodebooksDialog:
        """All codebooks, beginning with one of them."""
        dialog = CodebooksDialog(self._desk, self._page, chosen_id)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _result: self._reopen() if dialog.changed else None)
        dialog.open()
        return dialog

    def import_marks(self, clip: Clip) -> MarksImportDialog:
        """Marks of another tool for the clip."""
        dialog = MarksImportDialog(self._desk, clip, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _result: self._reopen() if dialog.brought else None)
        dialog.open()
        return dialog
