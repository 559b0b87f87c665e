"""The ways into vaults, put together for the windows."""

from pathlib import Path

from storage.vault import generate_passphrase
from storage.vault.passphrase import MIN_GUESSES_LOG10, guesses_log10
from ui.bootstrap.opening import OpenedVault, create_vault, open_vault, recover_vault
from ui.bootstrap.practice import open_practice
from ui.state.doors import Doors, MadeVault, Strength

_LEVELS = (
    (0.1, 0, "Nothing typed yet."),
    (6, 1, "Easy to guess. Make it longer, with words that do not belong together."),
    (10, 2, "Still to be guessed. Another word or two."),
    (MIN_GUESSES_LOG10, 3, "Nearly. One more word."),
    (16, 4, "Strong."),
)


def window_doors() -> Doors:
    """What `run_windows` is handed."""
    return Doors(open_vault, _create, _recover, open_practice, generate_passphrase, strength_of)


def strength_of(passphrase: str) -> Strength:
    """How well a passphrase withstands guessing; enough is what making a vault asks for."""
    guesses = guesses_log10(passphrase)
    for below, level, words in _LEVELS:
        if guesses < below:
            return Strength(level, words, guesses >= MIN_GUESSES_LOG10)
    return Strength(4, "Very strong.", True)


def _create(folder: Path, passphrase: str, user: str) -> MadeVault:
    new = create_vault(folder, passphrase, user)
    return MadeVault(new.opened, new.opened.vault.vault_id, new.recovery_secret)


def _recover(folder: Path, secret: str, passphrase: str, user: str) -> OpenedVault:
    return recover_vault(folder, secret, passphrase, user or None)
