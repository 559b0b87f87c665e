"""The vault's figures, as one table: python -m benchmarks.vault [--quick]

Ratios are of one run. On a busy machine the figures say little; the ratios still say something.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from benchmarks import vault_catalogue, vault_films
from benchmarks.vault_rows import Row, timed
from storage.vault import create_vault, open_vault
from storage.vault.layout import Layout
from storage.vault.slots import WORK_FACTOR, opened_slots

PASSPHRASE = "unpledged snugness triceps puppet"
_ROUNDS = 5
_AFTER_UNLOCK = """
import sys
from pathlib import Path
import psutil
from storage.vault import open_vault
process = psutil.Process()
before = process.memory_info().rss
with open_vault(Path(sys.argv[1]), sys.argv[2]):
    print(before, process.memory_info().rss)
"""


def unlocking(folder: Path) -> list[Row]:
    """How long unlocking takes, how much of it is the passphrase's derivation, and what stays in memory."""
    directory = folder / "vault"
    create_vault(directory, PASSPHRASE, "anna")[0].close()
    derived, whole = [], []
    for _ in range(_ROUNDS):
        derived.append(timed(lambda: list(opened_slots(Layout(directory), PASSPHRASE))))
        whole.append(timed(lambda: open_vault(directory, PASSPHRASE).close()))
    command = [sys.executable, "-c", _AFTER_UNLOCK, str(directory), PASSPHRASE]
    before, after = map(int, subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())
    kdf, all_of_it = statistics.median(derived), statistics.median(whole)
    return [
        Row("unlock", f"{all_of_it:.2f} s"),
        Row(
            f"of it scrypt, work factor {WORK_FACTOR}; the rest",
            f"{kdf:.2f} s; {max(0.0, all_of_it - kdf) * 1000:.0f} ms",
        ),
        Row("memory of a process after unlock; before", f"{after / 1e6:.0f} MB; {before / 1e6:.0f} MB"),
    ]


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="the vault's figures")
    parser.add_argument("--quick", action="store_true", help="64 MiB of film and 10,000 moments only")
    args = parser.parse_args()
    film_bytes, counts = (64 << 20, [10_000]) if args.quick else (512 << 20, [10_000, 1_000_000])
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print("| what | figure | aim |\n| --- | --- | --- |", flush=True)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for measured in (
            partial(unlocking, folder),
            partial(vault_films.measure, folder, film_bytes),
            *(partial(vault_catalogue.measure, folder, count) for count in counts),
        ):
            for row in measured():
                print(row, flush=True)
    print(f"\n{(time.perf_counter() - started) / 60:.1f} minutes, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
