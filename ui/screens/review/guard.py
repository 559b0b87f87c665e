"""Who lets the therapist out of the review."""

from typing import Protocol

from ui.state.desk import Desk


class Guard(Protocol):
    """Knows the word that opens."""

    @property
    def open_to_all(self) -> bool:
        """Whether no word is asked for."""

    @property
    def asks_for(self) -> str:
        """What is to be typed: "passphrase" or "PIN"."""

    def opens(self, typed: str) -> bool:
        """Whether it is the word; slow, for a thread of its own."""


class VaultGuard:
    """The passphrase of the open vault; nobody's in the practice, where nothing of a family is."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def open_to_all(self) -> bool:
        """See Guard."""
        return self._desk.practice

    @property
    def asks_for(self) -> str:
        """See Guard."""
        return "passphrase"

    def opens(self, typed: str) -> bool:
        """See Guard."""
        return self._desk.vault.check_passphrase(typed)
