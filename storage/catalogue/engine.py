"""Keyed connections to the catalogue's file.

The key goes to the driver itself, never through SQLAlchemy: no URL, log line or error text can hold it.
"""

from pathlib import Path, PurePath
from urllib.parse import quote

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from vidfeed.errors import ErrorKind, ExpectedError, InternalError

KEY_BYTES = 32
PAGE_FORMAT = 4
"""The version of SQLCipher's page format that this catalogue is written in."""

_BUSY_WAIT_S = 5.0
_CACHE_KIB = 32 * 1024  # pages are kept decrypted here; reading one again costs its decryption

_PRAGMAS = (
    f"PRAGMA cipher_compatibility = {PAGE_FORMAT}",
    # A rollback journal, synced with its folder: a confirmed commit outlives a power cut, and damage is noticed.
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA fullfsync = ON",  # macOS: past the drive's cache; elsewhere it changes nothing
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # so that replacing a line of the trail is refused as well
    f"PRAGMA cache_size = -{_CACHE_KIB}",
)


def key_literal(key: bytes) -> str:
    """The raw key as SQLCipher's pragmas take it, past any key derivation."""
    if len(key) != KEY_BYTES:
        raise InternalError(f"a catalogue key has {KEY_BYTES} bytes")
    return f"\"x'{key.hex()}'\""


def connect_keyed(path: Path, key: bytes) -> dbapi2.Connection:
    """Opens an existing file, an empty one included; transactions are begun by hand.

    Raises:
        ExpectedError: kind `vault-missing` where there is no file.
        sqlcipher3.dbapi2.Error: for a wrong key or a damaged file alike.
    """
    literal = key_literal(key)
    if not path.is_file():
        raise ExpectedError(ErrorKind.VAULT_MISSING, "The vault's catalogue is not there.", "Look for the vault.")
    raw = dbapi2.connect(
        database_uri(path.absolute()) + "?mode=rw",
        timeout=_BUSY_WAIT_S,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
        uri=True,
    )
    try:
        raw.execute("PRAGMA cipher_log_level = NONE")  # it would write to standard error
        raw.execute(f"PRAGMA key = {literal}")
        for pragma in _PRAGMAS:
            raw.execute(pragma)
        raw.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except dbapi2.Error:
        raw.close()
        raise
    return raw


def database_uri(path: PurePath) -> str:
    """An absolute path as SQLite takes it: without an authority, which a share's address would have as a URI."""
    text = path.as_posix()
    return f"file://{'' if text.startswith('/') else '/'}{quote(text, safe='/:')}"


def engine_on(raw: dbapi2.Connection) -> Engine:
    """An engine whose only connection is `raw`."""
    return create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: raw,
        poolclass=StaticPool,
        hide_parameters=True,
    )
