"""What the shell asks of every screen behind the rail."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.state.desk import Desk


class Screen(QWidget):
    """A page of the shell.

    Signals:
        header_changed: the trail, the widgets or the history differ; the shell asks again.

    Attributes:
        needs_case: its rail button is enabled only with a case on the desk.
    """

    header_changed = Signal()
    needs_case = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def trail(self) -> list[str]:
        """The header's breadcrumb, outermost first."""
        return []

    def header_widgets(self) -> list[QWidget]:
        """What stands at the header's right, left to right; made once and kept by the screen."""
        return []

    def regions(self) -> list[QWidget]:
        """The parts that F6 goes through, after the rail and the header."""
        return [self]

    def history_scope(self) -> str | None:
        """Whose history the header's undo and redo work on; None hides them."""
        return None

    def entered(self) -> None:
        """The screen comes into view: bring it up to date."""

    def again(self) -> None:
        """Its place was chosen in the rail while it is in view: back to where it begins."""

    def left(self) -> None:
        """Another screen comes into view: stop what plays."""

    def closing(self) -> None:
        """The vault is about to lock: commit what was being typed, end all threads."""
