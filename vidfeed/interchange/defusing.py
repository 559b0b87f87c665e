"""Cells that a spreadsheet would take for a formula, made harmless and back.

Such a cell begins with = + - @ (or their full-width forms), a tab or a line end. It gets an apostrophe in front; so
does one that would otherwise read as such a cell made harmless.
"""

_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def defused(text: str) -> str:
    """The cell's text as it can be shown to a spreadsheet."""
    return f"'{text}" if text.lstrip("'").startswith(_STARTS) else text


def restored(text: str) -> str:
    """The text that `defused` was given."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_STARTS) else text
