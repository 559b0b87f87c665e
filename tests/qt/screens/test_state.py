"""What stands behind the pages, without any page."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from ui.state.consents import Opening, Standing, needs_attention, standing, use_today
from ui.state.film_files import films_in
from ui.state.folders import free_name, synchronised_by
from ui.state.passphrases import all_matched, spellings, words_matched
from ui.state.preferences import Preferences
from vidfeed.model.consent import Consent, GivenBy, Person, Purpose, Role

TODAY = date(2026, 11, 22)
PARENT = Person("p1", "c1", Role.PARENT_A, "Parent A", True)
BABY = Person("p2", "c1", Role.INFANT, "Infant", True)
SIBLING = Person("p3", "c1", Role.OTHER, "Sibling", False)


def agreed(person: Person, until: date | None = None, withdrawn: date | None = None) -> Consent:
    given = TODAY - timedelta(40)
    return Consent(person.id, person.id, Purpose.REVIEW, given, GivenBy.SELF, "", until, withdrawn)


@pytest.mark.parametrize(
    ("typed", "matched"),
    [("", 0), ("lantern", 1), ("Lantern-Maple", 2), ("lanternmaple gravel", 3), ("maple", 0), ("lantern gravel", 1)],
)
def test_words_match_as_far_as_they_go(typed: str, matched: int) -> None:
    assert words_matched("lantern maple gravel", typed) == matched


def test_nothing_may_follow_the_words() -> None:
    assert all_matched("yo-yo maple", "yo-yo maple")
    assert not all_matched("yo-yo maple", "yo-yo maple too")


def test_only_six_words_are_tried_in_another_spelling() -> None:
    assert spellings("One-two") == ["One-two"]
    assert spellings("A-b-c-d-e-f") == ["A-b-c-d-e-f", "a b c d e f"]
    assert spellings("a b c d e f") == ["a b c d e f"]


def test_folders_that_services_copy(tmp_path: Path) -> None:
    assert synchronised_by(tmp_path / "films", {}) is None
    assert synchronised_by(tmp_path / "Dropbox" / "films", {}) == "Dropbox"
    assert synchronised_by(tmp_path / "docs" / "vault", {"OneDrive": str(tmp_path / "docs")}) == "OneDrive"
    (tmp_path / ".stfolder").mkdir()
    assert synchronised_by(tmp_path / "films", {}) == "Syncthing"


def test_a_new_vault_gets_a_free_name(tmp_path: Path) -> None:
    (tmp_path / "Vault 1").mkdir()
    assert free_name(tmp_path) == "Vault 2"


def test_a_machine_remembers_folders_and_nothing_else_of_them(tmp_path: Path) -> None:
    file = tmp_path / "vidfeed.ini"
    preferences = Preferences(QSettings(str(file), QSettings.Format.IniFormat))
    preferences.remember_vault(tmp_path / "a")
    preferences.remember_vault(tmp_path / "b", named=True)
    preferences.remember_vault(tmp_path / "a")
    assert [vault.label for vault in preferences.vaults] == ["Vault 1", "b"]
    preferences.forget_vault(tmp_path / "a")
    preferences.remember_vault(tmp_path / "c")
    assert [vault.label for vault in preferences.vaults] == ["Vault 1", "b"]
    keys = {line.split("=")[0] for line in file.read_text().splitlines() if "=" in line}
    assert keys == {"vaults"}


@pytest.mark.parametrize("nonsense", ["", "[", '[{"folder": 1}]', "{}"])
def test_spoilt_settings_are_no_settings(tmp_path: Path, nonsense: str) -> None:
    settings = QSettings(str(tmp_path / "vidfeed.ini"), QSettings.Format.IniFormat)
    settings.setValue("vaults", nonsense)
    settings.setValue("idle_minutes", "soon")
    preferences = Preferences(settings)
    assert preferences.vaults == []
    assert preferences.idle_minutes == 10


def test_numbers_are_kept_in_bounds(tmp_path: Path) -> None:
    preferences = Preferences(QSettings(str(tmp_path / "vidfeed.ini"), QSettings.Format.IniFormat))
    preferences.put_idle_minutes(600)
    preferences.put_text_percent(10)
    assert (preferences.idle_minutes, preferences.text_percent) == (30, 90)


@pytest.mark.parametrize(
    ("consents", "expected"),
    [
        ([], Standing.NOT_ENTERED),
        ([agreed(PARENT)], Standing.YES),
        ([agreed(PARENT, until=TODAY)], Standing.YES),
        ([agreed(PARENT, until=TODAY - timedelta(1))], Standing.RAN_OUT),
        ([agreed(PARENT, withdrawn=TODAY)], Standing.WITHDRAWN),
        ([agreed(PARENT, withdrawn=TODAY), agreed(PARENT)], Standing.YES),
        ([agreed(BABY)], Standing.NOT_ENTERED),
    ],
)
def test_how_one_consent_stands(consents: list[Consent], expected: Standing) -> None:
    assert standing(PARENT, consents, Purpose.REVIEW, TODAY) is expected


@pytest.mark.parametrize(
    ("people", "consents", "expected"),
    [
        ([], [], Opening.NO_PEOPLE),
        ([PARENT], [agreed(PARENT)], Opening.NO_PEOPLE),
        ([PARENT, BABY], [agreed(PARENT)], Opening.NOT_YET),
        ([PARENT, BABY], [agreed(PARENT), agreed(BABY)], Opening.OPEN),
        ([PARENT, BABY, SIBLING], [agreed(PARENT), agreed(BABY)], Opening.VEIL_OTHERS),
        ([PARENT, BABY], [agreed(PARENT, withdrawn=TODAY), agreed(BABY)], Opening.STOPPED),
        ([PARENT, BABY], [agreed(PARENT, until=TODAY - timedelta(1)), agreed(BABY)], Opening.TO_RENEW),
    ],
)
def test_what_a_use_comes_to(people: list[Person], consents: list[Consent], expected: Opening) -> None:
    use = use_today(people, consents, Purpose.REVIEW, TODAY)
    assert use.opening is expected
    assert use.usable is (expected in (Opening.OPEN, Opening.VEIL_OTHERS))
    assert needs_attention(people, consents, [], TODAY)


def recorded(person: Person, *films: str, withdrawn: date | None = None) -> Consent:
    return replace(agreed(person, withdrawn=withdrawn), id="r", purpose=Purpose.RECORD, clip_ids=films)


@pytest.mark.parametrize(
    ("recording", "expected"),
    [
        ([recorded(PARENT)], Opening.OPEN),
        ([recorded(PARENT, withdrawn=TODAY)], Opening.RECORDING_STOPPED),
        ([recorded(PARENT, "film", withdrawn=TODAY)], Opening.SOME_FILMS),
    ],
)
def test_no_use_is_open_for_films_whose_recording_stopped(recording: list[Consent], expected: Opening) -> None:
    entries = [agreed(PARENT), agreed(BABY), *recording]
    assert use_today([PARENT, BABY], entries, Purpose.REVIEW, TODAY).opening is expected


def test_one_stopped_film_is_consent_to_check() -> None:
    entries = [agreed(PARENT), agreed(BABY), recorded(PARENT), recorded(BABY)]
    assert not needs_attention([PARENT, BABY], entries, ["film", "other"], TODAY)
    stopped = [agreed(PARENT), agreed(BABY), recorded(PARENT, "other"), recorded(BABY)]
    stopped.append(recorded(PARENT, "film", withdrawn=TODAY))
    assert needs_attention([PARENT, BABY], stopped, ["film", "other"], TODAY)
    named = [replace(agreed(PARENT), clip_ids=("film",)), agreed(BABY), recorded(PARENT), recorded(BABY)]
    assert not needs_attention([PARENT, BABY], named, ["film"], TODAY)
    assert needs_attention([PARENT, BABY], named, ["film", "other"], TODAY)


def test_agreements_for_each_film_come_to_one_for_all_so_far() -> None:
    both = ["film", "other"]
    singly = [replace(agreed(PARENT), id=film, clip_ids=(film,)) for film in both]
    assert standing(PARENT, singly[:1], Purpose.REVIEW, TODAY, both) is Standing.SOME
    assert standing(PARENT, singly, Purpose.REVIEW, TODAY, both) is Standing.SO_FAR
    assert standing(PARENT, singly, Purpose.REVIEW, TODAY, [*both, "new"]) is Standing.SOME
    use = use_today([PARENT, BABY], [*singly, agreed(BABY)], Purpose.REVIEW, TODAY, both)
    assert use.opening is Opening.OPEN
    again = [recorded(PARENT, "film", withdrawn=TODAY), recorded(PARENT, "film")]
    assert standing(PARENT, again[:1], Purpose.RECORD, TODAY, both) is Standing.SOME
    assert standing(PARENT, again, Purpose.RECORD, TODAY, both) is Standing.SO_FAR


def test_a_use_ends_with_the_first_who_ends_it() -> None:
    soon, later = TODAY + timedelta(5), TODAY + timedelta(50)
    entries = [agreed(PARENT, until=later), agreed(BABY, until=soon)]
    assert use_today([PARENT, BABY], entries, Purpose.REVIEW, TODAY).until == soon


def test_films_are_found_in_a_cards_folders(tmp_path: Path) -> None:
    card = tmp_path / "DCIM" / "100MEDIA"
    card.mkdir(parents=True)
    for name in ("b.MP4", "a.mts", "note.txt", "._a.mts"):
        (card / name).touch()
    lone = tmp_path / "strange.xyz"
    assert films_in([tmp_path / "DCIM", lone, card / "a.mts"]) == [card / "a.mts", card / "b.MP4", lone]
