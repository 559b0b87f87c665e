"""The recovery secret gets into its file, or nothing has changed."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage.vault import OpenVault
from storage.vault.rekey import STEPS
from tests.unit.cli.conftest import Shell
from ui.bootstrap import OpenedVault
from ui.cli import session
from ui.cli import vault as vault_commands


def _replace(shell: Shell, file: Path) -> str:
    shell.good("vault", "replace-recovery", "--recovery-file", file)
    return file.read_text("utf-8")


def _opens(shell: Shell, sheet: Path) -> bool:
    return shell.run("vault", "recover", "--recovery-file", sheet).status == 0


def test_the_old_sheet_stays_valid_where_the_new_secret_has_no_place(shell: Shell, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.txt"
    _replace(shell, sheet)
    done = shell.run("vault", "replace-recovery", "--recovery-file", tmp_path / "nowhere" / "new.txt")
    assert (done.status, done.kind) == (1, "file-missing")
    assert _opens(shell, sheet)


def _interrupted_after(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever replaces the sheet presses Ctrl+C once that step of the re-key is done."""

    def reached(done: str) -> None:
        if done == step:
            raise KeyboardInterrupt

    @contextmanager
    def unlocked(args: argparse.Namespace) -> Iterator[OpenedVault]:
        with session.unlocked(args) as opened:
            opened.vault.core.reached = reached
            yield opened

    monkeypatch.setattr(vault_commands, "unlocked", unlocked)


@pytest.mark.parametrize("step", STEPS)
def test_an_interrupt_past_the_point_of_no_return_leaves_the_new_secret_in_its_file(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    with monkeypatch.context() as patch:
        _interrupted_after(step, patch)
        done = shell.run("vault", "replace-recovery", "--recovery-file", tmp_path / "new.txt")
    assert (done.status, done.kind) == (1, "cancelled")
    assert _opens(shell, tmp_path / "new.txt")


def test_the_new_secret_is_on_the_disk_before_the_old_sheet_dies(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed anywhere, one of both opens: the file is whole before the first step."""
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    _replace(shell, old)
    found: list[str] = []

    def killed(_vault: object, _secret: str) -> str:
        found.append(new.read_text("utf-8"))
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(OpenVault, "replace_recovery", killed)
        assert shell.run("vault", "replace-recovery", "--recovery-file", new).status == 1
    assert found[0].startswith("AGE-SECRET-KEY-1")
    assert not new.exists(), "it never opened anything"
    assert _opens(shell, old)


def test_a_new_secret_voids_the_old(shell: Shell, tmp_path: Path) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    assert _replace(shell, first) != _replace(shell, second)
    assert not _opens(shell, first)
    assert _opens(shell, second)


def test_no_vault_is_made_where_its_secret_has_no_place(shell: Shell, tmp_path: Path) -> None:
    made, nowhere = tmp_path / "made", tmp_path / "nowhere" / "recovery.txt"
    assert shell.run("vault", "create", made, "--recovery-file", nowhere).kind == "file-missing"
    assert not made.exists()


def test_no_file_stays_where_no_vault_was_made(shell: Shell, tmp_path: Path) -> None:
    weak = tmp_path / "weak"
    weak.write_text("abc", "utf-8")
    secret = tmp_path / "recovery.txt"
    words = ["vault", "create", tmp_path / "made", "--recovery-file", secret, "--new-passphrase-file", weak]
    assert shell.run(*words).kind == "weak-passphrase"
    assert not secret.exists()
