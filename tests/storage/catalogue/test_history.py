"""Undo and redo, against a model in plain Python, with the catalogue closed and opened in between."""

import shutil
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from storage.catalogue import SqlCatalogue
from tests.storage.catalogue.sample import edited, fill, made, marked, moment, opened, reel
from tests.storage.catalogue.strategies import moments, reels
from vidfeed.errors import ErrorKind, ExpectedError, InternalError
from vidfeed.model.change import ChangeSet, MomentChange, ReelChange, clip_scope, reel_scope
from vidfeed.model.ids import new_id
from vidfeed.model.moment import Moment
from vidfeed.model.reel import Reel
from vidfeed.model.review import Review

CLIPS = ("clip1", "clip2")
REELS = ("reel1", "reel2")
SCOPES = (*map(clip_scope, CLIPS), *map(reel_scope, REELS))


class Histories(RuleBasedStateMachine):
    """Each scope's present state, and the states before and after it."""

    empty_file: ClassVar[Path]

    @initialize()
    def make(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = Path(shutil.copy(self.empty_file, self.folder / "catalogue.db"))
        self.stack = ExitStack()
        self.catalogue = self.stack.enter_context(opened(self.path))
        for number in (1, 2):
            fill(self.catalogue, number)
        self.moments: dict[str, dict[str, Moment]] = {clip_id: {} for clip_id in CLIPS}
        self.reels: dict[str, Reel | None] = dict.fromkeys(REELS)
        self.done: dict[str, list[ChangeSet]] = defaultdict(list)
        self.undone: dict[str, list[ChangeSet]] = defaultdict(list)

    def teardown(self) -> None:
        if hasattr(self, "stack"):
            assert self.catalogue.integrity_findings() == []
            self.stack.close()
            shutil.rmtree(self.folder)

    @rule(data=st.data(), clip_id=st.sampled_from(CLIPS))
    def change_moments(self, data: st.DataObject, clip_id: str) -> None:
        present = self.moments[clip_id]
        pairs = [MomentChange(None, one) for one in data.draw(st.lists(moments(st.just(clip_id)), max_size=3))]
        touched = data.draw(
            st.lists(st.sampled_from(sorted(present)), unique=True, max_size=3) if present else st.just([])
        )
        for moment_id in touched:
            after = data.draw(st.none() | moments(st.just(clip_id), st.just(moment_id)))
            pairs.append(MomentChange(present[moment_id], after))
        self.apply(ChangeSet(clip_scope(clip_id), "Change", tuple(pairs)))

    @rule(data=st.data(), reel_id=st.sampled_from(REELS))
    def change_reel(self, data: st.DataObject, reel_id: str) -> None:
        before = self.reels[reel_id]
        kept = reels(st.sampled_from(CLIPS), st.just(reel_id))
        after = data.draw(kept if before is None else st.none() | kept)
        self.apply(ChangeSet(reel_scope(reel_id), "Change", reel=ReelChange(before, after)))

    @rule(scope=st.sampled_from(SCOPES))
    def undo(self, scope: str) -> None:
        applied = self.catalogue.undo(scope)
        if not self.done[scope]:
            assert applied is None
            return
        change = self.done[scope].pop()
        self.undone[scope].append(change)
        assert applied == change.inverse()
        self.follow(change.inverse())

    @rule(scope=st.sampled_from(SCOPES))
    def redo(self, scope: str) -> None:
        applied = self.catalogue.redo(scope)
        if not self.undone[scope]:
            assert applied is None
            return
        change = self.undone[scope].pop()
        self.done[scope].append(change)
        assert applied == change
        self.follow(change)

    @precondition(lambda self: any(self.done.values()))
    @rule()
    def reopen(self) -> None:
        self.stack.close()
        self.catalogue = self.stack.enter_context(opened(self.path))

    @invariant()
    def agrees(self) -> None:
        if not hasattr(self, "catalogue"):
            return
        for clip_id in CLIPS:
            assert {one.id: one for one in self.catalogue.moments(clip_id)} == self.moments[clip_id]
        for reel_id in REELS:
            assert self.catalogue.reel(reel_id) == self.reels[reel_id]
        for scope in SCOPES:
            assert self.catalogue.can_undo(scope) == bool(self.done[scope])
            assert self.catalogue.can_redo(scope) == bool(self.undone[scope])

    def apply(self, change: ChangeSet) -> None:
        self.catalogue.apply(change)
        self.done[change.scope].append(change)
        self.undone[change.scope].clear()
        self.follow(change)

    def follow(self, change: ChangeSet) -> None:
        for pair in change.moments:
            clip_id = change.scope.partition(":")[2]
            self.moments[clip_id].pop(pair.moment_id, None)
            if pair.after is not None:
                self.moments[clip_id][pair.moment_id] = pair.after
        if change.reel is not None:
            self.reels[change.scope.partition(":")[2]] = change.reel.after


def test_histories(empty_file: Path) -> None:
    Histories.empty_file = empty_file
    run_state_machine_as_test(Histories, settings=settings(max_examples=25, stateful_step_count=20, deadline=None))


def test_a_change_that_does_not_fit_changes_nothing(catalogue: SqlCatalogue) -> None:
    fill(catalogue, 2)
    first, second = moment("m1"), moment("m2", start=20)
    catalogue.apply(marked(first))
    catalogue.apply(made(reel("reel1", "clip1")))
    stale = replace(first, note="another window's")
    misfits = [
        ChangeSet(clip_scope("clip1"), "Stale", (MomentChange(None, second), MomentChange(stale, None))),
        ChangeSet(clip_scope("clip1"), "Twice", (MomentChange(None, second), MomentChange(None, second))),
        marked(second, first),
        ChangeSet(clip_scope("clip2"), "Other clip's", (MomentChange(first, None),)),
        ChangeSet(reel_scope("reel1"), "Moments in a reel", (MomentChange(None, second),)),
        ChangeSet(reel_scope("reel2"), "Other reel's", reel=ReelChange(None, reel("reel1"))),
        ChangeSet(reel_scope("reel1"), "Stale", reel=ReelChange(reel("reel1"), None)),
        made(reel("reel1")),
        ChangeSet("vault:1", "No scope"),
        made(reel("reel3", "clip9")),
    ]
    for change in misfits:
        with pytest.raises(InternalError):
            catalogue.apply(change)
    assert (catalogue.moments("clip1"), catalogue.reels()) == ([first], [reel("reel1", "clip1")])
    assert [entry.action for entry in catalogue.audit()] == ["change.apply", "change.apply"]


def test_a_change_to_what_is_gone_says_what(catalogue: SqlCatalogue) -> None:
    gone = {
        ErrorKind.UNKNOWN_CLIP: marked(moment("m1", "clip9")),
        ErrorKind.UNKNOWN_MOMENT: edited(moment("m1"), None),
        ErrorKind.UNKNOWN_REEL: ChangeSet(reel_scope("r"), "x", reel=ReelChange(reel("r"), None)),
        ErrorKind.UNKNOWN_CASE: made(replace(reel("r"), case_id="case9")),
    }
    for kind, change in gone.items():
        with pytest.raises(ExpectedError) as caught:
            catalogue.apply(change)
        assert caught.value.kind is kind


def test_many_at_once_are_one_step(catalogue: SqlCatalogue) -> None:
    new = [moment(new_id(), start=start, created_at="2024-05-01") for start in range(500)]
    catalogue.apply(marked(*new))
    assert catalogue.moments("clip1") == new
    assert catalogue.undo("clip:clip1") == marked(*new).inverse()
    assert catalogue.moments("clip1") == []
    catalogue.redo("clip:clip1")
    assert catalogue.moments("clip1") == new


def test_changes_that_go_on_with_the_last_one_are_one_step(catalogue: SqlCatalogue) -> None:
    steps = [moment("m1", stars=stars) for stars in range(4)]
    catalogue.apply(marked(steps[0]))
    catalogue.apply(edited(steps[0], steps[1]), going_on=True)
    catalogue.apply(edited(steps[1], steps[2]), going_on=True)
    catalogue.apply(edited(steps[2], steps[3]), going_on=True)
    assert catalogue.undo("clip:clip1") == edited(steps[3], steps[0])
    assert catalogue.redo("clip:clip1") == edited(steps[0], steps[3])
    catalogue.apply(marked(moment("m2")))
    catalogue.apply(edited(steps[3], steps[2]), going_on=True)
    assert catalogue.undo("clip:clip1") == edited(steps[2], steps[3])


def test_a_review_outlives_its_reel(catalogue: SqlCatalogue) -> None:
    catalogue.apply(made(reel("reel1", "clip1")))
    catalogue.add_review(Review("review1", "reel1", "case1", "2024-05-01"))
    catalogue.undo("reel:reel1")
    assert [review.reel_id for review in catalogue.reviews("case1")] == ["reel1"]
    assert catalogue.redo("reel:reel1") == made(reel("reel1", "clip1"))
