"""A disk that takes no more from the Nth write on, for every N: the old state or the new one, never a third."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.vault import OpenVault, durable
from tests.storage.vault.test_users import is_settled
from tests.storage.vault.vaults import (
    ANNA,
    BERT,
    FILM,
    PASSPHRASES,
    FiledFilm,
    add_film,
    created,
    made,
    opened,
    read_film,
)
from vidfeed.errors import ErrorKind, ExpectedError

NEVER = 1000


class FullDisk:
    """Counts the calls that write, and fails from one of them on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls = 0
        self.fails_from = NEVER
        modules = [module for name, module in sys.modules.items() if name.startswith("storage.vault.")]
        for name in ("open_new", "write_all", "sync_file", "sync_folder", "move"):
            call: Callable[..., object] = getattr(durable, name)
            for module in modules:
                if vars(module).get(name) is call:
                    monkeypatch.setattr(module, name, self._counted(call))

    def refuses(self, number: int, change: Callable[..., object], *arguments: object) -> bool:
        """Makes a change on a disk that fails from that call on; whether the change failed."""
        self.calls, self.fails_from = 0, number
        try:
            change(*arguments)
        except ExpectedError as problem:
            assert problem.kind is ErrorKind.NO_SPACE
            return True
        finally:
            self.fails_from = NEVER
        assert self.calls < number, "a failure was swallowed"
        return False

    def _counted(self, call: Callable[..., object]) -> Callable[..., object]:
        def counted(*arguments: object) -> object:
            self.calls += 1
            if self.calls >= self.fails_from:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return call(*arguments)

        return counted


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> FullDisk:
    return FullDisk(monkeypatch)


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, FiledFilm, FiledFilm]:
    """A closed vault of Anna and Bert with two films."""
    vault, _ = made(tmp_path / "two")
    with vault:
        films = add_film(vault), add_film(vault, b"the second", "SECOND-1")
        vault.add_user(BERT, PASSPHRASES[BERT])
    return vault.directory, *films


def who_opens(directory: Path) -> set[str]:
    """Unlocks as people would, one after the other; whose passphrases get in."""
    entered = set()
    for user in (ANNA, "other", BERT):
        try:
            opened(directory, user).close()
            entered.add(user)
        except ExpectedError as problem:
            assert problem.kind is ErrorKind.WRONG_PASSPHRASE
    return entered


def remove_bert(vault: OpenVault, _film: FiledFilm) -> None:
    vault.remove_user(BERT)


def add_other(vault: OpenVault, _film: FiledFilm) -> None:
    vault.add_user("other", PASSPHRASES["other"])


def change_passphrase(vault: OpenVault, _film: FiledFilm) -> None:
    vault.change_passphrase(PASSPHRASES["other"])


def replace_recovery(vault: OpenVault, _film: FiledFilm) -> None:
    vault.replace_recovery()


def erase(vault: OpenVault, film: FiledFilm) -> None:
    vault.erase_clip(film.clip_id)


@pytest.mark.parametrize(
    ("change", "outcomes"),
    [
        (remove_bert, [{ANNA, BERT}, {ANNA}]),
        (add_other, [{ANNA, BERT}, {ANNA, BERT, "other"}]),
        (change_passphrase, [{ANNA, BERT}, {"other", BERT}]),
        (replace_recovery, [{ANNA, BERT}]),
        (erase, [{ANNA, BERT}]),
    ],
)
def test_a_change_on_a_disk_that_fills_up(
    two: tuple[Path, FiledFilm, FiledFilm],
    disk: FullDisk,
    change: Callable[[OpenVault, FiledFilm], None],
    outcomes: list[set[str]],
) -> None:
    source, stays, goes = two
    seen = []
    failed, number = True, 0
    while failed:
        number += 1
        directory = source.with_name(f"{number}")
        shutil.copytree(source, directory)
        with opened(directory) as vault:
            failed = disk.refuses(number, change, vault, goes)
        entered = who_opens(directory)
        assert entered in outcomes
        seen.append(entered)
        is_settled(directory, *entered)
        with opened(directory, min(entered - {BERT})) as vault:
            assert read_film(vault, stays) == FILM
            there = vault.catalogue.clip(goes.clip_id) is not None
            assert there == vault.core.layout.blob(goes.original.blob_id).exists()
            assert there or change is erase
    assert number > 4
    assert seen[-1] == outcomes[-1]


def create_and_close(directory: Path) -> None:
    created(directory)[0].close()


def test_creating_on_a_disk_that_fills_up(tmp_path: Path, disk: FullDisk) -> None:
    failed, number = True, 0
    while failed:
        number += 1
        directory = tmp_path / f"{number}"
        failed = disk.refuses(number, create_and_close, directory)
        if directory.exists():
            opened(directory).close()
        else:
            assert failed
            created(directory)[0].close()
        assert {path.name for path in tmp_path.iterdir()} == {directory.name}
        shutil.rmtree(directory)
    assert number > 10


def test_importing_on_a_disk_that_fills_up(vault: OpenVault, disk: FullDisk) -> None:
    film = add_film(vault)
    failed, number = True, 0
    while failed:
        number += 1
        failed = disk.refuses(number, vault.blobs.store, film.clip_id, [FILM])
        assert list(vault.core.layout.incoming.iterdir()) == []
        assert len(list(vault.core.layout.blob_ids())) == (1 if failed else 2)
    assert number > 5
    vault.close()
    with opened(vault.directory) as again:
        assert read_film(again, film) == FILM


@pytest.mark.skipif(sys.platform != "linux" or shutil.which("cc") is None, reason="needs Linux and a C compiler")
def test_calls_of_the_system_that_fail_here_and_there() -> None:
    """The short form of `python -m benchmarks.fault_loop`: the database's own writes fail too."""
    words = ["--stride", "330", "--change", "mark", "replace-recovery", "recover", "backup", "restore"]
    command = [sys.executable, "-m", "benchmarks.fault_loop", *words]
    done = subprocess.run(command, cwd=Path(__file__).parents[3], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("full ") == done.stdout.count("error ") == done.stdout.count("gone ") == 5
