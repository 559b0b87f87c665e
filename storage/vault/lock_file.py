"""One process per vault."""

from filelock import FileLock, Timeout

from storage.vault.durable import expected
from storage.vault.layout import Layout
from vidfeed.errors import ErrorKind, ExpectedError


class VaultLock:
    """Held from opening to closing; the system frees it when the process dies.

    Raises:
        ExpectedError: kind `vault-in-use` if another process, or another part of this one, holds it.
    """

    def __init__(self, layout: Layout) -> None:
        self._lock = FileLock(layout.lock, timeout=0, mode=0o600, thread_local=False)
        try:
            self._lock.acquire()
        except Timeout as problem:  # before OSError: it is one
            raise ExpectedError(
                ErrorKind.VAULT_IN_USE,
                "This vault is already open.",
                "Go to the window that has it open, or close that first.",
            ) from problem
        except OSError as problem:
            raise expected(problem) from problem

    def release(self) -> None:
        """Lets others in; a second call does nothing."""
        self._lock.release()
