"""Kills a sitting at random instants, and looks that nothing told was lost.

Run: python -m benchmarks.watch.killing [--kills N]
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

from tests.e2e.sitting_facts import kill_once
from tests.factories.vaults import make_vault

_KILLS, _A_VAULT, _LONGEST_S = 200, 10, 2.0


def main() -> int:
    """Kills 200 times, or as often as is asked for; a new vault after every tenth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=_KILLS)
    kills: int = parser.parse_args().kills
    seed = random.SystemRandom().randrange(1 << 30)
    chance, steps = random.Random(seed), 0
    sys.stdout.write(f"seed {seed}\n")
    with tempfile.TemporaryDirectory() as name:
        for number in range(kills):
            vault = Path(name) / f"vault{number // _A_VAULT}"
            if not vault.exists():
                make_vault(vault)
            steps += kill_once(vault, chance, _LONGEST_S)
            sys.stdout.write(f"{number + 1} kills, {steps} steps told, none lost\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
