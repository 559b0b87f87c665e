"""A child process that dies or hangs at its work is told apart from one that refuses, and leaves nothing running."""

import multiprocessing

import pytest

from tests.e2e.child_faults import die, hang
from ui.jobs.child import run_in_child
from vidfeed.errors import WorkLostError
from vidfeed.ports import never_cancelled, no_progress


def test_a_child_that_dies_is_lost() -> None:
    with pytest.raises(WorkLostError):
        run_in_child(die, None, "It", no_progress, never_cancelled)
    assert multiprocessing.active_children() == []


def test_a_child_that_hangs_is_ended() -> None:
    told: list[float] = []
    with pytest.raises(WorkLostError):
        run_in_child(hang, None, "It", told.append, never_cancelled, silence_s=5.0)
    assert told == [0.1]
    assert multiprocessing.active_children() == []
