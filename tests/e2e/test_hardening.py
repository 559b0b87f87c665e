"""Processes that hold keys leave no core file, and Ctrl+C is the parent's to answer."""

import signal
import subprocess
import sys

import pytest

from tests.e2e.program import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what is asked here is Linux's")

_LIMITS = """
import ctypes, resource
from ui.main import main
try:
    main(["--version"])
except SystemExit:
    pass
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""

_CHILD = """
import os, signal, threading
from ui.jobs.child import run_in_child
from vidfeed.ports import never_cancelled, no_progress

import tests.e2e.child_echo as echo
for delay_ms in (1, 30, 120, 300):
    timer = threading.Timer(delay_ms / 1000, lambda: os.killpg(0, signal.SIGINT))
    timer.start()
    try:
        run_in_child(echo.echo, delay_ms, "It", no_progress, never_cancelled)
        timer.join()
    except KeyboardInterrupt:
        timer.join()
"""


def test_the_program_dumps_no_core() -> None:
    done = subprocess.run([sys.executable, "-c", _LIMITS], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "(0, 0) 0"


def test_an_interrupt_while_a_child_starts_prints_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _CHILD], cwd=ROOT, capture_output=True, text=True, start_new_session=True
    )
    assert done.returncode in {0, -signal.SIGINT}
    assert done.stderr == ""
