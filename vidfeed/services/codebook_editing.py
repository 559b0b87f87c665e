"""Changing codebooks: what a moment was tagged with stays as it was."""

from dataclasses import replace

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.codebook import Audience, Codebook
from vidfeed.model.codebook_rules import free_id, grouped, renamed, require_sound, slug
from vidfeed.services.codebooks import builtin_ids, codebook_of
from vidfeed.services.context import Context


def new_codebook(ctx: Context, name: str) -> Codebook:
    """A codebook without tags; clinician-only until someone decides otherwise.

    Raises:
        ExpectedError: kind `bad-file` for an empty or overlong name.
    """
    taken = {book.id for book in ctx.catalogue.codebooks()}
    return _put(ctx, Codebook(free_id(slug(name), taken), 1, name.strip(), Audience.CLINICIAN_ONLY, ()), "new")


def copy_codebook(ctx: Context, codebook_id: str, name: str) -> Codebook:
    """An own codebook with the tags of another one, under ids of its own."""
    source = codebook_of(ctx.catalogue, codebook_id)
    taken = {book.id for book in ctx.catalogue.codebooks()}
    return _put(ctx, replace(renamed(source, free_id(slug(name), taken)), version=1, name=name.strip()), "new")


def save_codebook(ctx: Context, book: Codebook) -> Codebook:
    """The codebook as it is now kept: a new version where the last one has been used, else in place of it.

    Raises:
        ExpectedError: `read-only` for a built-in one; `bad-file` where it is not sound; `unknown-codebook`.
    """
    if book.id in builtin_ids():
        raise ExpectedError(
            ErrorKind.READ_ONLY, "The built-in codebooks stay as they are. Nothing was changed.", "Make a copy of it."
        )
    last = codebook_of(ctx.catalogue, book.id)
    wanted = replace(book, version=last.version, name=book.name.strip(), tags=grouped(book.tags))
    if wanted == last:
        return last
    only_switched = replace(wanted, enabled=last.enabled) == last
    with ctx.catalogue.transaction():
        if not only_switched and ctx.catalogue.codebook_used(last.id, last.version):
            wanted = replace(wanted, version=last.version + 1)
        return _put(ctx, wanted, "change")


def switch_codebook(ctx: Context, codebook_id: str, enabled: bool) -> Codebook:
    """Offers a codebook for marking, or no more; its tags stay on the moments that have them."""
    return _put(ctx, replace(codebook_of(ctx.catalogue, codebook_id), enabled=enabled), "switch")


def adopt_codebook(ctx: Context, book: Codebook) -> Codebook:
    """A codebook from elsewhere as it is now kept.

    One with the id of an own codebook becomes its next version; with that of a built-in one, or with none, it gets an
    id of its own, unless it is that very codebook.

    Raises:
        ExpectedError: kind `bad-file` where it is not sound.
    """
    books = {known.id: known for known in ctx.catalogue.codebooks()}
    wanted_id = slug(book.id or book.name)
    same = books.get(wanted_id)
    mine = _with_sound_ids(book, wanted_id)
    if same is not None and replace(mine, version=same.version, enabled=same.enabled) == same:
        return same
    if same is not None and wanted_id not in builtin_ids():
        require_sound(mine)
        return save_codebook(ctx, replace(mine, enabled=same.enabled))
    sound_id = free_id(wanted_id, books)
    return _put(ctx, replace(_with_sound_ids(book, sound_id), version=1), "import")


def _with_sound_ids(book: Codebook, codebook_id: str) -> Codebook:
    """Tags keep ids that are of this codebook; others get some from their names.

    What stands twice stays so: that is for its author to put right.
    """
    prefix = f"{codebook_id}/"
    given = {tag.id for tag in book.tags}
    tags = []
    for tag in book.tags:
        if not tag.id.startswith(prefix):
            tail = tag.id.rpartition("/")[2] or tag.name
            tag = replace(tag, id=free_id(prefix + slug(tail), given))
            given.add(tag.id)
        tags.append(tag)
    return replace(book, id=codebook_id, tags=grouped(tags))


def _put(ctx: Context, book: Codebook, how: str) -> Codebook:
    require_sound(book)
    with ctx.catalogue.transaction():
        ctx.catalogue.put_codebook(book)
        ctx.catalogue.record(f"codebook.{how}", book.id)
    return book
