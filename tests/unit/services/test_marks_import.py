"""Marks brought into a real vault: the frames they cover, their tags, one undo; and what goes out comes back."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.factories.foreign_marks import TABULAR
from tests.factories.vaults import CASE_CODE, VaultOnDesk
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.interchange.marks import marks_format, read_marks
from vidfeed.model.change import clip_scope
from vidfeed.model.codebook import Audience
from vidfeed.model.consent import Purpose, Role
from vidfeed.model.foreign import Choices, Code, ForeignMark, MarksFile, MarksFormat
from vidfeed.model.moment import Decision, Moment, TagRef, Who
from vidfeed.model.summary import SummaryAudience
from vidfeed.services import cases, codebooks, consenting, marking
from vidfeed.services.context import Context
from vidfeed.services.copying import Leaving
from vidfeed.services.exporting import SummaryFormat, SummaryRequest, export_summary, require_one_film
from vidfeed.services.marks_import import NOT_WANTED, carry_out, placed, plan_import
from vidfeed.services.summarising import Extract

ALL = Choices()


def _file(*marks: ForeignMark) -> MarksFile:
    return MarksFile(MarksFormat.CSV, "Gaze study", marks)


def _mark(start: float, end: float | None, *codes: Code) -> ForeignMark:
    return ForeignMark(f"at {start}", Fraction(str(start)), None if end is None else Fraction(str(end)), codes=codes)


def _brought(ctx: Context, clip_id: str, path: Path, choices: Choices = ALL) -> list[Moment]:
    plan = plan_import(ctx, clip_id, read_marks(path, marks_format(path), choices), choices)
    assert plan.left_out == ()
    carry_out(ctx, plan)
    return ctx.catalogue.moments(clip_id)


def test_a_mark_covers_the_frames_from_its_start_to_before_its_end(ctx: Context, desk: VaultOnDesk) -> None:
    index = ctx.catalogue.frame_index(desk.clip.id)
    for first, last in ((0, 0), (3, 9), (7, index.frames - 1)):
        span = index.span(first, last)
        ms = [round(index.seconds(pts) * 1000) / 1000 for pts in (span.start_pts, span.end_pts)]
        assert placed(index, _mark(ms[0], ms[1])) == span
    assert placed(index, _mark(0, None)) == index.span(0, 0)


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        (-0.5, 1, "before the film"),
        (0.5, 0.2, "ends before it starts"),
        (0.5, 999, "ends after"),
        (999, None, "starts after"),
    ],
)
def test_what_lies_outside_is_left_out_and_listed(
    ctx: Context, desk: VaultOnDesk, start: float, end: float | None, reason: str
) -> None:
    plan = plan_import(ctx, desk.clip.id, _file(_mark(start, end), _mark(0, 0.2)), ALL)
    assert [left.where for left in plan.left_out] == [f"at {start}"]
    assert reason in plan.left_out[0].reason
    assert len(plan.moments) == 1


def test_codes_become_tags_that_no_parent_sees_and_one_undo_takes_all_back(ctx: Context, desk: VaultOnDesk) -> None:
    codes = [Code("CHI", ""), Code("lex", "W"), Code("xds", "W"), Code("lex", "w")]
    plan = plan_import(ctx, desk.clip.id, _file(*(_mark(0.1, 0.3, code) for code in codes)), ALL)
    assert ctx.catalogue.moments(desk.clip.id) == []
    carry_out(ctx, plan)
    book = codebooks.codebook_of(ctx.catalogue, "gaze-study")
    assert {tag.name for tag in book.tags} == {"CHI", "W", "W (xds)", "w (lex)"}
    assert not any(book.parent_safe(tag) for tag in book.tags)
    assert len(ctx.catalogue.moments(desk.clip.id)) == 4
    marking.undo(ctx, clip_scope(desk.clip.id))
    assert ctx.catalogue.moments(desk.clip.id) == []
    marking.redo(ctx, clip_scope(desk.clip.id))
    assert len(ctx.catalogue.moments(desk.clip.id)) == 4


def test_the_same_codes_again_are_the_same_tags_and_new_ones_make_a_version(ctx: Context, desk: VaultOnDesk) -> None:
    first = _file(_mark(0.1, 0.3, Code("", "gaze")))
    for _again in range(2):
        carry_out(ctx, plan_import(ctx, desk.clip.id, first, ALL))
    carry_out(ctx, plan_import(ctx, desk.clip.id, _file(_mark(0.4, 0.5, Code("", "smile"))), ALL))
    tags = [moment.tags for moment in ctx.catalogue.moments(desk.clip.id)]
    gaze, smile = (TagRef(f"gaze-study/{name}", "gaze-study", n) for name, n in (("gaze", 1), ("smile", 2)))
    assert tags == [(gaze,), (gaze,), (smile,)]


def test_a_file_named_like_a_built_in_codebook_does_not_touch_it(ctx: Context, desk: VaultOnDesk) -> None:
    before = codebooks.codebook_of(ctx.catalogue, "starter")
    file = replace(_file(_mark(0.1, 0.3, Code("", "x"))), name="Starter")
    carry_out(ctx, plan_import(ctx, desk.clip.id, file, ALL))
    assert codebooks.codebook_of(ctx.catalogue, "starter") == before
    assert codebooks.codebook_of(ctx.catalogue, "starter-marks").audience is Audience.CLINICIAN_ONLY


def test_codes_are_mapped_or_left_out(ctx: Context, desk: VaultOnDesk) -> None:
    codes = [Code("CHI", "a"), Code("CHI", "b"), Code("FA1", "a"), Code("UC1", "")]
    choices = Choices(tags={"CHI: a": "starter/connected", "FA1": "Waiting", "UC1": None, "b": None})
    plan = plan_import(ctx, desk.clip.id, _file(*(_mark(0.1, 0.3, code) for code in codes)), choices)
    assert [moment.tags[0].tag_id for moment in plan.moments] == ["starter/connected", "attuned/waiting"]
    assert [left.reason for left in plan.left_out] == [NOT_WANTED, NOT_WANTED]
    assert plan.codebook is None
    with pytest.raises(ExpectedError) as caught:
        plan_import(ctx, desk.clip.id, _file(), Choices(tags={"a": "no such tag"}))
    assert caught.value.kind is ErrorKind.UNKNOWN_TAG


def test_too_many_codes_are_refused_before_anything_is_kept(ctx: Context, desk: VaultOnDesk) -> None:
    marks = (_mark(0.1, 0.3, Code("", f"code {number}")) for number in range(501))
    with pytest.raises(ExpectedError, match="more than 500"):
        plan_import(ctx, desk.clip.id, _file(*marks), ALL)


def test_two_hundred_marks_at_one_instant(ctx: Context, desk: VaultOnDesk) -> None:
    carry_out(ctx, plan_import(ctx, desk.clip.id, _file(*[_mark(0.2, None, Code("", "x"))] * 200), ALL))
    assert len(ctx.catalogue.moments(desk.clip.id)) == 200


def test_marks_come_in_for_the_films_that_may_be_watched(ctx: Context, desk: VaultOnDesk) -> None:
    other = replace(desk.clip, id="another", title="Mealtime", sha256="ab" * 32)
    ctx.catalogue.add_clip(other)
    infant = cases.add_person(ctx, CASE_CODE, Role.INFANT)
    consenting.give(ctx, infant, Purpose.RECORD, ctx.today())
    consenting.withdraw(ctx, infant, Purpose.RECORD, ctx.today(), [other.id])
    assert plan_import(ctx, desk.clip.id, _file(_mark(0.1, 0.3)), ALL).moments
    consenting.give(ctx, infant, Purpose.RECORD, ctx.today(), clip_ids=[other.id])
    consenting.withdraw(ctx, infant, Purpose.RECORD, ctx.today(), [desk.clip.id])
    with pytest.raises(ExpectedError) as caught:
        plan_import(ctx, desk.clip.id, _file(_mark(0.1, 0.3)), ALL)
    assert caught.value.kind is ErrorKind.NO_CONSENT


def test_a_refusal_for_one_film_keeps_its_marks_out(ctx: Context, desk: VaultOnDesk) -> None:
    infant = cases.add_person(ctx, CASE_CODE, Role.INFANT)
    consenting.withdraw(ctx, infant, Purpose.RECORD, ctx.today(), [desk.clip.id])
    with pytest.raises(ExpectedError) as caught:
        plan_import(ctx, desk.clip.id, _file(_mark(0.1, 0.3)), ALL)
    assert caught.value.kind is ErrorKind.NO_CONSENT


def test_tabular_events(ctx: Context, desk: VaultOnDesk, tmp_path: Path) -> None:
    path = tmp_path / "events.tsv"
    path.write_bytes(TABULAR)
    plan = plan_import(ctx, desk.clip.id, read_marks(path, MarksFormat.CSV, ALL), ALL)
    assert [moment.still for moment in plan.moments] == [False, True]
    assert {moment.who for moment in plan.moments} == {Who.BABY}


# What goes out comes back


@pytest.fixture
def marked(ctx: Context, desk: VaultOnDesk) -> list[Moment]:
    """Moments with everything that they can have, of a case from which copies may go to a supervisor."""
    for role in (Role.PARENT_A, Role.INFANT):
        person = cases.add_person(ctx, CASE_CODE, role)
        consenting.give(ctx, person, Purpose.SUPERVISION, ctx.today())
    index = ctx.catalogue.frame_index(desk.clip.id)
    names = ("attuned/waiting", "starter/noticing", "clinician/missed-signal")
    waiting, noticing, missed = (codebooks.tag_of(ctx.catalogue, name) for name in names)
    words = "=SUM(1)\n\n  she “waits”; then, 🙂\r\nלב"
    marking.mark(ctx, desk.clip.id, index.span(0, index.frames - 1), [waiting, missed], stars=3, who=Who.BOTH)
    marking.mark(ctx, desk.clip.id, index.span(3, 3), [noticing], still=True, note=words)
    marking.mark(ctx, desk.clip.id, index.span(4, 9), caption="'-look <b>& see</b>\nhere", baby_voice=True)
    marking.mark(ctx, desk.clip.id, index.span(4, 9), other_person=True, decision=Decision.KEEP)
    marking.mark(ctx, desk.clip.id, index.span(9, 12), [waiting], note="x" * 200_000)
    return ctx.catalogue.moments(desk.clip.id)


def _alike(moments: list[Moment]) -> list[Moment]:
    plain = [replace(moment, id="", created_at="") for moment in moments]
    return sorted(plain, key=lambda moment: (moment.span.start_pts, moment.span.end_pts, moment.caption))


def _exported(ctx: Context, folder: Path, fmt: SummaryFormat) -> Path:
    target = folder / f"out.{fmt}"
    request = SummaryRequest(CASE_CODE, Extract(), SummaryAudience.SUPERVISION, fmt, target, stills=False)
    export_summary(ctx, request, Leaving("the supervisor", Purpose.SUPERVISION))
    return target


@pytest.mark.parametrize("fmt", [SummaryFormat.CSV, SummaryFormat.EAF])
def test_export_and_import_give_the_same_moments(
    ctx: Context, desk: VaultOnDesk, marked: list[Moment], tmp_path: Path, fmt: SummaryFormat
) -> None:
    target = _exported(ctx, tmp_path, fmt)
    for moment in marked:
        marking.remove(ctx, moment.id)
    assert _alike(_brought(ctx, desk.clip.id, target)) == _alike(marked)


def test_subtitles_give_the_captions_and_places_back(
    ctx: Context, desk: VaultOnDesk, marked: list[Moment], tmp_path: Path
) -> None:
    target = _exported(ctx, tmp_path, SummaryFormat.VTT)
    for moment in marked:
        marking.remove(ctx, moment.id)
    back = _brought(ctx, desk.clip.id, target)
    assert sorted((m.span.start_pts, m.span.end_pts, m.caption, m.baby_voice) for m in back) == sorted(
        (m.span.start_pts, m.span.end_pts, m.caption, m.baby_voice) for m in marked
    )


def test_another_reader_of_eaf_finds_everything_when_it_is(
    ctx: Context, desk: VaultOnDesk, marked: list[Moment], tmp_path: Path
) -> None:
    import pympi

    eaf = pympi.Eaf(str(_exported(ctx, tmp_path, SummaryFormat.EAF)))
    rows = {tier: eaf.get_annotation_data_for_tier(tier) for tier in eaf.get_tier_names()}
    times = sorted((row[0], row[1]) for tier, found in rows.items() if "@" not in tier for row in found)
    index = ctx.catalogue.frame_index(desk.clip.id)
    spans = [(index.seconds(moment.span.start_pts), index.seconds(moment.span.end_pts)) for moment in marked]
    assert times == sorted((round(start * 1000), round(end * 1000)) for start, end in spans)
    tags = [row[2] for tier, found in rows.items() if tier.startswith("Tag@") for row in found]
    assert sorted(map(str, tags)) == ["Missed signal", "Noticing", "Waiting", "Waiting"]
    assert list(eaf.get_controlled_vocabulary_names()) == ["Tags"]


def test_an_eaf_that_went_through_another_program_gives_the_same_moments(
    ctx: Context, desk: VaultOnDesk, marked: list[Moment], tmp_path: Path
) -> None:
    import pympi

    through = tmp_path / "through.eaf"
    pympi.Eaf(str(_exported(ctx, tmp_path, SummaryFormat.EAF))).to_file(str(through))
    for moment in marked:
        marking.remove(ctx, moment.id)
    # It leaves out the tags' ids, so their names are mapped as the dialog offers, and carriage returns.
    names = {"Waiting": "attuned/waiting", "Noticing": "starter/noticing", "Missed signal": "clinician/missed-signal"}
    back = _alike(_brought(ctx, desk.clip.id, through, Choices(tags=names)))
    assert back == _alike([replace(moment, note=moment.note.replace("\r", "")) for moment in marked])


def _json(path: Path) -> dict[str, Any]:
    document = json.loads(path.read_text("utf-8"))
    assert isinstance(document, dict)
    return document


def test_json_holds_the_moments(ctx: Context, marked: list[Moment], tmp_path: Path) -> None:
    document = _json(_exported(ctx, tmp_path, SummaryFormat.JSON))
    assert (document["format"], len(document["moments"])) == ("vidfeed-summary", len(marked))
    assert {moment["private_note"][:7] for moment in document["moments"]} == {"", "=SUM(1)", "xxxxxxx"}


def test_a_timeline_has_the_moments_in_frames(
    ctx: Context, desk: VaultOnDesk, marked: list[Moment], tmp_path: Path
) -> None:
    (track,) = _json(_exported(ctx, tmp_path, SummaryFormat.OTIO))["tracks"]["children"]
    index = ctx.catalogue.frame_index(desk.clip.id)
    ranges = [clip["source_range"] for clip in track["children"]]
    frames = [(one["start_time"]["value"], one["duration"]["value"]) for one in ranges]
    assert frames == [(index.frames_in(moment.span).start, len(index.frames_in(moment.span))) for moment in marked]


def test_a_workbook_holds_text_and_no_formula(ctx: Context, marked: list[Moment], tmp_path: Path) -> None:
    with ZipFile(_exported(ctx, tmp_path, SummaryFormat.XLSX)) as book:
        sheet, words = (book.read(name).decode() for name in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"))
    assert "<f>" not in sheet
    assert sheet.count("<row ") == 1 + len(marked) + 3
    assert "=SUM(1)" in words


def test_an_elan_file_is_about_one_film() -> None:
    for fmt in (SummaryFormat.EAF, SummaryFormat.VTT):
        with pytest.raises(ExpectedError) as caught:
            require_one_film(fmt, ["one", "two"])
        assert caught.value.kind is ErrorKind.AMBIGUOUS
    require_one_film(SummaryFormat.CSV, ["one", "two"])
