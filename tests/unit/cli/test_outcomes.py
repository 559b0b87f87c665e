"""How commands end: by their result, by an expected failure, by our own fault; and without a screen."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.unit.cli.conftest import Shell
from ui.cli import case, demo
from ui.cli.outcome import Outcome, print_outcome
from ui.main import main
from vidfeed.errors import InternalError

EMPTY = SimpleNamespace(clip=SimpleNamespace(id="clip"), reel=SimpleNamespace(id="reel"))
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there a screen can be missing")


@pytest.fixture
def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def closed_pipe() -> Iterator[int]:
    """The writing end of a pipe that no one reads."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


def _failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(case, "case_of", fail)


def test_our_own_fault_is_told_in_json_too(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    _failing(monkeypatch, InternalError("a broken invariant"))
    done = shell.run("case", "show", "X-1")
    assert (done.status, done.kind) == (70, "internal")
    assert "a broken invariant" in done.result["error"]["message"]
    assert done.result["error"]["hint"]


def test_no_ones_words_are_in_the_report_of_a_fault(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    _failing(monkeypatch, ValueError("Emma"))
    done = shell.run("case", "show", "X-1")
    assert (done.status, done.kind) == (70, "internal")
    assert "ValueError" in done.stderr
    assert "Emma" not in done.stdout + done.stderr


def test_a_result_that_cannot_be_printed_is_a_fault_and_no_traceback(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.cli.case._list", lambda _args: Outcome({"cases": [object()]}))
    done = shell.run("case", "list")
    assert (done.status, done.kind) == (70, "internal")


def test_a_reader_who_has_gone_away_is_no_failure(closed_pipe: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with os.fdopen(os.dup(closed_pipe), "w", encoding="utf-8") as output:
        monkeypatch.setattr(sys, "stdout", output)
        print_outcome(Outcome({"cases": []}), as_json=True)
        print_outcome(Outcome({"cases": []}, "No cases yet."), as_json=False)


@linux_only
@pytest.mark.usefixtures("no_screen")
def test_without_a_screen_the_windows_say_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VIDFEED_PASSPHRASE", "anything")
    assert main([]) == 1
    said = capsys.readouterr()
    assert "no screen" in said.err
    assert said.out == ""
    assert "VIDFEED_PASSPHRASE" not in os.environ


@linux_only
@pytest.mark.usefixtures("no_screen")
def test_without_a_screen_the_demo_does_the_whole_job(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "fill_with_demo", lambda *_: EMPTY)
    monkeypatch.setattr(demo, "_write_copies", lambda *_: {"reel": "reel.mp4"})
    assert shell.good("demo", tmp_path / "demo")["copies"] == {"reel": "reel.mp4"}


def test_the_demo_refuses_a_folder_of_copies_before_it_makes_a_vault(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "demo-copies").write_text("in the way", "utf-8")
    assert shell.run("demo", tmp_path / "demo", "--no-window").kind == "exists"
    assert not (tmp_path / "demo").exists()


def test_the_demos_windows_leave_standard_output_to_the_document(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "has_screen", lambda: True)
    monkeypatch.setattr(demo, "open_windows", lambda *_: 0)
    monkeypatch.setattr(demo, "fill_with_demo", lambda *_: EMPTY)
    done = shell.run("demo", tmp_path / "demo")
    assert json.loads(done.stdout) == done.result
    assert done.result["passphrase"] in done.stderr
