"""What a stranger who can write to the folder cannot do."""

import shutil
from pathlib import Path

import pytest

from storage.age import ScryptRecipient, X25519Identity, encrypt
from storage.vault import recover_vault
from storage.vault.key_file import mac_key, seal_key_file
from storage.vault.layout import Layout
from storage.vault.slots import opened_slots
from tests.storage.vault.vaults import (
    ANNA,
    BERT,
    FILM,
    LOW,
    PASSPHRASES,
    FiledFilm,
    add_clip,
    add_film,
    created,
    made,
    opened,
    read_film,
)
from vidfeed.errors import ErrorKind, ExpectedError


@pytest.fixture
def filled(tmp_path: Path) -> tuple[Layout, FiledFilm]:
    """A closed vault with a film."""
    vault, _ = made(tmp_path / "vault")
    with vault:
        film = add_film(vault)
    return Layout(vault.directory), film


def refused(directory: Path, user: str = ANNA) -> ErrorKind:
    with pytest.raises(ExpectedError) as caught:
        opened(directory, user)
    return caught.value.kind


def test_a_planted_catalogue_with_a_planted_key(filled: tuple[Layout, FiledFilm], tmp_path: Path) -> None:
    """A whole vault of the attacker's, under the victim's id and to the victim's recipients."""
    layout, film = filled
    anna = next(opened_slots(layout, PASSPHRASES[ANNA])).identity
    theirs, _ = created(tmp_path / "theirs")
    with theirs, opened(layout.root) as ours:
        theirs.catalogue.put_setting("vault-id", ours.vault_id)
        key = theirs.catalogue.key
        macs = {slot.recipient: b"guess" * 7 for slot in ours.catalogue.slots()}
        stranger = X25519Identity.generate()
        macs[stranger.recipient.to_text()] = mac_key(stranger, ours.vault_id)
        planted = seal_key_file(ours.vault_id, [key], macs)
    assert anna.recipient.to_text() in macs
    right = layout.key_file.read_bytes(), layout.catalogue.read_bytes()
    shutil.copy(Layout(theirs.directory).catalogue, layout.catalogue)
    assert refused(layout.root) is ErrorKind.DAMAGED
    layout.key_file.write_bytes(planted)
    assert refused(layout.root) is ErrorKind.DAMAGED
    layout.catalogue.write_bytes(right[1])
    assert refused(layout.root) is ErrorKind.DAMAGED
    layout.key_file.write_bytes(right[0])
    with opened(layout.root) as vault:
        assert read_film(vault, film) == FILM


def test_a_catalogue_of_another_vault_under_our_key(filled: tuple[Layout, FiledFilm], tmp_path: Path) -> None:
    layout, _ = filled
    with opened(layout.root) as vault:
        key = vault.catalogue.key
    other, _ = created(tmp_path / "other")
    with other:
        other.catalogue.rekey(key)
    shutil.copy(Layout(other.directory).catalogue, layout.catalogue)
    assert refused(layout.root) is ErrorKind.DAMAGED


def test_planted_slot_files_let_nobody_in(filled: tuple[Layout, FiledFilm]) -> None:
    layout, film = filled
    stranger = X25519Identity.generate()
    planted = layout.slot("aaaaaaaaaaaa")
    planted.write_bytes(encrypt([ScryptRecipient(PASSPHRASES[BERT].encode(), LOW)], stranger.to_text().encode()))
    layout.slot("zzzzzzzzzzzz").write_bytes(b"rubbish")
    assert refused(layout.root, BERT) is ErrorKind.WRONG_PASSPHRASE
    with opened(layout.root) as vault:
        assert read_film(vault, film) == FILM
        assert vault.findings == ()
    assert not planted.exists()
    assert len(layout.slot_ids()) == 1


def test_a_slot_file_under_the_victims_passphrase_is_not_enough(filled: tuple[Layout, FiledFilm]) -> None:
    """Whoever knows the passphrase could plant an identity of their own: it proves no key file."""
    layout, _ = filled
    with opened(layout.root) as vault:
        key, vault_id = vault.catalogue.key, vault.vault_id
    stranger, another = X25519Identity.generate(), X25519Identity.generate()
    (slot_id,) = layout.slot_ids()
    scrypt = ScryptRecipient(PASSPHRASES[ANNA].encode(), LOW)
    layout.slot(slot_id).write_bytes(encrypt([scrypt], stranger.to_text().encode() + b"\n"))
    assert refused(layout.root) is ErrorKind.WRONG_PASSPHRASE
    macs = {stranger.recipient.to_text(): mac_key(another, vault_id)}
    layout.key_file.write_bytes(seal_key_file(vault_id, [key], macs))
    assert refused(layout.root) is ErrorKind.DAMAGED


@pytest.mark.parametrize("change", ["remove", "passphrase", "recovery", "erase"])
def test_old_files_put_back_one_by_one(tmp_path: Path, change: str) -> None:
    """Each is noticed, or changes nothing: never does it let someone in again or bring something back."""
    vault, old_sheet = made(tmp_path / "vault")
    with vault:
        film = add_film(vault)
        gone = add_film(vault, b"to be erased", "GONE-01")
        vault.add_user(BERT, PASSPHRASES[BERT])
    shutil.copytree(vault.directory, tmp_path / "old")
    with opened(vault.directory) as vault:
        match change:
            case "remove":
                vault.remove_user(BERT)
            case "passphrase":
                vault.change_passphrase(PASSPHRASES["other"])
            case "recovery":
                vault.replace_recovery()
            case _:
                vault.erase_case(gone.case_id)
    shutil.copytree(vault.directory, tmp_path / "new")
    user = "other" if change == "passphrase" else ANNA
    shut_out = {"remove": BERT, "passphrase": ANNA}.get(change, "carla")
    old = sorted(path.relative_to(tmp_path / "old") for path in (tmp_path / "old").rglob("*.*") if path.is_file())
    assert len(old) >= 8
    noticed = set()
    for name in old:
        shutil.rmtree(vault.directory)
        shutil.copytree(tmp_path / "new", vault.directory)
        (vault.directory / name.parent).mkdir(exist_ok=True)
        shutil.copy(tmp_path / "old" / name, vault.directory / name)
        if shut_out in PASSPHRASES:
            assert refused(vault.directory, shut_out) in (ErrorKind.WRONG_PASSPHRASE, ErrorKind.DAMAGED)
        try:
            with opened(vault.directory, user) as again:
                assert read_film(again, film) == FILM
                assert change != "erase" or again.catalogue.case(gone.case_id) is None
                assert len(again.slots()) == (2 if change == "remove" else 3)
        except ExpectedError as error:
            assert error.kind in (ErrorKind.DAMAGED, ErrorKind.WRONG_PASSPHRASE)
            noticed.add(name.name)
        if change == "recovery":
            with pytest.raises(ExpectedError):
                recover_vault(vault.directory, old_sheet, PASSPHRASES["other"], ANNA, work_factor=LOW)
    assert {"vault.key.age", "catalogue.db"} <= noticed


@pytest.mark.parametrize(
    "place", ["catalogue.db", "vault.key.age", "vault.json", "README.txt", "keys", "blobs", "incoming", "extra", "lock"]
)
def test_a_link_inside_is_refused(filled: tuple[Layout, FiledFilm], tmp_path: Path, place: str) -> None:
    layout, _ = filled
    path = layout.lock if place == "lock" else layout.root / place
    elsewhere = tmp_path / "elsewhere"
    if path.exists():
        path.rename(elsewhere)
    else:
        elsewhere.mkdir()
    path.symlink_to(elsewhere)
    before = sorted(elsewhere.rglob("*")), elsewhere.stat().st_size
    with pytest.raises(ExpectedError) as caught:
        opened(layout.root)
    assert caught.value.kind is ErrorKind.DAMAGED
    assert (sorted(elsewhere.rglob("*")), elsewhere.stat().st_size) == before


def test_a_link_deep_inside_is_refused_and_not_swept(filled: tuple[Layout, FiledFilm], tmp_path: Path) -> None:
    layout, film = filled
    outside = tmp_path / "theirs.age"
    outside.write_bytes(b"theirs")
    for link in (layout.arriving("aaaaaaaaaaaa"), layout.blob(film.original.blob_id).parent / "link.age"):
        link.symlink_to(outside)
        assert refused(layout.root) is ErrorKind.DAMAGED
        assert outside.read_bytes() == b"theirs"
        link.unlink()


def test_the_vaults_own_folder_may_be_behind_a_link(filled: tuple[Layout, FiledFilm], tmp_path: Path) -> None:
    layout, film = filled
    (tmp_path / "link").symlink_to(layout.root)
    with opened(tmp_path / "link") as vault:
        assert read_film(vault, film) == FILM


def test_every_flipped_byte_of_the_small_files_is_noticed(filled: tuple[Layout, FiledFilm]) -> None:
    """Of vault.json and README.txt through the front door; the key files' bytes have tests of their own."""
    layout, _ = filled
    data = layout.vault_json.read_bytes()
    for position in range(len(data)):
        altered = bytearray(data)
        altered[position] ^= 1
        layout.vault_json.write_bytes(bytes(altered))
        if altered.split() == data.split():
            continue  # white space between its parts says nothing
        assert refused(layout.root) in (ErrorKind.DAMAGED, ErrorKind.UNSUPPORTED_VERSION)
    layout.vault_json.write_bytes(data)
    layout.readme.write_bytes(layout.readme.read_bytes().replace(b"age ", b"Age ", 1))
    with opened(layout.root) as vault:
        assert [finding.kind for finding in vault.findings] == ["readme-changed"]
    with opened(layout.root) as vault:
        assert vault.findings == ()


@pytest.mark.parametrize("page", range(6))
def test_a_flipped_byte_of_the_catalogue_is_noticed(filled: tuple[Layout, FiledFilm], page: int) -> None:
    layout, _ = filled
    data = bytearray(layout.catalogue.read_bytes())
    data[page * 4096 + 1000] ^= 1
    layout.catalogue.write_bytes(bytes(data))
    try:
        with opened(layout.root) as vault:
            assert not any(finding.severity == "good" for finding in vault.verify().findings)
    except ExpectedError as error:
        assert error.kind is ErrorKind.DAMAGED


def test_a_films_damage_touches_only_that_film(tmp_path: Path) -> None:
    vault, _ = made(tmp_path / "vault")
    with vault:
        film = add_film(vault)
        (session,) = vault.catalogue.sessions(film.case_id)
        other = add_clip(vault, film.case_id, session.id, b"another film")
        path = vault.core.layout.blob(film.original.blob_id)
        data = bytearray(path.read_bytes())
        data[-1] ^= 1
        path.write_bytes(bytes(data))
        with pytest.raises(ExpectedError):
            read_film(vault, film)
        assert read_film(vault, other) == b"another film"


@pytest.mark.parametrize("name", ["vault.lock", "catalogue.db"])
def test_a_file_that_is_another_folders_too_is_refused(
    filled: tuple[Layout, FiledFilm], tmp_path: Path, name: str
) -> None:
    layout, _ = filled
    mine = tmp_path / "mine.txt"
    path = layout.root / name
    if name == "vault.lock":
        path.unlink(missing_ok=True)
        mine.write_text("precious")
        path.hardlink_to(mine)
    else:
        mine.hardlink_to(path)
    before = mine.read_bytes()
    assert refused(layout.root) is ErrorKind.DAMAGED
    assert mine.read_bytes() == before
    if name == "catalogue.db":
        mine.unlink()
        opened(layout.root).close()
