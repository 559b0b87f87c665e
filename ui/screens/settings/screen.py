"""The Settings screen: look, lock, recovery sheet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from ui.screens.entry.sheet_dialog import SheetDialog
from ui.screens.screen import Screen
from ui.state.desk import Desk
from ui.state.preferences import MAX_IDLE_MINUTES, MIN_IDLE_MINUTES, Preferences
from ui.state.recovery import sheet_is_safe
from ui.theme import ThemeName, px
from ui.theme.current import MAX_TEXT_PERCENT, MIN_TEXT_PERCENT
from ui.widgets.boxes import Part, column, framed, row, scrolling
from ui.widgets.buttons import push_button
from ui.widgets.card import Card, Rule
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


class SettingsScreen(Screen):
    """Everything takes effect at once, and stays on this machine."""

    needs_case = False

    def __init__(self, desk: Desk, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._preferences = preferences
        self.theme, self.text, self.idle = QComboBox(), QSpinBox(), QSpinBox()
        self.still = Switch("Reduce movement")
        self.sheet, self._sheet_state = push_button("Make a new recovery sheet…"), words("", "hint", wrap=True)
        self._fill()
        self._connect()
        look = _card(
            "Look",
            _line("Colours", "", self.theme),
            _line("Text size", "Some widths follow at the next unlock.", self.text),
            _line("Reduce movement", "Nothing slides or fades.", self.still),
        )
        lock = _card(
            "Lock",
            _line("Lock after minutes without use", "Never while a reel is shown to a parent.", self.idle),
            *self._sheet_part(),
        )
        body = framed(column(look, lock, None, gap_px=12))
        body.setMaximumWidth(px(640))
        middle = row(None, body, None, margins_px=(18, 18, 18, 18))
        middle.setStretch(1, 1000)
        self.setLayout(column(scrolling(framed(middle)), gap_px=0))

    def _sheet_part(self) -> list[Part]:
        if self.desk.practice:
            return []
        line = row(self._sheet_state, self.sheet)
        line.setStretch(0, 1)
        return [Rule(), line]

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
        self.sheet.clicked.connect(self._make_sheet)

    def trail(self) -> list[str]:
        return ["Settings"]

    def entered(self) -> None:
        safe = sheet_is_safe(self.desk.context)
        self._sheet_state.setText("The sheet is on paper." if safe else "No sheet is known to be on paper.")

    def _make_sheet(self) -> None:
        dialog = SheetDialog(self.desk, self)
        dialog.finished.connect(self.entered)
        dialog.open()


def _card(title: str, *parts: Part) -> Card:
    card = Card()
    card.setLayout(column(words(title, "h2"), *parts, gap_px=14, margins_px=(20, 16, 20, 18)))
    return card


def _line(title: str, hint: str, field: QWidget) -> QWidget:
    lines = column(words(title, "h3"), *([words(hint, "hint")] if hint else []), gap_px=1)
    return framed(row(lines, None, field))
