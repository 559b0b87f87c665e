"""Marks of other tools, read: what is there, when it is, and what is no mark."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.foreign_marks import BORIS, EAF, SRT, TABULAR, VTT
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.interchange.boris import read_boris
from vidfeed.interchange.eaf_reading import read_eaf
from vidfeed.interchange.marks import marks_format, read_map, read_marks
from vidfeed.interchange.marks_table import read_marks_table
from vidfeed.interchange.marks_words import read_time
from vidfeed.interchange.state_events import UNPAIRED
from vidfeed.interchange.vtt import read_vtt
from vidfeed.model.foreign import Choices, MarksFile, MarksFormat
from vidfeed.model.moment import Who

ALL = Choices()
READERS = {
    "eaf": (read_eaf, EAF, ALL),
    "boris": (read_boris, BORIS, Choices(observation="one")),
    "vtt": (read_vtt, VTT, ALL),
    "srt": (read_vtt, SRT, ALL),
    "table": (read_marks_table, TABULAR, ALL),
}


def _spans(file: MarksFile) -> list[tuple[float, float | None, str]]:
    return [
        (float(mark.start), None if mark.end is None else float(mark.end), ", ".join(c.label for c in mark.codes))
        for mark in file.marks
    ]


def test_eaf_tiers_of_every_kind() -> None:
    file = read_eaf(EAF, "x", ALL)
    assert _spans(file) == [
        (1.0, 1.6, "CHI"),
        (1.0, 1.2, "parts@CHI"),
        (1.0, 1.6, "lex@CHI: W"),
        (1.0, 1.6, "sub: W"),
        (1.2, 1.4, "parts@CHI"),
        (1.4, 1.6, "parts@CHI"),
        (2.0, 1.8, "CHI"),
    ]
    assert [left.where for left in file.left_out] == ["tier CHI, annotation a2", "tier sub, annotation d2"]
    assert (file.marks[0].note, file.marks[0].who) == ("ba ba", Who.BABY)
    assert file.tiers == ("CHI", "parts@CHI", "lex@CHI", "sub")
    assert "other.wav" in file.remarks[0]


def test_eaf_of_several_films_goes_by_the_one_that_is_meant() -> None:
    file = read_eaf(EAF, "x", Choices(tiers=("lex@CHI",), medium="Floor play"))
    assert _spans(file) == [(1.5, 2.1, "lex@CHI: W")]
    assert file.remarks == ("Its film is “floor play.mp4”.",)


def test_eaf_without_the_tier_that_is_wanted() -> None:
    with pytest.raises(ExpectedError, match="no tier “FA1”"):
        read_eaf(EAF, "x", Choices(tiers=("FA1",)))


def test_boris_pairs_states_and_keeps_points() -> None:
    file = read_boris(BORIS, "x", Choices(observation="one"))
    assert _spans(file) == [(0.5, 1.5, "gaze"), (1.2, None, "smile"), (11.0, None, "smile")]
    assert [mark.note for mark in file.marks[:2]] == ["Subject: baby\nlong", "Subject: baby\nModifiers: wide\nlovely"]
    assert [(left.where, left.reason) for left in file.left_out] == [
        ("event 6", "It is not written as an event."),
        ("event 2", UNPAIRED),
    ]


def test_boris_films_one_after_the_other_share_a_time() -> None:
    file = read_boris(BORIS, "x", Choices(observation="one", medium="second"))
    assert [float(mark.start) for mark in file.marks] == [-9.5, -8.8, 1.0]
    assert file.remarks[-1] == "Its film is “second.mp4”."


def test_boris_of_several_observations_has_to_be_told_which() -> None:
    with pytest.raises(ExpectedError, match="several observations") as caught:
        read_boris(BORIS, "x", ALL)
    assert caught.value.kind is ErrorKind.AMBIGUOUS
    assert "“one”, “two”" in caught.value.hint
    with pytest.raises(ExpectedError, match="no observation"):
        read_boris(BORIS, "x", Choices(observation="three"))


def test_subtitles() -> None:
    file = read_vtt(VTT, "x", ALL)
    assert [(mark.start, mark.end, mark.caption, mark.baby_voice) for mark in file.marks] == [
        (Fraction(1, 2), Fraction(3, 2), "Look & see\n  second line", True),
        (Fraction(2), Fraction(1), "backwards", False),
    ]
    assert [left.where for left in file.left_out] == ["line 17"]


def test_subrip_in_another_encoding() -> None:
    file = read_vtt(SRT, "x", ALL)
    assert [(mark.start, mark.caption) for mark in file.marks] == [(Fraction(1, 2), "Grüße"), (Fraction(1), "")]
    assert file.remarks == ("The text was read as Windows-1252.",)


def test_tabular_events_below_their_preamble() -> None:
    file = read_marks_table(TABULAR, "x", ALL)
    assert _spans(file) == [(0.5, 1.5, "gaze"), (1.2, None, "smile")]
    assert [(left.where, left.reason) for left in file.left_out] == [("line 9", UNPAIRED), ("line 8", UNPAIRED)]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("start,end,code\n1,2.5,a\n", [(1, 2.5, "a")]),
        ("Onset;Offset;Label\n1,5;2,5;a;b\n", [(1.5, 2.5, "a")]),
        ("Begin Time - msec\tEnd Time - msec\tTier\n1500\t2500\tCHI\n", [(1.5, 2.5, "CHI")]),
        ("start,duration,tags\n00:01:00.5,2,a;b\n", [(60.5, 62.5, "a, b")]),
        ("start (ms),tag\n1500,a\n", [(1.5, None, "a")]),
        ("CHI\t\t1.5\t2.5\thello\n", [(1.5, 2.5, "CHI")]),
        ('Start (s),Stop (s),Behavior\n1,NA,"a\nb"\n', [(1, None, "a\nb")]),
    ],
)
def test_tables_of_many_kinds(text: str, spans: list[tuple[float, float | None, str]]) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert _spans(read_marks_table(text.encode(encoding), "x", ALL)) == spans


def test_a_table_that_says_nothing_is_told_what_its_columns_are() -> None:
    data = b"A,B,C\n1,2,x\n"
    with pytest.raises(ExpectedError, match="No column"):
        read_marks_table(b"A,B\nx,y\n", "x", ALL)
    for columns in ({"start": "A", "end": "B", "tags": "C"}, {"start": "A", "end": "2", "tags": "3"}):
        assert _spans(read_marks_table(data, "x", Choices(columns=columns))) == [(1, 2, "x")]
    with pytest.raises(ExpectedError, match="no column “D”"):
        read_marks_table(b"start,b\n1,2\n", "x", Choices(columns={"end": "D"}))


def test_what_is_no_time_is_listed() -> None:
    file = read_marks_table(b"start,end\nsoon,2\n1,later\nNaN,1\n1e5,\n00:00:61,\n-1,3\n", "x", ALL)
    assert [left.where for left in file.left_out] == ["line 2", "line 3", "line 4", "line 5", "line 6"]
    assert file.marks[0].start == -1


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("12", "12"),
        ("12.5", "12.5"),
        ("1,25", "1.25"),
        ("01:02.5", "62.5"),
        ("1:00:00", "3600"),
        ("-2", "-2"),
    ],
)
def test_times(text: str, seconds: str) -> None:
    found = read_time(text)
    assert found is not None
    assert found[0] == Fraction(seconds)


@pytest.mark.parametrize("text", ["", "x", "1:2:3:4", "1:60", "inf", "1e3", "٣", "1_000", "--1"])
def test_no_times(text: str) -> None:
    assert read_time(text) is None


def test_formats_by_name_and_maps(tmp_path: Path) -> None:
    assert marks_format(Path("a.SRT")) is MarksFormat.VTT
    with pytest.raises(ExpectedError):
        marks_format(Path("a.docx"))
    table = tmp_path / "map.csv"
    table.write_text("CHI,starter/connected\nFA1,\n", "utf-8")
    assert read_map(table) == ({}, {"CHI": "starter/connected", "FA1": None})
    nested = tmp_path / "map.json"
    nested.write_text('{"columns": {"start": 1}, "tags": {"CHI": null}}', "utf-8")
    assert read_map(nested) == ({"start": "1"}, {"CHI": None})
    nested.write_text('{"CHI": ["x"]}', "utf-8")
    with pytest.raises(ExpectedError, match="CHI"):
        read_map(nested)


def test_files_that_are_no_files(tmp_path: Path) -> None:
    for path, kind in ((tmp_path / "none.csv", ErrorKind.FILE_MISSING), (tmp_path, ErrorKind.BAD_FILE)):
        with pytest.raises(ExpectedError) as caught:
            read_marks(path, MarksFormat.CSV, ALL)
        assert caught.value.kind is kind


@given(st.sampled_from(sorted(READERS)), st.data())
def test_a_file_that_was_changed_anyhow_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    read, whole, choices = READERS[kind]
    cut = sorted(data.draw(st.lists(st.integers(0, len(whole)), min_size=2, max_size=2)))
    mutated = whole[: cut[0]] + data.draw(st.binary(max_size=12)) + whole[cut[1] :]
    try:
        file = read(mutated, "x", choices)
    except ExpectedError as error:
        assert error.kind in (ErrorKind.BAD_FILE, ErrorKind.AMBIGUOUS)
    else:
        assert all(mark.unit > 0 for mark in file.marks)


@given(st.sampled_from(sorted(READERS)), st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(kind: str, data: bytes) -> None:
    read, _whole, choices = READERS[kind]
    try:
        read(data, "x", choices)
    except ExpectedError as error:
        assert error.kind in (ErrorKind.BAD_FILE, ErrorKind.AMBIGUOUS)
