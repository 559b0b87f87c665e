"""`clip mend`: the damaged film is whole again, or the command says why not."""

from pathlib import Path

from tests.factories.films import FilmSpec, make_film
from tests.unit.cli.conftest import Shell


def test_a_damaged_film_is_mended_from_a_backup(shell: Shell, tmp_path: Path) -> None:
    shell.good("vault", "backup", tmp_path / "stick")
    (blob,) = shell.vault.glob("blobs/*/*.age")
    data = bytearray(blob.read_bytes())
    data[len(data) // 2] ^= 1
    blob.write_bytes(data)
    assert shell.run("vault", "verify", "--deep").result["ok"] is False
    wrong = shell.run("clip", "mend", shell.clip_id, "--from", make_film(tmp_path / "other.mp4", FilmSpec(frames=20)))
    assert (wrong.status, wrong.kind) == (1, "bad-file")
    clip = shell.good("clip", "mend", shell.clip_id, "--from", tmp_path / "stick")["clip"]
    assert clip["status"] == "ready"
    assert shell.good("vault", "verify", "--deep")["ok"] is True
