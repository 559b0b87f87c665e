"""Files stay small enough to read in one sitting."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
LIMIT_LINES = 400


def test_no_module_passes_the_limit() -> None:
    sizes = {
        file.relative_to(ROOT): len(file.read_text("utf-8").splitlines())
        for package in ("vidfeed", "storage", "ui", "tests", "benchmarks")
        for file in (ROOT / package).rglob("*.py")
    }
    assert {file: lines for file, lines in sizes.items() if lines > LIMIT_LINES} == {}
