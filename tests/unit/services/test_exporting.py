"""A summary holds what was asked for, and nothing of the rest."""

from pathlib import Path

import pytest

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.consent import Purpose, Role
from vidfeed.model.review import Whose
from vidfeed.model.summary import Summary, SummaryAudience
from vidfeed.services import assembling, cases, consenting, marking, reviewing
from vidfeed.services.context import Context
from vidfeed.services.copying import Leaving
from vidfeed.services.exporting import SummaryFormat, SummaryRequest, export_summary
from vidfeed.services.summarising import Extract, summarise

OF_ANOTHER_CASE = "ROBIN-2"


@pytest.fixture
def moment_id(ctx: Context, desk: VaultOnDesk) -> str:
    """Of a moment that may leave the vault."""
    for role in (Role.PARENT_A, Role.INFANT):
        person = cases.add_person(ctx, CASE_CODE, role)
        for purpose in (Purpose.REVIEW, Purpose.CLINICAL_RECORD):
            consenting.give(ctx, person, purpose, ctx.today())
    return marking.mark(ctx, desk.clip.id, ctx.catalogue.frame_index(desk.clip.id).span(0, 9)).moments[0].moment_id


def _said(ctx: Context, reel_id: str, words: str) -> None:
    review = reviewing.begin_review(ctx, reel_id)
    reviewing.keep_words(ctx, review.id, words, Whose.PARENT, None)
    reviewing.finish_review(ctx, review.id, f"next: {words}")


def _summary(ctx: Context, desk: VaultOnDesk, extract: Extract) -> Summary:
    return summarise(ctx, desk.case, extract, SummaryAudience.RECORD, "", 1)


def _refused(
    ctx: Context, folder: Path, extract: Extract, audience: SummaryAudience = SummaryAudience.RECORD
) -> ErrorKind:
    target = folder / "summary.csv"
    request = SummaryRequest(CASE_CODE, extract, audience, SummaryFormat.CSV, target)
    with pytest.raises(ExpectedError) as caught:
        export_summary(ctx, request, Leaving("the file", Purpose.CLINICAL_RECORD))
    assert ctx.catalogue.copies() == []
    assert not target.exists()
    return caught.value.kind


@pytest.mark.usefixtures("moment_id")
def test_what_is_not_in_the_case_has_no_summary(ctx: Context, tmp_path: Path) -> None:
    cases.add_case(ctx, OF_ANOTHER_CASE)
    elsewhere = assembling.create_reel(ctx, OF_ANOTHER_CASE, "Theirs")
    for reel_id in ("nosuchreel", elsewhere.id):
        assert _refused(ctx, tmp_path, Extract(reel_id=reel_id)) is ErrorKind.UNKNOWN_REEL
    assert _refused(ctx, tmp_path, Extract(clip_id="nosuchclip")) is ErrorKind.UNKNOWN_CLIP
    assert _refused(ctx, tmp_path, Extract(session=7)) is ErrorKind.BAD_FILE


def test_a_clip_of_another_case_has_no_summary_in_this_one(ctx: Context, desk: VaultOnDesk, tmp_path: Path) -> None:
    cases.add_case(ctx, OF_ANOTHER_CASE)
    target = tmp_path / "summary.csv"
    extract = Extract(clip_id=desk.clip.id)
    request = SummaryRequest(OF_ANOTHER_CASE, extract, SummaryAudience.RECORD, SummaryFormat.CSV, target)
    with pytest.raises(ExpectedError) as caught:
        export_summary(ctx, request, Leaving("the file", Purpose.CLINICAL_RECORD))
    assert caught.value.kind is ErrorKind.UNKNOWN_CLIP


@pytest.mark.usefixtures("moment_id")
def test_a_summary_of_nothing_is_no_copy(ctx: Context, tmp_path: Path) -> None:
    empty = assembling.create_reel(ctx, CASE_CODE, "Ours")
    assert _refused(ctx, tmp_path, Extract(reel_id=empty.id)) is ErrorKind.UNKNOWN_MOMENT
    assert _refused(ctx, tmp_path, Extract(), SummaryAudience.PARENT) is ErrorKind.UNKNOWN_MOMENT


@pytest.mark.usefixtures("moment_id")
def test_the_finished_copy_has_its_digest(ctx: Context, tmp_path: Path) -> None:
    request = SummaryRequest(
        CASE_CODE, Extract(session=1), SummaryAudience.RECORD, SummaryFormat.CSV, tmp_path / "s.csv"
    )
    done = export_summary(ctx, request, Leaving("the file", Purpose.CLINICAL_RECORD))
    assert done.moments == 1
    assert [copy.sha256 for copy in ctx.catalogue.copies()] == [done.copy.sha256] != [""]


def test_words_are_those_of_the_reels_in_the_extract(ctx: Context, desk: VaultOnDesk, moment_id: str) -> None:
    shown, cards = (assembling.create_reel(ctx, CASE_CODE, title) for title in ("Shown", "Cards"))
    assembling.add_moments(ctx, shown.id, [moment_id], why_chosen="he looks")
    assembling.add_card(ctx, cards.id, "Welcome")
    _said(ctx, shown.id, "of the film")
    _said(ctx, cards.id, "of the cards")
    whole = _summary(ctx, desk, Extract())
    assert [words.text for words in whole.words] == ["of the film", "of the cards"]
    for extract in (Extract(reel_id=shown.id), Extract(clip_id=desk.clip.id), Extract(session=1)):
        part = _summary(ctx, desk, extract)
        assert [words.text for words in part.words] == ["of the film"]
        assert part.next_steps == ("next: of the film",)
        assert [moment.why_chosen for moment in part.moments] == ["he looks"]
    assert [words.text for words in _summary(ctx, desk, Extract(reel_id=cards.id)).words] == ["of the cards"]


@pytest.mark.usefixtures("moment_id")
@pytest.mark.parametrize(("first", "last", "allowed"), [(5, 6, False), (0, 3, True), (6, 9, True)])
def test_someone_else_marked_over_the_very_picture_stops_it(
    ctx: Context, desk: VaultOnDesk, tmp_path: Path, first: int, last: int, allowed: bool
) -> None:
    index = ctx.catalogue.frame_index(desk.clip.id)
    assert _summary(ctx, desk, Extract()).moments[0].still_frame == 5
    other = marking.mark(ctx, desk.clip.id, index.span(first, last), other_person=True).moments[0].moment_id
    reel = assembling.create_reel(ctx, CASE_CODE, "Without them")
    kept = [moment.id for moment in ctx.catalogue.moments(desk.clip.id) if moment.id != other]
    assembling.add_moments(ctx, reel.id, kept)
    if not allowed:
        assert _refused(ctx, tmp_path, Extract(reel_id=reel.id)) is ErrorKind.NO_CONSENT
        return
    target = tmp_path / "s.csv"
    request = SummaryRequest(CASE_CODE, Extract(reel_id=reel.id), SummaryAudience.RECORD, SummaryFormat.CSV, target)
    assert export_summary(ctx, request, Leaving("the file", Purpose.CLINICAL_RECORD)).moments == 1
