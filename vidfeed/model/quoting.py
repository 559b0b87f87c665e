"""Quotation marks around words that someone says."""

_OPENING = "“\"«„‘'"
_CLOSING = "”\"»“’'"


def in_quotes(text: str) -> str:
    """The trimmed text in “ ”; as it is where it is empty or its writer put quotation marks around it."""
    words = text.strip()
    if not words or (len(words) > 1 and words[0] in _OPENING and words[-1] in _CLOSING):
        return words
    return f"“{words}”"
