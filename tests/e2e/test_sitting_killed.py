"""kill -9 in the midst of a sitting: every mark that was told is there, and the history with it.

The short form of `python -m benchmarks.watch.killing`.
"""

import random
from pathlib import Path

from tests.e2e.sitting_facts import kill_once
from tests.factories.vaults import make_vault


def test_killed_sittings_lose_nothing_that_was_told(tmp_path: Path) -> None:
    vault, chance = make_vault(tmp_path / "vault"), random.Random(5)
    assert sum(kill_once(vault, chance, 1.5) for _ in range(3)) > 0
