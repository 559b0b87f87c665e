"""The receipt of an erasure as PDF: readable, on as many pages as it takes."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

from storage.vault.receipts import receipt_text
from ui.painting.receipt import receipt_pdf
from vidfeed.model.copy import Copy
from vidfeed.model.erasure import Backup

VAULT = "0f8e8a5c3f1e4c629c0f6f1f4f3b2a11"
AT = "2026-11-22T10:11:12.131415+00:00"
Read = Callable[[str], QPdfDocument]


@pytest.fixture
def read(qapp: object) -> Iterator[Read]:
    opened: list[tuple[QPdfDocument, QBuffer]] = []

    def read_pdf(receipt: str) -> QPdfDocument:
        buffer, document = QBuffer(), QPdfDocument()
        buffer.setData(QByteArray(receipt_pdf(receipt)))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        opened.append((document, buffer))
        return document

    yield read_pdf
    for document, _ in opened:
        document.close()


def _copies(count: int) -> list[Copy]:
    return [
        Copy(n, "case", "reel", ("case",), "Granny", "copy", "", "", "2026-02-03T10:00:00", "anna")
        for n in range(1, count + 1)
    ]


def _text(document: QPdfDocument) -> str:
    return " ".join(" ".join(document.getAllText(page).text() for page in range(document.pageCount())).split())


def test_it_says_what_went_and_what_may_still_exist(read: Read) -> None:
    backups = [Backup("backup-1", "2026-02-04T09:00:00", "the stick", "/media/stick")]
    document = read(receipt_text(VAULT, "clip:abcdefghijkl", AT, ["b1", "b2"], _copies(2), backups))
    assert document.pageCount() == 1
    text = _text(document)
    for words in (VAULT, "clip abcdefghijkl", "2 encrypted files", "22 November 2026, 10:11 UTC", "backup-1"):
        assert words in text
    assert "Copy 0002 · reel · 2026-02-03" in text
    for private in ("Granny", "anna", "stick"):
        assert private not in text


def test_it_says_where_nothing_is_left(read: Read) -> None:
    assert _text(read(receipt_text(VAULT, "case:abcdefghijkl", AT, [], [], []))).count("None") == 2


def test_many_copies_go_on_another_page(read: Read) -> None:
    document = read(receipt_text(VAULT, "case:abcdefghijkl", AT, [], _copies(120), []))
    assert document.pageCount() == 3
    text = _text(document)
    assert all(f"Copy {serial:04d}" in text for serial in range(1, 121))
    assert text.endswith("Signed")
