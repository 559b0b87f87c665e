"""Codebooks: who may see a tag, where its key is, and what a sound one is."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import ClipKind
from vidfeed.model.codebook import Audience, Codebook, Tag, TagBook, palette_cells
from vidfeed.model.codebook_rules import grouped, key_text, problems, read_key, renamed, require_sound, slug
from vidfeed.model.moment import TagRef

SAFE, ONLY = Audience.PARENT_SAFE, Audience.CLINICIAN_ONLY
WAITS = Tag("own/waits", "Waits", "lets him begin", "Inviting", 0)
BOOK = Codebook("own", 1, "Own", SAFE, (WAITS, replace(WAITS, id="own/b", name="B")))


@pytest.mark.parametrize(("book", "tag", "safe"), [(SAFE, SAFE, True), (SAFE, ONLY, False), (ONLY, SAFE, False)])
def test_the_stricter_of_tag_and_codebook_counts(book: Audience, tag: Audience, safe: bool) -> None:
    made = replace(BOOK, audience=book, tags=(replace(WAITS, audience=tag),))
    assert made.parent_safe(made.tags[0]) is safe


def test_a_tag_is_safe_only_if_it_was_and_still_is() -> None:
    hidden = replace(BOOK, version=2, tags=(replace(WAITS, audience=ONLY),))
    for first, second in ((BOOK, hidden), (replace(hidden, version=1), replace(BOOK, version=2))):
        known = TagBook([first, second])
        assert not known.parent_safe(TagRef("own/waits", "own", 1))
    assert TagBook([replace(hidden, version=1), replace(BOOK, version=2)]).parent_safe(TagRef("own/waits", "own", 2))
    assert not TagBook([]).parent_safe(TagRef("own/waits", "own", 1))


def test_a_tag_that_was_dropped_keeps_its_name_and_its_safety() -> None:
    known = TagBook([BOOK, replace(BOOK, version=2, tags=())])
    assert (known.name(TagRef("own/b", "own", 1)), known.parent_safe(TagRef("own/b", "own", 1))) == ("B", True)


def test_parents_read_only_words_meant_for_them() -> None:
    labelled = replace(BOOK, tags=(replace(WAITS, parent_label="You waited"), BOOK.tags[1]))
    known = TagBook([labelled])
    assert [known.parent_words(TagRef(tag.id, "own", 1)) for tag in labelled.tags] == ["You waited", ""]
    assert TagBook([replace(labelled, audience=ONLY)]).parent_words(TagRef("own/waits", "own", 1)) == ""


def test_film_kinds() -> None:
    assert all(BOOK.fits(kind) for kind in ClipKind)
    assert [replace(BOOK, film_kinds=(ClipKind.SHARED_REVIEW,)).fits(kind) for kind in ClipKind] == [False, True]


def test_a_tag_with_a_key_keeps_it_and_the_others_go_round() -> None:
    tags = tuple(replace(WAITS, id=f"own/{n}", name=str(n), key=(0, 0, 1) if n == 3 else None) for n in range(4))
    cells = {tag.id: place for *place, tag in palette_cells(replace(BOOK, tags=tags))}
    assert cells == {"own/0": [0, 0, 0], "own/1": [0, 0, 2], "own/2": [0, 1, 0], "own/3": [0, 0, 1]}


keys = st.tuples(st.integers(0, 39), st.integers(0, 3), st.integers(0, 3))


@given(st.lists(st.tuples(st.sampled_from("abc"), st.none() | keys), max_size=60))
def test_every_tag_has_one_place_and_no_place_two(drawn: list[tuple[str, tuple[int, int, int] | None]]) -> None:
    tags = grouped(Tag(f"own/{n}", str(n), "", group, 0, key=key) for n, (group, key) in enumerate(drawn))
    cells = list(palette_cells(replace(BOOK, tags=tags)))
    assert sorted(tag.id for *_place, tag in cells) == sorted(tag.id for tag in tags)
    places = [tuple(place) for *place, _tag in cells]
    assert places == sorted(set(places))


@given(st.none() | keys)
def test_keys_as_people_write_them(place: tuple[int, int, int] | None) -> None:
    assert read_key(key_text(place)) == place


@pytest.mark.parametrize("text", ["T", "QQ", "41:Q", "0:Q", "2:", "ẞ"])
def test_what_is_no_key(text: str) -> None:
    with pytest.raises(ExpectedError) as caught:
        read_key(text)
    assert caught.value.kind is ErrorKind.BAD_FILE


@given(st.text())
def test_ids_are_plain(words: str) -> None:
    assert slug(words).isascii()
    assert not list(problems(replace(BOOK, id=slug(words), tags=())))


@pytest.mark.parametrize(
    ("tags", "said"),
    [
        ((WAITS, WAITS), "same id"),
        ((WAITS, replace(WAITS, id="own/x", name="WAITS")), "same name"),
        (tuple(replace(tag, key=(0, 1, 0)) for tag in BOOK.tags), "same key, “Q”"),
        ((replace(WAITS, id="else/waits"),), "Tag 1, “Waits”"),
        ((replace(WAITS, name=" "),), "Tag 1"),
        ((replace(WAITS, lead_s=Decimal(-1)),), "lead and lag"),
        ((replace(WAITS, meaning="x" * 5000),), "longer"),
        ((replace(WAITS, look=4),), "colours"),
        ((WAITS,) * 501, "501 tags"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tags: tuple[Tag, ...], said: str) -> None:
    with pytest.raises(ExpectedError, match=said):
        require_sound(replace(BOOK, tags=tags))


def test_another_id_takes_the_tags_along() -> None:
    made = renamed(BOOK, "mine")
    assert [tag.id for tag in made.tags] == ["mine/waits", "mine/b"]
    require_sound(made)
