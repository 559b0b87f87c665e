"""A field for a passphrase, with a button that shows it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton

from ui.theme import px, set_icon
from ui.widgets.boxes import row

_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class PassphraseField(QLineEdit):
    """Hides what is typed unless Show is pressed; notices Caps Lock by what the keys give.

    Signals:
        caps_lock_seen(bool): Caps Lock seems on, or off again.
    """

    caps_lock_seen = Signal(bool)

    def __init__(self, name: str = "Passphrase", shown: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("extent", "big")
        self.setTextMargins(0, 0, px(78), 0)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._show = QToolButton()
        self._show.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._show.setCursor(Qt.CursorShape.PointingHandCursor)
        self._show.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._show.clicked.connect(lambda: self._reveal(self.echoMode() is QLineEdit.EchoMode.Password))
        self.setLayout(row(None, self._show, margins_px=(0, 4, 6, 4)))
        self._reveal(shown)

    def _reveal(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._show.setText("Hide" if shown else "Show")
        self._show.setAccessibleName("Hide the passphrase" if shown else "Show the passphrase")
        set_icon(self._show, "eye-off-outline" if shown else "eye-outline", 18, "pri_ink")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text, modifiers = event.text(), event.modifiers()
        if text.isalpha() and text.upper() != text.lower() and not modifiers & _MODIFIERS:
            shifted = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock_seen.emit(text.isupper() != shifted)
        elif event.key() == Qt.Key.Key_CapsLock:
            self.caps_lock_seen.emit(False)
        super().keyPressEvent(event)
