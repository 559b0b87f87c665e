"""Fields of forms that tell when someone changed them, not when the program did."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from ui.theme import px
from ui.widgets.boxes import Part, column
from ui.widgets.words import field_label


class TextBox(QPlainTextEdit):
    """A few lines; Tab goes on to the next field.

    Signals:
        edited(): the focus left it with other words in it.
    """

    edited = Signal()

    def __init__(self, lines: int = 2) -> None:
        super().__init__()
        self._before = ""
        self.setTabChangesFocus(True)
        self.setFixedHeight(px(14 + 20 * lines))

    def put(self, text: str) -> None:
        """Other words, by the program."""
        self._before = text
        if self.toPlainText() != text:
            self.setPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.toPlainText() != self._before:
            self._before = self.toPlainText()
            self.edited.emit()


class Choice(QComboBox):
    """One of some words, or none."""

    def __init__(self, choices: Sequence[tuple[StrEnum | int | None, str]]) -> None:
        super().__init__()
        self._values = [value for value, _text in choices]
        self.addItems([text for _value, text in choices])
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    @property
    def value(self) -> StrEnum | int | None:
        """What is chosen."""
        return self._values[max(0, self.currentIndex())]

    def put(self, value: StrEnum | int | None) -> None:
        """Shows another choice, by the program."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self._values.index(value))


def labelled(text: str, field: QWidget) -> Part:
    """A field under its name."""
    return column(field_label(text, field), field, gap_px=2)
