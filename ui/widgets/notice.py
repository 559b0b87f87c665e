"""Notes that stand in the page: a hint, a warning, or what went wrong and what to do about it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy

from ui.theme import px
from ui.widgets.announce import announce
from ui.widgets.boxes import column, row
from ui.widgets.buttons import icon_button, push_button
from ui.widgets.people_way import is_about_consent, people_button
from ui.widgets.words import IconLabel, words
from vidfeed.errors import ExpectedError, InternalError

_ICONS = {
    "info": ("information-outline", "pri_ink"),
    "hint": ("lightbulb-on-outline", "apri_ink"),
    "ok": ("check-circle-outline", "ok"),
    "warn": ("alert-circle-outline", "warn"),
    "bad": ("alert-circle-outline", "bad"),
}


class Notice(QFrame):
    """A tinted note with an icon; `kind` is "info", "hint", "ok", "warn" or "bad"."""

    def __init__(self, kind: str, strong: str = "", text: str = "", icon_name: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._icon = IconLabel(icon_name or _ICONS[kind][0], 20, _ICONS[kind][1])
        self._strong, self._text = words("", "h3", wrap=True), words("", wrap=True)
        self._lines = column(self._strong, self._text, gap_px=2)
        self.line = row(column(self._icon, None, gap_px=0), self._lines, gap_px=10, margins_px=(12, 10, 12, 10))
        self.line.setStretch(1, 1)
        self.setLayout(self.line)
        self.say(kind, strong, text, icon_name)

    def say(self, kind: str, strong: str, text: str, icon_name: str = "") -> None:
        """Other words, in another colour."""
        name, tint = _ICONS[kind]
        self._icon.set_icon(icon_name or name, tint)
        self.setProperty("note", kind)
        self._strong.setText(strong)
        self._strong.setVisible(bool(strong))
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.style().unpolish(self)
        self.style().polish(self)
        for label in (self._strong, self._text):
            self.style().polish(label)
        self._fit()

    def _fit(self) -> None:
        """Exactly as high as the words need at this width: layouts alone would give too little or too much."""
        for layout in (self._lines, self.line):
            layout.invalidate()
        height = self.line.heightForWidth(self.width())
        self.setFixedHeight(height if height > 0 else self.line.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @property
    def said(self) -> str:
        """The words that stand in it."""
        return " ".join(label.text() for label in (self._strong, self._text) if label.text())


class ErrorBanner(Notice):
    """What happened, what is safe, what to do; hidden until there is something to say.

    Signals:
        retry_requested(): the button that an error may come with was pressed.
    """

    retry_requested = Signal()

    def __init__(self, retry: str = "") -> None:
        super().__init__("bad")
        self._retry = push_button(retry) if retry else None
        if self._retry is not None:
            self._retry.clicked.connect(self.retry_requested)
            self.line.addWidget(self._retry)
        self._people: QPushButton | None = None
        close = icon_button("close", "Close this message")
        close.setFixedWidth(px(32))
        close.clicked.connect(self.hide)
        self.line.addWidget(close)
        self.hide()

    def show_error(self, error: ExpectedError | InternalError) -> None:
        """Shows it, and interrupts a screen reader with it."""
        message, hint = sentences(error)
        if self._people is not None:
            self._people.setVisible(is_about_consent(error))
        self.say("bad", message, hint)
        self.show()
        announce(self, self.said, assertive=True)

    def offer_people(self, go: Callable[[], object]) -> None:
        """Gives the way to People and consent with what consent refuses."""
        self._people = people_button(go)
        self._people.hide()
        self.line.insertWidget(2, self._people)


def sentences(error: ExpectedError | InternalError) -> tuple[str, str]:
    """What happened with what is safe, and what to do."""
    if isinstance(error, ExpectedError):
        return error.message, error.hint
    return "vidfeed made a mistake. What you saved is safe.", "Try it once more. If it comes again, lock and unlock."
