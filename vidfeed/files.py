"""Files for the user, complete or not at all: a reader never meets half of one, a full disk leaves nothing behind."""

import errno
import hashlib
import os
import secrets
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedRandom
from pathlib import Path
from typing import Final

from vidfeed.errors import ErrorKind, ExpectedError

_NO_SPACE: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_FOLDER: Final = {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG}
# Virus scanners hold a new file open for a moment, and then Windows refuses to rename it.
_WINDOWS_TRIES: Final = 10
_WINDOWS_PAUSE_S: Final = 0.05


class WholeFile:
    """A file on its way to its name.

    Attributes:
        file: open for writing, reading and seeking; leave it open.
        sha256: hexadecimal, of the whole file; empty until the `with` block has ended.
    """

    def __init__(self, file: BufferedRandom) -> None:
        self.file = file
        self.sha256 = ""

    def settle(self) -> None:
        """Puts the bytes on the medium, reads back what arrived, and closes."""
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.seek(0)
        self.sha256 = hashlib.file_digest(self.file, "sha256").hexdigest()
        self.file.close()


@contextmanager
def whole_file(target: Path) -> Iterator[WholeFile]:
    """Gives a file to write, which takes the name `target` when the block ends well, in place of what had it before.

    Until then it lies beside the target under a name that says nothing, readable by its owner alone. If the block
    raises it is removed, and what had the name stays. An OSError inside the block is taken for one of this file.

    Raises:
        ExpectedError: `no-space`, `file-missing` (no such folder), `exists` (a folder has the name) or `read-only`.
    """
    part = target.with_name(f".vidfeed-{secrets.token_hex(8)}.part")
    with disk_errors():
        whole = WholeFile(_open_new(part))
        try:
            yield whole
            whole.settle()
            _rename(part, target)
        except BaseException:
            with suppress(OSError):
                whole.file.close()
            with suppress(OSError):
                part.unlink()
            raise


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Makes a folder for its owner alone, and takes it away again with all it holds if the block raises.

    Raises:
        ExpectedError: `exists` where something has the name already, else as for `whole_file`.
    """
    with disk_errors():
        target.mkdir(mode=0o700)
        try:
            yield target
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)
            raise


@contextmanager
def disk_errors() -> Iterator[None]:
    """Turns an OSError of a place that the user chose into what they can act on."""
    try:
        yield
    except OSError as problem:
        raise _expected(problem) from problem


def _expected(problem: OSError) -> ExpectedError:
    if problem.errno in _NO_SPACE:
        return ExpectedError(ErrorKind.NO_SPACE, "Nothing was saved. The disk is full.", "Make room and try again.")
    if problem.errno in _NO_FOLDER:
        return ExpectedError(
            ErrorKind.FILE_MISSING, "Nothing was saved. The folder is not there.", "Choose another folder or name."
        )
    if problem.errno in {errno.EEXIST, errno.EISDIR}:
        return ExpectedError(
            ErrorKind.EXISTS, "Nothing was saved. There is a folder of that name already.", "Choose another name."
        )
    return ExpectedError(
        ErrorKind.READ_ONLY,
        "Nothing was saved. This place cannot be written to.",
        "Choose another folder, or close the file in other programs.",
    )


def _open_new(path: Path) -> BufferedRandom:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "w+b")


def _rename(part: Path, target: Path) -> None:
    for _ in range(_WINDOWS_TRIES if sys.platform == "win32" else 0):
        try:
            part.replace(target)
            return
        except PermissionError:
            time.sleep(_WINDOWS_PAUSE_S)
    part.replace(target)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """The file has its name by now; where the medium cannot promise to remember it, that is no failure to save."""
    if sys.platform != "win32":
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
