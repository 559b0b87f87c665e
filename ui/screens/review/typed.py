"""What is being typed in a review lies in the vault as a draft: a lock takes none of it.

The parent's words are kept as theirs only once they say yes; until then the draft is all there is of them.
"""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ui.state.review_record import ReviewRecord

_LATEST_MS = 1500


class Typed(QObject):
    """Saves 1.5 s after a letter at the latest, and when it is told to."""

    def __init__(
        self,
        record: ReviewRecord,
        words: QPlainTextEdit,
        step: QPlainTextEdit,
        opening: QLineEdit,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._record, self._words, self._step, self._opening = record, words, step, opening
        self._latest = QTimer(self)
        self._latest.setSingleShot(True)
        self._latest.setInterval(_LATEST_MS)
        self._latest.timeout.connect(self.save)
        for field in (words, step, opening):
            field.textChanged.connect(lambda *_text: self._type())

    def _type(self) -> None:
        if not self._latest.isActive():
            self._latest.start()

    def save(self) -> None:
        """Writes what stands there now."""
        self._latest.stop()
        self._record.draft_words(self._words.toPlainText())
        self._record.put_notes(self._step.toPlainText(), self._opening.text())
