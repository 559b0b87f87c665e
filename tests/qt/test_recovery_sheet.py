"""The recovery sheet, printed to PDF and read again with eyes and with a scanner."""

from collections.abc import Iterator
from datetime import date

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from storage.age.x25519 import X25519Identity
from ui.painting.paper import PAGE_HEIGHT, PAGE_WIDTH
from ui.painting.recovery_groups import PREFIX, check_groups, groups, identity_of, is_whole, two_to_ask
from ui.painting.recovery_sheet import (
    RecoverySheet,
    paint_recovery_sheet,
    recovery_sheet_pdf,
)
from vidfeed.errors import InternalError

SECRET = X25519Identity.generate(lambda size: bytes(range(7, 7 + size))).to_text()
SHEET = RecoverySheet(SECRET, "0f8e8a5c-3f1e-4c62-9c0f-6f1f4f3b2a11", date(2026, 11, 22))
SIGNS = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"


@pytest.fixture
def pdf(qapp: object) -> Iterator[QPdfDocument]:
    buffer, document = QBuffer(), QPdfDocument()
    buffer.setData(QByteArray(recovery_sheet_pdf(SHEET)))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    yield document
    # It reads from the buffer, so it goes first.
    document.close()


def _grey(image: QImage) -> NDArray[np.uint8]:
    grey = image.convertToFormat(QImage.Format.Format_RGB32).convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return rows[:, : grey.width()].copy()


def _painted(hidden: frozenset[int] = frozenset(), sheet: RecoverySheet = SHEET) -> NDArray[np.uint8]:
    """The page at a quarter of its own size."""
    image = QImage(PAGE_WIDTH // 4, PAGE_HEIGHT // 4, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        painter.scale(0.25, 0.25)
        paint_recovery_sheet(painter, sheet, hidden)
    return _grey(image)


def test_it_is_one_page_of_a4(pdf: QPdfDocument) -> None:
    assert pdf.pageCount() == 1
    size = pdf.pagePointSize(0)
    assert (round(size.width()), round(size.height())) == (595, 842)


def test_its_text_can_be_read_and_searched(pdf: QPdfDocument) -> None:
    text = " ".join(pdf.getAllText(0).text().split())
    for number, group in enumerate(groups(SECRET), 1):
        assert f"{number} {group}" in text
    assert "Made 22 November 2026 · vault 0f8e8a5c-3f1e-4c62-9c0f-6f1f4f3b2a11" in text
    assert "age --decrypt -i sheet.txt vault.key.age" in text
    assert "locked away, and never with the laptop." in text


def test_the_square_holds_the_whole_identity(pdf: QPdfDocument) -> None:
    page = pdf.render(0, QSize(1190, 1684))
    white = QImage(page.size(), QImage.Format.Format_RGB32)
    white.fill(0xFFFFFFFF)
    with QPainter(white) as painter:
        painter.drawImage(0, 0, page)
    found, _, _ = cv2.QRCodeDetector().detectAndDecode(_grey(white))
    assert found == SECRET


def test_the_properties_hold_neither_secret_nor_vault(pdf: QPdfDocument) -> None:
    fields = [pdf.metaData(field) for field in QPdfDocument.MetaDataField]
    assert "Recovery sheet" in fields
    assert not any("0f8e8a5c" in str(field) or PREFIX in str(field) for field in fields)


def test_everything_is_within_the_margins(qapp: object) -> None:
    widest = RecoverySheet(PREFIX + "W" * 58, SHEET.vault_id, date(2026, 12, 31))
    rows, columns = np.nonzero(_painted(sheet=widest) < 250)
    assert columns.min() >= 170 / 4
    assert columns.max() <= (PAGE_WIDTH - 170) / 4
    assert rows.min() >= 150 / 4
    assert rows.max() <= (PAGE_HEIGHT - 170) / 4


def test_the_widest_groups_stay_in_their_boxes(qapp: object) -> None:
    widest = RecoverySheet(PREFIX + "W" * 58, SHEET.vault_id, SHEET.made_on)
    narrow = RecoverySheet(PREFIX + "7" * 58, SHEET.vault_id, SHEET.made_on)
    changed = np.nonzero(_painted(sheet=widest) != _painted(sheet=narrow))[1]
    boxes = changed[changed < 1300 / 4]
    for right_edge in (540, 920, 1300):
        assert not ((boxes > (right_edge - 12) / 4) & (boxes < (right_edge + 20) / 4)).any()


def test_groups_that_are_asked_back_are_dotted_out(qapp: object) -> None:
    shown, hidden = _painted(), _painted(frozenset({4}))
    rows, columns = np.nonzero(shown != hidden)
    assert 180 / 4 <= columns.min() <= columns.max() <= 540 / 4
    assert rows.max() - rows.min() <= 130 / 4


def test_the_secret_is_not_in_the_sheet_s_repr() -> None:
    assert groups(SECRET)[0] not in repr(SHEET)


def test_there_are_fifteen_groups() -> None:
    parts = groups(SECRET)
    assert [len(part) for part in parts] == [4] * 14 + [2]
    assert PREFIX + "".join(parts) == SECRET


@given(
    body=st.text(SIGNS, min_size=58, max_size=58),
    between=st.sampled_from(["", " ", "-", "\n", " – ", "\t"]),
    lower=st.booleans(),
    prefix=st.booleans(),
)
def test_what_is_typed_off_the_sheet_is_the_identity(body: str, between: str, lower: bool, prefix: bool) -> None:
    secret = PREFIX + body
    typed = between.join(([PREFIX] if prefix else []) + groups(secret))
    assert identity_of(typed.lower() if lower else typed) == secret


def test_lookalikes_are_taken_for_what_they_must_be() -> None:
    secret = PREFIX + "08LL" + "Q" * 54
    assert identity_of("OB1i" + "q" * 54) == secret
    assert check_groups(secret, {1: "ob1l"}) == {1}


def test_two_groups_are_asked_back() -> None:
    asked = {two_to_ask(SECRET) for _ in range(200)}
    assert all(1 <= first < second <= 14 for first, second in asked)
    assert len(asked) > 1


def test_only_the_right_groups_pass() -> None:
    parts = groups(SECRET)
    wrong = "QQQQ" if parts[10] != "QQQQ" else "PPPP"
    assert check_groups(SECRET, {4: f" {parts[3].lower()} ", 11: wrong}) == {4}
    assert check_groups(SECRET, {4: parts[3], 11: parts[10]}) == {4, 11}
    assert check_groups(SECRET, {4: "", 11: parts[10][:3]}) == frozenset()


@pytest.mark.parametrize("text", ["", PREFIX, PREFIX + "B" * 58, "age1" + "q" * 58, SECRET.lower(), SECRET + "\n"])
def test_anything_else_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(InternalError) as caught:
        groups(text)
    assert not text or text not in str(caught.value)


@pytest.mark.parametrize("place", [0, 20, 57])
def test_one_wrong_sign_is_noticed(place: int) -> None:
    secret = X25519Identity.generate().to_text()
    assert is_whole(secret)
    at = len(PREFIX) + place
    other = "Q" if secret[at] != "Q" else "P"
    assert not is_whole(secret[:at] + other + secret[at + 1 :])
    assert not is_whole(secret[:-1])
