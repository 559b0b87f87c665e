"""The recovery secret gets into its file, or nothing has changed."""

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Shell
from ui.cli import vault as vault_commands
from vidfeed.files import whole_file


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


def test_a_secret_that_cannot_be_written_after_all_is_shown(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()

    def gone_the_second_time(target: Path) -> object:
        if target.exists():
            target.unlink()
            folder.rmdir()
        return whole_file(target)

    monkeypatch.setattr(vault_commands, "whole_file", gone_the_second_time)
    done = shell.run("vault", "replace-recovery", "--recovery-file", folder / "new.txt")
    assert (done.status, done.kind) == (1, "file-missing")
    shown = tmp_path / "written-by-hand.txt"
    shown.write_text(next(line for line in done.stderr.splitlines() if "SECRET" in line), "utf-8")
    assert _opens(shell, shown)


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
