"""Keys for a sitting of 14 moments of which six are finished, beside what other tools' manuals ask for.

Counted here: what `tests/e2e/test_sitting.py` really presses, without typing and without keys that only play or move.
Its film lasts a minute, not 28: a longer one needs more playing and no further keys of these. Counted elsewhere:
the fewest keys and clicks that these pages name for marking and tagging 14 moments and giving six of them words:

- ELAN. Segmentation mode, Enter at begin and end of each segment (manual 6.2, "Segmentation mode"); an entry of a
  controlled vocabulary by "a single key stroke" (manual 6.9, "Edit controlled vocabularies"); words on another tier:
  select the time span, ALT+N, CTRL+ENTER (manual 6.2, "How to enter and edit annotations").
- BORIS. A state event's key, and the same key again (its author in github.com/olivierfriard/BORIS/issues/158). The
  pages read do not count a comment's steps: left out.
- LosslessCut. + adds a segment at the cursor, O sets its end (docs/index.md, "Usage: Typical workflow"); Enter opens
  its label (github.com/mifi/lossless-cut/issues/655). Tags have no key (issues/1766): left out.

Passes with a decision and a place in a reel have no counterpart in those pages, so those counts lack them.
"""

import contextlib
import io
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.e2e.program import ROOT

_MOMENTS, _FINISHED = 14, 6
_PLAYING = {"Space", "L", "K", "="}
_ELSEWHERE = {
    "ELAN": {"begin and end": 2 * _MOMENTS, "tag": _MOMENTS, "words": 3 * _FINISHED},
    "BORIS": {"begin and end of a tag": 2 * _MOMENTS},
    "LosslessCut": {"begin and end": 2 * _MOMENTS, "words": _FINISHED},
}


class _Listening:
    """Counts the keys that a test presses on purpose."""

    def __init__(self) -> None:
        self.keys: Counter[str] = Counter()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Function) -> Iterator[None]:
        pressed: Callable[..., None] = item.module.press

        def press(which: Qt.Key | str, **how: Any) -> None:
            self.keys[which.name.removeprefix("Key_") if isinstance(which, Qt.Key) else which] += 1
            pressed(which, **how)

        vars(item.module)["press"] = press
        yield


def keys_needed() -> str:
    """The comparison as lines of text."""
    lines = [f"keys for {_MOMENTS} moments, {_FINISHED} of them finished (typing and playing left out)"]
    here = _pressed_here()
    for name, steps in {"vidfeed": here, **_ELSEWHERE}.items():
        total = sum(steps.values())
        parts = ", ".join(f"{step} {count}" for step, count in steps.items())
        lines.append(f"  {name:12} {total:3}, {total / _MOMENTS:.1f} a moment   {parts}")
    return "\n".join(lines) + "\n"


def _pressed_here() -> dict[str, int]:
    listening = _Listening()
    script = str(ROOT / "tests" / "e2e" / "test_sitting.py")
    with contextlib.redirect_stdout(io.StringIO()):
        ended = pytest.main(["-q", "-p", "no:cacheprovider", script], plugins=[listening])
    if ended is not pytest.ExitCode.OK:
        return {"the sitting failed": 0}
    return {key: count for key, count in listening.keys.items() if key not in _PLAYING}
