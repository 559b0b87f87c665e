"""Passphrases: one spelling of the same letters, and strong enough."""

import math
import unicodedata
from functools import cache
from typing import Final

from vidfeed.errors import ErrorKind, ExpectedError

MIN_GUESSES_LOG10: Final = 12
GENERATED_WORDS: Final = 6
_ESTIMATED_CHARACTERS: Final = 72  # zxcvbn refuses more; what a longer one adds is not counted


def passphrase_bytes(text: str) -> bytes:
    """NFC, UTF-8: an accent typed on one keyboard opens what another keyboard locked.

    Raises:
        ExpectedError: kind `wrong-passphrase` for what is no Unicode text.
    """
    try:
        return unicodedata.normalize("NFC", text).encode()
    except UnicodeEncodeError as problem:
        raise ExpectedError(
            ErrorKind.WRONG_PASSPHRASE, "The passphrase holds a character that is none.", "Type it again."
        ) from problem


def check_strength(text: str, known_words: tuple[str, ...] = ()) -> None:
    """Refuses what could be guessed.

    Args:
        text: the passphrase as typed.
        known_words: what a guesser would try first, such as the user's name.

    Raises:
        ExpectedError: kind `weak-passphrase`.
    """
    if guesses_log10(text, known_words) < MIN_GUESSES_LOG10:
        raise ExpectedError(
            ErrorKind.WEAK_PASSPHRASE,
            "This passphrase could be guessed.",
            "Take a longer one, or the six words that vidfeed offers.",
        )


def guesses_log10(text: str, known_words: tuple[str, ...] = ()) -> float:
    """Decimal logarithm of how many guesses zxcvbn expects a good guesser to need."""
    from zxcvbn import zxcvbn

    passphrase_bytes(text)
    normal = unicodedata.normalize("NFC", text)[:_ESTIMATED_CHARACTERS]
    if not normal:
        return 0.0
    return math.log10(zxcvbn(normal, user_inputs=["vidfeed", *known_words])["guesses"])


def generate_passphrase() -> str:
    """Six random words of the EFF's long list (77 bits), between spaces; always strong enough."""
    from xkcdpass import xkcd_password

    while True:
        text = str(xkcd_password.generate_xkcdpassword(_words(), numwords=GENERATED_WORDS, delimiter=" "))
        if guesses_log10(text) >= MIN_GUESSES_LOG10:
            return text


@cache
def _words() -> tuple[str, ...]:
    from xkcdpass import xkcd_password

    path = xkcd_password.locate_wordfile("eff-long")
    return tuple(xkcd_password.generate_wordlist(wordfile=path, min_length=1, max_length=99))
