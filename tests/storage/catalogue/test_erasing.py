from dataclasses import replace
from datetime import date

import pytest

from storage.catalogue import SqlCatalogue
from tests.storage.catalogue.sample import OTHER_KEY, asset, clip, fill, made, marked, moment, reel, session
from vidfeed.errors import ErrorKind, ExpectedError, InternalError
from vidfeed.model.change import ChangeSet, ReelChange, reel_scope
from vidfeed.model.clip import ClipStatus
from vidfeed.model.consent import Consent, GivenBy, Person, Purpose, Role
from vidfeed.model.copy import Copy
from vidfeed.model.erasure import Erasure, ErasureState, case_subject, clip_subject
from vidfeed.model.review import ParentWords, Review, Whose


@pytest.fixture
def two(catalogue: SqlCatalogue) -> SqlCatalogue:
    """Two cases; the first with two clips, each with marks, files, drafts and a place in a reel."""
    fill(catalogue, 2)
    catalogue.add_clip(clip("clip3", "case1", "session1", "Bath"))
    for number in (1, 2, 3):
        catalogue.apply(marked(moment(f"m{number}", f"clip{number}", note=f"secret{number}")))
        catalogue.add_asset(asset(f"blob{number}", f"clip{number}"))
        catalogue.put_draft(f"note:m{number}", f"draft{number}")
    catalogue.apply(made(reel("reel1", "clip1", "clip3")))
    catalogue.apply(made(reel("reel3", "clip3")))
    catalogue.apply(ChangeSet(reel_scope("reel3"), "Remove", reel=ReelChange(reel("reel3", "clip3"), None)))
    catalogue.apply(made(reel("reel4", "clip1")))
    return catalogue


def erasure(subject: str) -> Erasure:
    return Erasure(subject, ErasureState.MARKED, "{}", "2024-06-01", "Anastasia")


def dump(catalogue: SqlCatalogue) -> str:
    """Everything that the database holds, as text."""
    raw = catalogue._database.raw
    names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    return "\n".join(repr(raw.execute(f'SELECT * FROM "{name}"').fetchall()) for name in names)


def test_a_marked_clip_has_no_identity_and_names_its_files(two: SqlCatalogue) -> None:
    assert two.mark_erasing(erasure("clip:clip1")) == [asset("blob1", "clip1")]
    with pytest.raises(ExpectedError) as caught:
        two.clip_identity("clip1")
    assert caught.value.kind is ErrorKind.UNKNOWN_CLIP
    assert two.clip_identity("clip3") != two.clip_identity("clip2")
    assert [one.id for one in two.clips(status=ClipStatus.ERASING)] == ["clip1"]
    assert two.erasures() == [erasure("clip:clip1")]
    assert [summary.clips for summary in two.case_summaries()] == [1, 1]
    assert two.mark_erasing(erasure("clip:clip1")) == [asset("blob1", "clip1")]
    assert len(two.erasures()) == 1


def test_a_cleared_clip_leaves_nothing_and_takes_nothing_else(two: SqlCatalogue) -> None:
    subject = clip_subject("clip1")
    two.mark_erasing(erasure(subject))
    two.clear_erased(subject)
    two.rekey(OTHER_KEY)
    two.close_erasure(subject, '{"clips": 1}')
    assert two.erasures() == [Erasure(subject, ErasureState.DONE, '{"clips": 1}', "2024-06-01", "Anastasia")]
    left = dump(two)
    assert not any(word in left for word in ("secret1", "draft1", "blob1", "note:m1"))
    assert all(word in left for word in ("secret2", "draft2", "secret3", "draft3"))
    whole = reel("reel1", "clip1", "clip3")
    assert two.reel("reel1") == replace(whole, items=whole.items[1:])
    assert [
        two.can_undo(scope) for scope in ("clip:clip1", "clip:clip3", "reel:reel1", "reel:reel3", "reel:reel4")
    ] == [
        False,
        True,
        False,
        True,
        False,
    ]
    assert two.integrity_findings() == []
    assert [line.action for line in two.audit(subject)][-3:] == ["erase.mark", "erase.cleared", "erase.done"]


def test_consent_for_an_erased_film_does_not_become_consent_for_all(two: SqlCatalogue) -> None:
    two.add_person(Person("p1", "case1", Role.PARENT_A, "Parent A", True))
    one_film = Consent("k1", "p1", Purpose.TRAINING, date(2024, 5, 1), GivenBy.SELF, clip_ids=("clip1",))
    two.add_consent(one_film)
    two.mark_erasing(erasure("clip:clip1"))
    two.clear_erased("clip:clip1")
    assert two.consents("case1") == [one_film]


def test_a_cleared_case_leaves_only_the_ledger_and_the_trail(two: SqlCatalogue) -> None:
    subject = case_subject("case1")
    two.add_person(Person("p1", "case1", Role.PARENT_A, "secret person", True))
    two.add_consent(Consent("k1", "p1", Purpose.TRAINING, date(2024, 5, 1), GivenBy.SELF, "secret how"))
    two.supersede_consent("k1")
    two.add_review(
        Review("r1", "reel1", "case1", "2024", words=(ParentWords("w1", "2024", None, "secret words", Whose.PARENT),))
    )
    two.put_draft("review:r1", "secret draft")
    two.add_copy(Copy(1, "case1", "reel", ("reel1",), "family", "copy", "", "", "2024", "Anastasia"))
    assert {one.blob_id for one in two.mark_erasing(erasure(subject))} == {"blob1", "blob3"}
    assert [summary.case.id for summary in two.case_summaries()] == ["case2"]
    two.clear_erased(subject)
    two.clear_erased(subject)
    two.rekey(OTHER_KEY)
    left = dump(two)
    assert not any(
        word in left for word in ("secret1", "secret3", "draft1", "secret person", "secret words", "WREN-01")
    )
    assert "secret draft" not in left
    assert "secret how" not in left
    assert "secret2" in left
    assert (two.case("case1"), two.clips("case1"), two.reels("case1")) == (None, [], [])
    assert [copy.serial for copy in two.copies("case1")] == [1]
    assert two.integrity_findings() == []


def test_only_what_is_there_can_be_erased(two: SqlCatalogue) -> None:
    for subject, kind in (("case:none", ErrorKind.UNKNOWN_CASE), ("clip:none", ErrorKind.UNKNOWN_CLIP)):
        with pytest.raises(ExpectedError) as caught:
            two.mark_erasing(erasure(subject))
        assert caught.value.kind is kind
    two.add_session(session("session5", "case1", 5))
    with pytest.raises(InternalError):
        two.mark_erasing(erasure("session:session5"))
    with pytest.raises(InternalError):
        two.clear_erased("clip:clip1")
    assert two.moment("m1") is not None
