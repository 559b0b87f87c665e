from collections.abc import Iterable
from typing import TypedDict

class _Result(TypedDict):
    guesses: int

def zxcvbn(password: str, user_inputs: Iterable[str] | None = None, max_length: int = 72) -> _Result: ...
