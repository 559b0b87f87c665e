import hashlib
import multiprocessing
import pickle
import random
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from storage.age import X25519Identity
from storage.vault import blob_writing
from storage.vault.blob_writing import Arrived, BlobWriter, WriteGrant, write_blob
from storage.vault.blobs import VaultBlobs
from storage.vault.layout import Layout
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import Asset, AssetRole

FILM = random.Random(7).randbytes(3 * 65_536 + 1234)
IDENTITIES = {clip_id: X25519Identity.generate() for clip_id in ("clip-a", "clip-b")}


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    layout = Layout(tmp_path / "vault")
    layout.make_folders()
    return layout


@pytest.fixture
def blobs(layout: Layout) -> VaultBlobs:
    return VaultBlobs(layout, IDENTITIES.__getitem__)


def stored(blobs: VaultBlobs, data: bytes = FILM, clip_id: str = "clip-a") -> Asset:
    return blobs.store(clip_id, [data]).asset(clip_id, AssetRole.ORIGINAL)


def refuses(blobs: VaultBlobs, asset: Asset) -> None:
    with pytest.raises(ExpectedError) as caught:
        blobs.source(asset).open()
    assert caught.value.kind is ErrorKind.DAMAGED
    with pytest.raises(ExpectedError):
        blobs.source(asset).grant()


def test_what_was_stored_is_read_at_any_place(blobs: VaultBlobs, layout: Layout) -> None:
    asset = stored(blobs)
    with blobs.source(asset).open() as film:
        assert film.read() == FILM
        film.seek(65_530)
        assert film.read(20) == FILM[65_530:65_550]
    assert asset.plaintext_sha256 == hashlib.sha256(FILM).hexdigest()
    path = layout.blob(asset.blob_id)
    assert path.parent.name == asset.blob_id[:2]
    assert path.stat().st_size == asset.size_bytes
    assert list(layout.incoming.iterdir()) == []


def test_an_empty_blob(blobs: VaultBlobs) -> None:
    with blobs.source(stored(blobs, b"")).open() as film:
        assert film.read() == b""


def _child(pipe: Connection) -> None:
    write_grant, read_grant = pipe.recv()
    with read_grant.open() as film:
        pipe.send(write_blob(write_grant, [film.read()[::-1]]))


def test_a_child_reads_one_blob_and_writes_another(blobs: VaultBlobs) -> None:
    asset = stored(blobs)
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_child, args=(there,))
    process.start()
    here.send((blobs.new_grant("clip-b"), blobs.source(asset).grant()))
    arrived = here.recv()
    process.join()
    blobs.adopt(arrived)
    with blobs.source(arrived.asset("clip-b", AssetRole.SCRUB_PROXY)).open() as film:
        assert film.read() == FILM[::-1]


def test_a_grant_shows_no_key_and_opens_one_blob_only(blobs: VaultBlobs, layout: Layout) -> None:
    first, second = stored(blobs), stored(blobs)
    grant = pickle.loads(pickle.dumps(blobs.source(first).grant()))
    key = grant.payload.key
    assert repr(key) not in repr(grant)
    assert key.hex() not in repr(grant)
    with pytest.raises(ExpectedError):
        replace(grant, path=layout.blob(second.blob_id)).open()


def test_each_clip_has_its_own_identity(blobs: VaultBlobs) -> None:
    refuses(blobs, replace(stored(blobs), clip_id="clip-b"))


def test_a_swapped_blob_is_noticed(blobs: VaultBlobs, layout: Layout) -> None:
    first, second = stored(blobs), stored(blobs)
    one, other = layout.blob(first.blob_id), layout.blob(second.blob_id)
    data = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(data)
    refuses(blobs, first)
    refuses(blobs, second)


@pytest.mark.parametrize("cut", [1, 16, 1250, 65_552, 2 * 65_552, 3 * 65_552 + 1250])
def test_a_shortened_blob_is_noticed(blobs: VaultBlobs, layout: Layout, cut: int) -> None:
    asset = stored(blobs)
    path = layout.blob(asset.blob_id)
    shorter = path.read_bytes()[:-cut]
    path.write_bytes(shorter)
    refuses(blobs, asset)
    # Also where a catalogue of the attacker's liking believed the size.
    refuses(blobs, replace(asset, size_bytes=len(shorter)))


def test_a_missing_blob_and_a_missing_vault_differ(blobs: VaultBlobs, layout: Layout) -> None:
    asset = stored(blobs)
    layout.blob(asset.blob_id).unlink()
    refuses(blobs, asset)
    layout.root.rename(layout.root.with_name("elsewhere"))
    with pytest.raises(ExpectedError) as caught:
        blobs.source(asset).open()
    assert caught.value.kind is ErrorKind.VAULT_MISSING


def test_a_link_in_a_blobs_place_is_refused(blobs: VaultBlobs, layout: Layout, tmp_path: Path) -> None:
    asset = stored(blobs)
    path = layout.blob(asset.blob_id)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    refuses(blobs, asset)


@pytest.mark.parametrize("chunk", [0, 1, 2, 3])
def test_damage_is_noticed_before_a_byte_is_released(blobs: VaultBlobs, layout: Layout, chunk: int) -> None:
    asset = stored(blobs)
    path = layout.blob(asset.blob_id)
    data = bytearray(path.read_bytes())
    payload = asset.size_bytes - len(FILM) - 4 * 16
    data[payload + chunk * 65_552 + 100] ^= 4
    path.write_bytes(data)
    with pytest.raises(ExpectedError) as caught, blobs.source(asset).open() as film:
        for other in set(range(3)) - {chunk}:
            film.seek(other * 65_536)
            assert film.read(65_536) == FILM[other * 65_536 : (other + 1) * 65_536]
        film.seek(chunk * 65_536)
        film.read(10)
    assert caught.value.kind is ErrorKind.DAMAGED


def test_an_abandoned_blob_leaves_nothing(blobs: VaultBlobs, layout: Layout) -> None:
    def pieces() -> list[bytes]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), BlobWriter(blobs.new_grant("clip-a")) as writer:
        writer.write(b"begun")
        pieces()
    assert list(layout.incoming.iterdir()) == []


def test_a_disk_that_forgets_is_noticed(blobs: VaultBlobs, layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    grant = blobs.new_grant("clip-a")

    def spoil(_folder: Path) -> None:
        data = bytearray(grant.path.read_bytes())
        data[len(data) // 2] ^= 1
        grant.path.write_bytes(data)

    monkeypatch.setattr(blob_writing, "sync_folder", spoil)
    with pytest.raises(ExpectedError) as caught:
        write_blob(grant, [FILM])
    assert caught.value.kind is ErrorKind.DAMAGED
    assert list(layout.incoming.iterdir()) == []


def test_adopting_what_never_arrived_is_refused(blobs: VaultBlobs) -> None:
    with pytest.raises(ExpectedError) as caught:
        blobs.adopt(Arrived("abcdefghijkl", 10, "", "", 0))
    assert caught.value.kind is ErrorKind.DAMAGED


@pytest.mark.parametrize("blob_id", ["../../etc", "ABCDEFGHIJKL", "", "abcdefghijkl/", "abcdefghijkm\n"])
def test_no_id_leads_out_of_the_folder(blobs: VaultBlobs, layout: Layout, blob_id: str) -> None:
    with pytest.raises(ExpectedError) as caught:
        layout.blob(blob_id)
    assert caught.value.kind is ErrorKind.DAMAGED


def test_a_write_grant_names_only_its_own_place(blobs: VaultBlobs, layout: Layout) -> None:
    grant = blobs.new_grant("clip-a")
    assert grant == WriteGrant(
        grant.blob_id, layout.incoming / f"{grant.blob_id}.age", IDENTITIES["clip-a"].recipient.to_text()
    )


def test_removing_tells_whether_there_was_something(blobs: VaultBlobs, layout: Layout) -> None:
    asset = stored(blobs)
    assert blobs.remove(asset.blob_id)
    assert not blobs.remove(asset.blob_id)
    assert list(layout.blob_ids()) == []


def test_free_space_is_of_the_vaults_disk(blobs: VaultBlobs) -> None:
    assert blobs.free_bytes() > 0
