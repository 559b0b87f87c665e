"""Writing so that a power cut leaves the old or the new, never half of either."""

import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import FileIO
from pathlib import Path
from typing import BinaryIO, Final

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.ports import Progress, no_progress

NEW_SUFFIX: Final = ".new"
VAULTS: Final = "The vault's"
BACKUPS: Final = "The backup's"
_REPARSE_POINT: Final = 0x400  # FILE_ATTRIBUTE_REPARSE_POINT
_COPY_BYTES: Final = 1 << 20
_NO_SPACE: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_ALLOWED: Final = {errno.EROFS, errno.EACCES, errno.EPERM}
_GONE: Final = {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.ESTALE}
_NO_FULL_SYNC: Final = {errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL, errno.ENOTTY}
# Virus scanners hold a new file open for a moment, and then Windows refuses to rename it.
_WINDOWS_TRIES: Final = 10
_WINDOWS_PAUSE_S: Final = 0.05


class UnreadableError(OSError):
    """What was to be copied cannot be read: it is not the disk that is written to that is at fault."""


@contextmanager
def disk_errors(whose: str = VAULTS) -> Iterator[None]:
    """Turns an OSError into what a user can act on; `whose` disk it is begins the sentence."""
    try:
        yield
    except OSError as problem:
        raise expected(problem, whose) from problem


def expected(problem: OSError, whose: str = VAULTS) -> ExpectedError:
    """The user's side of an OSError: `no-space`, `read-only`, `vault-missing` or `damaged`."""
    if isinstance(problem, UnreadableError):
        return ExpectedError(
            ErrorKind.VAULT_MISSING if problem.errno in _GONE else ErrorKind.DAMAGED,
            f"A file that was to be copied cannot be read ({os.strerror(problem.errno or 0)}).",
            "Check that the disk which it is on is connected and sound.",
        )
    if problem.errno in _NO_SPACE:
        return ExpectedError(
            ErrorKind.NO_SPACE, "The disk is full. What was there before is unharmed.", "Free some space and try again."
        )
    if problem.errno in _NOT_ALLOWED:
        return ExpectedError(
            ErrorKind.READ_ONLY,
            f"{whose} folder cannot be written to. What is in it is unharmed.",
            "Check that the disk is not write-protected and that the folder belongs to you.",
        )
    if problem.errno in _GONE:
        return ExpectedError(
            ErrorKind.VAULT_MISSING,
            f"{whose} folder, or a part of it, is not there.",
            "Check that its disk is connected.",
        )
    return ExpectedError(
        ErrorKind.DAMAGED,
        f"{whose} disk reports an error ({os.strerror(problem.errno or 0)}).",
        "Check the disk, then verify the vault.",
    )


def open_new(path: Path) -> BinaryIO:
    """Opens a file that must not exist yet for writing, for its owner alone; follows no link."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    return os.fdopen(os.open(path, flags, 0o600), "wb", buffering=0)


def open_plain(path: Path) -> FileIO:
    """Opens a regular file for reading, unbuffered; a link at its place is an OSError."""
    if is_link(path.lstat()):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    return os.fdopen(os.open(path, flags), "rb", buffering=0)


def is_link(status: os.stat_result) -> bool:
    """Whether what was asked about (not what it points to) is a symbolic link, junction or other reparse point."""
    return stat.S_ISLNK(status.st_mode) or bool(getattr(status, "st_file_attributes", 0) & _REPARSE_POINT)


def read_plain(path: Path, limit_bytes: int) -> bytes:
    """The content of a small regular file, one byte more than the limit where it is longer."""
    with open_plain(path) as file:
        data = b""
        while len(data) <= limit_bytes and (more := file.read(limit_bytes + 1 - len(data))):
            data += more
    return data


def write_all(file: BinaryIO, data: bytes) -> None:
    """Writes all of it: an unbuffered file may take less at a time."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def write_atomically(path: Path, data: bytes) -> None:
    """Puts `data` at `path`, durable on return; until then the old content stays.

    Raises:
        OSError: and then the old content is still there.
    """
    new = path.with_name(path.name + NEW_SUFFIX)
    new.unlink(missing_ok=True)
    try:
        with open_new(new) as file:
            write_all(file, data)
            sync_file(file)
        move(new, path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def sync_file(file: BinaryIO) -> None:
    """Waits until the file's bytes are on the medium."""
    file.flush()
    if sys.platform == "darwin":
        # There fsync stops at the drive's cache.
        import fcntl

        try:
            fcntl.fcntl(file.fileno(), fcntl.F_FULLFSYNC)
        except OSError as problem:
            if problem.errno not in _NO_FULL_SYNC:
                raise
            os.fsync(file.fileno())  # some network shares know no other
    else:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Waits until the folder's entries are on the medium; Windows has no such call and journals them."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def move(source: Path, target: Path) -> None:
    """Renames over the target, durable on return."""
    _patiently(lambda: source.replace(target))
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)


def remove(path: Path) -> None:
    """Unlinks what may be gone already, durable on return."""
    _patiently(lambda: path.unlink(missing_ok=True))
    sync_folder(path.parent)


def forget_cached(file: BinaryIO) -> None:
    """Asks the system to read the file from the medium next time, where it can be asked; sync it before."""
    if sys.platform == "linux":
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def copy_file(source: Path, target: Path, progress: Progress = no_progress) -> None:
    """Copies, reads the copy back from the medium, and only then puts it in its place; durable on return.

    Args:
        progress: told with every MiB; what it raises ends the copying, and the target is as it was.

    Raises:
        UnreadableError: from the source.
        OSError: from the target, also if the medium did not keep what was written; then the target is as it was.
    """
    new = target.with_name(target.name + NEW_SUFFIX)
    new.unlink(missing_ok=True)
    try:
        with open_new(new) as copy:
            written, size_bytes = sha256(), 0
            total_bytes = _size_bytes(source)
            for piece in _pieces(source):
                written.update(piece)
                write_all(copy, piece)
                size_bytes += len(piece)
                progress(min(1.0, size_bytes / total_bytes) / 2)
            sync_file(copy)
            forget_cached(copy)
        with open_plain(new) as copy:
            if _digest(copy, lambda done: progress((1 + done / (size_bytes or 1)) / 2)) != written.digest():
                raise OSError(errno.EIO, os.strerror(errno.EIO))
        move(new, target)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def read_from_medium(path: Path, limit_bytes: int) -> bytes:
    """As `read_plain`, past what the system remembers of a disk that may have been pulled out."""
    with open_plain(path) as file:
        forget_cached(file)
    return read_plain(path, limit_bytes)


def _size_bytes(source: Path) -> int:
    try:
        return source.lstat().st_size or 1
    except OSError as problem:
        raise UnreadableError(problem.errno, problem.strerror) from problem


def _digest(file: FileIO, read_so_far: Callable[[int], None]) -> bytes:
    """SHA-256 of what is left of a file."""
    digest, size_bytes = sha256(), 0
    while piece := file.read(_COPY_BYTES):
        digest.update(piece)
        size_bytes += len(piece)
        read_so_far(size_bytes)
    return digest.digest()


def _pieces(source: Path) -> Iterator[bytes]:
    try:
        with open_plain(source) as file:
            while piece := file.read(_COPY_BYTES):
                yield piece
    except OSError as problem:
        raise UnreadableError(problem.errno, problem.strerror) from problem


def make_folder(path: Path) -> None:
    """Makes a folder for its owner alone, durable on return; it may exist."""
    if not path.is_dir():
        path.mkdir(mode=0o700, exist_ok=True)
        sync_folder(path.parent)


def _patiently(action: Callable[[], object]) -> None:
    for _ in range(_WINDOWS_TRIES if sys.platform == "win32" else 0):
        try:
            action()
            return
        except PermissionError:
            time.sleep(_WINDOWS_PAUSE_S)
    action()
