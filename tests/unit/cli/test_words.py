"""What is asked of a command is done as asked, or refused by its kind."""

from pathlib import Path

import pytest

from tests.factories.vaults import CASE_CODE, PASSPHRASE, unlocked
from tests.unit.cli.conftest import Shell
from vidfeed.model.clip import AssetRole


@pytest.fixture
def reel(shell: Shell) -> str:
    return str(shell.good("reel", "create", "--case", CASE_CODE, "--title", "Ours")["reel"]["id"])


def test_standard_input_is_read_once_only(shell: Shell) -> None:
    words = ["moment", "add", "--clip", shell.clip_id, "--at", "1", "--note-file", "-", "--caption-file", "-"]
    done = shell.run(*words, stdin="A private note.\n")
    assert done.status == 2
    assert "--note-file" in done.stderr
    assert "--caption-file" in done.stderr
    assert shell.run("--passphrase-file", "-", *words[:-2], stdin=f"{PASSPHRASE}\nnote").status == 2
    assert shell.good("moment", "list")["moments"] == []


@pytest.mark.parametrize(
    ("typed", "kept"), [("Two\nlines.\n", "Two\nlines."), ("None.", "None."), ("By Windows.\r\n", "By Windows.")]
)
def test_the_last_lines_end_is_no_part_of_a_note(shell: Shell, typed: str, kept: str) -> None:
    words = ["moment", "add", "--clip", shell.clip_id, "--at", "1", "--note-file", "-"]
    assert shell.good(*words, stdin=typed)["moment"]["note"] == kept


@pytest.mark.parametrize(
    "times",
    [
        ["--at", "1", "--from", "1", "--to", "2"],
        ["--at", "1", "--to", "2"],
        ["--still", "--from", "1", "--to", "2"],
        ["--from", "1"],
    ],
)
def test_a_moment_has_one_time(shell: Shell, times: list[str]) -> None:
    assert shell.run("moment", "add", "--clip", shell.clip_id, *times).kind == "bad-time"


def test_a_still_stays_one_frame(shell: Shell) -> None:
    still = shell.good("moment", "add", "--clip", shell.clip_id, "--at", "1", "--still")["moment"]
    assert shell.run("moment", "edit", still["id"], "--from", "1", "--to", "2").kind == "bad-time"
    moved = shell.good("moment", "edit", still["id"], "--at", "2")["moment"]
    assert moved["end"]["frame_index"] == moved["start"]["frame_index"] + 1


@pytest.mark.parametrize("verb", ["undo", "redo"])
def test_what_is_not_there_has_nothing_to_take_back(shell: Shell, verb: str) -> None:
    assert shell.run(verb, "--clip", "nosuchclip").kind == "unknown-clip"
    assert shell.run(verb, "--clip", "").kind == "unknown-clip"
    assert shell.run(verb, "--reel", "nosuchreel").kind == "unknown-reel"


def test_a_removed_reel_can_come_back(shell: Shell, reel: str) -> None:
    assert shell.good("undo", "--reel", reel)["changed"] == [reel]
    assert shell.run("reel", "show", reel).kind == "unknown-reel"
    assert shell.good("redo", "--reel", reel)["changed"] == [reel]
    assert shell.good("redo", "--reel", reel)["changed"] == []


@pytest.mark.parametrize("option", ["--card", "--question"])
def test_an_empty_card_is_no_fault_of_ours(shell: Shell, reel: str, option: str) -> None:
    assert shell.run("reel", "add", reel, option, "").kind == "bad-file"


@pytest.mark.parametrize("speed", ["1/0", "fast", "-1", "1e99999999", ""])
def test_a_speed_is_a_number(shell: Shell, reel: str, speed: str) -> None:
    moment = shell.good("moment", "add", "--clip", shell.clip_id, "--at", "1")["moment"]["id"]
    assert shell.run("reel", "add", reel, "--moment", moment, f"--speed={speed}").kind == "bad-time"
    assert shell.good("reel", "add", reel, "--moment", moment, "--speed", "1/2")["reel"]["items"][0]["speed"] == "1/2"


@pytest.mark.parametrize("session", ["-3", "0", "first", "12345678901234567890"])
def test_visits_count_from_one(shell: Shell, session: str) -> None:
    done = shell.run("clip", "import", "film.mp4", "--case", CASE_CODE, f"--session={session}")
    assert done.status == 2
    assert "--session" in done.stderr


def test_options_without_a_command_are_wrong_usage(shell: Shell) -> None:
    assert shell.run("--quiet").status == 2


def _damage(shell: Shell, role: AssetRole) -> str:
    desk = unlocked(shell.vault)
    asset = desk.context.catalogue.asset(shell.clip_id, role)
    desk.close()
    assert asset is not None
    path = next(shell.vault.glob(f"blobs/*/{asset.blob_id}.age"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    return asset.blob_id


def test_a_damaged_film_is_named_with_what_to_do(shell: Shell) -> None:
    blob_id = _damage(shell, AssetRole.ORIGINAL)
    done = shell.run("vault", "verify", "--deep", as_json=False)
    assert done.status == 1
    findings = shell.run("vault", "verify", "--deep").result["findings"]
    finding = next(one for one in findings if blob_id in one["subject"])
    assert finding["hint"]
    for part in (finding["message"], finding["subject"], finding["hint"]):
        assert part in done.stdout


def test_a_damaged_catalogue_names_the_way_back(shell: Shell) -> None:
    catalogue = shell.vault / "catalogue.db"
    data = bytearray(catalogue.read_bytes())
    data[len(data) // 2] ^= 1
    data[100] ^= 1
    catalogue.write_bytes(data)
    error = shell.run("case", "list").result["error"]
    assert error["kind"] == "damaged"
    assert "vault restore" in error["hint"]
    assert "“Restore from a backup”" in error["hint"]


def test_recovering_one_of_several_users_names_the_option(shell: Shell, tmp_path: Path) -> None:
    secret, words = tmp_path / "sheet.txt", tmp_path / "words.txt"
    words.write_text("correct unusual lagoon trampoline gravel")
    shell.good("vault", "replace-recovery", "--recovery-file", secret)
    shell.good("--new-passphrase-file", words, "vault", "add-user", "M.K.")
    refused = shell.run("--new-passphrase-file", words, "vault", "recover", "--recovery-file", secret)
    assert refused.kind == "ambiguous"
    assert "--user NAME" in refused.result["error"]["hint"]
