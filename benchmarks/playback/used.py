"""The program under random use, for `benchmarks.playback.soak`: VAULT SECONDS SEED.

Tells {"threads": ..., "acts": ..., "stalls": ...} whenever it has come to rest, and waits a moment to be looked at.
"""

from __future__ import annotations

import gc
import sys
import threading
import time
from pathlib import Path

from benchmarks.playback.films import PASSPHRASE
from benchmarks.playback.random_use import RandomUse
from tests.factories.driving import Script, arguments, drive, passed, tell
from ui.screens.watch.screen import WatchScreen

_BETWEEN_RESTS_S = 30
_SETTLING_S, _LOOK_S = 3.0, 2.0


def _use(screen: WatchScreen, seconds: float, seed: int) -> Script:
    use, end = RandomUse(screen, seed), time.monotonic() + seconds
    yield from _rest(use)
    while time.monotonic() < end:
        rest_at = time.monotonic() + min(_BETWEEN_RESTS_S, seconds / 10)
        while time.monotonic() < rest_at:
            yield from use.act()
        yield from _rest(use)


def _rest(use: RandomUse) -> Script:
    yield from use.come_to_rest()
    gc.collect()
    yield passed(_SETTLING_S)  # the program has given back what was freed
    tell(threads=sorted(thread.name for thread in threading.enumerate()), acts=use.counts, stalls=use.stalls)
    yield passed(_LOOK_S)


if __name__ == "__main__":
    vault, seconds, seed = arguments()
    sys.exit(drive(Path(vault), PASSPHRASE, lambda screen: _use(screen, float(seconds), int(seed))))
