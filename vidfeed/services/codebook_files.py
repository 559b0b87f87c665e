"""Codebooks in and out as files. They hold no words about families, so they are no recorded copies."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.files import whole_file
from vidfeed.interchange.codebook_csv import read_codebook_csv, write_codebook_csv
from vidfeed.interchange.codebook_ecv import read_codebook_ecv, write_codebook_ecv
from vidfeed.interchange.codebook_json import read_codebook_json, write_codebook_json
from vidfeed.interchange.reading import read_bounded
from vidfeed.model.codebook import Codebook
from vidfeed.model.codebook_rules import MAX_NAME_LENGTH
from vidfeed.services.codebook_editing import adopt_codebook
from vidfeed.services.codebooks import codebook_of
from vidfeed.services.context import Context
from vidfeed.services.copying import check_target

MAX_FILE_BYTES = 4_000_000


class CodebookFormat(StrEnum):
    """What a codebook can be written as, and read from."""

    JSON = "json"
    CSV = "csv"
    ECV = "ecv"


def codebook_format(path: Path) -> CodebookFormat:
    """By the file's name; an .eaf holds vocabularies as an .ecv does.

    Raises:
        ExpectedError: kind `bad-file` where the name does not say it.
    """
    suffix = path.suffix.lower().lstrip(".")
    suffix = {"tsv": "csv", "txt": "csv", "eaf": "ecv"}.get(suffix, suffix)
    if suffix not in list(CodebookFormat):
        raise ExpectedError(
            ErrorKind.BAD_FILE, "The file’s name does not say what kind it is.", "Name it .json, .csv or .ecv."
        )
    return CodebookFormat(suffix)


def read_codebooks(path: Path, fmt: CodebookFormat) -> list[Codebook]:
    """The codebooks of a file, as they stand there.

    Raises:
        ExpectedError: `file-missing`, or `bad-file` with the place.
    """
    data = read_bounded(path, MAX_FILE_BYTES)
    read: dict[CodebookFormat, Callable[[], list[Codebook]]] = {
        CodebookFormat.JSON: lambda: read_codebook_json(data),
        CodebookFormat.CSV: lambda: [read_codebook_csv(data, _name_from(path))],
        CodebookFormat.ECV: lambda: read_codebook_ecv(data),
    }
    return read[fmt]()


def import_codebooks(ctx: Context, path: Path, fmt: CodebookFormat | None = None) -> list[Codebook]:
    """Brings all codebooks of a file in, or none.

    Raises:
        ExpectedError: as `read_codebooks` and `adopt_codebook`.
    """
    chosen = fmt or codebook_format(path)
    books = read_codebooks(path, chosen)
    with ctx.catalogue.transaction():
        return [adopt_codebook(ctx, _filled(ctx, book, chosen)) for book in books]


def _filled(ctx: Context, book: Codebook, fmt: CodebookFormat) -> Codebook:
    """With what the vault knows of that codebook and the format cannot hold."""
    known = ctx.catalogue.codebook(book.id)
    if known is None or fmt is CodebookFormat.JSON:
        return book
    if fmt is CodebookFormat.CSV:
        return replace(known, tags=book.tags)
    old = {tag.id: tag for tag in known.tags}
    tags = (replace(old.get(tag.id, tag), name=tag.name, meaning=tag.meaning) for tag in book.tags)
    return replace(known, tags=tuple(tags))


def export_codebook(
    ctx: Context, name: str, path: Path, fmt: CodebookFormat | None = None, *, may_replace: bool
) -> str:
    """Writes the newest version of a codebook, complete or not at all; the file's SHA-256.

    Args:
        may_replace: a file of that name may go.

    Raises:
        ExpectedError: `unknown-codebook`, `exists`, `bad-file`, `no-space`, ...
    """
    book = codebook_of(ctx.catalogue, name)
    chosen = fmt or codebook_format(path)
    check_target(ctx, path, may_replace)
    write: dict[CodebookFormat, Callable[[], bytes]] = {
        CodebookFormat.JSON: lambda: write_codebook_json([book]),
        CodebookFormat.CSV: lambda: write_codebook_csv(book),
        CodebookFormat.ECV: lambda: write_codebook_ecv([book], ctx.timestamp()),
    }
    data = write[chosen]()
    with whole_file(path) as whole:
        whole.file.write(data)
    ctx.catalogue.record("codebook.export", book.id)
    return whole.sha256


def _name_from(path: Path) -> str:
    """The file's name as a codebook's, where the table itself has none."""
    words = "".join(sign if sign.isprintable() else " " for sign in path.stem)
    return " ".join(words.replace("_", " ").split())[:MAX_NAME_LENGTH].strip() or "Codebook"
