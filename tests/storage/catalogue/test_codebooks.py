"""Codebooks in the catalogue: every field, every version, and bodies from before there were so many."""

import json
from dataclasses import replace
from decimal import Decimal

from storage.catalogue import SqlCatalogue
from storage.catalogue.codebooks import codebook_body, read_codebook
from vidfeed.model.clip import ClipKind
from vidfeed.model.codebook import Audience, Codebook, Extent, Tag
from vidfeed.model.moment import Who

TAG = Tag(
    "own/a", "Größer", "meaning", "Group", 0, Decimal("4.0"), Decimal("0.25"), "You waited", "still hands",
    "looking away", Who.PARENT, Extent.POINT, Audience.CLINICIAN_ONLY, 2, (1, 3, 0),
)  # fmt: skip
BOOK = Codebook(
    "own", 1, "Own", Audience.PARENT_SAFE, (TAG,), False, "us", "held by the service", (ClipKind.SHARED_REVIEW,)
)


def test_every_field_comes_back(catalogue: SqlCatalogue) -> None:
    newer = replace(BOOK, version=2, tags=(TAG, Tag("own/b", "B", "", "", 1)))
    for book in (BOOK, newer):
        catalogue.put_codebook(book)
    assert catalogue.codebook_versions() == [BOOK, newer]
    assert catalogue.codebooks() == [newer]


def test_a_body_from_before_has_defaults() -> None:
    body = json.loads(codebook_body(BOOK))
    for name in ("licence", "film_kinds"):
        del body[name]
    for name in ("parent_label", "looks_like", "not_like", "actor", "extent", "audience", "look", "key"):
        del body["tags"][0][name]
    plain = Tag(TAG.id, TAG.name, TAG.meaning, TAG.group, 0, TAG.lead_s, TAG.lag_s)
    assert read_codebook(json.dumps(body)) == replace(BOOK, tags=(plain,), licence="", film_kinds=())


def test_one_that_nothing_carries_is_not_used(catalogue: SqlCatalogue) -> None:
    catalogue.put_codebook(BOOK)
    assert not catalogue.codebook_used("own", 1)
