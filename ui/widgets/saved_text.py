"""A field for words that saves itself and never loses any."""

import re
import unicodedata

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from ui.theme import px

_LATEST_MS = 1500
_MOST_LINES = 4
_UNBROKEN = re.compile(r"\S{2000}")
_ANYWHERE, _BETWEEN_WORDS = QTextOption.WrapMode.WrapAnywhere, QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


class SavedText(QPlainTextEdit):
    """Grows with its text up to four lines; Tab leaves it.

    Signals:
        saved(str): changed text, 1.5 s at the latest after a letter, when the focus leaves or the field is hidden, and
            on `flush`.
        waiting(bool): there are words that are not saved yet; there are none any more.
        escaped(): Esc, after saving.
    """

    saved = Signal(str)
    waiting = Signal(bool)
    escaped = Signal()

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self._kept = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._waits = False
        self._latest = QTimer(self)
        self._latest.setSingleShot(True)
        self._latest.setInterval(_LATEST_MS)
        self._latest.timeout.connect(self.flush)
        self.textChanged.connect(self._typed)
        self._grow()
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    @property
    def unsaved(self) -> bool:
        """Whether there are words that no one was told of yet."""
        return self.toPlainText() != self._kept

    def show_text(self, text: str) -> None:
        """Shows stored text, without `saved`; what was typed before must have been flushed.

        Words are stored without the white space around them: to whoever is typing it stays, with the cursor.
        """
        if self.hasFocus() and _bare(text) == _bare(self.toPlainText()):
            text = self.toPlainText()
        self._kept = text
        if text != self.toPlainText():
            self._put(text)
        self._wait(False)

    def show_draft(self, text: str) -> None:
        """Puts words that were typed but could not be stored in the place of those shown; they are unsaved."""
        self._put(text)

    def flush(self) -> None:
        """Saves now what is not saved."""
        if self.unsaved:
            self._kept = self.toPlainText()
            self.saved.emit(self._kept)
        self._latest.stop()
        self._tell(self.unsaved)

    def not_saved(self, stored: str) -> None:
        """What `saved` gave could not be stored: the words stay, and are given again with the next letter or `flush`.

        Args:
            stored: what is there instead.
        """
        self._kept = stored

    def _grow(self) -> None:
        fits = self.document().size().height() <= _MOST_LINES
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)
        self.updateGeometry()

    def _typed(self) -> None:
        self._wait(self.unsaved)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pastes."""
        if _UNBROKEN.search(self.toPlainText() + source.text()):
            self.setWordWrapMode(_ANYWHERE)
        super().insertFromMimeData(source)

    def _put(self, text: str) -> None:
        """Lines end between words; looking for such places in a page without any would take minutes."""
        unbroken = _UNBROKEN.search(text) is not None
        if unbroken:
            self.setWordWrapMode(_ANYWHERE)
        self.setPlainText(text)
        if not unbroken:
            self.setWordWrapMode(_BETWEEN_WORDS)

    def _wait(self, waits: bool) -> None:
        # The clock runs from the first unsaved letter: whoever types without a pause is not made to wait for one.
        if waits and not self._latest.isActive():
            self._latest.start()
        elif not waits:
            self._latest.stop()
        self._tell(waits)

    def _tell(self, waits: bool) -> None:
        if waits is not self._waits:
            self._waits = waits
            self.waiting.emit(waits)

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


def _bare(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
