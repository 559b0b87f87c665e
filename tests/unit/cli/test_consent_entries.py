"""Consent entered and withdrawn by command, and told truly."""

from tests.factories.vaults import CASE_CODE
from tests.unit.cli.conftest import Shell


def test_a_withdrawal_says_what_it_did(shell: Shell) -> None:
    words = ["case", "consent", CASE_CODE, "--person", "infant", "--purpose", "record", "--withdrawn", "2026-01-02"]
    first, again = (shell.run(*words, as_json=False) for _ in range(2))
    assert "is withdrawn from 2026-01-02" in first.stdout
    assert "already; nothing was changed" in again.stdout
    (entry,) = shell.good("case", "show", CASE_CODE)["case"]["consents"]
    assert (entry["person"], entry["given"], entry["withdrawn"]) == ("Infant", "2026-01-02", "2026-01-02")
    assert shell.run("moment", "add", "--clip", shell.clip_id, "--at", "1").kind == "no-consent"


def test_a_refused_entry_leaves_nobody_in_the_case(shell: Shell) -> None:
    words = ["case", "consent", CASE_CODE, "--person", "infant", "--purpose", "copy", "--given", "2026-01-02"]
    assert shell.run(*words, "--until", "2026-01-01").kind == "bad-time"
    assert shell.run(*words, "--clip", "nosuchclip").kind == "unknown-clip"
    assert shell.good("case", "show", CASE_CODE)["case"]["people"] == []


def test_a_withdrawal_tells_what_it_touches(shell: Shell) -> None:
    words = ["case", "consent", CASE_CODE, "--person", "infant", "--purpose", "record", "--withdrawn", "2026-01-02"]
    reel = shell.good("reel", "create", "--case", CASE_CODE, "--title", "Looking")["reel"]
    moment = shell.good("moment", "add", "--clip", shell.clip_id, "--at", "1", "--still")["moment"]
    shell.good("reel", "add", reel["id"], "--moment", moment["id"])
    touched = shell.good(*words)["touched"]
    assert touched["purpose"] == "record"
    assert [film["id"] for film in touched["films"]] == [shell.clip_id]
    assert touched["stills"] == [{"id": moment["id"], "clip": shell.clip_id}]
    assert [one["id"] for one in touched["reels"]] == [reel["id"]]
    assert touched["reviews"] == touched["copies"] == []


def test_a_withdrawal_for_a_film_that_is_not_there_is_refused(shell: Shell) -> None:
    words = ["case", "consent", CASE_CODE, "--person", "infant", "--purpose", "record", "--withdrawn", "2026-01-02"]
    assert shell.run(*words, "--clip", "nosuchclip").kind == "unknown-clip"
