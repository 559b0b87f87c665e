"""The screens beside our own: which there are, and when that changes."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen


def other_screens(own: QScreen) -> list[QScreen]:
    """Screens that show something else than `own`: one that mirrors it, wholly or in part, is none."""
    return [s for s in QGuiApplication.screens() if s is not own and not s.geometry().intersects(own.geometry())]


class ScreenWatch(QObject):
    """Looks at all screens.

    Signals:
        changed(): one was plugged in or unplugged, or begins or ends to show the same as another.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication), "there are widgets, so there is an application"
        for screen in application.screens():
            screen.geometryChanged.connect(self._tell)
        application.screenAdded.connect(self._note_added)
        application.screenRemoved.connect(self._tell)

    def _note_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._tell)
        self.changed.emit()

    def _tell(self, *_what: object) -> None:
        self.changed.emit()
