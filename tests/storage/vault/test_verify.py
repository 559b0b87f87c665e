from collections.abc import Callable

import pytest

from storage.vault import OpenVault
from tests.storage.vault.vaults import FILM, FiledFilm, add_case, add_film, begin_clip
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.finding import Severity


def flip(vault: OpenVault, film: FiledFilm, place: int) -> None:
    path = vault.core.layout.blob(film.original.blob_id)
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(bytes(data))


def test_a_sound_vault(vault: OpenVault) -> None:
    film = add_film(vault)
    steps: list[float] = []
    quick, deep = vault.verify(progress=steps.append), vault.verify(deep=True)
    for report in (quick, deep):
        assert [finding.severity for finding in report.findings] == [Severity.GOOD]
    assert 0 < quick.bytes_checked < deep.bytes_checked == film.original.size_bytes
    assert steps == [1.0]


def test_an_empty_vault_and_an_import_under_way(vault: OpenVault) -> None:
    begin_clip(vault, *add_case(vault))
    assert [finding.severity for finding in vault.verify(deep=True).findings] == [Severity.GOOD]


def test_the_middle_of_a_film_is_read_only_in_depth(vault: OpenVault) -> None:
    film = add_film(vault)
    flip(vault, film, len(FILM) // 2)
    assert [finding.kind for finding in vault.verify().findings] == ["blobs-intact"]
    (finding,) = vault.verify(deep=True).findings
    assert (finding.kind, finding.severity) == ("blob-damaged", Severity.CRITICAL)
    assert finding.subject == f"{film.clip_id} {film.original.blob_id}"


def shorten(vault: OpenVault, film: FiledFilm) -> None:
    path = vault.core.layout.blob(film.original.blob_id)
    path.write_bytes(path.read_bytes()[:-1])


def unlink(vault: OpenVault, film: FiledFilm) -> None:
    vault.core.layout.blob(film.original.blob_id).unlink()


def stray(vault: OpenVault, film: FiledFilm) -> None:
    vault.blobs.store(film.clip_id, [b"x"])


def alter_key_file(vault: OpenVault, _film: FiledFilm) -> None:
    vault.core.layout.key_file.write_bytes(b"x")


def unlink_key_file(vault: OpenVault, _film: FiledFilm) -> None:
    vault.core.layout.key_file.unlink()


def alter_slot(vault: OpenVault, _film: FiledFilm) -> None:
    next(vault.core.layout.keys.iterdir()).write_bytes(b"x")


def unlink_slot(vault: OpenVault, _film: FiledFilm) -> None:
    next(vault.core.layout.keys.iterdir()).unlink()


def alter_card(vault: OpenVault, _film: FiledFilm) -> None:
    vault.core.layout.vault_json.write_text("{}")


def alter_readme(vault: OpenVault, _film: FiledFilm) -> None:
    vault.core.layout.readme.write_text("Send your passphrase to ...")


def plant_link(vault: OpenVault, _film: FiledFilm) -> None:
    (vault.directory / "link").symlink_to("/")


@pytest.mark.parametrize(
    ("harm", "kind", "severity"),
    [
        (shorten, "blob-damaged", Severity.CRITICAL),
        (unlink, "blob-damaged", Severity.CRITICAL),
        (stray, "blob-unknown", Severity.WARNING),
        (alter_key_file, "key-file", Severity.CRITICAL),
        (unlink_key_file, "key-file", Severity.CRITICAL),
        (alter_slot, "slot-file", Severity.CRITICAL),
        (unlink_slot, "slot-file", Severity.CRITICAL),
        (alter_card, "vault-json", Severity.CRITICAL),
        (alter_readme, "readme-changed", Severity.WARNING),
        (plant_link, "link", Severity.CRITICAL),
    ],
)
def test_harm_is_found(
    vault: OpenVault, harm: Callable[[OpenVault, FiledFilm], None], kind: str, severity: Severity
) -> None:
    harm(vault, add_film(vault))
    findings = [finding for finding in vault.verify().findings if finding.severity is not Severity.GOOD]
    assert [(finding.kind, finding.severity) for finding in findings] == [(kind, severity)]
    assert findings[0].message


def test_it_can_be_stopped(vault: OpenVault) -> None:
    add_film(vault)

    def stop(_done: float) -> None:
        raise ExpectedError(ErrorKind.CANCELLED, "stopped", "")

    with pytest.raises(ExpectedError):
        vault.verify(progress=stop)
