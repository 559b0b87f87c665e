"""The editor of codebooks, by keyboard and by what it keeps."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.qt.hands import Show
from ui.screens.codebooks import CodebooksDialog, CodebooksPage
from ui.screens.dialog import FormDialog
from ui.state.desk import Desk
from vidfeed.model.codebook import Audience, Codebook
from vidfeed.model.moment import TagRef
from vidfeed.services import codebook_editing, marking
from vidfeed.services.codebooks import codebook_of


@pytest.fixture
def ours(desk: Desk) -> Codebook:
    return codebook_editing.copy_codebook(desk.context, "starter", "Ours")


@pytest.fixture
def page(desk: Desk, ours: Codebook, show: Show) -> CodebooksPage:
    show(made := CodebooksPage(desk), 1340, 700)
    made.read(ours.id)
    return made


def _type(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_a_tag_is_changed_and_kept(page: CodebooksPage, desk: Desk) -> None:
    page.tags.setCurrentRow(1)
    _type(page.tag_form.name, "Together")
    _type(page.tag_form.key, "V")
    page.tag_form.audience.setCurrentIndex(1)
    page.tag_form.audience.activated.emit(1)
    assert codebook_of(desk.context.catalogue, "ours").tags[0].name == "Connected"
    page.save_button.click()
    tag = codebook_of(desk.context.catalogue, "ours").tags[0]
    assert (tag.id, tag.name, tag.key, tag.audience) == (
        "ours/connected", "Together", (0, 3, 3), Audience.CLINICIAN_ONLY,
    )  # fmt: skip
    assert not page.save_button.isEnabled()


def test_what_was_used_becomes_a_version_that_the_page_tells_of(page: CodebooksPage, desk: Desk) -> None:
    clip = desk.context.catalogue.clips()[0]
    span = desk.context.catalogue.frame_index(clip.id).span(0, 3)
    marking.mark(desk.context, clip.id, span, [TagRef("ours/connected", "ours", 1)])
    page.tags.setCurrentRow(1)
    _type(page.tag_form.name, "Together")
    page.save_button.click()
    page.tags.setCurrentRow(0)
    assert page._versions(codebook_of(desk.context.catalogue, "ours")).startswith("Version 2, and 1 earlier version")


def test_tags_are_added_moved_and_removed(page: CodebooksPage) -> None:
    page.add.click()
    _type(page.tag_form.name, "Pausing")
    page.up.click()
    assert page.draft.book is not None
    assert [tag.name for tag in page.draft.book.tags][-2:] == ["Pausing", "Enjoying"]
    assert page.tags.currentItem().text() == "Pausing"
    page.remove.click()
    assert "Pausing" not in [tag.name for tag in page.draft.book.tags]


def test_the_built_in_ones_can_only_be_looked_at(page: CodebooksPage) -> None:
    page.read("attuned")
    page.tags.setCurrentRow(1)
    assert page.note.isVisible()
    assert page.tag_form.name.isReadOnly()
    assert not page.tag_form.audience.isEnabled()
    assert not page.add.isEnabled()
    assert page.actions_bar.copy.isEnabled()


def test_what_is_wrong_is_said_and_nothing_is_lost(page: CodebooksPage) -> None:
    page.tags.setCurrentRow(1)
    _type(page.tag_form.key, "T")
    assert "no key of the palette" in page.error.said
    _type(page.tag_form.key, "")
    page.tag_form.key.clear()
    _type(page.tag_form.name, "Noticing")
    page.save_button.click()
    assert "same name" in page.error.said
    page.books.setCurrentRow(0)
    assert page.draft.book is not None
    assert page.draft.book.id == "ours"
    page.discard_button.click()
    assert not page.draft.dirty


def test_a_new_one_and_one_from_a_file(page: CodebooksPage, desk: Desk, tmp_path: Path) -> None:
    page.actions_bar.ask_new()
    (dialog,) = page.actions_bar.findChildren(FormDialog)
    field = dialog.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setText("Fresh")
    dialog.ok.click()
    assert page.draft.book is not None
    assert page.draft.book.id == "fresh"
    file = tmp_path / "gaze.csv"
    file.write_text("name,meaning\nLooks,at her\n", "utf-8")
    page.actions_bar.choose_file = lambda *_about: file
    page.actions_bar.bring.click()
    assert page.draft.book.id == "gaze"
    file.write_text("nothing", "utf-8")
    page.actions_bar.bring.click()
    assert "no column" in page.error.said
    out = tmp_path / "out.ecv"
    page.actions_bar.choose_target = lambda *_about: out
    page.actions_bar.write.click()
    assert "Looks" in out.read_text("utf-8")
    page.actions_bar.switch.click()
    assert not codebook_of(desk.context.catalogue, "gaze").enabled
    assert page.books.currentItem().text() == "gaze (off)"


def test_closing_keeps_what_was_changed(desk: Desk, ours: Codebook, qtbot: QtBot) -> None:
    dialog = CodebooksDialog(desk, chosen_id=ours.id)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.page.tags.setCurrentRow(1)
    dialog.page.tag_form.name.setFocus()
    dialog.page.tag_form.name.setText("Together")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.changed
    assert codebook_of(desk.context.catalogue, "ours").tags[0].name == "Together"


def test_everything_has_a_name_and_can_be_reached_by_tab(page: CodebooksPage) -> None:
    page.tags.setCurrentRow(1)
    reached: set[QWidget] = set()
    widget: QWidget | None = page.books
    while widget is not None and widget not in reached:
        reached.add(widget)
        widget = widget.nextInFocusChain()
    form = page.tag_form
    fields: list[QWidget] = [form.name, form.group, form.meaning, form.label, form.looks_like, form.not_like, form.key]
    fields += [form.actor, form.extent, form.audience, form.look, form.lead, form.lag, page.books, page.tags]
    fields += [page.add, page.remove, page.up, page.down, page.save_button]
    for field in fields:
        assert field in reached
        assert field.accessibleName()
        assert field.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_it_fits_a_small_window_at_large_text(desk: Desk, squeeze: Show) -> None:
    squeeze(window := QWidget(), 1093, 614)
    dialog = CodebooksDialog(desk, window)
    dialog.open()
    assert dialog.width() <= window.width()
    assert dialog.height() <= window.height()
    dialog.reject()
