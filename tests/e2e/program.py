"""The real program in a subprocess, with an empty home of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PASSPHRASE = "unpledged snugness triceps puppet"


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    result: dict[str, Any]
    stderr: str

    @property
    def kind(self) -> str:
        """The kind of its error."""
        return str(self.result["error"]["kind"])


class Program:
    """Runs commands on one vault; nothing of the surrounding home or temp folder is used.

    Attributes:
        home: starts empty.
        temp: likewise.
        vault: not yet made.
    """

    def __init__(self, folder: Path) -> None:
        self.home, self.temp, self.vault = folder / "home", folder / "temp", folder / "vault"
        self.home.mkdir()
        self.temp.mkdir()

    @property
    def environment(self) -> dict[str, str]:
        """With the passphrase in it."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "VIDFEED_"))}
        return kept | {
            "HOME": str(self.home),
            "TMPDIR": str(self.temp),
            "VIDFEED_PASSPHRASE": PASSPHRASE,
            "VIDFEED_VAULT": str(self.vault),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def run(self, *words: object, passphrase: str = PASSPHRASE, stdin: str = "") -> Done:
        """Runs one command with `--json`."""
        done = subprocess.run(
            [sys.executable, "-m", "ui.main", *map(str, words), "--json"],
            cwd=ROOT,
            env=self.environment | {"VIDFEED_PASSPHRASE": passphrase},
            input=stdin,
            capture_output=True,
            text=True,
        )
        assert done.stdout.count("\n") <= 1, "one JSON document, nothing else"
        return Done(done.returncode, json.loads(done.stdout) if done.stdout else {}, done.stderr)

    def good(self, *words: object, stdin: str = "") -> dict[str, Any]:
        """Runs a command that must succeed; its result."""
        done = self.run(*words, stdin=stdin)
        assert done.status == 0, done.stderr
        return done.result
