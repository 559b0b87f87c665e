"""What the shell asks of every screen behind the rail."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.state.desk import Desk


class Screen(QWidget):
    """A page of the shell.

    Signals:
        header_changed: the trail or the actions differ; the shell asks again.

    Attributes:
        needs_case: its rail button is enabled only with a case on the desk.
    """

    header_changed = Signal()
    needs_case = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName("page")

    def trail(self) -> list[str]:
        """The header's breadcrumb, outermost first."""
        return []

    def actions(self) -> list[QWidget]:
        """The header's right-hand widgets, left to right; made once and kept."""
        return []

    def history_scope(self) -> str | None:
        """Whose history the header's undo and redo work on; None hides them."""
        return None

    def entered(self) -> None:
        """The screen comes into view: bring it up to date."""

    def left(self) -> None:
        """Another screen comes into view: stop what plays."""

    def closing(self) -> None:
        """The vault is about to lock: commit what was being typed, end all threads."""
