"""Commands run in this process, with `--json`, on a copy of one vault."""

import io
import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.factories.vaults import LOW_WORK_FACTOR, PASSPHRASE, copied, make_vault, unlocked
from ui.bootstrap import opening
from ui.cli.commands import run_command


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    result: dict[str, Any]
    stdout: str
    stderr: str

    @property
    def kind(self) -> str:
        """The kind of its error."""
        return str(self.result["error"]["kind"])


class _Terminal(io.StringIO):
    """Somebody sits there."""

    def isatty(self) -> bool:
        return True


class Shell:
    """Runs commands on one vault.

    Attributes:
        clip_id: of the vault's one clip.
    """

    def __init__(self, vault: Path, patch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[str]) -> None:
        self.vault = vault
        self._patch, self._captured = patch, captured
        for name in ("create", "unlock", "recover"):
            patch.setattr(opening, name, partial(getattr(opening, name), work_factor=LOW_WORK_FACTOR))
        desk = unlocked(vault)
        self.clip_id = desk.clip.id
        desk.close()

    def run(self, *words: object, stdin: str = "", as_json: bool = True, terminal: bool = False) -> Done:
        """Runs one command; wrong usage is its status, not an exception."""
        self._patch.setenv("VIDFEED_PASSPHRASE", PASSPHRASE)
        self._patch.setattr("sys.stdin", (_Terminal if terminal else io.StringIO)(stdin))
        given = ["--vault", str(self.vault), *(["--json"] if as_json else []), *map(str, words)]
        try:
            status = run_command(given)
        except SystemExit as wrong:
            status = int(wrong.code or 0)
        said = self._captured.readouterr()
        return Done(status, json.loads(said.out) if as_json and said.out else {}, said.out, said.err)

    def good(self, *words: object, stdin: str = "") -> dict[str, Any]:
        """Runs a command that must succeed; its result."""
        done = self.run(*words, stdin=stdin)
        assert done.status == 0, done.stderr
        return done.result


@pytest.fixture(scope="session")
def cli_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_vault(tmp_path_factory.mktemp("template") / "vault", prepared=False)


@pytest.fixture
def shell(
    cli_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    return Shell(copied(cli_template, tmp_path / "vault"), monkeypatch, capsys)
