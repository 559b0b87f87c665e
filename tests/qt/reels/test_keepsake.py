"""A keepsake card: of kept words and a picture, veiled where it must be, consent permitting, in the ledger."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from tests.factories.films import read_strip
from tests.factories.vaults import CASE_CODE, VaultOnDesk
from ui.painting.keepsake import KeepsakePainter
from ui.screens.showing.keepsake_dialog import KeepsakeDialog
from ui.state.desk import Desk
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.pictures import Picture
from vidfeed.model.consent import Purpose
from vidfeed.model.reel import Reel
from vidfeed.model.review import ParentWords, Whose
from vidfeed.model.veil import Region
from vidfeed.services import consenting, reviewing, veiling
from vidfeed.services.copying import Leaving
from vidfeed.services.keepsakes import PaintCard, make_keepsake
from vidfeed.services.stills import StillTaker

_FAMILY = Leaving("the family", "")
SENTENCE = "He was asking me."


@pytest.fixture
def said(vault: VaultOnDesk, reel: Reel) -> ParentWords:
    """What the parent let be kept at the first moment."""
    review = reviewing.begin_review(vault.context, reel.id)
    return reviewing.keep_words(vault.context, review.id, SENTENCE, Whose.PARENT, reel.items[1].id)


def _seen(into: list[tuple[Picture, str]]) -> PaintCard:
    def paint(picture: Picture, sentence: str) -> bytes:
        into.append((picture, sentence))
        return b"%PDF-"

    return paint


def test_the_middle_of_the_moment_with_the_sentence(
    vault: VaultOnDesk, reel: Reel, said: ParentWords, tmp_path: Path
) -> None:
    shown: list[tuple[Picture, str]] = []
    copy = make_keepsake(vault.context, reel.id, reel.items[1].id, "", tmp_path / "a.pdf", _FAMILY, _seen(shown))
    ((picture, sentence),) = shown
    assert (read_strip(picture.pixels()), sentence) == (7, SENTENCE)
    assert (copy.what, copy.why, copy.for_whom) == ("keepsake", "copy", "the family")
    assert vault.context.catalogue.copies(vault.case.id)[-1].sha256 == copy.sha256 != ""


def test_a_veil_holds_once_it_was_looked_through(
    vault: VaultOnDesk, reel: Reel, said: ParentWords, tmp_path: Path
) -> None:
    ctx, item, shown = vault.context, reel.items[1], list[tuple[Picture, str]]()
    assert item.span is not None
    veiling.draw_veil(ctx, reel.id, item.id, veiling.Stroke(item.span.start_pts, Region(0, 0, 10_000, 10_000)))
    with pytest.raises(ExpectedError) as refused:
        make_keepsake(ctx, reel.id, item.id, "", tmp_path / "a.pdf", _FAMILY, _seen(shown))
    assert refused.value.kind is ErrorKind.NOT_READY and not shown
    veiling.look_through(ctx, reel.id, item.id)
    make_keepsake(ctx, reel.id, item.id, said.id, tmp_path / "a.pdf", _FAMILY, _seen(shown))
    assert read_strip(shown[0][0].pixels()) != 7


@pytest.mark.parametrize("lacking", ["consent", "words", "picture"])
def test_nothing_is_written_without(vault: VaultOnDesk, reel: Reel, tmp_path: Path, lacking: str) -> None:
    ctx = vault.context
    if lacking != "words":
        review = reviewing.begin_review(ctx, reel.id)
        reviewing.keep_words(ctx, review.id, SENTENCE, Whose.PARENT, None)
    if lacking == "consent":
        consenting.withdraw(ctx, ctx.catalogue.people(vault.case.id)[0], Purpose.COPY, ctx.today())
    item = reel.items[0 if lacking == "picture" else 1]
    with pytest.raises(ExpectedError) as refused:
        make_keepsake(ctx, reel.id, item.id, "", tmp_path / "a.pdf", _FAMILY, _seen([]))
    assert refused.value.kind is (ErrorKind.NO_CONSENT if lacking == "consent" else ErrorKind.NOT_READY)
    assert not (tmp_path / "a.pdf").exists() and not ctx.catalogue.copies(vault.case.id)


def test_a_sentence_that_names_the_case_is_refused(vault: VaultOnDesk, reel: Reel, tmp_path: Path) -> None:
    ctx = vault.context
    reviewing.keep_words(ctx, reviewing.begin_review(ctx, reel.id).id, "So wren07 asks.", Whose.PARENT, None)
    with pytest.raises(ExpectedError) as refused:
        make_keepsake(ctx, reel.id, reel.items[1].id, "", tmp_path / "a.pdf", _FAMILY, _seen([]))
    assert refused.value.kind is ErrorKind.AMBIGUOUS and not (tmp_path / "a.pdf").exists()


def test_the_dialog_writes_one_page_of_a6(
    desk: Desk, reel: Reel, said: ParentWords, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = KeepsakeDialog(desk, reel, reel.items[2].id)
    qtbot.addWidget(dialog)
    target = tmp_path / "card"
    where: Callable[[], Path | None] = lambda: target  # noqa: E731
    dialog.choose = where
    dialog.ok.click()
    assert dialog.made is None and "recipient" in dialog.error.said
    dialog.for_whom.setText("Mother")
    threads: set[int] = set()
    with patch.object(StillTaker, "take", _noting(StillTaker.take, threads)):
        dialog.ok.click()
        assert dialog.strip.isVisibleTo(dialog) and not dialog.ok.isEnabled(), "it says that it is at work"
        qtbot.waitUntil(lambda: dialog.result() == dialog.DialogCode.Accepted)
    assert threads and threading.get_ident() not in threads, "the window stays free while the picture is decoded"
    assert dialog.made is not None
    image = _page(target.with_suffix(".pdf"))
    assert image.pixelColor(2, 2).name() != image.pixelColor(210, 100).name()


@pytest.mark.parametrize("written", [CASE_CODE, f"Like in {CASE_CODE.lower()}!", "wren 07"])
def test_words_that_name_the_case_stand_on_no_card(
    vault: VaultOnDesk, reel: Reel, tmp_path: Path, written: str
) -> None:
    ctx, review = vault.context, reviewing.begin_review(vault.context, reel.id)
    reviewing.keep_words(ctx, review.id, written, Whose.PARENT, None)
    with pytest.raises(ExpectedError) as refused:
        make_keepsake(ctx, reel.id, reel.items[1].id, "", tmp_path / "a.pdf", _FAMILY, _seen([]))
    assert refused.value.kind is ErrorKind.AMBIGUOUS
    assert not (tmp_path / "a.pdf").exists() and not ctx.catalogue.copies(vault.case.id)


def _noting(take: Callable[..., Picture], threads: set[int]) -> Callable[..., Picture]:
    def noted(*words: Any, **named: Any) -> Picture:
        threads.add(threading.get_ident())
        return take(*words, **named)

    return noted


def test_the_dialog_says_what_is_amiss_with_the_words(desk: Desk, reel: Reel, said: ParentWords, qtbot: QtBot) -> None:
    review = reviewing.begin_review(desk.context, reel.id)
    reviewing.keep_words(desk.context, review.id, f"Like {CASE_CODE}", Whose.PARENT, None)
    dialog = KeepsakeDialog(desk, reel, reel.items[1].id)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.amiss.isVisible()
    dialog.sentence.setCurrentIndex(1)
    assert dialog.amiss.isVisible() and "case ID" in dialog.amiss.text()


def test_a_long_sentence_and_one_from_right_to_left_stay_on_the_card(qtbot: QtBot, tmp_path: Path) -> None:
    pixels = memoryview(bytes(320 * 180 * 3))
    picture = Picture(320, 180, 960, "rgb24", pixels, 0, 0)
    for text in ("a word " * 280, "הוא הסתכל עליי וחיכה"):
        (tmp_path / "card.pdf").write_bytes(KeepsakePainter().pdf(picture, text))
        image = _page(tmp_path / "card.pdf")
        field = image.pixelColor(2, 2)
        edge = [image.pixelColor(x, y) for x in (8, 412) for y in range(0, 592, 4)]
        inside = [image.pixelColor(x, y) for x in range(40, 380) for y in range(300, 560, 2)]
        assert all(colour == field for colour in edge)
        assert any(colour != field for colour in inside)


def _page(path: Path) -> QImage:
    document = QPdfDocument()
    document.load(str(path))
    assert document.pageCount() == 1
    size = document.pagePointSize(0)
    assert (round(size.width()), round(size.height())) in {(297, 420), (298, 420)}
    return document.render(0, QSize(420, 592))
