"""Three passes through a film: what is still asked, and how a sitting is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidfeed.model.moment import Decision, Moment
from vidfeed.model.sitting import Pass, Sitting, decided, kept, to_choose
from vidfeed.model.time import Span

U, K, M, N = Decision.UNDECIDED, Decision.KEEP, Decision.MAYBE, Decision.NO


def moments(*decisions: Decision) -> list[Moment]:
    return [Moment(str(n), "clip", Span(n, n + 1), decision=decision) for n, decision in enumerate(decisions)]


def ids(found: list[Moment]) -> str:
    return "".join(moment.id for moment in found)


def test_the_second_pass_asks_about_what_is_undecided() -> None:
    assert ids(to_choose(moments(U, K, U, M, N), Sitting(Pass.CHOOSING))) == "02"


def test_maybes_come_round_once_more_and_then_no_more() -> None:
    found = moments(M, K, M, M)
    assert to_choose(found, Sitting(Pass.CHOOSING, "3")) == []
    assert ids(to_choose(found, Sitting(Pass.CHOOSING, "", again=True))) == "023"
    assert ids(to_choose(found, Sitting(Pass.CHOOSING, "2", again=True))) == "3"
    assert to_choose(found, Sitting(Pass.CHOOSING, "3", again=True)) == []


def test_a_place_that_is_gone_begins_the_round_again() -> None:
    assert ids(to_choose(moments(M, M), Sitting(Pass.CHOOSING, "gone", again=True))) == "01"


def test_counts() -> None:
    found = moments(U, K, K, M, N)
    assert (ids(kept(found)), list(decided(found))) == ("12", [2, 1, 1])


@given(st.builds(Sitting, st.sampled_from(Pass), st.sampled_from(["", "a1b2"]), st.booleans()))
def test_text_comes_back(sitting: Sitting) -> None:
    assert Sitting.parse(sitting.text()) == sitting


@pytest.mark.parametrize("text", ["", "hearts", "hearts - first more", "lunch - first", "{}"])
def test_other_text_is_no_sitting(text: str) -> None:
    assert Sitting.parse(text) is None
