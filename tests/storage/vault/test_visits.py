"""What happens on a prepared visit comes home once, whole, and only as its process wrote it."""

from dataclasses import replace
from pathlib import Path

import pytest

from storage.age import X25519Identity, X25519Recipient, encrypt
from storage.catalogue import SqlCatalogue
from storage.vault import OpenVault
from storage.vault.visits import VisitGrant, any_slot_opens, prepare_visit
from tests.storage.vault.vaults import ANNA, PASSPHRASES, add_case, opened
from vidfeed.model.change import ChangeSet, ReelChange, reel_scope
from vidfeed.model.reel import Reel
from vidfeed.model.review import ParentWords, Review, ReviewAction, ReviewEvent, Whose, review_place
from vidfeed.model.visit import VisitLog

AT = "2026-11-22T10:00:00.000+00:00"
KEY = bytes(range(32))


@pytest.fixture
def grant(vault: OpenVault) -> VisitGrant:
    case_id, _ = add_case(vault)
    reel = Reel("reelreelreel", case_id, "Looking", created_at=AT)
    vault.catalogue.apply(ChangeSet(reel_scope(reel.id), "New reel", reel=ReelChange(None, reel)))
    return prepare_visit(vault.core, case_id, reel.id, KEY)


def log_of(vault: OpenVault, grant: VisitGrant, events: int, words: int = 0, **fields: object) -> VisitLog:
    visit = next(one for one in vault.catalogue.visits() if one.id == grant.visit_id)
    told = tuple(ReviewEvent(AT, ReviewAction.SHOWN, f"item{n}") for n in range(events))
    said = tuple(ParentWords(f"words{n}", AT, None, f"He waits {n}", Whose.PARENT) for n in range(words))
    finished = AT if fields.get("closed") else None
    review = Review(visit.id, visit.reel_id, visit.case_id, AT, finished, events=told, words=said)
    return VisitLog(review, str(fields.get("draft", "")), bool(fields.get("closed")))


def again(vault: OpenVault) -> OpenVault:
    vault.close()
    return opened(vault.directory)


def review_in(catalogue: SqlCatalogue, grant: VisitGrant) -> Review:
    review = catalogue.review(grant.visit_id)
    assert review is not None
    return review


def test_what_happened_comes_home_however_often_it_is_told(vault: OpenVault, grant: VisitGrant) -> None:
    first = log_of(vault, grant, 3, 1, draft="half a sentence")
    grant.write(first)
    with again(vault) as once:
        assert once.findings == ()
        assert review_in(once.catalogue, grant) == first.review
        assert once.catalogue.draft(review_place(grant.visit_id)) == "half a sentence"
        once.catalogue.put_review_notes(grant.visit_id, "Film a meal", "")
        with again(once) as twice:
            assert review_in(twice.catalogue, grant) == replace(first.review, next_step="Film a meal")
            assert grant.path.exists(), "its process may still write"
            whole = log_of(twice, grant, 5, 2, closed=True)
            grant.write(whole)
            with again(twice) as home:
                assert review_in(home.catalogue, grant) == replace(whole.review, next_step="Film a meal")
                assert not grant.path.exists()
                assert home.catalogue.visits()[0].merged_at is not None


def test_words_that_were_given_up_do_not_come_back_with_the_next_unlock(vault: OpenVault, grant: VisitGrant) -> None:
    grant.write(log_of(vault, grant, 3, draft="half a sentence"))
    place = review_place(grant.visit_id)
    with again(vault) as once:
        assert once.catalogue.draft(place) == "half a sentence"
        once.catalogue.drop_draft(place)
        with again(once) as twice:
            assert twice.catalogue.draft(place) is None
            grant.write(log_of(twice, grant, 4, draft="another sentence"))
            with again(twice) as later:
                assert later.catalogue.draft(place) == "another sentence", "the visit went on"
                grant.write(log_of(later, grant, 4, 1))
                with again(later) as kept:
                    assert kept.catalogue.draft(place) is None, "it was kept, or given up, on the visit"


@pytest.mark.parametrize("how", ["byte", "forged", "other-key", "truncated"])
def test_an_altered_record_is_found_and_never_taken_home(vault: OpenVault, grant: VisitGrant, how: str) -> None:
    grant.write(log_of(vault, grant, 3))
    data = bytearray(grant.path.read_bytes())
    if how == "byte":
        data[-20] ^= 1
    elif how == "truncated":
        data = data[:-40]
    elif how == "forged":
        # Whoever knew the recipient could encrypt to it; the MAC is what they cannot make.
        forger = replace(grant, mac_key=bytes(32))
        forger.write(log_of(vault, grant, 9))
        data = bytearray(grant.path.read_bytes())
    else:
        stranger = X25519Identity.generate().recipient
        data = bytearray(encrypt([X25519Recipient.parse(stranger.to_text())], b"whatever"))
    grant.path.write_bytes(data)
    with again(vault) as later:
        assert [finding.kind for finding in later.findings] == ["visit-altered"]
        assert later.catalogue.review(grant.visit_id) is None
        assert grant.path.read_bytes() == bytes(data)


def test_a_record_of_another_visit_is_refused(vault: OpenVault, grant: VisitGrant) -> None:
    case_id = vault.catalogue.visits()[0].case_id
    other = prepare_visit(vault.core, case_id, "reelreelreel", KEY)
    other.write(log_of(vault, other, 2))
    other.path.replace(grant.path)
    with again(vault) as later:
        assert [finding.kind for finding in later.findings] == ["visit-altered"]


def test_a_foreign_file_is_left_as_it_is(vault: OpenVault) -> None:
    stray = vault.directory / "visits" / "aaaaaaaaaaaa.age"
    stray.write_bytes(b"age-encryption.org/v1\n")
    with again(vault) as later:
        assert [finding.kind for finding in later.findings] == ["visit-unknown"]
        assert stray.exists()


def test_erasing_the_case_takes_its_visits_along(vault: OpenVault, grant: VisitGrant) -> None:
    grant.write(log_of(vault, grant, 3))
    vault.erase_case(vault.catalogue.visits()[0].case_id)
    assert not grant.path.exists()
    assert vault.catalogue.visits() == []


def test_nothing_of_a_visit_lies_in_the_clear(vault: OpenVault, grant: VisitGrant) -> None:
    grant.write(log_of(vault, grant, 3, 2))
    for path in vault.directory.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert b"He waits" not in data
            assert grant.recipient.encode() not in data
    assert "mac_key" not in repr(grant)


def test_only_a_passphrase_of_the_vault_opens_a_slot(vault: OpenVault, tmp_path: Path) -> None:
    assert any_slot_opens(vault.directory, PASSPHRASES[ANNA])
    assert not any_slot_opens(vault.directory, "gravel monsoon pretzel abacus")
    assert not any_slot_opens(tmp_path, PASSPHRASES[ANNA])
