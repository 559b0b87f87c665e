"""The surface that everything stands on."""

from PySide6.QtWidgets import QFrame


class Card(QFrame):
    """A white rounded frame with a hairline; "raised" is the tinted strip at its foot."""

    def __init__(self, kind: str = "true") -> None:
        super().__init__()
        self.setProperty("card", kind)


class Rule(QFrame):
    """A hairline across."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("rule", "true")
        self.setFixedHeight(1)
