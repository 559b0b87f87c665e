"""Codebooks and marks of other tools, reached from Watch."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from tests.qt.watch.seeing import wait_for
from ui.screens.codebooks import CodebooksDialog
from ui.screens.marks_import import MarksImportDialog
from ui.screens.watch.codebook_control import CodebookControl
from ui.screens.watch.screen import WatchScreen
from ui.state.desk import Desk
from ui.widgets.tag_palette import EDIT_CODEBOOKS, TagPalette
from ui.widgets.timeline_view import TimelineView
from vidfeed.model.clip import ClipKind
from vidfeed.services import codebook_editing


def test_the_last_line_of_the_codebooks_edits_them(screen: WatchScreen, qtbot: QtBot) -> None:
    combo = screen.board.palette.findChild(QComboBox)
    assert isinstance(combo, QComboBox)
    last = combo.count() - 1
    assert combo.itemText(last) == EDIT_CODEBOOKS
    combo.setCurrentIndex(last)
    combo.activated.emit(last)
    assert combo.currentText() == "Starter"
    (dialog,) = screen.findChildren(CodebooksDialog)
    made = codebook_editing.copy_codebook(screen.desk.context, "starter", "Ours")
    dialog.page.read(made.id)
    dialog.page.tags.setCurrentRow(1)
    dialog.page.tag_form.name.setText("Together")
    dialog.reject()
    wait_for(qtbot, screen, 0)
    assert screen.codebook.looks["ours/connected"].name == "Together"
    assert combo.findData("ours") >= 0


def test_marks_come_in_and_are_shown_with_their_tags(screen: WatchScreen, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "gaze.csv"
    file.write_text("start,end,code\n0.2,1,look\n", "utf-8")
    screen.header_line.clips.menu().aboutToShow.emit()
    screen.header_line.clips.menu().actions()[-1].trigger()
    (dialog,) = screen.findChildren(MarksImportDialog)
    dialog.open_file(file)
    qtbot.waitUntil(dialog.bring.isEnabled)
    dialog.bring.click()
    wait_for(qtbot, screen, 0)
    assert screen.watched.film is not None
    assert [moment.tags[0].tag_id for moment in screen.watched.film.moments] == ["gaze/look"]
    assert screen.codebook.looks["gaze/look"].name == "look"


def test_each_kind_of_film_has_its_codebooks(desk: Desk, qtbot: QtBot) -> None:
    palette, timeline = TagPalette(), TimelineView()
    for widget in (palette, timeline):
        qtbot.addWidget(widget)
    control = CodebookControl(desk, palette, timeline, desk)
    books = desk.context.catalogue.codebooks()
    control.open(books, ClipKind.INTERACTION)
    assert control.chosen is not None
    assert control.chosen.id == "starter"
    combo = palette.findChild(QComboBox)
    assert isinstance(combo, QComboBox)
    assert combo.findData("practitioner") == -1
    control.open(books, ClipKind.SHARED_REVIEW)
    assert control.chosen.id == "practitioner"
    control.open([replace(book, enabled=False) for book in books], ClipKind.INTERACTION)
    assert control.chosen is None
