"""Reading files from elsewhere: never more than a bound, in whichever encoding they come."""

import stat
from dataclasses import dataclass
from pathlib import Path

from vidfeed.errors import ErrorKind, ExpectedError

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SAMPLE_BYTES = 4096
_SAVE_ANEW = "Check the file, or save it anew in the program that it comes from."


@dataclass(frozen=True)
class Decoded:
    """Text of a file.

    Attributes:
        guessed: the encoding, where the file does not say it and it was not UTF-8; else empty.
    """

    text: str
    guessed: str = ""


def bad_file(message: str, hint: str = _SAVE_ANEW) -> ExpectedError:
    """The refusal of a file's content."""
    return ExpectedError(ErrorKind.BAD_FILE, f"{message} Nothing was brought in.", hint)


def read_bounded(path: Path, limit_bytes: int) -> bytes:
    """The whole of a regular file.

    Raises:
        ExpectedError: `file-missing` where it can't be read, `bad-file` where it is no regular file, or a huge one.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise bad_file("That is not a file.", "Choose a file.")
        if found.st_size > limit_bytes:
            raise bad_file(f"The file is larger than {limit_bytes // 1_000_000} MB: too large for one of its kind.")
        with path.open("rb") as file:
            data = file.read(limit_bytes + 1)
    except OSError as error:
        raise ExpectedError(
            ErrorKind.FILE_MISSING, "The file that was named can’t be read.", "Check its name and its place."
        ) from error
    if len(data) > limit_bytes:
        raise bad_file("The file is too large for one of its kind.")
    return data


def decode(data: bytes) -> Decoded:
    """The text of bytes: by their byte order mark, else UTF-8, UTF-16 by its zeros, or Windows-1252.

    Raises:
        ExpectedError: kind `bad-file` where it is no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Decoded(_strict(data, encoding))
    zeros = _utf16_without_mark(data)
    if zeros:
        return Decoded(_strict(data, zeros), "UTF-16")
    if b"\x00" in data:
        raise bad_file("This is not a text file.", "Choose a text file, such as CSV.")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return Decoded(_strict(data, "cp1252"), "Windows-1252")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise bad_file(
            f"The text of the file can’t be read at byte {error.start + 1}: it is in an unknown encoding.",
            "Save it as UTF-8 in the program that it comes from.",
        ) from error


def _utf16_without_mark(data: bytes) -> str:
    """Text of Latin letters has a zero in every other byte."""
    sample = data[:_SAMPLE_BYTES]
    half = len(sample) // 2
    if half < 2:
        return ""
    even, odd = sample[: 2 * half : 2].count(0), sample[1 : 2 * half : 2].count(0)
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.7 and odd < half * 0.1 else ""
