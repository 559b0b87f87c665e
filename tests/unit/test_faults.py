"""What nobody caught is told by kind and place alone."""

import subprocess
import sys
from pathlib import Path

_SCRIPT = """
import threading
from ui.jobs.faults import report_faults
report_faults()
def fail():
    raise ValueError("HERON-4711, she waits")
class Spoilt:
    def __del__(self):
        fail()
thread = threading.Thread(target=fail, name="HERON-4711")
thread.start()
thread.join()
del thread
Spoilt()
try:
    fail()
except ValueError as error:
    raise KeyError("HERON-4711") from error
"""


def test_no_message_and_no_line_of_the_program_is_written(tmp_path: Path) -> None:
    script = tmp_path / "faulty.py"
    script.write_text(_SCRIPT, "utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True)
    lines = done.stderr.splitlines()
    assert [line.split(" at ")[1] for line in lines] == ["fault: ValueError", "fault: ValueError", "fault: KeyError"]
    assert "faulty.py:6 < faulty.py:9" in lines[1]
    assert "HERON" not in done.stderr and "she waits" not in done.stderr
