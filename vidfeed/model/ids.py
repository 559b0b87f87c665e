"""Random ids: short enough to type, long enough never to meet."""

import base64
import secrets
from collections.abc import Callable

ID_LENGTH = 12


def new_id(random: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """Twelve characters of a-z and 2-7 (60 bits), from the system's randomness."""
    return base64.b32encode(random(8)).decode().lower()[:ID_LENGTH]
