"""`moment import` and `codebook ...`, as scripts use them."""

import json
from pathlib import Path

from tests.factories.foreign_marks import BORIS, EAF
from tests.unit.cli.conftest import Shell


def _file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_marks_come_in_and_undo_takes_them_back(shell: Shell, tmp_path: Path) -> None:
    table = _file(tmp_path, "gaze.csv", b"start,end,code,note\n0.1,0.3,look,long\n0.2,,smile,\n-1,2,look,\n")
    dry = shell.good("moment", "import", table, "--clip", shell.clip_id, "--dry-run")
    assert (dry["dry_run"], len(dry["moments"]), dry["codebook"]) == (True, 2, "gaze")
    assert shell.good("moment", "list", "--clip", shell.clip_id) == {"moments": []}
    done = shell.good("moment", "import", table, "--clip", shell.clip_id)
    assert [moment["tags"][0]["name"] for moment in done["moments"]] == ["look", "smile"]
    assert [moment["tags"][0]["name"] for moment in dry["moments"]] == ["look", "smile"]
    assert done["skipped"] == [{"where": "line 4", "reason": "It starts before the film."}]
    assert len(shell.good("undo", "--clip", shell.clip_id)["changed"]) == 2
    assert shell.good("moment", "list", "--clip", shell.clip_id) == {"moments": []}


def test_tiers_maps_and_observations(shell: Shell, tmp_path: Path) -> None:
    eaf = _file(tmp_path, "floor.eaf", EAF)
    mapping = _file(tmp_path, "map.json", json.dumps({"lex@CHI": "Waiting"}).encode())
    done = shell.good("moment", "import", eaf, "--clip", shell.clip_id, "--tier", "lex@CHI", "--map", mapping)
    assert [tag["id"] for moment in done["moments"] for tag in moment["tags"]] == ["attuned/waiting"]
    assert done["codebook"] is None
    boris = _file(tmp_path, "p.boris", BORIS)
    assert shell.run("moment", "import", boris, "--clip", shell.clip_id).kind == "ambiguous"
    chosen = shell.good("moment", "import", boris, "--clip", shell.clip_id, "--observation", "two")
    assert [moment["still"] for moment in chosen["moments"]] == [True]


def test_a_broken_file_is_refused(shell: Shell, tmp_path: Path) -> None:
    for name in ("x.eaf", "x.boris", "x.vtt", "x.csv", "x.pdf"):
        refused = shell.run("moment", "import", _file(tmp_path, name, b"nothing"), "--clip", shell.clip_id)
        assert (refused.status, refused.kind) == (1, "bad-file")


def test_codebooks_out_in_and_off(shell: Shell, tmp_path: Path) -> None:
    for name in ("starter.json", "starter.csv", "starter.ecv"):
        out = tmp_path / name
        assert shell.good("codebook", "export", "Starter", "-o", out)["file"] == str(out)
        assert shell.good("codebook", "import", out)["codebooks"][0]["id"] == "starter"
        assert shell.run("codebook", "export", "Starter", "-o", out).kind == "exists"
    assert shell.good("codebook", "disable", "starter")["codebooks"][0]["enabled"] is False
    assert shell.good("codebook", "enable", "starter")["codebooks"][0]["enabled"] is True
    assert shell.run("codebook", "import", _file(tmp_path, "bad.json", b"{")).kind == "bad-file"
    own = _file(tmp_path, "own.json", b'{"name": "Own", "tags": [{"name": "A", "key": "2:Q", "look": 3}]}')
    shell.good("codebook", "import", own)
    (book,) = shell.good("codebook", "show", "own")["codebooks"]
    assert (book["tags"][0]["key"], book["tags"][0]["look"], book["tags"][0]["parent_safe"]) == ("2:Q", 3, False)
