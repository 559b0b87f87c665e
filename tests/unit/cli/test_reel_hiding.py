"""Veils and silence by commands, on a real vault and a film that is really followed."""

from typing import Any

import pytest

from tests.factories.vaults import CASE_CODE
from tests.unit.cli.conftest import Shell


@pytest.fixture
def reel(shell: Shell) -> str:
    """A title, and twenty frames."""
    made = shell.good("reel", "create", "--case", CASE_CODE, "--title", "Ours")["reel"]["id"]
    moment = shell.good("moment", "add", "--clip", shell.clip_id, "--from", "0.4", "--to", "1.2")["moment"]["id"]
    shell.good("reel", "add", made, "--card", "Looking")
    shell.good("reel", "add", made, "--moment", moment)
    return str(made)


def _item(shell: Shell, reel: str) -> dict[str, Any]:
    item: dict[str, Any] = shell.good("reel", "show", reel)["reel"]["items"][1]
    return item


def test_a_veil_is_drawn_looked_through_and_taken_off(shell: Shell, reel: str) -> None:
    item_id = _item(shell, reel)["id"]
    drawn = shell.good("reel", "veil", reel, item_id, "--region", "0.2,0.2,0.2,0.3", "--at", "0.6")["reel"]["items"][1]
    (veil,) = drawn["veils"]
    assert veil["shape"] == "ellipse" and len(veil["drawn"]) == 1 and not drawn["looked_through"]
    shell.good("reel", "veil", reel, "2", "--region", "20%,20%,20%,30%", "--at", "1", "--veil", veil["id"])
    assert len(_item(shell, reel)["veils"][0]["drawn"]) == 2
    shell.good("reel", "veil", reel, "2", "--looked-through")
    assert _item(shell, reel)["looked_through"]
    shell.good("reel", "veil", reel, "2", "--follow-again")
    assert _item(shell, reel)["looked_through"], "the same film followed again is the same veil"
    shell.good("reel", "veil", reel, "2", "--region", "0.5,0.5,0.1,0.1", "--shape", "rectangle")
    assert [one["shape"] for one in _item(shell, reel)["veils"]] == ["ellipse", "rectangle"]
    assert not _item(shell, reel)["looked_through"]
    shell.good("reel", "veil", reel, "2", "--remove", veil["id"])
    assert [one["shape"] for one in _item(shell, reel)["veils"]] == ["rectangle"]
    shell.good("reel", "veil", reel, "2", "--remove", "all")
    assert _item(shell, reel)["veils"] == []


@pytest.mark.parametrize("region", ["0.2,0.2,0.2", "a,b,c,d", "2,0,0.1,0.1", "0.1,0.1,120%,0.1"])
def test_what_is_no_region_is_wrong_usage(shell: Shell, reel: str, region: str) -> None:
    assert shell.run("reel", "veil", reel, "2", "--region", region).status == 2


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["1", "--region", "0.2,0.2,0.2,0.2"], "bad-time"),
        (["2", "--region", "0.2,0.2,0.2,0.2", "--at", "2"], "bad-time"),
        (["2", "--region", "0.2,0.2,0,0.2"], "bad-time"),
        (["2", "--looked-through"], "not-ready"),
        (["2", "--remove", "nothing"], "unknown-reel"),
        (["9", "--looked-through"], "unknown-reel"),
    ],
    ids=["a card", "outside the item", "without a size", "nothing to look through", "no such veil", "no such item"],
)
def test_what_cannot_be_veiled_is_refused_by_kind(shell: Shell, reel: str, words: list[str], kind: str) -> None:
    done = shell.run("reel", "veil", reel, *words)
    assert (done.status, done.kind) == (1, kind)


def test_parts_of_the_sound_are_silenced_and_heard_again(shell: Shell, reel: str) -> None:
    shell.good("reel", "silence", reel, "2", "--from", "0.8", "--to", "1")
    shell.good("reel", "silence", reel, "2", "--from", "0.4", "--to", "0.6", "--tone")
    muted = _item(shell, reel)["muted"]
    assert [one["tone"] for one in muted] == [True, False]
    assert muted[0]["end_pts"] < muted[1]["start_pts"]
    assert shell.run("reel", "silence", reel, "2", "--from", "0.8").kind == "bad-time"
    assert shell.run("reel", "silence", reel, "1", "--from", "0", "--to", "1").kind == "bad-time"
    shell.good("reel", "silence", reel, "2", "--clear")
    assert _item(shell, reel)["muted"] == []


def test_a_reel_is_copied_and_removed(shell: Shell, reel: str) -> None:
    copy = shell.good("reel", "copy", reel)["reel"]
    assert copy["title"] == "Ours (2)" and len(copy["items"]) == 2
    assert not {item["id"] for item in copy["items"]} & {_item(shell, reel)["id"]}
    shell.good("reel", "remove", reel)
    assert [one["id"] for one in shell.good("reel", "list")["reels"]] == [copy["id"]]
    shell.good("undo", "--reel", reel)
    assert len(shell.good("reel", "list")["reels"]) == 2


def test_a_reel_is_checked_in_words(shell: Shell, reel: str) -> None:
    checked = shell.good("reel", "check", reel)
    assert not checked["ready"], "nobody has agreed"
    stops = {line["topic"] for line in checked["lines"] if line["weight"] == "stop"}
    assert stops == {"consent"}
    for person in ("parent-a", "infant"):
        shell.good("case", "person", CASE_CODE, "--role", person, "--main")
        shell.good("case", "consent", CASE_CODE, "--person", person, "--purpose", "review", "--given", "2026-01-01")
    checked = shell.good("reel", "check", reel)
    assert checked["ready"]
    assert {"sound", "reasons"} <= {line["topic"] for line in checked["lines"]}
    assert not shell.good("reel", "check", reel, "--why", "training")["ready"]
