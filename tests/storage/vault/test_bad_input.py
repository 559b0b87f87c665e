"""What people, disks and strangers do to a vault: a clear error, and nothing else is lost."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.age import ScryptRecipient, X25519Identity, encrypt
from storage.age.stream import SEALED_CHUNK_BYTES
from storage.vault import OpenVault, create_vault, open_vault, recover_vault, restore_vault
from storage.vault.core import SystemClock
from storage.vault.layout import Layout
from tests.factories.inline_works import inline_works
from tests.storage.vault.test_backup import restored
from tests.storage.vault.vaults import (
    ANNA,
    BERT,
    FILM,
    LOW,
    PASSPHRASES,
    FiledFilm,
    add_clip,
    add_film,
    made,
    opened,
    read_film,
)
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.erasure import ErasureState
from vidfeed.services import marking
from vidfeed.services.context import Context

LONG_FILM = bytes(range(256)) * 1000  # several chunks
RIGHT_TO_LEFT = "מרים בת־שבע 07"


def refusal(call: Callable[[], object]) -> ExpectedError:
    with pytest.raises(ExpectedError) as caught:
        call()
    assert caught.value.message
    return caught.value


def harmed(vault: OpenVault, film: FiledFilm, change: Callable[[bytearray], bytes | bytearray]) -> None:
    path = vault.core.layout.blob(film.original.blob_id)
    path.write_bytes(change(bytearray(path.read_bytes())))


def reordered(data: bytearray) -> bytearray:
    """The first two whole chunks change places."""
    start = len(data) - (len(LONG_FILM) // 65536 * SEALED_CHUNK_BYTES + len(LONG_FILM) % 65536 + 16)
    first, second = start + SEALED_CHUNK_BYTES, start + 2 * SEALED_CHUNK_BYTES
    return data[:start] + data[first:second] + data[start:first] + data[second:]


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:-1],
        lambda data: data[:-SEALED_CHUNK_BYTES],
        lambda data: data + b"\0",
        lambda data: data + data[-SEALED_CHUNK_BYTES:],
        reordered,
        lambda data: b"",
        lambda data: data.replace(b"X25519", b"X25518", 1),
        lambda data: data.replace(b"/v1", b"/v2", 1),
        lambda data: b"age-encryption.org/v1\n-> X25519 " + b"A" * 10_000_000,
    ],
    ids=["byte-short", "chunk-short", "byte-long", "chunk-long", "reordered", "empty", "type", "version", "huge"],
)
def test_a_blob_that_is_not_as_written_costs_its_film_alone(
    vault: OpenVault, change: Callable[[bytearray], bytes]
) -> None:
    film = add_film(vault, LONG_FILM)
    (session,) = vault.catalogue.sessions(film.case_id)
    other = add_clip(vault, film.case_id, session.id)
    harmed(vault, film, change)
    assert refusal(lambda: read_film(vault, film)).kind is ErrorKind.DAMAGED
    found = [finding.subject for finding in vault.verify(deep=True).findings if finding.kind == "blob-damaged"]
    assert found == [f"{film.clip_id} {film.original.blob_id}"]
    assert read_film(vault, other) == FILM


@pytest.mark.parametrize("elsewhere", [True, False], ids=["another case's", "the same case's"])
def test_blobs_that_change_places_are_noticed(vault: OpenVault, elsewhere: bool) -> None:
    film = add_film(vault, FILM)
    (session,) = vault.catalogue.sessions(film.case_id)
    other = (
        add_film(vault, FILM[::-1], "OTHER-1") if elsewhere else add_clip(vault, film.case_id, session.id, FILM[::-1])
    )
    ours, theirs = (vault.core.layout.blob(one.original.blob_id) for one in (film, other))
    right = ours.read_bytes()
    ours.write_bytes(theirs.read_bytes())
    assert refusal(lambda: read_film(vault, film)).kind is ErrorKind.DAMAGED
    assert read_film(vault, other) == FILM[::-1]
    theirs.write_bytes(right)
    assert refusal(lambda: read_film(vault, other)).kind is ErrorKind.DAMAGED


@pytest.mark.parametrize("factor", ["63", "64", "0", "-1", "018", "21", "99999999999999999999", ""])
def test_no_work_factor_in_a_slot_file_hangs_the_unlock(tmp_path: Path, factor: str) -> None:
    vault, secret = made(tmp_path / "vault")
    with vault:
        film = add_film(vault)
        vault.add_user(BERT, PASSPHRASES[BERT])
        annas = next(slot.key_file for slot in vault.catalogue.slots() if slot.key_file)
    path = Layout(vault.directory).slot(str(annas))
    identity = X25519Identity.generate()
    data = encrypt([ScryptRecipient(PASSPHRASES[ANNA].encode(), LOW)], identity.to_text().encode() + b"\n")
    path.write_bytes(data.replace(b" 2\n", f" {factor}\n".encode(), 1))
    error = refusal(lambda: opened(vault.directory))
    assert (error.kind, "recovery sheet" in error.hint) == (ErrorKind.DAMAGED, True)
    with opened(vault.directory, BERT) as again:
        assert read_film(again, film) == FILM
        assert "slot-file" in {finding.kind for finding in again.verify().findings} or factor == "21"
    recover_vault(vault.directory, secret, PASSPHRASES["other"], ANNA, work_factor=LOW).close()
    opened(vault.directory, "other").close()


def test_without_any_slot_file_the_sheet_still_opens(tmp_path: Path) -> None:
    vault, secret = made(tmp_path / "vault")
    with vault:
        film = add_film(vault)
    shutil.rmtree(Layout(vault.directory).keys)
    assert refusal(lambda: opened(vault.directory)).kind is ErrorKind.WRONG_PASSPHRASE
    with recover_vault(vault.directory, secret, PASSPHRASES["other"], work_factor=LOW) as again:
        assert read_film(again, film) == FILM
    opened(vault.directory, "other").close()


def test_without_the_key_file_only_a_backup_helps_and_it_is_said(tmp_path: Path) -> None:
    vault, secret = made(tmp_path / "vault")
    with vault:
        film = add_film(vault)
        vault.back_up(tmp_path / "shelf")
    Layout(vault.directory).key_file.unlink()
    for call in (
        lambda: opened(vault.directory),
        lambda: recover_vault(vault.directory, secret, PASSPHRASES["other"], work_factor=LOW),
    ):
        error = refusal(call)
        assert (error.kind, "backup" in error.hint) == (ErrorKind.DAMAGED, True)
    with restored(tmp_path / "shelf", tmp_path / "again").vault as again:
        assert read_film(again, film) == FILM


@pytest.mark.parametrize("error", [errno.EROFS, errno.EACCES])
def test_a_vault_on_a_disk_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int) -> None:
    vault, _ = made(tmp_path / "vault")
    with vault:
        film = add_film(vault)
    right = os.open

    def read_only(path: str, flags: int, *more: int, **named: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(error, os.strerror(error), str(path))
        return right(path, flags, *more, **named)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", read_only)
        assert refusal(lambda: opened(vault.directory)).kind is ErrorKind.READ_ONLY
    with opened(vault.directory) as again:
        assert read_film(again, film) == FILM


def test_a_disk_that_vanishes_while_the_vault_is_open(vault: OpenVault, tmp_path: Path) -> None:
    film = add_film(vault)
    ctx = Context(vault.catalogue, vault.blobs, inline_works(vault), SystemClock())
    span = ctx.catalogue.frame_index(film.clip_id).span(0, 1)
    marking.mark(ctx, film.clip_id, span, caption="before")
    vault.directory.rename(tmp_path / "pulled-out")
    assert refusal(lambda: read_film(vault, film)).kind is ErrorKind.VAULT_MISSING
    assert refusal(lambda: vault.blobs.store(film.clip_id, [b"x"])).kind is ErrorKind.VAULT_MISSING
    assert refusal(vault.verify).kind is ErrorKind.VAULT_MISSING
    refusal(lambda: vault.change_passphrase(PASSPHRASES["other"]))
    (tmp_path / "pulled-out").rename(vault.directory)
    marking.mark(ctx, film.clip_id, span, caption="after")
    vault.close()
    with opened(vault.directory) as again:
        assert read_film(again, film) == FILM
        assert [moment.caption for moment in again.catalogue.moments(film.clip_id)] == ["before", "after"]


def test_two_that_restore_to_one_place_do_not_meet(vault: OpenVault, tmp_path: Path) -> None:
    film = add_film(vault)
    vault.back_up(tmp_path / "shelf")
    seen: list[ErrorKind] = []

    def another(_done: float) -> None:
        if not seen:
            seen.append(refusal(lambda: restored(tmp_path / "shelf", tmp_path / "again")).kind)

    done = restore_vault(tmp_path / "shelf", tmp_path / "again", PASSPHRASES[ANNA], progress=another, work_factor=LOW)
    with done.vault as again:
        assert read_film(again, film) == FILM
    assert seen == [ErrorKind.VAULT_IN_USE]


def test_an_open_vault_is_not_restored_over(vault: OpenVault, tmp_path: Path) -> None:
    film = add_film(vault)
    vault.back_up(tmp_path / "shelf")
    before = sorted(path.name for path in vault.directory.rglob("*"))
    assert refusal(lambda: restored(tmp_path / "shelf", vault.directory)).kind is ErrorKind.EXISTS
    vault.close()
    assert refusal(lambda: restored(tmp_path / "shelf", vault.directory)).kind is ErrorKind.EXISTS
    assert sorted(path.name for path in vault.directory.rglob("*")) == before
    with opened(vault.directory) as again:
        assert read_film(again, film) == FILM


def test_what_is_erased_is_not_erased_twice(vault: OpenVault) -> None:
    stays, goes = add_film(vault), add_film(vault, b"goes", "GONE-01")
    vault.erase_clip(goes.clip_id)
    assert refusal(lambda: vault.erase_clip(goes.clip_id)).kind is ErrorKind.UNKNOWN_CLIP
    vault.erase_case(goes.case_id)
    key = vault.catalogue.key
    assert refusal(lambda: vault.erase_case(goes.case_id)).kind is ErrorKind.UNKNOWN_CASE
    assert vault.catalogue.key == key
    assert [erasure.state for erasure in vault.catalogue.erasures()] == [ErasureState.DONE] * 2
    assert len(list(vault.core.layout.receipts.iterdir())) == 2
    assert read_film(vault, stays) == FILM


@pytest.mark.parametrize("text", ["x" * 10_000, RIGHT_TO_LEFT, "á" * 10_000, "👩‍👧" * 2000])
def test_long_and_right_to_left_words_everywhere(tmp_path: Path, text: str) -> None:
    vault, _ = made(tmp_path / "vault")
    with vault:
        film = add_film(vault, code=text)
        ctx = Context(vault.catalogue, vault.blobs, inline_works(vault), SystemClock())
        span = ctx.catalogue.frame_index(film.clip_id).span(0, 1)
        marking.mark(ctx, film.clip_id, span, caption=text, note=text)
        vault.catalogue.rename_clip(film.clip_id, text)
        vault.back_up(tmp_path / "shelf", text)
    with restored(tmp_path / "shelf", tmp_path / "again").vault as again:
        case = again.catalogue.case(film.case_id)
        clip = again.catalogue.clip(film.clip_id)
        assert case is not None
        assert clip is not None
        assert (case.code, clip.title, again.catalogue.moments(film.clip_id)[0].note) == (text, text, text)
        assert [backup.label for backup in again.catalogue.backups()] == [text]
        again.erase_case(film.case_id)
        assert [finding.severity for finding in again.verify(deep=True).findings] == ["good"]


def test_long_and_right_to_left_users_and_passphrases(tmp_path: Path) -> None:
    passphrase = "ניגון רך על הגבעה הירוקה ליד הים " * 300
    vault, _ = create_vault(tmp_path / "vault", passphrase, RIGHT_TO_LEFT, work_factor=LOW)
    with vault:
        film = add_film(vault)
        assert refusal(lambda: vault.add_user("n" * 10_000, PASSPHRASES[BERT])).kind is ErrorKind.UNKNOWN_USER
        assert refusal(lambda: vault.add_user("\u202eanna", PASSPHRASES[BERT])).kind is ErrorKind.UNKNOWN_USER
        assert refusal(lambda: vault.remove_user("n" * 10_000)).kind is ErrorKind.UNKNOWN_USER
    with open_vault(tmp_path / "vault", passphrase, RIGHT_TO_LEFT, work_factor=LOW) as again:
        assert again.user.name == RIGHT_TO_LEFT
        assert read_film(again, film) == FILM
