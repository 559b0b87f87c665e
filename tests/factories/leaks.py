"""A search for anything of a family in files where nothing of it may lie."""

from collections.abc import Iterable, Iterator
from pathlib import Path

PIECE_BYTES = 16
TELLING_BYTES = 10
_STRIDE_BYTES = 509


def telling_pieces(data: bytes, limit: int = 4000) -> set[bytes]:
    """Pieces of 16 bytes with ten or more distinct ones, from all over the data."""
    starts = range(0, max(1, len(data) - PIECE_BYTES), _STRIDE_BYTES)
    pieces = (data[start : start + PIECE_BYTES] for start in starts)
    telling = [piece for piece in pieces if len(set(piece)) >= TELLING_BYTES]
    step = max(1, len(telling) // limit)
    return set(telling[::step])


def files_below(folders: Iterable[Path]) -> Iterator[Path]:
    """Every file, however deep."""
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.is_file())


def leaks(folders: Iterable[Path], words: Iterable[str], pieces: set[bytes]) -> list[str]:
    """What was found where: words in UTF-8 and UTF-16, in contents and in file names, and pieces at any offset."""
    found: list[str] = []
    wanted = list(words)
    spellings = [(word, spelling) for word in wanted for spelling in (word.encode(), word.encode("utf-16-le"))]
    for path in files_below(folders):
        data = path.read_bytes()
        found += [f"{word} in {path}" for word, spelling in spellings if spelling in data]
        found += [f"{word} names {path}" for word in wanted if word in path.name]
        if _holds_a_piece(data, pieces):
            found.append(f"a piece in {path}")
    return found


def _holds_a_piece(data: bytes, pieces: set[bytes]) -> bool:
    return any(data[start : start + PIECE_BYTES] in pieces for start in range(len(data) - PIECE_BYTES + 1))
