"""The Word document, opened again."""

import hashlib
import zipfile
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import docx
import pytest
from docx.document import Document

from tests.factories.full_disk import full_disk
from tests.factories.summaries import MOMENT, png, summary
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.interchange.docx import write_docx
from vidfeed.interchange.summary_words import PRIVATE_LABEL
from vidfeed.model.summary import Summary, SummaryAudience, SummaryMoment

EXTRACT = "Selected extract: chosen moments, not the whole film, and not an assessment. Copy 0031."


def _no_still(_moment: SummaryMoment) -> None:
    return None


def _still(_moment: SummaryMoment) -> bytes:
    return png()


def _opened(folder: Path, given: Summary, pictures: bool = False) -> Document:
    write_docx(given, _still if pictures else _no_still, folder / "summary-0031.docx")
    return docx.Document(str(folder / "summary-0031.docx"))


def _headings(document: Document) -> list[tuple[str, str]]:
    return [
        (paragraph.style.name or "", paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style is not None and (paragraph.style.name or "").startswith("Heading")
    ]


def _text(document: Document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _everything(path: Path) -> str:
    """All parts of the package as text, properties included."""
    with zipfile.ZipFile(path) as package:
        parts = [
            package.read(name).decode("latin-1") for name in package.namelist() if name.endswith((".xml", ".rels"))
        ]
        return "\n".join([*package.namelist(), *parts])


def test_the_parts_come_in_the_record_s_order(tmp_path: Path) -> None:
    assert _headings(_opened(tmp_path, summary())) == [
        ("Heading 1", "Summary of moments"),
        ("Heading 2", "Who was present"),
        ("Heading 2", "The parent’s question"),
        ("Heading 2", "Why these moments"),
        ("Heading 2", "In the parent’s words"),
        ("Heading 2", "Next step"),
    ]


def test_every_part_says_its_own(tmp_path: Path) -> None:
    lines = [paragraph.text for paragraph in _opened(tmp_path, summary()).paragraphs if paragraph.text]
    assert lines[1:4] == ["Case WREN-07 · Session 3, 12 November 2026, home", "Who was present", "Parent A, baby"]
    assert "“How does he tell me what he wants?”" in lines
    assert lines[lines.index("In the parent’s words") + 1 :] == [
        "“He checks I’m still there. And I am!”",
        "The parent, 19 November 2026",
        "Next step",
        "To look out for his looks at mealtimes too.",
        "Author: M.K., parent–infant therapist. Written 20 November 2026.",
        EXTRACT,
    ]


def test_a_moment_is_a_row_under_a_header_that_repeats(tmp_path: Path) -> None:
    (table,) = _opened(tmp_path, summary(), pictures=True).tables
    assert [cell.text for cell in table.rows[0].cells] == ["Picture", "When", "Moment"]
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    assert table._tbl.xpath("w:tblPr/w:tblCaption/@w:val") == ["Why these moments"]
    assert [cell.text for cell in table.rows[1].cells] == [
        "",
        "Session 3\nFloor play\n02:11 to 02:19",
        "I looked up, and there you were.\nWhy: He looks to her before he reaches.\nTags: Smiles back, Waits",
    ]


def test_pictures_can_be_heard(tmp_path: Path) -> None:
    document = _opened(tmp_path, summary(), pictures=True)
    assert document.element.xpath(".//wp:docPr/@descr") == [
        "Still of a moment in session 3, 02:11 to 02:19. I looked up, and there you were."
    ]


def test_a_tall_picture_keeps_its_shape(tmp_path: Path) -> None:
    write_docx(summary(), lambda _moment: png(90, 160), tmp_path / "summary-0031.docx")
    (shape,) = docx.Document(str(tmp_path / "summary-0031.docx")).inline_shapes
    assert shape.height.cm <= 6.001
    assert shape.width / shape.height == pytest.approx(90 / 160, rel=1e-3)


def test_what_is_empty_has_no_heading_and_no_column(tmp_path: Path) -> None:
    bare = replace(MOMENT, caption="", why_chosen="", tags=())
    empty = replace(summary(SummaryAudience.RECORD, bare), present=(), question=" ", words=(), next_steps=(), author="")
    document = _opened(tmp_path, empty)
    assert [text for _, text in _headings(document)] == ["Summary of moments", "Why these moments"]
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["When"]
    assert [text for _, text in _headings(_opened(tmp_path, replace(empty, moments=())))] == ["Summary of moments"]
    assert "Author" not in _text(document)


def test_private_notes_are_labelled_as_such(tmp_path: Path) -> None:
    document = _opened(tmp_path, summary(SummaryAudience.SUPERVISION, replace(MOMENT, note="Ask about sleep.")))
    assert document.tables[0].rows[1].cells[1].text.endswith(f"{PRIVATE_LABEL} Ask about sleep.")


def test_a_parent_s_copy_does_not_name_the_case(tmp_path: Path) -> None:
    moment = replace(MOMENT, clip_title="", tags=(), stars=0, who="", why_chosen="")
    document = _opened(tmp_path, summary(SummaryAudience.PARENT, moment), pictures=True)
    assert _headings(document)[0] == ("Heading 1", "Our moments")
    assert "WREN" not in _everything(tmp_path / "summary-0031.docx")
    assert "Session 3\n02:11 to 02:19" in _text(document)


def test_the_properties_name_no_one(tmp_path: Path) -> None:
    document = _opened(tmp_path, summary(), pictures=True)
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert (properties.title, properties.language) == ("Summary of moments", "en-GB")
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.replace(tzinfo=None) == datetime(2026, 11, 20)
    with zipfile.ZipFile(tmp_path / "summary-0031.docx") as package:
        assert b"WREN" not in package.read("docProps/core.xml") + package.read("docProps/app.xml")
        assert not [name for name in package.namelist() if "thumbnail" in name]
        assert b"savePreviewPicture" not in package.read("word/settings.xml")
        assert str(tmp_path) not in _everything(tmp_path / "summary-0031.docx")


def test_the_language_is_british_english_throughout(tmp_path: Path) -> None:
    _opened(tmp_path, summary())
    assert "en-US" not in _everything(tmp_path / "summary-0031.docx").replace('w:eastAsia="en-US"', "")


def test_a_machine_without_our_fonts_is_told_what_to_take(tmp_path: Path) -> None:
    document = _opened(tmp_path, summary())
    assert document.styles["Normal"].element.xpath("w:rPr/w:rFonts/@w:ascii") == ["Atkinson Hyperlegible Next"]
    with zipfile.ZipFile(tmp_path / "summary-0031.docx") as package:
        assert package.namelist().count("word/fontTable.xml") == 1
        assert 'w:altName w:val="Calibri"' in package.read("word/fontTable.xml").decode()


def test_text_that_xml_cannot_hold_loses_only_that(tmp_path: Path) -> None:
    moment = replace(MOMENT, caption="one\x00two\x0b\ud800 שלום 🙂")
    assert "onetwo שלום 🙂" in _text(_opened(tmp_path, summary(SummaryAudience.RECORD, moment)))


def test_a_moment_shorter_than_a_second_has_one_time(tmp_path: Path) -> None:
    moment = replace(MOMENT, start=Fraction(131), end=Fraction(1314, 10))
    assert "Floor play\n02:11\n" in _text(_opened(tmp_path, summary(SummaryAudience.RECORD, moment))) + "\n"


def test_the_digest_is_that_of_the_file(tmp_path: Path) -> None:
    target = tmp_path / "summary-0031.docx"
    assert write_docx(summary(), _no_still, target) == hashlib.sha256(target.read_bytes()).hexdigest()
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_leaves_the_old_document(tmp_path: Path) -> None:
    target = tmp_path / "summary-0031.docx"
    target.write_bytes(b"old")
    with full_disk(4096), pytest.raises(ExpectedError) as caught:
        write_docx(summary(), _still, target)
    assert caught.value.kind is ErrorKind.NO_SPACE
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
