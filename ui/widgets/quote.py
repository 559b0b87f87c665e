"""The parent's own question, as it stands over what is looked at."""

from PySide6.QtWidgets import QLabel

from ui.widgets.words import words
from vidfeed.model.quoting import in_quotes


def question_line() -> QLabel:
    """An empty line for `show_question`."""
    return words("", "quiet")


def show_question(label: QLabel, question: str) -> None:
    """In quotation marks; nothing where the parent has none."""
    label.setText(f"The parent’s question: {in_quotes(question)}" if question.strip() else "")
