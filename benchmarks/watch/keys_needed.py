"""Keys for a sitting of 14 moments of which six are finished, beside what other tools' manuals ask for.

Compared is the same content everywhere: 14 moments, each with begin, end and a tag (here two of them without: "decide
later"), and words to six of them. A key or a click counts one; a key held down counts one, with Ctrl or Shift too.
Nowhere counted: typing, playing, seeking, and looking for the place.

Here it is what `tests/e2e/test_sitting.py` really presses for that: a tap gives begin and end around the instant, a key
held gives both as they were seen, Shift begins what a second press ends; words are begun by Enter and left by Esc, and
Down goes to the next. Its film lasts a minute, not 28: a longer one needs more playing and no further keys of these.
What it presses besides (14 decisions, a second tag, a place in a reel for six) has no counterpart elsewhere and is told
in a line of its own, not compared.

Elsewhere it is the fewest that these pages name; where they name none, nothing is counted, and the sum is a least:

- ELAN. Segmentation mode, Enter at begin and end of each segment (manual 6.2, "Segmentation mode"); an entry of a
  controlled vocabulary by "a single key stroke" (manual 6.9, "Edit controlled vocabularies"); words on another tier:
  select the time span, ALT+N, CTRL+ENTER (manual 6.2, "How to enter and edit annotations").
- BORIS. A state event's key is its tag; the same key again ends it (its author in
  github.com/olivierfriard/BORIS/issues/158). What a comment takes is not named.
- LosslessCut. + adds a segment at the cursor, O sets its end (docs/index.md, "Usage: Typical workflow"); Enter opens
  its label (github.com/mifi/lossless-cut/issues/655), which holds tag and words: one a moment. What closes it is not
  named; tags of its own have no key (issues/1766).
"""

import contextlib
import inspect
import io
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt

from tests.e2e.program import ROOT

_MOMENTS, _FINISHED = 14, 6
_MARKS, _WORDS = "begin, end and tag", "words"
_PLAYING = {"Space", "L", "K", "="}
_ELSEWHERE = {
    "ELAN": {"begin and end": 2 * _MOMENTS, "tag": _MOMENTS, _WORDS: 3 * _FINISHED},
    "BORIS": {_MARKS: 2 * _MOMENTS},
    "LosslessCut": {"begin and end": 2 * _MOMENTS, "label": _MOMENTS},
}
_AT_LEAST = {"BORIS", "LosslessCut"}


class _Listening:
    """Counts the keys that a test presses on purpose, by what it presses them for."""

    def __init__(self) -> None:
        self.steps: Counter[str] = Counter()
        self._before = ""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Function) -> Iterator[None]:
        pressed: Callable[..., None] = item.module.press

        def press(which: Qt.Key | str, **how: object) -> None:
            key = which.name.removeprefix("Key_") if isinstance(which, Qt.Key) else which
            frame = inspect.currentframe()
            caller = frame.f_back.f_code.co_name if frame is not None and frame.f_back is not None else ""
            self._note(key, caller)
            pressed(which, **how)

        vars(item.module)["press"] = press
        yield

    def _note(self, key: str, caller: str) -> None:
        if key not in _PLAYING:
            self.steps[self._step(key, caller)] += 1
        self._before = key

    def _step(self, key: str, caller: str) -> str:
        """`heart` marks; `describe` gives the second tag, words and the place in a reel; the rest goes about."""
        if caller == "heart":
            return _MARKS
        if caller == "describe":
            if key == "B" or self._before == "B":
                return "place in a reel"
            return "second tag" if key == "1" else _WORDS
        if key == "F3":
            return "passes"
        return _WORDS if key == "Down" and self.steps[_WORDS] else "decisions"


def keys_needed() -> str:
    """The comparison as lines of text."""
    here = _pressed_here()
    same = {step: count for step, count in here.items() if step in (_MARKS, _WORDS)}
    lines = [f"keys for {_MOMENTS} moments with begin, end and tag, {_FINISHED} of them with words"]
    for name, steps in {"vidfeed": same, **_ELSEWHERE}.items():
        total = sum(steps.values())
        parts = ", ".join(f"{step} {count}" for step, count in steps.items())
        least = "at least " if name in _AT_LEAST else ""
        lines.append(f"  {name:12} {least}{total}, {total / _MOMENTS:.1f} a moment   {parts}")
    besides = ", ".join(f"{step} {count}" for step, count in here.items() if step not in same)
    return "\n".join([*lines, f"  besides, in vidfeed: {besides}"]) + "\n"


def _pressed_here() -> dict[str, int]:
    listening = _Listening()
    script = str(ROOT / "tests" / "e2e" / "test_sitting.py")
    with contextlib.redirect_stdout(io.StringIO()):
        ended = pytest.main(["-q", "-p", "no:cacheprovider", script], plugins=[listening])
    if ended is not pytest.ExitCode.OK:
        return {"the sitting failed": 0}
    return dict(listening.steps)
