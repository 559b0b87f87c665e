"""Restoring asks whoever sits there for the receipts of what was erased since."""

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Shell


@pytest.fixture
def erased(shell: Shell, tmp_path: Path) -> Path:
    """The backup of a vault whose only clip was erased afterwards."""
    shell.good("vault", "backup", tmp_path / "shelf")
    shell.good("clip", "erase", shell.clip_id, "--confirm", shell.clip_id)
    return tmp_path / "shelf"


def test_at_a_terminal_it_asks_and_erases_again(shell: Shell, erased: Path, tmp_path: Path) -> None:
    receipts = f"{shell.vault}-receipts\n"
    done = shell.run("vault", "restore", erased, tmp_path / "again", stdin=receipts, as_json=False, terminal=True)
    assert done.status == 0
    assert "Was anything erased since" in done.stderr
    assert "Was anything erased since" not in done.stdout
    assert "Erased again by receipts: 1" in done.stdout


def test_who_names_none_is_told_what_that_means(shell: Shell, erased: Path, tmp_path: Path) -> None:
    done = shell.run("vault", "restore", erased, tmp_path / "again", stdin="\n", as_json=False, terminal=True)
    assert done.status == 0
    assert "What was erased after this backup was made is back" in done.stdout


def test_a_folder_that_is_not_there_restores_nothing(shell: Shell, erased: Path, tmp_path: Path) -> None:
    done = shell.run("vault", "restore", erased, tmp_path / "again", stdin="nowhere\n", as_json=False, terminal=True)
    assert done.status == 1
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize("terminal", [True, False])
def test_a_script_is_asked_nothing(shell: Shell, erased: Path, tmp_path: Path, terminal: bool) -> None:
    done = shell.run("vault", "restore", erased, tmp_path / "again", stdin="x\n", as_json=terminal, terminal=terminal)
    assert done.status == 0
    assert "Was anything erased" not in done.stderr
