"""A process that changes a vault and dies by SIGKILL at a given step: `python -m ... DIRECTORY CHANGE STEP [ID]`."""

import os
import signal
import sys
from pathlib import Path

from storage.vault import OpenVault, write_blob
from tests.storage.vault.vaults import BERT, FILM, PASSPHRASES, opened


def main(directory: str, change: str, step: str, subject: str) -> None:
    vault = opened(Path(directory))

    def reached(done: str) -> None:
        if done == step:
            os.kill(os.getpid(), signal.SIGKILL)

    vault.core.reached = reached
    make(vault, change, subject)


def make(vault: OpenVault, change: str, subject: str) -> None:
    match change:
        case "remove":
            vault.remove_user(BERT)
        case "passphrase":
            vault.change_passphrase(PASSPHRASES["other"])
        case "erase":
            vault.erase_case(subject)
        case "mend":
            mending = vault.mending(subject, Path(vault.directory.with_name("stick")))
            mending.put_in_place(write_blob(mending.grant, [FILM]))
        case _:
            raise ValueError(change)


if __name__ == "__main__":
    main(*sys.argv[1:])
