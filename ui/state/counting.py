"""Counts and sizes in words."""


def counted(count: int, word: str) -> str:
    """The count with its word in singular or plural, as in "1 moment", "2 moments"."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def size_words(size_bytes: int) -> str:
    """As in "3.4 GB" or "12 MB"."""
    if size_bytes >= 1_000_000_000:
        return f"{size_bytes / 1_000_000_000:.1f} GB"
    return f"{max(1, round(size_bytes / 1_000_000))} MB"
