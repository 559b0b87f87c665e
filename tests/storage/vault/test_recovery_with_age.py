"""Everything can be had again with public tools alone, as README.txt says."""

from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from storage.age import X25519Identity
from storage.vault.blobs import VaultBlobs
from storage.vault.key_file import mac_key, seal_key_file
from storage.vault.layout import Layout
from storage.vault.slots import write_slot
from tests.storage.vault.age_command import age_with_identity, age_with_passphrase, needs_age
from tests.storage.vault.vaults import FILM, add_film, made

VAULT = "0123456789abcdef" * 2
KEY = bytes(range(32))
PASSPHRASE = "Ümläute und lange Wörter " * 5


@needs_age
def test_age_opens_a_slot_file_and_with_it_the_key_file(tmp_path: Path) -> None:
    layout = Layout(tmp_path / "vault")
    layout.make_folders()
    identity = X25519Identity.generate()
    slot = layout.slot(write_slot(layout, identity, PASSPHRASE, 2))
    layout.key_file.write_bytes(seal_key_file(VAULT, [KEY], {identity.recipient.to_text(): mac_key(identity, VAULT)}))
    assert age_with_passphrase(["-d", "-o", str(tmp_path / "slot.txt"), str(slot)], PASSPHRASE) == 0
    assert (tmp_path / "slot.txt").read_text() == identity.to_text() + "\n"
    assert f"key {KEY.hex()}".encode() in age_with_identity(identity.to_text(), layout.key_file)
    at_once = ["-d", "-o", str(tmp_path / "key.txt"), "-i", str(slot), str(layout.key_file)]
    assert age_with_passphrase(at_once, PASSPHRASE) == 0
    assert f"key {KEY.hex()}" in (tmp_path / "key.txt").read_text()
    assert age_with_passphrase(at_once, "another") != 0


@needs_age
def test_age_opens_a_film_with_its_clips_identity(tmp_path: Path) -> None:
    layout = Layout(tmp_path / "vault")
    layout.make_folders()
    identity = X25519Identity.generate()
    film = bytes(range(256)) * 1000
    arrived = VaultBlobs(layout, lambda _clip: identity).store("clip", [film])
    assert age_with_identity(identity.to_text(), layout.blob(arrived.blob_id)) == film


@needs_age
def test_a_whole_vault_is_recovered_as_its_readme_says(tmp_path: Path) -> None:
    vault, recovery_secret = made(tmp_path / "vault")
    with vault:
        add_film(vault)
    root = vault.directory
    key_text = age_with_identity(recovery_secret, root / "vault.key.age").decode()
    key = next(line for line in key_text.splitlines() if line.startswith("key ")).removeprefix("key ")
    readme = (root / "README.txt").read_text(encoding="utf-8")
    start = readme.index("SELECT cases.code")
    query = readme[start : readme.index(";", start)]
    with closing(dbapi2.connect(str(root / "catalogue.db"))) as catalogue:
        catalogue.execute(f"PRAGMA key = \"x'{key}'\"")
        catalogue.execute("PRAGMA cipher_compatibility = 4")
        ((code, _title, name, identity),) = catalogue.execute(query).fetchall()
    assert code == "WREN-07"
    assert age_with_identity(str(identity), root / str(name)) == FILM
