"""How vidfeed looks on this machine, and when it locks."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from ui.state.preferences import MAX_IDLE_MINUTES, MIN_IDLE_MINUTES, Preferences
from ui.theme import ThemeName, px
from ui.theme.current import MAX_TEXT_PERCENT, MIN_TEXT_PERCENT
from ui.widgets.boxes import Part, column, framed, row, scrolling
from ui.widgets.card import Card
from ui.widgets.notice import Notice
from ui.widgets.switch import Switch
from ui.widgets.words import words

_THEMES = {
    ThemeName.SYSTEM: "As the computer",
    ThemeName.LIGHT: "Light",
    ThemeName.DARK: "Dark",
    ThemeName.CONTRAST_LIGHT: "High contrast, light",
    ThemeName.CONTRAST_DARK: "High contrast, dark",
}
_TEXT_STEP = 5
_PRACTICE = "Who opens it, checks, backups and erasing are here once you have made your own."


class LookPage(QWidget):
    """Everything takes effect at once, and stays on this machine."""

    def __init__(self, preferences: Preferences, practice: bool) -> None:
        super().__init__()
        self._preferences = preferences
        self.theme, self.text, self.idle = QComboBox(), QSpinBox(), QSpinBox()
        self.still = Switch("Reduce movement")
        self._fill()
        self._connect()
        look = _card(
            "Look",
            _line("Colours", "", self.theme),
            _line("Text size", "Some widths follow at the next unlock.", self.text),
            _line("Reduce movement", "Nothing slides or fades.", self.still),
        )
        lock = _card(
            "Lock", _line("Lock after minutes without use", "Never while a reel is shown to a parent.", self.idle)
        )
        note = [Notice("info", "The practice has no vault to look after.", _PRACTICE)] if practice else []
        body = framed(column(*note, look, lock, None, gap_px=12))
        body.setMaximumWidth(px(640))
        middle = row(None, body, None, margins_px=(18, 8, 18, 18))
        middle.setStretch(1, 1000)
        self.setLayout(column(scrolling(framed(middle)), gap_px=0))

    def _fill(self) -> None:
        preferences = self._preferences
        for theme, text in _THEMES.items():
            self.theme.addItem(text, theme.value)
        self.theme.setCurrentIndex(max(0, self.theme.findData(preferences.theme)))
        self.text.setRange(MIN_TEXT_PERCENT, MAX_TEXT_PERCENT)
        self.text.setSingleStep(_TEXT_STEP)
        self.text.setSuffix(" %")
        self.text.setValue(preferences.text_percent)
        self.idle.setRange(MIN_IDLE_MINUTES, MAX_IDLE_MINUTES)
        self.idle.setValue(preferences.idle_minutes)
        self.still.setChecked(preferences.reduced_motion)
        for spin in (self.text, self.idle):
            spin.setMinimumWidth(px(120))
            spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for field, name in ((self.theme, "Colours"), (self.text, "Text size"), (self.idle, "Minutes until it locks")):
            field.setAccessibleName(name)

    def _connect(self) -> None:
        preferences = self._preferences
        self.theme.activated.connect(lambda _index: preferences.put_theme(str(self.theme.currentData())))
        self.text.editingFinished.connect(lambda: preferences.put_text_percent(self.text.value()))
        self.idle.valueChanged.connect(preferences.put_idle_minutes)
        self.still.clicked.connect(preferences.put_reduced_motion)


def _card(title: str, *parts: Part) -> Card:
    card = Card()
    card.setLayout(column(words(title, "h2"), *parts, gap_px=14, margins_px=(20, 16, 20, 18)))
    return card


def _line(title: str, hint: str, field: QWidget) -> QWidget:
    lines = column(words(title, "h3"), *([words(hint, "hint")] if hint else []), gap_px=1)
    return framed(row(lines, None, field))
