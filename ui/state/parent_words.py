"""What a reel would show the parent in words, and whether any of it names the case."""

from vidfeed.model.reel import Reel


def names_case(text: str, code: str) -> bool:
    """Whether the case ID stands in a text, however it is written."""
    wanted = _letters(code)
    return bool(wanted) and wanted in _letters(text)


def words_naming_case(reel: Reel, code: str) -> list[str]:
    """The reel's title, cards, captions and questions that the case ID stands in."""
    shown = [reel.title, *(text for item in reel.items for text in (item.text, item.caption, item.question))]
    return [text for text in shown if names_case(text, code)]


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
