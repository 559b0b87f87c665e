"""Ours read by the `age` command and by pyrage, theirs read by us."""

import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from storage.age import Reader, ScryptIdentity, ScryptRecipient, X25519Identity, X25519Recipient, decrypt, encrypt
from tests.factories.terminals import require_terminal

SIZES = [0, 1, 65_535, 65_536, 65_537, 131_072, 200_001]
PLAIN = bytes(range(251)) * 800

needs_age = pytest.mark.skipif(
    not (shutil.which("age") and shutil.which("age-keygen")), reason="the age command is not installed"
)
needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="age asks for passphrases on a terminal only")


def run(*command: str | Path, given: bytes = b"") -> bytes:
    done = subprocess.run([str(word) for word in command], input=given, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def run_on_terminal(*command: str | Path, typed: str) -> None:
    """Runs a command on a terminal of its own and types."""
    require_terminal()
    words = [str(word) for word in command]
    script = f"import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn({words!r})))"
    run(sys.executable, "-c", script, given=typed.encode())


@needs_age
@pytest.mark.parametrize("size", SIZES)
def test_age_reads_ours_and_we_read_its(size: int, tmp_path: Path) -> None:
    identity = X25519Identity.generate()
    key_file, sealed = tmp_path / "key.txt", tmp_path / "sealed.age"
    key_file.write_text(identity.to_text() + "\n")
    sealed.write_bytes(encrypt([X25519Identity.generate().recipient, identity.recipient], PLAIN[:size]))
    assert run("age", "-d", "-i", key_file, sealed) == PLAIN[:size]
    theirs = run("age", "-r", identity.recipient.to_text(), given=PLAIN[:size])
    assert decrypt([identity], theirs) == PLAIN[:size]
    with Reader.open(io.BytesIO(theirs), [identity]) as reader:
        assert reader.read() == PLAIN[:size]


@needs_age
def test_keys_of_age_keygen(tmp_path: Path) -> None:
    lines = run("age-keygen").decode().splitlines()
    recipient, secret = lines[1].removeprefix("# public key: "), lines[2]
    assert X25519Identity.parse(secret).recipient == X25519Recipient.parse(recipient)
    assert X25519Identity.parse(secret).to_text() == secret
    identity = X25519Identity.generate()
    assert run("age-keygen", "-y", given=identity.to_text().encode()).decode().strip() == identity.recipient.to_text()


@needs_age
@needs_terminal
def test_passphrases_of_the_age_command(tmp_path: Path) -> None:
    ours, theirs, plain = tmp_path / "ours.age", tmp_path / "theirs.age", tmp_path / "plain"
    ours.write_bytes(encrypt([ScryptRecipient("Grüße aus dem Heft".encode(), log_n=10)], b"one line\n"))
    run_on_terminal("age", "-d", "-o", plain, ours, typed="Grüße aus dem Heft\n")
    assert plain.read_bytes() == b"one line\n"
    run_on_terminal("age", "-p", "-o", theirs, plain, typed="six words\nsix words\n")
    assert decrypt([ScryptIdentity(b"six words")], theirs.read_bytes()) == b"one line\n"


@needs_age
@needs_terminal
def test_an_identity_under_a_passphrase_serves_as_key_file(tmp_path: Path) -> None:
    identity = X25519Identity.generate()
    slot, blob, plain = tmp_path / "slot.age", tmp_path / "blob.age", tmp_path / "plain"
    slot.write_bytes(encrypt([ScryptRecipient(b"pass", log_n=10)], f"{identity.to_text()}\n".encode()))
    blob.write_bytes(encrypt([identity.recipient], PLAIN))
    run_on_terminal("age", "-d", "-i", slot, "-o", plain, blob, typed="pass\n")
    assert plain.read_bytes() == PLAIN


@pytest.mark.parametrize("size", SIZES)
def test_pyrage(size: int) -> None:
    pyrage = pytest.importorskip("pyrage", reason="pyrage is not installed")
    ours = X25519Identity.generate()
    theirs = pyrage.x25519.Identity.from_str(ours.to_text())
    assert str(theirs.to_public()) == ours.recipient.to_text()
    assert pyrage.decrypt(encrypt([ours.recipient], PLAIN[:size]), [theirs]) == PLAIN[:size]
    assert decrypt([ours], pyrage.encrypt(PLAIN[:size], [theirs.to_public()])) == PLAIN[:size]


def test_pyrage_passphrase() -> None:
    pyrage = pytest.importorskip("pyrage", reason="pyrage is not installed")
    ours = encrypt([ScryptRecipient(b"pass", log_n=10)], b"one line")
    assert pyrage.passphrase.decrypt(ours, "pass") == b"one line"
