"""Processes that hold keys leave no core file and end with the lock, and Ctrl+C is the parent's to answer."""

import os
import select
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.program import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="prctl and /proc/PID are Linux's")

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

_LOCKED = """
import sys, threading
import tests.e2e.child_echo as echo
from ui.jobs.child import run_in_child
from ui.screens.relaunch import relaunch
from vidfeed.ports import never_cancelled

if __name__ == "__main__":
    there = threading.Event()
    def hear(pid):
        print(int(pid), flush=True)
        there.set()
    words = (echo.tell_and_wait, None, "It", hear, never_cancelled)
    threading.Thread(target=run_in_child, args=words, daemon=True).start()
    there.wait()
    sys.executable = sys.argv[1]
    relaunch()
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


def test_no_child_outlives_the_lock(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    fresh.write_text("#!/bin/sh\necho fresh\nread answer\n", "utf-8")
    fresh.chmod(fresh.stat().st_mode | stat.S_IXUSR)
    script = tmp_path / "locked.py"
    script.write_text(_LOCKED, "utf-8")
    words = [sys.executable, str(script), str(fresh)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        child = os.pidfd_open(int(running.stdout.readline()))
        assert running.stdout.readline() == "fresh\n"
        # Readable once it has ended, whether or not its new parent has heard of it.
        ended, _, _ = select.select([child], [], [], 30)
        os.close(child)
        assert ended
        running.communicate("\n")
