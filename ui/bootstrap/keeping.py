"""The windows' view of a vault as a whole."""

from contextlib import suppress
from pathlib import Path

from storage.vault import OpenVault, generate_passphrase
from storage.vault.passphrase import MIN_GUESSES_LOG10, guesses_log10
from ui.bootstrap.visiting import begin_visit
from ui.state.keeping import BackupMade, Checked, ErasedForGood, Strength, VaultUser
from vidfeed.errors import ExpectedError
from vidfeed.ports import FilmWorks, Progress
from vidfeed.services.context import Context

_LEVELS = (
    (0.1, 0, "Nothing typed yet."),
    (6, 1, "Easy to guess. Make it longer, with words that do not belong together."),
    (10, 2, "Still to be guessed. Another word or two."),
    (MIN_GUESSES_LOG10, 3, "Nearly. One more word."),
    (16, 4, "Strong."),
)


class VaultKeeping:
    """Implements `ui.state.keeping.Keeping` on an open vault.

    Args:
        works: may have kept something of what is erased.
    """

    def __init__(self, vault: OpenVault, works: FilmWorks) -> None:
        self._vault, self._works = vault, works

    @property
    def folder(self) -> Path:
        """See Keeping."""
        return self._vault.directory

    @property
    def user(self) -> str:
        """See Keeping."""
        return self._vault.user.name

    def suggest_passphrase(self) -> str:
        """See Keeping."""
        return generate_passphrase()

    def strength(self, passphrase: str, /) -> Strength:
        """See Keeping."""
        return strength_of(passphrase)

    def users(self) -> list[VaultUser]:
        """See Keeping."""
        since = {slot.user: slot.created_at for slot in self._vault.slots() if slot.user}
        people = self._vault.catalogue.users()
        return [VaultUser(user.id, user.name, since[user.name]) for user in people if user.name in since]

    def add_user(self, name: str, passphrase: str) -> None:
        """See Keeping."""
        before = {user.id for user in self._vault.catalogue.users()}
        self._vault.add_user(name, passphrase)
        for user in self._vault.catalogue.users():
            if user.id not in before:
                enter_own_name(self._vault, user.id, user.name)

    def remove_user(self, name: str) -> None:
        """See Keeping."""
        self._vault.remove_user(name)

    def change_passphrase(self, passphrase: str) -> None:
        """See Keeping."""
        self._vault.change_passphrase(passphrase)

    def check(self, deep: bool, progress: Progress) -> Checked:
        """See Keeping."""
        report = self._vault.verify(deep=deep, progress=progress)
        return Checked(report.findings, report.bytes_checked)

    def back_up(self, folder: Path, label: str, progress: Progress) -> BackupMade:
        """See Keeping."""
        made = self._vault.back_up(folder, label, progress)
        return BackupMade(made.backup, made.size_bytes, made.findings)

    def begin_visit(self, context: Context, reel_id: str, pin: str) -> None:
        """See Keeping."""
        begin_visit(self._vault, context, reel_id, pin)

    def erase(self, subject: str, progress: Progress) -> ErasedForGood:
        """See Keeping."""
        kind, _, subject_id = subject.partition(":")
        erase = self._vault.erase_case if kind == "case" else self._vault.erase_clip
        self._works.forget_rendered()
        done = erase(subject_id, progress)
        return ErasedForGood(
            done.blobs_removed, done.copies_outstanding, done.backups_outstanding, done.receipt, done.receipt_file
        )


def enter_own_name(vault: OpenVault, user_id: str, name: str) -> None:
    """Lets the trail know a user by name: who is shut out later is still told there, also who never unlocked."""
    with suppress(ExpectedError):  # a disk that is full takes no line; the user is there all the same
        vault.catalogue.record("user.join", f"user:{user_id}", by=name)


def strength_of(passphrase: str) -> Strength:
    """How well a passphrase withstands guessing; enough is what making a vault asks for."""
    guesses = guesses_log10(passphrase)
    for below, level, words in _LEVELS:
        if guesses < below:
            return Strength(level, words, guesses >= MIN_GUESSES_LOG10)
    return Strength(4, "Very strong.", True)
