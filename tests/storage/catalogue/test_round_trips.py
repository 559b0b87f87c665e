"""What goes in comes out equal."""

from array import array
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.catalogue import Slot, SlotKind, SqlCatalogue, User
from storage.catalogue.change_json import change_body, read_change
from tests.storage.catalogue.sample import asset, case, clip, fill, made, marked, opened, session
from tests.storage.catalogue.strategies import moments, reels
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.case import CaseSummary, GoalRating
from vidfeed.model.change import ChangeSet, MomentChange, ReelChange
from vidfeed.model.clip import AssetRole, ClipKind, ClipStatus, Film
from vidfeed.model.codebook import Audience, Codebook, Tag
from vidfeed.model.consent import Consent, GivenBy, Person, Purpose, Role
from vidfeed.model.copy import Copy
from vidfeed.model.erasure import Backup
from vidfeed.model.frame_index import FrameIndex, Packet
from vidfeed.model.moment import Moment
from vidfeed.model.reel import Reel
from vidfeed.model.review import KeptWords, ParentWords, Review, ReviewAction, ReviewEvent, Whose, review_place

INDEX = FrameIndex(
    Fraction(1, 90000),
    (Packet(-3000, -6000, True), Packet(3000, -3000, False), Packet(0, 0, False, discard=True)),
    array("q", [-3000, 3000]),
    6000,
)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory, empty_file: Path) -> Iterator[SqlCatalogue]:
    """One catalogue for all examples; their ids never meet."""
    path = tmp_path_factory.mktemp("lasting") / "catalogue.db"
    path.write_bytes(empty_file.read_bytes())
    with opened(path) as catalogue:
        fill(catalogue)
        fill(catalogue, 2)
        yield catalogue


@given(moment=moments(st.sampled_from(["clip1", "clip2"])))
@settings(max_examples=60, deadline=None)
def test_moments(lasting: SqlCatalogue, moment: Moment) -> None:
    lasting.apply(marked(moment))
    assert lasting.moment(moment.id) == moment
    assert moment in lasting.moments(moment.clip_id)


@given(reel=reels(st.sampled_from(["clip1", "clip2"])))
@settings(max_examples=40, deadline=None)
def test_reels(lasting: SqlCatalogue, reel: Reel) -> None:
    lasting.apply(made(reel))
    assert lasting.reel(reel.id) == reel
    assert reel in lasting.reels("case1")


@given(before=st.none() | moments(st.just("clip1")), after=moments(st.just("clip1")), reel=reels(st.just("clip1")))
@settings(max_examples=60, deadline=None)
def test_undo_entries(before: Moment | None, after: Moment, reel: Reel) -> None:
    pairs = (MomentChange(before, after), MomentChange(after, None))
    for change in (ChangeSet("s", "l", pairs), ChangeSet("s", "l", reel=ReelChange(None, reel)), ChangeSet("s", "l")):
        assert read_change("s", "l", change_body(change)) == change


def test_cases_sessions_and_summaries(catalogue: SqlCatalogue) -> None:
    changed = replace(case("case1", "WREN-01"), note="other", question="", approach="Marte Meo")
    catalogue.update_case(changed)
    assert catalogue.case("case1") == catalogue.case_by_code("WREN-01") == changed
    held = replace(session("session0", number=7), held_on=date(2024, 5, 3))
    catalogue.add_session(held)
    moved = replace(held, number=2, activity="bath")
    catalogue.update_session(moved)
    assert catalogue.sessions("case1") == [session("session1"), moved]
    catalogue.add_case(case("case0", "A-1"))
    assert catalogue.case_summaries() == [
        CaseSummary(case("case0", "A-1"), 0, 0, 0, None),
        CaseSummary(changed, 2, 1, 0, moved),
    ]
    assert (catalogue.case("nobody"), catalogue.case_by_code("wren-01"), catalogue.session("none")) == (
        None,
        None,
        None,
    )


def test_what_is_taken_or_missing(catalogue: SqlCatalogue) -> None:
    wrong: dict[ErrorKind, list[Callable[[], object]]] = {
        ErrorKind.EXISTS: [
            lambda: catalogue.add_case(case("case2", "WREN-01")),
            lambda: catalogue.add_session(session("session2")),
        ],
        ErrorKind.UNKNOWN_CASE: [lambda: catalogue.update_case(case("case9"))],
        ErrorKind.UNKNOWN_CLIP: [
            lambda: catalogue.rename_clip("clip9", "x"),
            lambda: catalogue.set_clip_status("clip9", ClipStatus.READY),
            lambda: catalogue.frame_index("clip9"),
            lambda: catalogue.clip_identity("clip9"),
            lambda: catalogue.discard_clip("clip9"),
        ],
        ErrorKind.NOT_READY: [lambda: catalogue.frame_index("clip1"), lambda: catalogue.film("clip1")],
    }
    for kind, steps in wrong.items():
        for step in steps:
            with pytest.raises(ExpectedError) as caught:
                step()
            assert caught.value.kind is kind


def test_goal_ratings(catalogue: SqlCatalogue) -> None:
    later, earlier = GoalRating("g1", "case1", date(2024, 6, 1), 7), GoalRating("g2", "case1", date(2024, 5, 1), 3)
    for rating in (later, earlier, replace(earlier, rating=4)):
        catalogue.put_goal_rating(rating)
    assert catalogue.goal_ratings("case1") == [replace(earlier, rating=4), later]


def test_people_and_consents(catalogue: SqlCatalogue) -> None:
    people = [Person("p2", "case1", Role.PARENT_A, "Parent A", True), Person("p1", "case1", Role.OTHER, "Gran", False)]
    for person in people:
        catalogue.add_person(person)
    catalogue.update_person(replace(people[1], label="Nan"))
    assert catalogue.people("case1") == [people[0], replace(people[1], label="Nan")]
    everything = Consent("k2", "p2", Purpose.RECORD, date(2024, 5, 1), GivenBy.SELF, "signed")
    films = Consent(
        "k1",
        "p2",
        Purpose.TRAINING,
        date(2024, 5, 2),
        GivenBy.SELF,
        until=date(2025, 1, 1),
        clip_ids=("clip1", "clip0"),
    )
    catalogue.add_consent(everything)
    catalogue.add_consent(films)
    assert catalogue.consents("case1") == [everything, films]
    withdrawn = replace(films, withdrawn_on=date(2024, 5, 9), clip_ids=("clip0",))
    catalogue.update_consent(withdrawn)
    assert catalogue.consents("case1") == catalogue.consents() == [everything, withdrawn]
    assert catalogue.people() == catalogue.people("case1")
    assert catalogue.consents("case2") == []
    catalogue.supersede_consent(everything.id)
    assert catalogue.consents() == [withdrawn]
    assert catalogue.superseded_consents("case1") == [everything]
    assert catalogue.superseded_consents("case2") == []


def test_clips_and_films(catalogue: SqlCatalogue) -> None:
    importing = clip("clip1", "case1", "session1")
    assert catalogue.clip("clip1") == importing
    film = Film(
        "mov", 0, 1, "hevc", 1080, 1920, 90, Fraction(30000, 1001), True, INDEX, "2024-04-30T10:11:12", ("Cut.",)
    )
    complete = replace(
        importing,
        status=ClipStatus.PREPARING,
        frames=2,
        warnings=("Cut.", "In another case too."),
        gain_db=-3.5,
        trouble="The decoder gave up.",
    )
    catalogue.complete_clip(complete, INDEX, film, asset())
    assert (catalogue.clip("clip1"), catalogue.film("clip1"), catalogue.frame_index("clip1")) == (complete, film, INDEX)
    catalogue.set_position("clip1", 10)
    catalogue.set_position("clip1", 4500)
    catalogue.set_clip_status("clip1", ClipStatus.READY)
    catalogue.add_session(session("session2", number=2))
    ready = replace(complete, status=ClipStatus.READY, position_pts=4500)
    refiled = replace(ready, title="Lunch", kind=ClipKind.SHARED_REVIEW, recorded_at=None, session_id="session2")
    catalogue.refile_clip(refiled)
    assert catalogue.clips() == catalogue.clips("case1", ClipStatus.READY) == [refiled]
    assert catalogue.clips_with_sha256("ab" * 32) == [refiled]
    assert catalogue.clips("case1", ClipStatus.IMPORTING) == catalogue.clips_with_sha256("") == []


def test_clips_stand_by_case_session_and_import(catalogue: SqlCatalogue) -> None:
    catalogue.add_session(session("later", number=2))
    fill(catalogue, 0)
    for clip_id, session_id in (("c3", "later"), ("c2", "session1"), ("c1", "later")):
        catalogue.add_clip(clip(clip_id, "case1", session_id))
    assert [one.id for one in catalogue.clips()] == ["clip0", "clip1", "c2", "c3", "c1"]


def test_a_discarded_clip_leaves_no_identity(catalogue: SqlCatalogue) -> None:
    assert catalogue.clip_identity("clip1") == "IDENTITY-0"
    catalogue.add_asset(asset())
    catalogue.discard_clip("clip1")
    assert (catalogue.clip("clip1"), catalogue.assets()) == (None, [])
    with pytest.raises(ExpectedError):
        catalogue.clip_identity("clip1")


def test_assets(catalogue: SqlCatalogue) -> None:
    original, strip, newer = asset(), asset("blob3", role=AssetRole.STRIP), asset("blob2", role=AssetRole.STRIP)
    for one in (original, strip, newer):
        catalogue.add_asset(one)
    listed = [replace(one, packets=b"") for one in (original, strip, newer)]
    assert catalogue.assets() == catalogue.assets("clip1") == listed
    assert (catalogue.asset("clip1", AssetRole.STRIP), catalogue.asset("clip1", AssetRole.STILL)) == (newer, None)
    catalogue.drop_asset("blob2")
    assert catalogue.asset("clip1", AssetRole.STRIP) == strip


def test_codebooks(catalogue: SqlCatalogue) -> None:
    tag = Tag("own/a", "Größer", "meaning", "Group", 2, Decimal("4.0"), Decimal("0.25"))
    first = Codebook("own", 1, "Own", Audience.CLINICIAN_ONLY, (tag,), informed_by="us")
    second = replace(first, version=2, tags=(replace(tag, name="Taller"), replace(tag, id="own/b")))
    other = Codebook("a-other", 1, "Other", Audience.PARENT_SAFE, (), enabled=False)
    for codebook in (first, other, second, replace(second, enabled=False)):
        catalogue.put_codebook(codebook)
    assert catalogue.codebooks() == [replace(second, enabled=False), other]
    assert (catalogue.codebook("own", 1), catalogue.codebook("own")) == (first, replace(second, enabled=False))
    assert (catalogue.codebook("own", 3), catalogue.codebook("none")) == (None, None)


def test_reviews(catalogue: SqlCatalogue) -> None:
    shown = ReviewEvent("2024-05-01T10:00:00", ReviewAction.SHOWN, "item1")
    hearted = ReviewEvent("2024-05-01T10:01:00", ReviewAction.FAVOURITE, None)
    words = ParentWords("w1", "2024-05-01T10:02:00", "item1", "“She looks at me” 💛", Whose.PARENT)
    review = Review("review1", "reel1", "case1", "2024-05-01T09:59:00")
    earlier = replace(
        review,
        id="review0",
        reel_id="reel0",
        started_at="2024-04-01T09:59:00",
        events=(hearted,),
        opening="Last time he waited.",
        filmed_clip_id="clip1",
        filmed_offset="1/25",
    )
    catalogue.add_review(review)
    catalogue.add_review(earlier)
    catalogue.log_review("review1", shown)
    catalogue.log_review("review1", hearted)
    catalogue.keep_words("review1", words)
    catalogue.put_draft(review_place("review1"), "she loo")
    catalogue.finish_review("review1", "2024-05-01T10:30:00", "more of it")
    done = replace(
        review, finished_at="2024-05-01T10:30:00", next_step="more of it", events=(shown, hearted), words=(words,)
    )
    assert (catalogue.review("review1"), catalogue.reviews("case1"), catalogue.reviews()) == (
        done,
        [earlier, done],
        [earlier, done],
    )
    assert catalogue.kept_words("case1") == [KeptWords("review1", "reel1", words)]
    assert (catalogue.drafts(), catalogue.review("none"), catalogue.reviews("case2")) == ({}, None, [])


def test_copies_settings_drafts_and_backups(catalogue: SqlCatalogue) -> None:
    assert catalogue.next_serial() == 1
    copy = Copy(1, "case1", "reel", ("reel1", "clip1"), "the court", "court", "ref 7", "", "2024-05-01", "Anastasia")
    catalogue.add_copy(copy)
    catalogue.set_copy_sha256(1, "aa")
    assert catalogue.copies() == catalogue.copies("case1") == [replace(copy, sha256="aa")]
    assert (catalogue.next_serial(), catalogue.copies("case2")) == (2, [])
    catalogue.put_draft("note:m1", "half")
    catalogue.put_draft("note:m1", "half a")
    assert (catalogue.draft("note:m1"), catalogue.drafts(), catalogue.draft("x")) == (
        "half a",
        {"note:m1": "half a"},
        None,
    )
    catalogue.drop_draft("note:m1")
    assert catalogue.drafts() == {}
    backups = [Backup("b2", "2024-05-01", "USB", "/media/usb", ("blob1", "blob2")), Backup("b1", "2024-05-02", "", "")]
    for backup in backups:
        catalogue.add_backup(backup)
    assert catalogue.backups() == backups
    catalogue.drop_backup("b2")
    assert catalogue.backups() == backups[1:]


def test_users_and_slots(path: Path) -> None:
    ana, ben = User("u2", "Anastasia", "2024-05-01"), User("u1", "Ben", "2024-05-02")
    hers = Slot("s1", "u2", SlotKind.PASSPHRASE, "age1hers", b"\x01" * 32, "abc", "2024-05-01")
    his = Slot("s0", "u1", SlotKind.PASSPHRASE, "age1his", b"\x02" * 32, "abd", "2024-05-02")
    sheet = Slot("s2", None, SlotKind.RECOVERY, "age1sheet", b"\x03" * 32, None, "2024-05-01")
    with opened(path) as catalogue:
        catalogue.set_vault_id("vault1")
        catalogue.replace_slots([ben, ana], [sheet, hers, his])
    with opened(path) as catalogue:
        assert (catalogue.users(), catalogue.slots()) == ([ana, ben], [hers, sheet, his])
        assert catalogue.vault_id == "vault1"
        assert "\\x01" not in repr(catalogue.slots())
        catalogue.replace_slots([ana], [sheet, hers])
        assert (catalogue.users(), catalogue.slots()) == ([ana], [hers, sheet])
