"""Somebody with the folder, its passphrase and all its keys tries to have back what was erased."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import text

from storage.age import AgeError, Reader, X25519Identity
from storage.vault import OpenVault
from storage.vault.core import SystemClock
from storage.vault.durable import open_plain
from tests.factories.inline_works import inline_works
from tests.storage.vault.vaults import BERT, FILM, PASSPHRASES, FiledFilm, add_clip, add_film, opened, read_film
from vidfeed.model.consent import Purpose, Role
from vidfeed.model.review import Whose
from vidfeed.services import assembling, cases, consenting, marking, reviewing
from vidfeed.services.context import Context

GONE = b"the film that goes " * 5000
# Each is said once, at its own place; none is part of another.
WORDS = {
    "note": "zanzibar", "caption": "quixotic", "edited away": "flummox", "removed": "kerfuffle", "draft": "bumbershoot",
    "reel": "gobbledygook", "question": "lollygag", "card": "skedaddle", "parent's words": "whippersnapper",
    "next step": "widdershins", "person": "Ermintrude", "code": "PUFFIN-22",
}  # fmt: skip
OF_THE_CASE = {"code", "person", "reel", "question", "card", "parent's words", "next step"}
"""Where words stay when one clip of the case goes."""

PAGE_BYTES, RESERVED_BYTES, SALT_BYTES = 4096, 80, 16


def fill(vault: OpenVault) -> FiledFilm:
    """A case with something in every place where words are kept, what can be undone and redone included."""
    ctx = Context(vault.catalogue, vault.blobs, inline_works(vault), SystemClock())
    film = add_film(vault, GONE, WORDS["code"])
    span = ctx.catalogue.frame_index(film.clip_id).span(0, 2)
    first = marking.mark(ctx, film.clip_id, span, note=WORDS["note"], caption=WORDS["edited away"]).moments[0]
    marking.edit(ctx, first.moment_id, caption=WORDS["caption"])
    second = marking.mark(ctx, film.clip_id, span, note=WORDS["removed"]).moments[0]
    marking.remove(ctx, second.moment_id)
    people = [cases.add_person(ctx, WORDS["code"], Role.PARENT_A, WORDS["person"])]
    people.append(cases.add_person(ctx, WORDS["code"], Role.INFANT))
    for person in people:
        consenting.give(ctx, person, Purpose.REVIEW, ctx.today())
    reel = assembling.create_reel(ctx, WORDS["code"], WORDS["reel"], WORDS["question"])
    assembling.add_card(ctx, reel.id, WORDS["card"])
    assembling.add_moments(ctx, reel.id, [first.moment_id])
    review = reviewing.begin_review(ctx, reel.id)
    reviewing.keep_words(ctx, review.id, WORDS["parent's words"], Whose.PARENT, None)
    reviewing.finish_review(ctx, review.id, WORDS["next step"])
    ctx.catalogue.put_draft(f"caption:{first.moment_id}", WORDS["draft"])
    return film


@pytest.fixture
def case(vault: OpenVault) -> FiledFilm:
    return fill(vault)


def pages(catalogue: Path, key: bytes) -> bytes:
    """Every page of an SQLCipher 4 file as its key's holder sees it: free ones, the index, what no table shows now."""
    data = catalogue.read_bytes()
    return b"".join(
        _page(data[start : start + PAGE_BYTES], key, start == 0) for start in range(0, len(data), PAGE_BYTES)
    )


def _page(page: bytes, key: bytes, first: bool) -> bytes:
    vector = page[-RESERVED_BYTES:][:16]
    opened_page = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return opened_page.update(page[SALT_BYTES if first else 0 : -RESERVED_BYTES]) + opened_page.finalize()


def found_in(data: bytes) -> set[str]:
    """Which of the words are there, in any case and as the index or a journal might keep them."""
    folded = data.lower()
    return {
        place
        for place, word in WORDS.items()
        if any(word.lower().encode(encoding) in folded for encoding in ("utf-8", "utf-16-le"))
    }


def identities_in(vault: OpenVault) -> Iterator[X25519Identity]:
    """Every key that the catalogue has, asked of its tables themselves."""
    database = vault.catalogue._database
    for row in database.rows(text("SELECT identity FROM identities")):
        yield X25519Identity.parse(row.identity)


@pytest.mark.parametrize("whole", [True, False])
def test_neither_film_nor_words_can_be_had_again(vault: OpenVault, case: FiledFilm, whole: bool) -> None:
    stays = add_film(vault, FILM, "HERON-11")
    (session,) = vault.catalogue.sessions(case.case_id)
    sibling = add_clip(vault, case.case_id, session.id, b"a sibling")
    vault.add_user(BERT, PASSPHRASES[BERT])
    layout, old_key = vault.core.layout, vault.catalogue.key
    encrypted = layout.blob(case.original.blob_id).read_bytes()
    assert found_in(pages(layout.catalogue, old_key)) == WORDS.keys(), "the search finds what is there"
    if whole:
        vault.erase_case(case.case_id)
    else:
        vault.erase_clip(case.clip_id)
    vault.close()
    with opened(vault.directory) as again:
        keys, key = list(identities_in(again)), again.catalogue.key
        assert read_film(again, stays) == FILM
        assert whole or read_film(again, sibling) == b"a sibling"
    assert len(keys) == (1 if whole else 2)
    assert found_in(pages(layout.catalogue, key)) <= (set() if whole else OF_THE_CASE)
    assert found_in(layout.catalogue.read_bytes() + pages(layout.catalogue, old_key)) == set()
    # The disk gives the deleted file back, but no key in the vault opens it, nor what the catalogue was before.
    undeleted = layout.root / "undeleted.age"
    undeleted.write_bytes(encrypted)
    for identity in keys:
        with pytest.raises(AgeError):
            Reader.open(open_plain(undeleted), [identity])
    remaining = [path for path in layout.root.rglob("*") if path.is_file()]
    assert not any(GONE[:64] in path.read_bytes() for path in remaining)
    receipts = [path.read_bytes() for path in layout.receipts.iterdir()]
    assert found_in(b"".join(receipts)) == set()


def test_every_blob_that_is_left_belongs_to_what_stays(vault: OpenVault, case: FiledFilm) -> None:
    stays = add_film(vault, FILM, "HERON-11")
    vault.erase_case(case.case_id)
    keys = list(identities_in(vault))
    contents = []
    for blob_id in vault.core.layout.blob_ids():
        with Reader.open(open_plain(vault.core.layout.blob(blob_id)), keys) as reader:
            contents.append(reader.read())
    assert contents == [FILM]
    assert read_film(vault, stays) == FILM
