"""Counts in words."""


def counted(count: int, word: str) -> str:
    """The count with its word in singular or plural, as in "1 moment", "2 moments"."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
