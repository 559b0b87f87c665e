"""Memory of the whole program, children included, after unlock."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.playback.places import ROOT, Environment
from benchmarks.playback.process_facts import taken
from benchmarks.playback.table import Aim, Row


def memory_rows(vault: Path, environment: Environment, other_mb: float | None) -> Iterator[Row]:
    """The vault's first clip is watched; no one else has the vault open. `other_mb`: mpv's with the same film."""
    program = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.playback.watched", str(vault)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    for line in program.stdout:
        pss_mb = taken(program.pid).pss_mb
        yield Row(f"memory of the program at 1080p, {json.loads(line)['look']}, MB", pss_mb, other_mb, Aim(350))
    program.wait()
