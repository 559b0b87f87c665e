"""The import rules hold, and each of them breaks when someone breaks it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = Path(sys.executable).with_name("lint-imports")

PLANTED = [
    ("packages", "vidfeed/model/time.py", "import storage"),
    ("packages", "storage/vault/layout.py", "import ui.jobs.child"),
    ("core", "vidfeed/media/probe.py", "import vidfeed.services.marking"),
    ("core", "vidfeed/model/time.py", "import vidfeed.ports"),
    ("store", "storage/age/header.py", "import storage.catalogue"),
    ("screens", "ui/jobs/child.py", "import ui.widgets"),
    ("root", "ui/screens/screen.py", "import storage.vault"),
    ("no-qt", "vidfeed/media/probe.py", "import PySide6.QtCore"),
    ("no-qt", "storage/vault/layout.py", "import PySide6.QtCore"),
    ("no-sql", "vidfeed/services/marking.py", "import sqlalchemy"),
    ("no-sql", "ui/jobs/child.py", "import cryptography"),
    ("no-codec", "ui/jobs/child.py", "import av"),
    ("no-codec", "vidfeed/services/marking.py", "import cv2"),
]


def _lint(folder: Path, contract: str | None = None) -> subprocess.CompletedProcess[str]:
    only = ["--contract", contract] if contract else []
    return subprocess.run(
        [LINT, "--config", "pyproject.toml", "--no-cache", *only], cwd=folder, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checkout")
    skipped = shutil.ignore_patterns("__pycache__", "*.ttf", "*.sqlite")
    for name in ("vidfeed", "storage", "ui"):
        shutil.copytree(ROOT / name, folder / name, ignore=skipped)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_rules_hold(checkout: Path) -> None:
    done = _lint(checkout)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("contract", "module", "line"), PLANTED)
def test_a_planted_violation_breaks_its_rule(checkout: Path, contract: str, module: str, line: str) -> None:
    file = checkout / module
    kept = file.read_text("utf-8")
    try:
        file.write_text(f"{kept}\n\n{line}\n", "utf-8")
        done = _lint(checkout, contract)
    finally:
        file.write_text(kept, "utf-8")
    assert done.returncode != 0
    assert "BROKEN" in done.stdout


def _modules(package: str) -> list[str]:
    files = sorted((ROOT / package).rglob("*.py"))
    names = (".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files if "versions" not in file.parts)
    return [name.removesuffix(".__init__") for name in names]


@pytest.mark.parametrize("package", ["vidfeed", "storage"])
def test_no_inner_module_loads_qt(package: str) -> None:
    """import-linter does not see what importlib imports, so everything is really imported, in a fresh process."""
    code = (
        "import importlib, sys\n"
        f"for name in {_modules(package)!r}: importlib.import_module(name)\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('PySide6', 'shiboken6')])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_command_loads_no_qt() -> None:
    code = (
        "import sys\n"
        "from ui.cli.commands import build_parser\n"
        "build_parser()\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('PySide6', 'shiboken6')])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
