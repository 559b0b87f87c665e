"""Preparing a visit: a PIN, and what it means that the machine sleeps with it."""

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.screens.vault.slow_dialog import SlowDialog
from ui.state.desk import Desk
from ui.state.pins import FEWEST_DIGITS, MOST_DIGITS, is_easy, is_pin
from ui.widgets.notice import Notice
from ui.widgets.words import field_label, words

OUTSIDE = (
    "Until the visit is over, this machine holds the keys to this one reel, and your notes on it, asleep too: whoever "
    "takes it apart while it sleeps may get at them. Keep it with you. Shut down, it holds nothing, and "
    "only the passphrase opens."
)
STEPS = "The vault locks now. Close the lid, and wake the machine at the family’s: it asks for the PIN."
EASY = "That PIN is easily guessed."


class VisitDialog(SlowDialog):
    """A PIN of four to six digits, twice."""

    def __init__(self, desk: Desk, reel_id: str, parent: QWidget | None = None) -> None:
        super().__init__("Prepare a visit", "Prepare and lock", parent, width_px=540)
        self._desk, self._reel_id = desk, reel_id
        self.pin, self.again = _pin_field("PIN"), _pin_field("PIN once more")
        self.easy = words("", "hint")
        self.set_form(
            lambda _progress, _cancelled: self._prepare(pin=self.pin.text()),
            "Preparing…",
            Notice("warn", "One reel, without the passphrase.", OUTSIDE),
            field_label("A PIN of four to six digits", self.pin),
            self.pin,
            field_label("Once more", self.again),
            self.again,
            self.easy,
            words(STEPS, "quiet", wrap=True),
            words("Three wrong PINs, and it asks for the passphrase. The PIN is written nowhere.", "quiet", wrap=True),
        )
        for field in (self.pin, self.again):
            field.textChanged.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        pin = self.pin.text()
        self.easy.setText(EASY if is_pin(pin) and is_easy(pin) else "")
        self.ok.setEnabled(is_pin(pin) and not is_easy(pin) and pin == self.again.text())

    def _prepare(self, pin: str) -> None:
        self._desk.vault.keeping.begin_visit(self._desk.context, self._reel_id, pin)


def _pin_field(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
    pattern = QRegularExpression(f"[0-9]{{0,{MOST_DIGITS}}}")
    made.setValidator(QRegularExpressionValidator(pattern, made))
    made.setPlaceholderText(f"{FEWEST_DIGITS} to {MOST_DIGITS} digits")
    return made
