"""The stage alone on the whole screen, and back into its place."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter

from ui.screens.watch.stage import Stage

_REST_MS = 3000
_LIVELY = (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin)


class FullScreen(QObject):
    """Lifts the stage out of its splitter; keys, marks and transport go on working.

    There the controls lie over the picture, which keeps its size; they go when the hand rests, unless it rests on them.
    """

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._stage = stage
        self._home: QSplitter | None = None
        self._sizes: list[int] = []
        stage.transport.full_screen_requested.connect(self.toggle)
        stage.view.double_clicked.connect(self.toggle)
        stage.installEventFilter(self)
        stage.view.installEventFilter(self)
        self.rest = QTimer(self)
        self.rest.setSingleShot(True)
        self.rest.setInterval(_REST_MS)
        self.rest.timeout.connect(self._hide_controls)

    @property
    def on(self) -> bool:
        """Whether the stage has the whole screen."""
        return self._home is not None

    def toggle(self) -> None:
        """Takes the whole screen, or gives it back."""
        self.leave() if self.on else self._enter()

    def _enter(self) -> None:
        home = self._stage.parentWidget()
        if not isinstance(home, QSplitter):
            return
        self._home, self._sizes = home, home.sizes()
        self._stage.setWindowFlag(Qt.WindowType.Window, True)
        # A window that was a part of another begins on the first screen, wherever that one is.
        self._stage.setScreen(home.screen())
        self._stage.setGeometry(home.screen().geometry())
        self._stage.setWindowTitle("vidfeed")
        self._stage.set_controls_over(True)
        self._stage.showFullScreen()
        self._stage.view.setFocus()
        self._show_controls()

    def leave(self) -> None:
        """Puts the stage back."""
        if self._home is None:
            return
        home, self._home = self._home, None
        self.rest.stop()
        self._stage.set_controls_over(False)
        self._stage.setWindowFlag(Qt.WindowType.Window, False)
        home.insertWidget(0, self._stage)
        home.setSizes(self._sizes)
        self._stage.show()
        self._stage.view.setFocus()

    def _show_controls(self) -> None:
        self._stage.show_controls(True)
        self._stage.view.setCursor(Qt.CursorShape.ArrowCursor)
        self.rest.start()

    def _hide_controls(self) -> None:
        transport = self._stage.transport
        focus = self._stage.focusWidget()
        if transport.underMouse() or (focus is not None and transport.isAncestorOf(focus)):
            self.rest.start()
            return
        self._stage.show_controls(False)
        self._stage.view.setCursor(Qt.CursorShape.BlankCursor)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and self.on:
            event.ignore()
            self.leave()
            return True
        if self.on and event.type() in _LIVELY:
            self._show_controls()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_F11:
            self.toggle()
            return True
        return False
