"""Codebooks as files: there and back, and from elsewhere without trust."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.interchange.codebook_csv import read_codebook_csv, write_codebook_csv
from vidfeed.interchange.codebook_ecv import read_codebook_ecv, write_codebook_ecv
from vidfeed.interchange.codebook_json import read_codebook_json, write_codebook_json
from vidfeed.model.clip import ClipKind
from vidfeed.model.codebook import Audience, Codebook, Extent, Tag
from vidfeed.model.codebook_rules import require_sound
from vidfeed.model.moment import Who

WAITS = Tag(
    "own/waits", "Waits 🙂", "lets him begin; “then” she smiles", "Inviting", 0, Decimal("2.5"), Decimal(0),
    "You waited", "hands still", "looking away", Who.PARENT, Extent.POINT, Audience.PARENT_SAFE, 2, (1, 1, 0),
)  # fmt: skip
NOTED = Tag("own/noted", "=לב", "line one\nline two", "Private", 1, audience=Audience.CLINICIAN_ONLY)
BOOK = Codebook(
    "own", 3, "Own", Audience.PARENT_SAFE, (WAITS, NOTED), False, "us", "held by the service", (ClipKind.SHARED_REVIEW,)
)


def test_json_holds_everything() -> None:
    assert read_codebook_json(write_codebook_json([BOOK, replace(BOOK, id="b")])) == [BOOK, replace(BOOK, id="b")]


def test_a_table_holds_the_tags() -> None:
    read = read_codebook_csv(write_codebook_csv(BOOK), "Own")
    assert read == Codebook("own", 1, "Own", Audience.PARENT_SAFE, BOOK.tags)


def test_a_table_of_a_private_codebook_stays_private() -> None:
    private = replace(BOOK, audience=Audience.CLINICIAN_ONLY)
    read = read_codebook_csv(write_codebook_csv(private), "Own")
    assert not any(read.parent_safe(tag) for tag in read.tags)


def test_a_vocabulary_holds_ids_names_and_definitions() -> None:
    (read,) = read_codebook_ecv(write_codebook_ecv([BOOK], "2026-11-22T10:00:00+00:00"))
    assert [(tag.id, tag.name, tag.meaning) for tag in read.tags] == [
        (tag.id, tag.name, tag.meaning) for tag in BOOK.tags
    ]
    assert read.audience is Audience.CLINICIAN_ONLY


def test_a_vocabulary_in_the_older_form() -> None:
    (read,) = read_codebook_ecv(
        b'<CV_RESOURCE><CONTROLLED_VOCABULARY CV_ID="gaze">'
        b'<CV_ENTRY DESCRIPTION="looks">at her</CV_ENTRY><CV_ENTRY>away</CV_ENTRY>'
        b"</CONTROLLED_VOCABULARY></CV_RESOURCE>"
    )
    assert [(tag.id, tag.name, tag.meaning) for tag in read.tags] == [
        ("gaze/at-her", "at her", "looks"),
        ("gaze/away", "away", ""),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1252"])
def test_tables_come_in_many_encodings(encoding: str) -> None:
    read = read_codebook_csv("name;meaning\nWärme;freundlich\n".encode(encoding), "X")
    assert [(tag.name, tag.meaning) for tag in read.tags] == [("Wärme", "freundlich")]
    assert not read.parent_safe(read.tags[0])


def test_tags_without_a_word_about_parents_are_not_for_them() -> None:
    (read,) = read_codebook_json(b'{"name": "X", "tags": [{"name": "A"}]}')
    assert not read.parent_safe(read.tags[0])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "line 1"),
        (b"{", "line 1, column 2"),
        (b"[1]", "no codebook"),
        (b'{"a": 1}', "no codebook"),
        (b'{"name": "X", "name": "Y", "tags": []}', "“name” twice"),
        (b'{"name": "X", "tags": []}', "no tags"),
        (b'{"name": "X", "tags": [{"name": "A"}, 7]}', "tag 2 is not an object"),
        (b'{"name": "X", "tags": [{"name": "A"}, {}]}', "tag 2: “name” is missing"),
        (b'{"name": "X", "tags": [{"name": "A", "lead_s": "soon"}]}', "tag 1: “lead_s” is not a number"),
        (b'{"name": "X", "tags": [{"name": "A", "lead_s": 1e999999}]}', "number"),
        (b'{"name": "X", "tags": [{"name": "A", "actor": "dog"}]}', "“actor” is none of"),
        (b'{"name": "X", "tags": [{"name": "A", "lag_s": NaN}]}', "NaN"),
        (b'{"name": "X", "version": 1.5, "tags": [{"name": "A"}]}', "version"),
        (b"[" * 100_000, "nested|broken"),
        (b'{"name": "X", "tags": [' + b'{"name": "A"},' * 501 + b'{"name": "A"}]}', "more than 500"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "text"),
    ],
)
def test_json_that_is_refused_says_where(data: bytes, said: str) -> None:
    with pytest.raises(ExpectedError, match=said) as caught:
        read_codebook_json(data)
    assert caught.value.kind is ErrorKind.BAD_FILE


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<a>", "line 1"),
        (b"<html/>", "of another kind"),
        (b"<CV_RESOURCE/>", "no vocabulary"),
        (b'<!DOCTYPE r [<!ENTITY a "b">]><CV_RESOURCE/>', "document type"),
        (b'<?xml version="1.0" encoding="klingon"?><CV_RESOURCE/>', "encoding"),
        (b"<CV_RESOURCE>" * 100, "too deep"),
        (
            b"<CV_RESOURCE><CONTROLLED_VOCABULARY CV_ID='g'><CV_ENTRY>a</CV_ENTRY><CV_ENTRY>A</CV_ENTRY>"
            b"</CONTROLLED_VOCABULARY></CV_RESOURCE>",
            "“A” twice",
        ),
    ],
)
def test_xml_that_is_refused_says_why(data: bytes, said: str) -> None:
    with pytest.raises(ExpectedError, match=said) as caught:
        read_codebook_ecv(data)
    assert caught.value.kind is ErrorKind.BAD_FILE


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"tag,meaning\na,b", "no column “name”"),
        (b"name,name\na,b", "twice"),
        (b"name,look\na,1\nb,red", "Line 3: “look”"),
        (b'name\n"a', "line 2"),
        (b"name,key\na,T", "no key"),
    ],
)
def test_tables_that_are_refused_say_where(data: bytes, said: str) -> None:
    with pytest.raises(ExpectedError, match=said):
        read_codebook_csv(data, "X")


WHOLE = {
    "json": write_codebook_json([BOOK]),
    "csv": write_codebook_csv(BOOK),
    "ecv": write_codebook_ecv([BOOK], "2026-11-22T10:00:00+00:00"),
}


@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_a_file_that_was_changed_anyhow_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    whole = WHOLE[kind]
    cut = sorted(data.draw(st.lists(st.integers(0, len(whole)), min_size=2, max_size=2)))
    mutated = whole[: cut[0]] + data.draw(st.binary(max_size=12)) + whole[cut[1] :]
    read = {
        "json": read_codebook_json,
        "csv": lambda content: [read_codebook_csv(content, "X")],
        "ecv": read_codebook_ecv,
    }
    try:
        books = read[kind](mutated)
        for book in books:
            require_sound(book)
    except ExpectedError as error:
        assert error.kind is ErrorKind.BAD_FILE
