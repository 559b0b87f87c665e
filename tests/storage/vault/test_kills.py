"""A process that is killed outright, with its files and its database open."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.kill_loop import Cut, differences, run
from tests.storage.vault.test_users import is_settled
from tests.storage.vault.vaults import ANNA, BERT, FILM, PASSPHRASES, add_film, made, opened, read_film
from vidfeed.errors import ExpectedError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")


@pytest.mark.parametrize(
    ("change", "step"),
    [
        ("remove", "committed"),
        ("remove", "both-keys"),
        ("remove", "rekeyed"),
        ("passphrase", "slot-file"),
        ("passphrase", "new-key"),
        ("erase", "marked"),
        ("erase", "unlinked"),
        ("erase", "rekeyed"),
    ],
)
def test_a_killed_change_is_undone_or_finished(tmp_path: Path, change: str, step: str) -> None:
    vault, _ = made(tmp_path / "vault")
    with vault:
        stays, goes = add_film(vault), add_film(vault, b"goes", "GONE-01")
        vault.add_user(BERT, PASSPHRASES[BERT])
    directory = vault.directory
    command = [sys.executable, "-m", "tests.storage.vault.killed", str(directory), change, step, goes.case_id]
    died = subprocess.run(command, cwd=Path(__file__).parents[3], capture_output=True, check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr
    user = "other" if step == "new-key" else ANNA
    with opened(directory, user) as again:
        assert read_film(again, stays) == FILM
        if change == "erase":
            assert again.catalogue.case(goes.case_id) is None
            with pytest.raises(ExpectedError):
                again.catalogue.clip_identity(goes.clip_id)
    is_settled(directory, user, *([] if change == "remove" else [BERT]))


def test_kills_at_random_instants_lose_nothing(tmp_path: Path) -> None:
    """The short form of `python -m benchmarks.kill_loop`."""
    report = run(tmp_path / "run", kills=10, seed=7)
    assert report.problems == []
    assert report.kills == 10
    assert report.confirmed.total() + report.cut.total() - report.cut["unlock"] > 0, "none came as far as a step"


def test_the_loop_would_notice_a_loss() -> None:
    confirmed = {"moment:a": "one", "clip:b": "film"}
    nothing = Cut("between steps", {}, frozenset())
    assert differences(confirmed, confirmed, nothing) == []
    assert differences(confirmed, {"clip:b": "film"}, nothing)
    assert differences(confirmed, confirmed | {"moment:c": "new"}, nothing)
    erasing = Cut("erase", {"moment:a": None, "clip:b": None}, frozenset())
    assert differences(confirmed, {}, erasing) == []
    assert differences(confirmed, {"clip:b": "film"}, erasing) == ["the step was done by half"]
    marking = Cut("mark", {}, frozenset({"moment"}))
    assert differences(confirmed, confirmed | {"moment:c": "new"}, marking) == []
