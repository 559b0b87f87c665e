"""A field for words that saves itself and never loses any."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from ui.theme import px

_PAUSE_MS = 1200
_MOST_LINES = 4


class SavedText(QPlainTextEdit):
    """Grows with its text up to four lines; Tab leaves it.

    Signals:
        saved(str): changed text, after a pause in typing, when the focus leaves or the field is hidden, and on `flush`.
        escaped(): Esc, after saving.
    """

    saved = Signal(str)
    escaped = Signal()

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self._kept = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.textChanged.connect(self._typed)
        self._grow()
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    @property
    def unsaved(self) -> bool:
        """Whether there are words that no one was told of yet."""
        return self.toPlainText() != self._kept

    def show_text(self, text: str) -> None:
        """Shows stored text, without a signal; what was typed before must have been flushed."""
        self._kept = text
        if text != self.toPlainText():
            self.setPlainText(text)
        self._pause.stop()

    def flush(self) -> None:
        """Saves now what is not saved."""
        self._pause.stop()
        if self.unsaved:
            self._kept = self.toPlainText()
            self.saved.emit(self._kept)

    def _grow(self) -> None:
        fits = self.document().size().height() <= _MOST_LINES
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)
        self.updateGeometry()

    def _typed(self) -> None:
        if self.unsaved:
            self._pause.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        lines = max(1, min(int(self.document().size().height()), _MOST_LINES))
        return QSize(px(200), lines * self.fontMetrics().lineSpacing() + px(14))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(80), self.sizeHint().height())
