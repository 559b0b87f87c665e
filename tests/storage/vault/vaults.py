"""Small vaults with films in them, for tests."""

import shutil
from array import array
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.vault import OpenVault, create_vault, open_vault
from vidfeed.model.case import Case, Session
from vidfeed.model.clip import Asset, AssetRole, Clip, ClipKind, ClipStatus, Film
from vidfeed.model.frame_index import FrameIndex, Packet
from vidfeed.model.ids import new_id

LOW = 2
ANNA, BERT = "anna", "bert"
PASSPHRASES = {
    ANNA: "unpledged snugness triceps puppet",
    BERT: "clean variable otter dispatch",
    "other": "gravel monsoon pretzel abacus",
}
FILM = bytes(range(256)) * 700


def created(directory: Path) -> tuple[OpenVault, str]:
    """Anna's new vault and its recovery secret."""
    return create_vault(directory, PASSPHRASES[ANNA], ANNA, work_factor=LOW)


def made(directory: Path) -> tuple[OpenVault, str]:
    """As `created`, by copying one that was created before: quicker, and always of the same id."""
    pattern, recovery_secret = _pattern()
    shutil.copytree(Path(pattern.name) / "vault", directory)
    return opened(directory), recovery_secret


@cache
def _pattern() -> tuple[TemporaryDirectory[str], str]:
    folder = TemporaryDirectory()
    vault, recovery_secret = created(Path(folder.name) / "vault")
    vault.close()
    return folder, recovery_secret


def opened(directory: Path, user: str = ANNA, *, name: str | None = None) -> OpenVault:
    """Unlocked by that user's first passphrase."""
    return open_vault(directory, PASSPHRASES[user], name, work_factor=LOW)


@dataclass(frozen=True)
class FiledFilm:
    """A film in a vault."""

    case_id: str
    clip_id: str
    original: Asset


def add_case(vault: OpenVault, code: str = "WREN-07") -> tuple[str, str]:
    """A new case with one session; their ids."""
    case_id, session_id = new_id(), new_id()
    vault.catalogue.add_case(Case(case_id, code, "", "", "", "2026-01-02T03:04:05+00:00"))
    vault.catalogue.add_session(Session(session_id, case_id, 1, date(2026, 1, 2), "", ""))
    return case_id, session_id


def begin_clip(vault: OpenVault, case_id: str, session_id: str) -> Clip:
    """The row of a clip whose film is yet to come."""
    clip = Clip(
        id=new_id(),
        case_id=case_id,
        session_id=session_id,
        kind=ClipKind.INTERACTION,
        status=ClipStatus.IMPORTING,
        title="Clip",
        sha256="",
        size_bytes=0,
        frames=0,
        width_px=0,
        height_px=0,
        rotation=0,
        frame_rate=Fraction(25),
        variable_frame_rate=False,
        audio=False,
        time_base=Fraction(1, 25),
        origin_pts=0,
        end_pts=0,
        recorded_at=None,
        position_pts=None,
        warnings=(),
    )
    vault.catalogue.add_clip(clip)
    return clip


def complete_clip(vault: OpenVault, clip: Clip, original: Asset) -> None:
    """Makes it a ready clip of three frames."""
    packets = tuple(Packet(pts, pts, pts == 0, False) for pts in range(3))
    index = FrameIndex(Fraction(1, 25), packets, array("q", range(3)), 3)
    film = Film("mp4", 0, None, "h264", 2, 2, 0, Fraction(25), False, index)
    ready = replace(clip, status=ClipStatus.READY, sha256=original.plaintext_sha256, frames=3, end_pts=3)
    vault.catalogue.complete_clip(ready, index, film, original)


def add_film(vault: OpenVault, data: bytes = FILM, code: str = "WREN-07") -> FiledFilm:
    """A film of a new case."""
    case_id, session_id = add_case(vault, code)
    return add_clip(vault, case_id, session_id, data)


def add_clip(vault: OpenVault, case_id: str, session_id: str, data: bytes = FILM) -> FiledFilm:
    """One more film of a session."""
    clip = begin_clip(vault, case_id, session_id)
    original = vault.blobs.store(clip.id, [data]).asset(clip.id, AssetRole.ORIGINAL)
    complete_clip(vault, clip, original)
    return FiledFilm(case_id, clip.id, original)


def read_film(vault: OpenVault, film: FiledFilm) -> bytes:
    """All of it."""
    with vault.blobs.source(film.original).open() as file:
        return file.read()
