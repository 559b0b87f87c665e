import unicodedata

import pytest

from storage.vault.passphrase import check_strength, generate_passphrase, guesses_log10, passphrase_bytes
from vidfeed.errors import ErrorKind, ExpectedError


def test_the_same_letters_give_the_same_bytes() -> None:
    composed = "Übermorgen früh im Café"
    decomposed = unicodedata.normalize("NFD", composed)
    assert composed != decomposed
    assert passphrase_bytes(composed) == passphrase_bytes(decomposed) == composed.encode()
    assert guesses_log10(composed) == guesses_log10(decomposed)


@pytest.mark.parametrize("weak", ["", "a", "password123", "Tr0ub4dour&3", "zzzzzzzzzzzzzzzzzzzz", "x" * 500])
def test_weak_ones_are_refused(weak: str) -> None:
    with pytest.raises(ExpectedError) as caught:
        check_strength(weak)
    assert caught.value.kind is ErrorKind.WEAK_PASSPHRASE


def test_a_user_name_is_guessed_first() -> None:
    name = "Ottilie-Quendelbrink"
    check_strength(name)
    with pytest.raises(ExpectedError):
        check_strength(name, (name,))


def test_long_ones_are_taken_whole() -> None:
    first, second = "six words and then very many more " * 4 + "a", "six words and then very many more " * 4 + "b"
    check_strength(first)
    assert passphrase_bytes(first) != passphrase_bytes(second)


def test_generated_ones_are_six_words_and_strong() -> None:
    made = {generate_passphrase() for _ in range(5)}
    assert len(made) == 5
    for text in made:
        assert len(text.split(" ")) == 6
        check_strength(text)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(ExpectedError) as caught:
        passphrase_bytes("broken \ud800 half")
    assert caught.value.kind is ErrorKind.WRONG_PASSPHRASE
