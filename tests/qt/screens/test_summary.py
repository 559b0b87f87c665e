import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from tests.qt.hands import Show
from ui.screens.summary import SummaryScreen
from ui.state.desk import Desk
from vidfeed.model.consent import Purpose, Role
from vidfeed.model.summary import SummaryAudience
from vidfeed.services import cases, codebooks, consenting, marking
from vidfeed.services.exporting import SummaryFormat

CAPTION = "He looks up; <b>she</b> is already there"


@pytest.fixture
def marked(vault: VaultOnDesk) -> VaultOnDesk:
    ctx = vault.context
    index = ctx.catalogue.frame_index(vault.clip.id)
    book = codebooks.codebook_of(ctx.catalogue, codebooks.STARTER)
    tag = codebooks.tag_of(ctx.catalogue, book.tags[0].id)
    marking.mark(ctx, vault.clip.id, index.span(25, 49), [tag], caption=CAPTION, note="between us")
    return vault


@pytest.fixture
def agreed(marked: VaultOnDesk) -> VaultOnDesk:
    for role in (Role.PARENT_A, Role.INFANT):
        person = cases.add_person(marked.context, CASE_CODE, role)
        consenting.give(marked.context, person, Purpose.CLINICAL_RECORD, marked.context.today())
    return marked


@pytest.fixture
def screen(desk: Desk, qtbot: QtBot) -> Iterator[SummaryScreen]:
    made = SummaryScreen(desk)
    qtbot.addWidget(made)
    made.resize(1280, 680)
    made.show()
    yield made
    made.closing()


def shown(screen: SummaryScreen, qtbot: QtBot) -> str:
    qtbot.waitUntil(screen.preview.isVisible)
    return screen.preview.page.toPlainText()


def test_no_moment_no_page(screen: SummaryScreen) -> None:
    screen.entered()
    assert screen._empty.isVisible()
    assert screen.trail() == [CASE_CODE, "Summary of moments"]


def test_what_keeps_it_from_being_saved_is_said_beside_the_button(
    agreed: VaultOnDesk, screen: SummaryScreen, qtbot: QtBot
) -> None:
    screen.entered()
    assert screen._why.text() == "Look through the page, then tick “Checked”."
    screen.gate.checked.click()
    assert screen.docx.isEnabled()
    assert screen._why.isHidden()
    screen.options.for_whom.clear()
    screen.options.for_whom.editingFinished.emit()
    assert screen._why.text() == "Say for whom it is."
    for person in agreed.context.catalogue.people():
        consenting.withdraw(agreed.context, person, Purpose.CLINICAL_RECORD, agreed.context.today())
    screen.entered()
    assert screen._why.text() == "Consent has to cover it first."
    qtbot.waitUntil(lambda: not screen._jobs.busy)


def test_without_moments_nothing_is_saved(vault: VaultOnDesk, screen: SummaryScreen) -> None:
    for role in (Role.PARENT_A, Role.INFANT):
        person = cases.add_person(vault.context, CASE_CODE, role)
        consenting.give(vault.context, person, Purpose.CLINICAL_RECORD, vault.context.today())
    screen.entered()
    screen.gate.checked.click()
    assert not screen.docx.isEnabled()
    assert screen._why.text() == "Nothing to save yet."


def test_the_options_can_be_seen_in_a_small_window_at_large_text(
    marked: VaultOnDesk, desk: Desk, squeeze: Show
) -> None:
    squeeze(screen := SummaryScreen(desk), 985, 560)
    screen.entered()
    QApplication.processEvents()
    area = next(one for one in screen.findChildren(QScrollArea) if one.isAncestorOf(screen.options))
    assert area.height() > screen.height() / 2
    screen.closing()


def test_the_page_says_what_the_record_will_hold(agreed: VaultOnDesk, screen: SummaryScreen, qtbot: QtBot) -> None:
    screen.entered()
    page = shown(screen, qtbot)
    assert CAPTION in page  # as it was typed, never as markup
    assert "Selected extract" in page
    assert "between us" not in page


def test_a_film_that_may_not_be_watched_lends_no_pictures(
    agreed: VaultOnDesk, screen: SummaryScreen, qtbot: QtBot
) -> None:
    screen.entered()
    shown(screen, qtbot)
    assert "<img" in screen.preview.page.toHtml()
    person = agreed.context.catalogue.people(agreed.case.id)[0]
    consenting.withdraw(agreed.context, person, Purpose.RECORD, agreed.context.today())
    screen.entered()
    assert CAPTION in shown(screen, qtbot)
    assert screen.options.pictures.isChecked()
    assert "<img" not in screen.preview.page.toHtml()
    assert "withdrawn" in screen.gate.reason


def test_private_notes_are_for_supervision_only(agreed: VaultOnDesk, screen: SummaryScreen, qtbot: QtBot) -> None:
    screen.entered()
    shown(screen, qtbot)
    screen.options.audience.set_value(SummaryAudience.SUPERVISION)
    screen.options._choose_audience()
    qtbot.waitUntil(lambda: "between us" in screen.preview.page.toPlainText())
    assert "May be disclosed on request" in screen.preview.page.toPlainText()


def test_without_consent_the_gate_stays_shut_and_says_why(marked: VaultOnDesk, screen: SummaryScreen) -> None:
    screen.entered()
    assert not screen.gate.checked.isEnabled()
    assert "People and consent" in screen.gate.reason
    assert not screen.docx.isEnabled()


def test_nothing_is_saved_before_someone_has_looked(agreed: VaultOnDesk, screen: SummaryScreen, qtbot: QtBot) -> None:
    screen.entered()
    assert not screen.docx.isEnabled()
    screen.gate.checked.click()
    assert screen.docx.isEnabled()
    screen.options.pictures.click()
    assert not screen.gate.checked.isChecked()
    assert not screen.docx.isEnabled()


@pytest.mark.parametrize("fmt", list(SummaryFormat))
def test_a_copy_is_saved_listed_and_told(
    agreed: VaultOnDesk, screen: SummaryScreen, tmp_path: Path, fmt: SummaryFormat, qtbot: QtBot
) -> None:
    screen.entered()
    asked: list[str] = []

    def choose(parent: QWidget, title: str, suggested: str, file_filter: str) -> Path:
        asked.append(suggested)
        return tmp_path / suggested

    screen.choose_target = choose
    screen.gate.checked.click()
    screen.save(fmt)
    qtbot.waitUntil(screen.saved.isVisible, timeout=20_000)
    assert asked == [f"summary-0001.{fmt}"]
    assert screen.saved.said.startswith("Saved as copy 0001.")
    (copy,) = agreed.context.catalogue.copies(agreed.case.id)
    assert copy.sha256
    saved = tmp_path / f"summary-0001.{fmt}"
    if fmt is SummaryFormat.XLSX:
        assert b"she" in zipfile.ZipFile(saved).read("xl/sharedStrings.xml")
    elif fmt is SummaryFormat.DOCX:
        assert any(name.startswith("word/media/") for name in zipfile.ZipFile(saved).namelist())
    else:
        assert "she" in saved.read_text("utf-8-sig")
    assert not screen.gate.checked.isChecked()


def test_a_failed_save_says_what_is_safe(
    agreed: VaultOnDesk, screen: SummaryScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    screen.entered()
    screen.choose_target = lambda *_: tmp_path / "nowhere" / "summary.docx"
    screen.gate.checked.click()
    screen.save(SummaryFormat.DOCX)
    qtbot.waitUntil(screen.error.isVisible, timeout=20_000)
    assert screen.error.said
