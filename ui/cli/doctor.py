"""The command `doctor`: this machine, nothing about families."""

import argparse
import os
import platform
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ui.cli.machine import machine_findings, memory_bytes
from ui.cli.outcome import Outcome, table
from ui.cli.shapes import finding_json
from vidfeed import __version__
from vidfeed.media.codecs import available_codecs

_PACKAGES = ("av", "opencv-python-headless", "pyside6-essentials", "sqlcipher3", "cryptography", "sqlalchemy")


def add_parsers(nouns: Any, common: argparse.ArgumentParser) -> None:
    """Adds `doctor`."""
    what = "this machine: disk encryption, clock, screen, sound, memory, room, codecs, versions"
    parser = nouns.add_parser("doctor", parents=[common], help=what)
    parser.set_defaults(run=_doctor)


def _doctor(args: argparse.Namespace) -> Outcome:
    findings = machine_findings(_named_vault(args))
    facts: dict[str, Any] = {
        "vidfeed": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "processors": os.cpu_count(),
        "memory_bytes": memory_bytes(),
        "disk_free_bytes": shutil.disk_usage(Path.home()).free,
        "display": os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY"),
        "packages": {name: version(name) for name in _PACKAGES},
        "codecs": available_codecs(),
    }
    rows = [(finding.severity.value, " ".join([finding.message, finding.hint]).strip()) for finding in findings]
    text = "\n\n".join([table(rows), table([(name, str(value)) for name, value in facts.items()])])
    return Outcome(facts | {"findings": [finding_json(finding) for finding in findings]}, text)


def _named_vault(args: argparse.Namespace) -> Path | None:
    given = getattr(args, "vault", None) or os.environ.get("VIDFEED_VAULT")
    return Path(given) if given else None
