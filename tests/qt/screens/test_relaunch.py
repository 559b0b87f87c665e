import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a process cannot be replaced, a new one is started")
def test_the_fresh_process_is_the_program_in_the_same_process(tmp_path: Path) -> None:
    stand_in = tmp_path / "python"
    stand_in.write_text('#!/bin/sh\necho $$ "$@"\n')
    stand_in.chmod(stand_in.stat().st_mode | stat.S_IXUSR)
    code = (
        "import os, sys\n"
        "from ui.screens.relaunch import relaunch\n"
        f"sys.executable = {str(stand_in)!r}\n"
        "print(os.getpid(), flush=True)\n"
        "relaunch()\n"
        "print('still here')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    own, fresh = done.stdout.splitlines()
    assert fresh == f"{own} -P -m ui.main"
