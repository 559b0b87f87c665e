"""Bad input through the command line: each has its kind, a sentence and a hint, and nothing confirmed is lost."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.program import ROOT, Program
from tests.factories.films import FilmSpec, make_film, truncate
from tests.factories.leaks import files_below

CASE = "WREN-07"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    program = Program(tmp_path_factory.mktemp("refusals"))
    program.good("vault", "create", program.vault, "--recovery-file", program.home / "recovery.txt")
    program.good("case", "add", CASE)
    return program


def test_a_wrong_passphrase(program: Program) -> None:
    done = program.run("case", "list", passphrase="not the one at all")
    assert (done.status, done.kind) == (1, "wrong-passphrase")
    assert done.result["error"]["hint"]


def test_a_missing_vault(program: Program, tmp_path: Path) -> None:
    done = program.run("--vault", tmp_path / "nowhere", "case", "list")
    assert (done.status, done.kind) == (1, "vault-missing")


def test_a_vault_of_a_newer_version(program: Program, tmp_path: Path) -> None:
    newer = tmp_path / "newer"
    newer.mkdir()
    marker = json.loads((program.vault / "vault.json").read_text("utf-8"))
    names = [name for name, value in marker.items() if isinstance(value, int)]
    (newer / "vault.json").write_text(json.dumps(marker | dict.fromkeys(names, 99)), "utf-8")
    assert program.run("--vault", newer, "case", "list").kind == "unsupported-version"


def test_a_vault_in_a_synchronised_folder_is_made_with_a_warning(program: Program, tmp_path: Path) -> None:
    vault, secret = tmp_path / "Dropbox" / "vault", tmp_path / "recovery.txt"
    made = program.good("vault", "create", vault, "--recovery-file", secret)
    assert "Dropbox" in made["warnings"][0]


def test_an_unknown_case_and_an_unusable_time(program: Program) -> None:
    assert program.run("case", "show", "NOBODY-1").kind == "unknown-case"
    assert program.run("moment", "add", "--clip", "nosuchclip", "--at", "1").kind == "unknown-clip"


def test_wrong_usage_is_status_2(program: Program) -> None:
    assert program.run("clip", "import").status == 2


def test_films_that_fail_stop_none_of_the_others(program: Program, tmp_path: Path) -> None:
    good = make_film(tmp_path / "good.mp4", FilmSpec(frames=50))
    short = make_film(tmp_path / "short.mkv", FilmSpec(frames=100, gop=10))
    truncate(short, 0.6)
    (tmp_path / "notes.txt").write_text("no film at all", "utf-8")
    files = [tmp_path / "notes.txt", good, good, short, tmp_path / "missing.mp4"]
    done = program.run("clip", "import", *files, "--case", CASE)
    assert done.status == 1
    kinds = [clip.get("error", {}).get("kind", clip["status"]) for clip in done.result["clips"]]
    assert kinds == ["not-a-film", "preparing", "duplicate", "preparing", "file-missing"]
    cut = done.result["clips"][3]
    assert 0 < cut["frames"] < 100
    assert cut["warnings"]
    outside = program.run("moment", "add", "--clip", done.result["clips"][1]["id"], "--from", "1", "--to", "9")
    assert outside.kind == "bad-time"
    assert len(program.good("clip", "list", "--case", CASE)["clips"]) == 2
    originals = len(list(files_below([program.vault / "blobs"])))
    assert originals == 2
    assert list(files_below([program.vault / "incoming"])) == []


def test_copies_need_consent(program: Program, tmp_path: Path) -> None:
    program.good("case", "add", "OWL-12")
    film = make_film(tmp_path / "film.mp4", FilmSpec(frames=20))
    (clip,) = program.good("clip", "import", film, "--case", "OWL-12")["clips"]
    target = tmp_path / "still.png"
    words = ["--at", "0", "-o", target, "--for", "a friend"]
    assert program.run("clip", "frame", clip["id"], *words, "--why", "copy").kind == "no-consent"
    assert program.run("clip", "frame", clip["id"], *words, "--why", "fun").kind == "no-consent"
    assert not target.exists()


def test_a_vault_that_is_open_elsewhere(program: Program) -> None:
    holder = (
        "import sys; from pathlib import Path; from storage.vault import open_vault\n"
        "vault = open_vault(Path(sys.argv[1]), sys.argv[2]); print('open', flush=True); sys.stdin.read()"
    )
    environment = program.environment
    words = [sys.executable, "-c", holder, str(program.vault), environment["VIDFEED_PASSPHRASE"]]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n"
        assert program.run("case", "list").kind == "vault-in-use"
        process.kill()
    assert program.good("case", "list")["cases"]


@pytest.mark.skipif(sys.platform == "win32", reason="no process groups to kill at once on Windows")
def test_an_import_killed_half_way_leaves_nothing_and_can_be_repeated(program: Program, tmp_path: Path) -> None:
    film = make_film(tmp_path / "long.mkv", FilmSpec(width=1280, height=720, frames=250))
    before = program.good("clip", "list", "--case", CASE)["clips"]
    words = [sys.executable, "-m", "ui.main", "clip", "import", str(film), "--case", CASE, "--quiet"]
    process = subprocess.Popen(words, cwd=ROOT, env=program.environment, start_new_session=True)
    incoming = program.vault / "incoming"
    while process.poll() is None and not any(incoming.iterdir()):
        pass
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    after = program.good("clip", "list", "--case", CASE)["clips"]
    assert list(files_below([incoming])) == []
    known = {clip["id"] for clip in before}
    if {clip["id"] for clip in after} == known:
        done = program.good("clip", "import", film, "--case", CASE)
        assert done["clips"][0]["frames"] == 250
