"""Which of the files that were dropped or chosen are films."""

from collections.abc import Iterable, Iterator
from pathlib import Path

_SUFFIXES = frozenset(
    (
        ".mp4", ".mov", ".m4v", ".mts", ".m2ts", ".ts", ".3gp", ".3g2", ".avi", ".mkv",
        ".webm", ".wmv", ".mpg", ".mpeg", ".mod", ".tod", ".dv", ".flv", ".ogv",
    )
)  # fmt: skip


def films_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and every film in the folders named, such as a camera card's; each once, in order of name.

    A file that was named itself is taken whatever it is called: the import says so if it is no film.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for film in sorted(_films_under(path)) if path.is_dir() else [path]:
            found[film] = None
    return list(found)


def _films_under(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.suffix.lower() in _SUFFIXES and not path.name.startswith(".") and path.is_file():
            yield path
