"""Erasing, backing up and restoring through the command line; and a thief with folder and passphrase who tries."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from storage.age import AgeError, Reader, X25519Identity
from storage.vault import OpenVault, create_vault, open_vault
from storage.vault.durable import open_plain
from storage.vault.layout import Layout
from tests.e2e.program import PASSPHRASE, Program
from tests.factories.doors import on_desk
from tests.factories.films import FilmSpec, make_film
from tests.factories.leaks import leaks, telling_pieces
from vidfeed.model.clip import AssetRole
from vidfeed.services import assembling, cases, importing, marking
from vidfeed.services.context import Context

STAYS, GOES = "HERON-11", "PUFFIN-22"
CASES = {STAYS: 50, GOES: 60}
NOTE, CAPTION, TITLE = "He hums while she is away", "You heard the door together", "Waiting for the tide"


# SQLCipher 4's pages: the salt before the first, initial vector and HMAC-SHA-512 at the end of each.
PAGE_BYTES, RESERVED_BYTES, SALT_BYTES = 4096, 80, 16


@dataclass
class Service:
    """A vault with two cases, each with a film, a noted moment and a reel."""

    program: Program
    films: dict[str, Path]
    clips: dict[str, str]

    @property
    def receipts(self) -> Path:
        vault = self.program.vault
        return vault.with_name(f"{vault.name}-receipts")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Service:
    """Filled in one go: each command would take its second to unlock."""
    folder = tmp_path_factory.mktemp("service")
    program = Program(folder)
    vault, _ = create_vault(program.vault, PASSPHRASE, "anna")
    with vault:
        ctx = on_desk(vault).context
        films = {code: make_film(folder / f"{code}.mp4", FilmSpec(frames=frames)) for code, frames in CASES.items()}
        clips = {code: _fill(ctx, code, film) for code, film in films.items()}
    return Service(program, films, clips)


def _fill(ctx: Context, code: str, film: Path) -> str:
    note = NOTE if code == GOES else "Another note"
    cases.add_case(ctx, code, note)
    clip = importing.import_film(ctx, importing.ImportRequest(film, code)).clip
    span = ctx.catalogue.frame_index(clip.id).span(0, 25)
    change = marking.mark(ctx, clip.id, span, note=note, caption=CAPTION)
    reel = assembling.create_reel(ctx, code, TITLE if code == GOES else "Other")
    assembling.add_moments(ctx, reel.id, [change.moments[0].moment_id])
    return clip.id


@pytest.fixture
def service(template: Service, tmp_path: Path) -> Service:
    program = Program(tmp_path)
    shutil.copytree(template.program.vault, program.vault)
    return Service(program, template.films, template.clips)


def test_a_case_is_erased_only_when_its_id_is_typed_again(service: Service, tmp_path: Path) -> None:
    program = service.program
    assert program.run("case", "erase", GOES, "--confirm", STAYS).kind == "cancelled"
    assert program.run("case", "erase", GOES).status == 2
    taken = tmp_path / "taken.json"
    taken.write_text("mine")
    assert program.run("case", "erase", GOES, "--confirm", GOES, "--receipt", taken).kind == "exists"
    done = program.good("case", "erase", GOES, "--confirm", GOES)
    assert done["erased"] == {"case": GOES, "clips": 1, "moments": 1}
    assert (done["blobs_removed"], done["copies_outstanding"], done["backups_outstanding"]) == (1, [], [])
    assert [case["id"] for case in program.good("case", "list")["cases"]] == [STAYS]
    assert program.run("case", "erase", GOES, "--confirm", GOES).kind == "unknown-case"


def test_receipts_are_kept_beside_the_vault_and_name_nobody(service: Service, tmp_path: Path) -> None:
    program, clip = service.program, service.clips[GOES]
    paper = tmp_path / "receipt.pdf"
    done = program.good("clip", "erase", clip, "--confirm", clip, "--receipt", paper)
    (kept,) = service.receipts.iterdir()
    assert kept == Path(done["receipt_file"])
    assert json.loads(kept.read_text("utf-8")) == done["receipt"]
    assert done["receipt"]["subject"] == f"clip:{clip}"
    assert paper.read_bytes().startswith(b"%PDF-")
    assert leaks([service.receipts], [GOES, NOTE, CAPTION, TITLE], set()) == []
    shutil.rmtree(service.receipts)
    program.good("case", "list")
    assert [path.name for path in service.receipts.iterdir()] == [kept.name], "the next unlock writes it again"


def _has_film(vault: OpenVault, clip_id: str, film: Path) -> bool:
    original = vault.catalogue.asset(clip_id, AssetRole.ORIGINAL)
    assert original is not None
    with vault.blobs.source(original).open() as file:
        return file.read() == film.read_bytes()


def test_a_thief_with_folder_and_passphrase_gets_nothing_of_an_erased_case(service: Service) -> None:
    program = service.program
    before = {path: path.read_bytes() for path in (program.vault / "blobs").rglob("*.age")}
    with open_vault(program.vault, PASSPHRASE) as vault:
        old_key, old_identity = vault.catalogue.key, vault.catalogue.clip_identity(service.clips[GOES])
    assert NOTE.encode() in _pages(program.vault / "catalogue.db", old_key)
    program.good("case", "erase", GOES, "--confirm", GOES)
    gone = [path for path in before if not path.exists()]
    assert len(gone) == 1
    with open_vault(program.vault, PASSPHRASE) as vault:
        layout, key = Layout(program.vault), vault.catalogue.key
        identities = [X25519Identity.parse(vault.catalogue.clip_identity(service.clips[STAYS]))]
        assert _has_film(vault, service.clips[STAYS], service.films[STAYS])
        assert [finding.severity for finding in vault.verify(deep=True).findings] == ["good"]
        assert [moment.note for moment in vault.catalogue.find_moments(text="note")] == ["Another note"]
        assert vault.catalogue.find_moments(text="hums") == []
    assert key != old_key
    everything = _pages(layout.catalogue, key)
    assert everything.count(b"Another note") > 1
    for words in (GOES, NOTE, TITLE, old_identity):
        assert words.encode() not in everything, words
    # Undeleting the file from the disk helps nobody: its key is nowhere.
    gone[0].parent.mkdir(exist_ok=True)
    gone[0].write_bytes(before[gone[0]])
    for path in [*layout.keys.iterdir(), layout.key_file, layout.catalogue, gone[0]]:
        assert old_identity.encode() not in path.read_bytes()
    with pytest.raises(AgeError):
        Reader.open(open_plain(gone[0]), identities)
    pieces = telling_pieces(service.films[GOES].read_bytes())
    assert leaks([program.vault, program.home, program.temp], [GOES, NOTE, CAPTION, TITLE], pieces) == []


def _pages(catalogue: Path, key: bytes) -> bytes:
    """Every page of an SQLCipher 4 file as its key's holder sees it, free pages included."""
    data, plain = catalogue.read_bytes(), b""
    for start in range(0, len(data), PAGE_BYTES):
        page = data[start : start + PAGE_BYTES]
        initial_vector = page[-RESERVED_BYTES:][:16]
        content = page[SALT_BYTES if start == 0 else 0 : -RESERVED_BYTES]
        opened = Cipher(algorithms.AES(key), modes.CBC(initial_vector)).decryptor()
        plain += opened.update(content) + opened.finalize()
    return plain


def test_a_backup_comes_back_whole_elsewhere(service: Service, tmp_path: Path) -> None:
    program, shelf, again = service.program, tmp_path / "shelf", tmp_path / "again"
    done = program.good("vault", "backup", shelf, "--label", "the stick")
    assert (done["verified"], done["backup"]["label"], done["findings"]) == (True, "the stick", [])
    assert done["bytes"] == sum(path.stat().st_size for path in (program.vault / "blobs").rglob("*.age"))
    back = program.good("vault", "restore", shelf, again)
    assert (back["verified"], back["bytes"], back["erased_again"]) == (True, done["bytes"], [])
    with open_vault(again, PASSPHRASE) as vault:
        assert len(vault.catalogue.case_summaries()) == 2
        for code in (STAYS, GOES):
            assert _has_film(vault, service.clips[code], service.films[code])
    assert program.run("vault", "restore", shelf, again).kind == "exists"
    assert program.run("vault", "restore", tmp_path / "nothing", tmp_path / "x").kind == "vault-missing"


def test_an_older_backup_is_erased_again_by_receipts(service: Service, tmp_path: Path) -> None:
    program, shelf = service.program, tmp_path / "shelf"
    backup = program.good("vault", "backup", shelf)["backup"]
    done = program.good("case", "erase", GOES, "--confirm", GOES)
    assert [known["id"] for known in done["backups_outstanding"]] == [backup["id"]]
    with_them = tmp_path / "with"
    back = program.good("vault", "restore", shelf, with_them, "--receipts", service.receipts)
    assert back["erased_again"] == [done["receipt"]["subject"]]
    assert [case["id"] for case in program.good("--vault", with_them, "case", "list")["cases"]] == [STAYS]
    assert len(list((with_them / "blobs").rglob("*.age"))) == 1
    program.good("vault", "backup", shelf)
    assert len(list((shelf / "blobs").rglob("*.age"))) == 1


def test_a_legal_duty_needs_a_second_users_passphrase(service: Service, tmp_path: Path) -> None:
    program, target = service.program, tmp_path / "film.mp4"
    second, own = tmp_path / "second", tmp_path / "own"
    second.write_text("clean variable otter dispatch\n", "utf-8")
    own.write_text(PASSPHRASE, "utf-8")
    program.good("vault", "add-user", "bert", "--new-passphrase-file", second)
    words = ["clip", "copy", service.clips[STAYS], "--to", target]
    words += ["--for", "the court", "--why", "court", "--reference", "12 F 34/26"]
    assert program.run(*words, "--second-passphrase-file", own).kind == "needs-second-user"
    assert not target.exists()
    assert program.good(*words, "--second-passphrase-file", second)["copy"]["serial"] == 1
    assert target.read_bytes() == service.films[STAYS].read_bytes()
