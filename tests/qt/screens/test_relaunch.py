import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a process cannot be replaced, a new one is started")
@pytest.mark.parametrize(
    "how",
    ["relaunch()", "from ui.screens.relaunch import relaunch_within; relaunch_within(0.1, relaunch); sys.stdin.read()"],
    ids=["at once", "while the window's thread hangs"],
)
def test_the_fresh_process_is_the_program_in_the_same_process(tmp_path: Path, how: str) -> None:
    stand_in = tmp_path / "python"
    stand_in.write_text('#!/bin/sh\necho $$ "$@"\n')
    stand_in.chmod(stand_in.stat().st_mode | stat.S_IXUSR)
    code = (
        "import os, sys\n"
        "from ui.screens.relaunch import relaunch\n"
        f"sys.executable = {str(stand_in)!r}\n"
        "print(os.getpid(), flush=True)\n"
        f"{how}\n"
        "print('still here')"
    )
    words = [sys.executable, "-c", code]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        own, fresh = process.stdout.read().splitlines()
    assert fresh == f"{own} -P -m ui.main"
