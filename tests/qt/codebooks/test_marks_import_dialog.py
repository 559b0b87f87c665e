"""Marks of another tool, looked at and brought in through the dialog."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.factories.foreign_marks import BORIS, EAF
from ui.screens.marks_import import MarksImportDialog
from ui.state.desk import Desk
from vidfeed.model.change import clip_scope
from vidfeed.services import marking


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot) -> MarksImportDialog:
    made = MarksImportDialog(desk, desk.context.catalogue.clips()[0])
    qtbot.addWidget(made)
    made.show()
    return made


def _open(dialog: MarksImportDialog, folder: Path, name: str, data: bytes, qtbot: QtBot) -> None:
    path = folder / name
    path.write_bytes(data)
    dialog.choose_file = lambda *_about: path
    dialog.choose.click()
    _read(dialog, qtbot)


def _read(dialog: MarksImportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.found.text() != "Reading…")


def test_before_a_file_is_chosen_it_says_what_will_be_there(
    dialog: MarksImportDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    assert not dialog.codes.isVisible()
    assert not dialog.bring.isEnabled()
    _open(dialog, tmp_path, "gaze.csv", b"start,end,code\n0.1,0.3,look\n", qtbot)
    assert dialog.codes.isVisible()


def test_a_table_is_shown_mapped_and_brought_in(
    dialog: MarksImportDialog, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    _open(dialog, tmp_path, "gaze.csv", b"A,B,code\n0.1,0.3,look\n0.2,,smile\n-1,2,look\nsoon,2,x\n", qtbot)
    assert "No column" in dialog.error.said
    assert not dialog.bring.isEnabled()
    _open(dialog, tmp_path, "gaze.csv", b"start,B,code\n0.1,0.3,look\n0.2,,smile\n-1,2,look\nsoon,2,x\n", qtbot)
    assert dialog.found.text() == "2 moments to come in, 2 left out."
    end = dialog.choices.columns["end"]
    end.setCurrentIndex(end.findData("B"))
    end.activated.emit(end.currentIndex())
    _read(dialog, qtbot)
    assert dialog.found.text() == "2 moments to come in, 2 left out."
    assert [dialog.left_out.item(n).text() for n in range(2)] == [
        "line 5: “soon” is not a time.",
        "line 4: It starts before the film.",
    ]
    dialog.codes.choose("look", "starter/noticing")
    _read(dialog, qtbot)
    dialog.codes.choose("smile", None)
    _read(dialog, qtbot)
    assert dialog.found.text() == "1 moment to come in, 3 left out."
    with qtbot.waitSignal(desk.changed):
        dialog.bring.click()
    clip_id = desk.context.catalogue.clips()[0].id
    assert [m.tags[0].tag_id for m in desk.context.catalogue.moments(clip_id)] == ["starter/noticing"]
    assert dialog.brought
    marking.undo(desk.context, clip_scope(clip_id))
    assert desk.context.catalogue.moments(clip_id) == []


def test_tiers_are_ticked(dialog: MarksImportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    _open(dialog, tmp_path, "floor.eaf", EAF, qtbot)
    tiers = [dialog.choices.tiers.item(n) for n in range(dialog.choices.tiers.count())]
    assert [item.text() for item in tiers] == ["CHI", "parts@CHI", "lex@CHI", "sub"]
    assert "Its film is “floor play.mp4”." in dialog.remarks.text()
    for item in tiers:
        item.setCheckState(Qt.CheckState.Unchecked)
    assert dialog.found.text() == "Tick at least one tier."
    tiers[2].setCheckState(Qt.CheckState.Checked)
    _read(dialog, qtbot)
    assert dialog.found.text() == "1 moment to come in."


def test_the_observation_is_asked_for(dialog: MarksImportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    _open(dialog, tmp_path, "p.boris", BORIS, qtbot)
    assert "several observations" in dialog.error.said
    combo = dialog.choices.observation
    assert combo.isVisible()
    combo.setCurrentIndex(combo.findData("two"))
    combo.activated.emit(combo.currentIndex())
    _read(dialog, qtbot)
    assert dialog.found.text() == "1 moment to come in."
    assert not dialog.error.isVisible()


def test_what_is_no_such_file_is_refused(dialog: MarksImportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    _open(dialog, tmp_path, "x.pdf", b"%PDF", qtbot)
    assert "what kind it is" in dialog.error.said
    _open(dialog, tmp_path, "x.eaf", b"<a>", qtbot)
    assert "line 1" in dialog.error.said
    assert not dialog.bring.isEnabled()


def test_everything_has_a_name(dialog: MarksImportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    _open(dialog, tmp_path, "gaze.csv", b"start,end,code\n0.1,0.3,look\n", qtbot)
    choices = dialog.choices
    fields = [choices.observation, choices.tiers, dialog.codes, dialog.left_out, *choices.columns.values()]
    for field in fields:
        assert field.accessibleName()
    line = dialog.codes.cellWidget(0, 1)
    assert line is not None
    assert line.accessibleName() == "look becomes"
