"""The command `doctor`: this machine, nothing about families."""

import argparse
import os
import platform
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ui.cli.outcome import Outcome, table
from vidfeed import __version__
from vidfeed.media.codecs import available_codecs

_PACKAGES = ("av", "opencv-python-headless", "pyside6-essentials", "sqlcipher3", "cryptography", "sqlalchemy")


def add_parsers(nouns: Any, common: argparse.ArgumentParser) -> None:
    """Adds `doctor`."""
    parser = nouns.add_parser("doctor", parents=[common], help="this machine: codecs, memory, disk, versions")
    parser.set_defaults(run=_doctor)


def _doctor(_args: argparse.Namespace) -> Outcome:
    facts: dict[str, Any] = {
        "vidfeed": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "processors": os.cpu_count(),
        "memory_bytes": _memory_bytes(),
        "disk_free_bytes": shutil.disk_usage(Path.home()).free,
        "display": os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY"),
        "packages": {name: version(name) for name in _PACKAGES},
        "codecs": available_codecs(),
    }
    return Outcome(facts, table([(name, str(value)) for name, value in facts.items()]))


def _memory_bytes() -> int | None:
    if not hasattr(os, "sysconf") or "SC_PHYS_PAGES" not in os.sysconf_names:
        return None
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
