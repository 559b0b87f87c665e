"""What must be left of a sitting after a kill, and killing one at a random instant."""

import hashlib
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.e2e.program import ROOT
from tests.factories.vaults import unlocked
from vidfeed.model.change import clip_scope
from vidfeed.model.moment import Moment
from vidfeed.services import marking


def digest(moments: Iterable[Moment]) -> str:
    """Of all that moments hold, whatever their order."""
    return hashlib.sha256("\n".join(sorted(repr(moment) for moment in moments)).encode()).hexdigest()


def kill_once(vault: Path, chance: random.Random, longest_s: float) -> int:
    """Lets a sitting go on for a random while, kills it, and looks at what is left; how many steps were told.

    Raises:
        AssertionError: where something that was told is not there.
    """
    with subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.sitting_driver", str(vault)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as driver:
        assert driver.stdout is not None
        told = [json.loads(driver.stdout.readline())]
        with suppress(subprocess.TimeoutExpired):  # that is the instant of the kill, by chance
            status = driver.wait(chance.uniform(0, longest_s))
            raise AssertionError(f"the sitting ended by itself, with status {status}")
        driver.kill()
        told += [json.loads(line) for line in driver.stdout.read().splitlines() if line.endswith("}")]
    check_left(vault, told[-1])
    return int(told[-1]["steps"]) - int(told[0]["steps"])


def check_left(vault: Path, last: dict[str, Any]) -> None:
    """Everything told is there, at most the one step after it too; undo leads back to what was told."""
    opened = unlocked(vault)
    try:
        ctx, scope = opened.context, clip_scope(opened.clip.id)
        beyond = len(ctx.catalogue.steps(scope, 1_000_000)) - int(last["steps"])
        assert beyond in (0, 1), f"{beyond} steps more than were told"
        if beyond:
            assert marking.undo(ctx, scope) is not None
        assert digest(ctx.catalogue.moments(opened.clip.id)) == last["digest"]
        if beyond:
            assert marking.redo(ctx, scope) is not None
        assert not [finding for finding in opened.findings if finding.severity == "critical"]
    finally:
        opened.close()
