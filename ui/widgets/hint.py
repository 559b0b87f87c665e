"""A friendly word beside the work, which can be sent away."""

from PySide6.QtWidgets import QFrame, QSizePolicy

from ui.widgets.announce import announce
from ui.widgets.boxes import column, row
from ui.widgets.buttons import icon_button
from ui.widgets.words import IconLabel, words


class Hint(QFrame):
    """A strong sentence and a quieter one under it, on the warm ground."""

    def __init__(self, icon_name: str) -> None:
        super().__init__()
        self.setProperty("note", "hint")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._strong, self._more = words("", "h3", wrap=True), words("", wrap=True)
        close = icon_button("close", "Close this hint")
        close.setProperty("extent", "small")
        close.clicked.connect(self._send_away)
        self.setLayout(
            row(
                column(IconLabel(icon_name, 22, "apri_ink"), None),
                column(self._strong, self._more, gap_px=2),
                column(close, None),
                margins_px=(10, 7, 6, 7),
            )
        )
        self._sent_away = ""
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return f"{self._strong.text()} {self._more.text()}".strip()

    def say(self, strong: str, more: str) -> None:
        """Says something, unless just that was sent away."""
        if strong in (self._strong.text(), self._sent_away):
            return
        self._strong.setText(strong)
        self._more.setText(more)
        self.show()
        announce(self, self.text)

    def be_quiet(self) -> None:
        """There is nothing to say."""
        self._strong.clear()
        self.hide()

    def _send_away(self) -> None:
        self._sent_away = self._strong.text()
        self.hide()
