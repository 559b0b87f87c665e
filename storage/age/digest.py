"""A digest of what passes by, on a thread of its own: it takes longer than sealing or opening."""

import hashlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

_BESIDE_BYTES: Final = 1 << 18  # of less than this a thread's turn costs more than it gains
_WAITING_PIECES: Final = 4


class DigestBeside:
    """SHA-256 of pieces in their order. For one thread."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._thread: ThreadPoolExecutor | None = None
        self._waiting: deque[Future[None]] = deque()
        self._allowed = _WAITING_PIECES

    def update(self, piece: bytes | memoryview) -> None:
        """Takes a piece, whose bytes are read later on; call `let_go` before they change."""
        if len(piece) < _BESIDE_BYTES:
            self._settle(0)
            self._digest.update(piece)
            return
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "digest")
        self._waiting.append(self._thread.submit(self._digest.update, piece))
        self._allowed = _WAITING_PIECES if isinstance(piece, bytes) else 0

    def let_go(self) -> None:
        """Waits until no piece is needed that may change, and few of the others."""
        self._settle(self._allowed)

    def hexdigest(self) -> str:
        """Of all pieces; nothing can be added afterwards."""
        self.close()
        return self._digest.hexdigest()

    def close(self) -> None:
        """Ends the thread; what was taken is digested before."""
        self._settle(0)
        if self._thread is not None:
            self._thread.shutdown()
            self._thread = None

    def _settle(self, allowed: int) -> None:
        while len(self._waiting) > allowed:
            self._waiting.popleft().result()
