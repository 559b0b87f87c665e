"""The public `age` command, which asks for passphrases on a terminal."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories.terminals import require_terminal

needs_age = pytest.mark.skipif(
    shutil.which("age") is None or sys.platform == "win32", reason="the age command is not installed"
)


def age_with_identity(identity: str, path: Path) -> bytes:
    """`age -d -i - PATH` with an identity file's text on standard input."""
    return subprocess.run(
        ["age", "--decrypt", "-i", "-", str(path)], input=identity.encode(), capture_output=True, check=True
    ).stdout


def age_with_passphrase(arguments: list[str], passphrase: str) -> int:
    """Runs `age` on a terminal of its own and types the passphrase when asked; the exit status."""
    import pty

    require_terminal()
    terminal, ours = pty.openpty()
    # In a session of its own it has no other terminal to ask on.
    with subprocess.Popen(["age", *arguments], stdin=ours, stdout=ours, stderr=ours, start_new_session=True) as process:
        os.close(ours)
        said, typed = b"", False
        while more := _heard(terminal):
            said += more
            if not typed and b"passphrase" in said.lower() and b":" in said:
                os.write(terminal, passphrase.encode() + b"\n")
                typed = True
    os.close(terminal)
    return process.returncode


def _heard(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1024)
    except OSError:  # Linux says so when the other end is closed
        return b""
