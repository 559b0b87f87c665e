from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from storage.vault import OpenVault
from storage.vault.core import SystemClock
from storage.vault.layout import Layout
from tests.storage.vault.test_backup import restored
from tests.storage.vault.vaults import FILM, FiledFilm, add_case, add_film, begin_clip, made, opened, read_film
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import AssetRole
from vidfeed.model.finding import Finding, Severity
from vidfeed.ports import Progress


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


def stopping_after(files: int) -> Progress:
    """Progress that stops a check once so many parts of films were passed."""
    told: list[float] = []

    def advance(done: float) -> None:
        told.append(done)
        if len(told) == files:
            raise ExpectedError(ErrorKind.CANCELLED, "stopped", "")

    return advance


def is_stopped(vault: OpenVault, after: int) -> None:
    with pytest.raises(ExpectedError) as caught:
        vault.verify(deep=True, progress=stopping_after(after))
    assert caught.value.kind is ErrorKind.CANCELLED


@pytest.fixture
def several(vault: OpenVault) -> list[FiledFilm]:
    """Films in the order in which a check reads them."""
    films = [add_film(vault, b"film %d" % number, f"CASE-{number}") for number in range(5)]
    return sorted(films, key=lambda film: film.original.blob_id)


def kinds(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.kind, finding.subject) for finding in findings]


def test_a_deep_check_goes_on_where_it_was_stopped(vault: OpenVault, several: list[FiledFilm]) -> None:
    is_stopped(vault, after=6)  # within each film and after it
    vault.close()
    with opened(vault.directory) as again:
        report = again.verify(deep=True)
        assert report.bytes_checked == sum(film.original.size_bytes for film in several[3:])
        assert kinds(report.findings) == [("check-went-on", ""), ("blobs-intact", "")]
        assert "3 of 5" in report.findings[0].message
        assert again.verify(deep=True).bytes_checked == sum(film.original.size_bytes for film in several)


def test_what_was_found_before_the_stop_is_found_again(vault: OpenVault, several: list[FiledFilm]) -> None:
    flip(vault, several[0], -1)
    flip(vault, several[4], -1)
    is_stopped(vault, after=4)
    damaged = [f"{film.clip_id} {film.original.blob_id}" for film in (several[0], several[4])]
    found = vault.verify(deep=True).findings
    assert kinds(found) == [("check-went-on", ""), *(("blob-damaged", subject) for subject in damaged)]


def test_a_quick_check_and_an_old_one_change_nothing_about_it(
    vault: OpenVault, several: list[FiledFilm], monkeypatch: pytest.MonkeyPatch
) -> None:
    is_stopped(vault, after=6)
    assert kinds(vault.verify().findings) == [("blobs-intact", "")]
    now = SystemClock().now()
    monkeypatch.setattr(SystemClock, "now", lambda _self: now + timedelta(days=40))
    report = vault.verify(deep=True)
    assert report.bytes_checked == sum(film.original.size_bytes for film in several), "what was read then may be gone"


@pytest.mark.parametrize("kept", ["", "null", "[]", "{", '{"begun": 1, "after": 2, "damaged": 3}'])
def test_what_was_kept_of_a_check_is_not_believed_blindly(
    vault: OpenVault, several: list[FiledFilm], kept: str
) -> None:
    vault.catalogue.put_setting("verify.round", kept)
    assert vault.verify(deep=True).bytes_checked == sum(film.original.size_bytes for film in several)


def test_a_film_erased_meanwhile_is_no_damage(vault: OpenVault, several: list[FiledFilm]) -> None:
    told: list[float] = []

    def erase(done: float) -> None:
        if not told:
            vault.erase_clip(several[3].clip_id)
        told.append(done)

    assert kinds(vault.verify(deep=True, progress=erase).findings) == [("blobs-intact", "")]


def test_a_damaged_light_copy_is_not_a_damaged_film(vault: OpenVault) -> None:
    film = add_film(vault)
    strip = vault.blobs.store(film.clip_id, [b"pictures"]).asset(film.clip_id, AssetRole.STRIP)
    vault.catalogue.add_asset(strip)
    vault.core.layout.blob(strip.blob_id).write_bytes(b"x")
    (finding,) = vault.verify(deep=True).findings
    assert (finding.kind, finding.severity) == ("blob-damaged", Severity.WARNING)
    assert read_film(vault, film) == FILM


def test_every_damaged_page_of_the_catalogue_is_noticed_and_the_way_back_works(tmp_path: Path) -> None:
    """At the unlock or by a check; the backup beside brings everything back."""
    vault, _ = made(tmp_path / "vault")
    with vault:
        film = add_film(vault)
        vault.back_up(tmp_path / "shelf")
    path = Layout(vault.directory).catalogue
    right = path.read_bytes()
    by_check = 0
    for page in range(len(right) // 4096):
        damaged = bytearray(right)
        damaged[page * 4096 + 1234] ^= 1
        path.write_bytes(damaged)
        try:
            with opened(vault.directory) as harmed:
                found = [finding for finding in harmed.verify().findings if finding.kind == "catalogue-pages"]
        except ExpectedError as error:
            assert error.kind is ErrorKind.DAMAGED
            assert "restore" in error.hint.lower()
        else:
            by_check += 1
            (finding,) = found
            assert finding.severity is Severity.CRITICAL
            assert "vault restore" in finding.hint
            assert str(tmp_path / "shelf") in finding.hint or "no backup" in finding.hint
    assert by_check > 10
    with restored(tmp_path / "shelf", tmp_path / "again").vault as again:
        assert read_film(again, film) == FILM


def test_it_can_be_stopped(vault: OpenVault) -> None:
    add_film(vault)

    def stop(_done: float) -> None:
        raise ExpectedError(ErrorKind.CANCELLED, "stopped", "")

    with pytest.raises(ExpectedError):
        vault.verify(progress=stop)
