"""Commands on codebooks: list, show, bring in, write out, switch on and off."""

import argparse
from pathlib import Path
from typing import Any

from ui.cli.outcome import Outcome, table
from ui.cli.session import working
from ui.cli.shapes import codebook_json
from vidfeed.model.codebook import Codebook
from vidfeed.services.codebook_editing import switch_codebook
from vidfeed.services.codebook_files import CodebookFormat, export_codebook, import_codebooks
from vidfeed.services.codebooks import codebook_of


def add_parsers(nouns: Any, common: argparse.ArgumentParser) -> None:
    """Adds `codebook ...`."""
    verbs = nouns.add_parser("codebook", help="sets of tags").add_subparsers(dest="verb", required=True)
    verbs.add_parser("list", parents=[common], help="the vault's codebooks").set_defaults(run=_list)
    show = verbs.add_parser("show", parents=[common], help="a codebook's tags")
    show.add_argument("codebook", metavar="CODEBOOK")
    show.set_defaults(run=_show)
    bring = verbs.add_parser("import", parents=[common], help="bring codebooks in from a file")
    bring.add_argument("file", type=Path, metavar="FILE")
    _format_option(bring)
    bring.set_defaults(run=_import)
    write = verbs.add_parser("export", parents=[common], help="write a codebook to a file")
    write.add_argument("codebook", metavar="CODEBOOK")
    write.add_argument("-o", "--output", required=True, type=Path, metavar="FILE")
    _format_option(write)
    write.set_defaults(run=_export)
    for verb, enabled in (("enable", True), ("disable", False)):
        parser = verbs.add_parser(verb, parents=[common], help="offer a codebook for marking, or no more")
        parser.add_argument("codebook", metavar="CODEBOOK")
        parser.set_defaults(run=_switch, enabled=enabled)


def _format_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=list(CodebookFormat), help="where the file's name does not say it")


def _format(args: argparse.Namespace) -> CodebookFormat | None:
    return CodebookFormat(args.format) if args.format else None


def _outcome(books: list[Codebook], text: str) -> Outcome:
    return Outcome({"codebooks": [codebook_json(book) for book in books]}, text)


def _list(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        books = ctx.catalogue.codebooks()
    rows = [
        (book.id, book.name, f"{len(book.tags)} tags", book.audience.value, "" if book.enabled else "off")
        for book in books
    ]
    return _outcome(books, table(rows))


def _show(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        book = codebook_of(ctx.catalogue, args.codebook)
    return _outcome([book], table([(tag.id, tag.name, tag.meaning) for tag in book.tags]))


def _import(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        books = import_codebooks(ctx, args.file, _format(args))
    lines = [f"“{book.name}” is in, as {book.id}, version {book.version}." for book in books]
    return _outcome(books, "\n".join(lines))


def _export(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        book = codebook_of(ctx.catalogue, args.codebook)
        sha256 = export_codebook(ctx, book.id, args.output, _format(args), may_replace=False)
    result = {"codebooks": [codebook_json(book)], "file": str(args.output), "sha256": sha256}
    return Outcome(result, f"“{book.name}” is in {args.output}.")


def _switch(args: argparse.Namespace) -> Outcome:
    with working(args) as ctx:
        book = switch_codebook(ctx, codebook_of(ctx.catalogue, args.codebook).id, args.enabled)
    return _outcome([book], f"“{book.name}” is {'offered' if book.enabled else 'no longer offered'} for marking.")
