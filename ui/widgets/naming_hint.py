"""Says under a field that the parent will read what had better not stand in it, while it is typed."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from ui.widgets.announce import announce
from ui.widgets.words import words


def naming_hint(said_of: Callable[[str], str], *fields: QLineEdit | QPlainTextEdit) -> QLabel:
    """A line that is hidden while nothing is amiss with the words of any of the fields.

    Args:
        said_of: tells what is amiss with words, in a sentence; empty where nothing is.
    """
    line = words("", "warn", wrap=True)

    def look() -> None:
        texts = (field.text() if isinstance(field, QLineEdit) else field.toPlainText() for field in fields)
        said = next((said for said in map(said_of, texts) if said), "")
        if said and said != line.text():
            announce(line, said)
        line.setText(said)
        if line.parentWidget() is not None or not said:  # a label without a parent would be a window
            line.setVisible(bool(said))

    for field in fields:
        field.textChanged.connect(look)
    look()
    return line
