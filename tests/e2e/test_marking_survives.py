"""The real program, on a screen of its own, is killed the moment a mark was made: the mark is there."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.program import ROOT, Program
from tests.factories.displays import x_display
from tests.factories.films import FilmSpec
from tests.factories.vaults import PASSPHRASE, make_vault, unlocked

LEAD, LAG = 100, 50
"""Four seconds and two, in frames."""


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """The name of an empty X display."""
    if shutil.which("Xvfb") is None:
        pytest.skip("the program Xvfb is not installed")
    with x_display() as name:
        yield name


@pytest.fixture
def running(tmp_path: Path, display: str) -> Iterator[subprocess.Popen[str]]:
    """The program on a vault with one film, driven from inside."""
    program = Program(tmp_path)
    make_vault(program.vault, FilmSpec(frames=400))
    driver = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.watching_driver", str(program.vault), PASSPHRASE],
        cwd=ROOT,
        env=program.environment | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield driver
    driver.kill()
    driver.communicate()


def lines_until(running: subprocess.Popen[str], last: str) -> list[dict[str, Any]]:
    """What the driver tells, up to and with the first line that has this word."""
    assert running.stdout is not None
    told: list[dict[str, Any]] = []
    for line in running.stdout:
        told.append(json.loads(line))
        if last in told[-1]:
            return told
    assert running.stderr is not None
    raise AssertionError(running.stderr.read())


def test_a_mark_made_while_the_film_plays_survives_a_kill(running: subprocess.Popen[str], tmp_path: Path) -> None:
    told = lines_until(running, "marked")
    os.kill(running.pid, signal.SIGKILL)
    running.wait()

    painted = [(line["painted"], line["at"]) for line in told if "painted" in line]
    numbers = [number for number, _ in painted]
    # Two paintings may be read after the second: the same number twice, on a busy machine.
    assert None not in numbers and all(later >= earlier for earlier, later in pairwise(numbers))
    (first, began), (last, ended) = painted[1], painted[-1]
    assert last - first <= (ended - began) * 25 + 3, "no faster than the film"
    assert len(set(numbers)) > 10, "the picture moved"

    (pressed,) = [line["pressed"] for line in told if "pressed" in line]
    vault = unlocked(tmp_path / "vault")
    (moment,) = vault.context.catalogue.moments(vault.clip.id)
    frames = vault.context.catalogue.frame_index(vault.clip.id).frames_in(moment.span)
    vault.close()
    assert [ref.tag_id for ref in moment.tags] == ["starter/turn-taking"]
    assert (frames[0], frames[-1]) == (max(0, pressed - LEAD), pressed + LAG - 1)
