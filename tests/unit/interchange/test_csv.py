"""The table of moments, read again as another program would."""

import csv
import hashlib
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.full_disk import full_disk
from tests.factories.summaries import MOMENT, png, summary
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.interchange.csv import write_csv
from vidfeed.interchange.defusing import restored
from vidfeed.model.summary import Summary, SummaryAudience, SummaryMoment


def _no_still(_moment: SummaryMoment) -> None:
    return None


def _still(_moment: SummaryMoment) -> bytes:
    return png()


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _written(folder: Path, given_summary: Summary) -> list[dict[str, str]]:
    write_csv(given_summary, _no_still, folder / "summary-0031.csv")
    return _read(folder / "summary-0031.csv")


def test_a_row_says_what_the_moment_does(tmp_path: Path) -> None:
    assert _written(tmp_path, summary()) == [
        {
            "session": "3",
            "clip": "Floor play",
            "start": "00:02:11.431",
            "end": "00:02:19.000",
            "start_s": "131.4313",
            "end_s": "139",
            "tags": "Smiles back;Waits",
            "stars": "2",
            "who": "both",
            "caption": "I looked up, and there you were.",
            "why": "He looks to her before he reaches.",
            "instant": "",
            "baby_voice": "",
            "other_person": "",
            "decision": "",
            "tag_ids": "",
            "still": "",
        }
    ]


@given(
    pts=st.integers(0, 10**9), time_base=st.sampled_from([Fraction(1, 90_000), Fraction(1, 15_360), Fraction(1, 1000)])
)
def test_times_find_their_frame_again(tmp_path_factory: pytest.TempPathFactory, pts: int, time_base: Fraction) -> None:
    moment = replace(MOMENT, start=pts * time_base, end=(pts + 1) * time_base)
    (row,) = _written(tmp_path_factory.mktemp("csv"), summary(SummaryAudience.RECORD, moment))
    assert round(Fraction(row["start_s"]) / time_base) == pts
    assert round(Fraction(row["end_s"]) / time_base) == pts + 1
    hours, minutes, seconds = row["start"].split(":")
    shown = int(hours) * 3600 + int(minutes) * 60 + Fraction(seconds)
    assert 0 <= moment.start - shown < Fraction(1, 1000)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_what_looks_like_a_formula_is_defused(tmp_path: Path, start: str) -> None:
    text = f'{start}HYPERLINK("http://example.org";"look")'
    moment = replace(MOMENT, caption=text, why_chosen=text, clip_title=text, tags=(text,), note=text)
    (row,) = _written(tmp_path, summary(SummaryAudience.SUPERVISION, moment))
    assert {row[name] for name in ("caption", "why", "clip", "tags", "private_note")} == {f"'{text}"}


@given(text=st.text(st.characters(codec="utf-8")))
def test_any_other_text_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("csv")
    (row,) = _written(folder, summary(SummaryAudience.RECORD, replace(MOMENT, caption=text)))
    assert row["caption"] in {text, f"'{text}"}
    assert restored(row["caption"]) == text


def test_a_spreadsheet_can_tell_that_it_is_utf_8(tmp_path: Path) -> None:
    _written(tmp_path, summary(SummaryAudience.RECORD, replace(MOMENT, caption="größer 🙂")))
    assert (tmp_path / "summary-0031.csv").read_bytes().startswith(b"\xef\xbb\xbfsession,")


def test_each_audience_has_its_columns(tmp_path: Path) -> None:
    columns = {audience: set(_written(tmp_path, summary(audience))[0]) for audience in SummaryAudience}
    assert columns[SummaryAudience.SUPERVISION] - columns[SummaryAudience.RECORD] == {"private_note"}
    assert columns[SummaryAudience.RECORD] - columns[SummaryAudience.PARENT] == {
        "clip", "tags", "stars", "who", "why", "instant", "baby_voice", "other_person", "decision", "tag_ids",
    }  # fmt: skip


def test_stills_lie_beside_the_table_under_their_numbers(tmp_path: Path) -> None:
    moments = (replace(MOMENT, still_frame=1), replace(MOMENT, still_frame=2), replace(MOMENT, still_frame=3))
    pictures = {1: png(grey=10), 3: png(grey=30)}
    target = tmp_path / "summary-0031.csv"
    sha256 = write_csv(
        summary(SummaryAudience.RECORD, *moments), lambda moment: pictures.get(moment.still_frame), target
    )
    assert sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    names = [row["still"] for row in _read(target)]
    assert names == ["summary-0031-stills/0001.png", "", "summary-0031-stills/0003.png"]
    assert [(tmp_path / name).read_bytes() for name in names if name] == [pictures[1], pictures[3]]
    assert sorted(entry.name for entry in tmp_path.rglob("*.*")) == ["0001.png", "0003.png", "summary-0031.csv"]


def test_an_earlier_folder_of_stills_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "summary-0031-stills").mkdir()
    with pytest.raises(ExpectedError) as caught:
        write_csv(summary(), _still, tmp_path / "summary-0031.csv")
    assert caught.value.kind is ErrorKind.EXISTS
    assert [entry.name for entry in tmp_path.iterdir()] == ["summary-0031-stills"]


@pytest.mark.parametrize("limit_bytes", [20, 200])
def test_a_full_disk_leaves_neither_table_nor_pictures(tmp_path: Path, limit_bytes: int) -> None:
    with full_disk(limit_bytes), pytest.raises(ExpectedError) as caught:
        write_csv(summary(SummaryAudience.RECORD, *[MOMENT] * 20), _still, tmp_path / "summary-0031.csv")
    assert caught.value.kind is ErrorKind.NO_SPACE
    assert not list(tmp_path.iterdir())


def test_a_picture_that_cannot_be_had_leaves_nothing(tmp_path: Path) -> None:
    pictures = iter([png()])

    def still(_moment: SummaryMoment) -> bytes:
        picture = next(pictures, None)
        if picture is None:
            raise ExpectedError(ErrorKind.UNREADABLE_PART, "This part can’t be read.")
        return picture

    with pytest.raises(ExpectedError):
        write_csv(summary(SummaryAudience.RECORD, MOMENT, MOMENT), still, tmp_path / "summary-0031.csv")
    assert not list(tmp_path.iterdir())
