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
