"""The sheet of keys says what the keys do."""

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QEvent, QIODevice, QLocale, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from tests.qt.hands import key
from tests.qt.watch.seeing import stored
from ui.screens.watch.key_sheet import KeySheet
from ui.screens.watch.keys_dialog import KeysDialog
from ui.screens.watch.screen import WatchScreen
from ui.state.key_bindings import TAKEN, Command, KeyChoices, Preset, is_tag_place
from ui.state.key_words import GROUPS, NAMES
from ui.state.preferences import Preferences
from ui.widgets.key_cap import KeyCap
from ui.widgets.keyboard import Letters
from ui.widgets.layouts import Layout
from ui.widgets.segmented import Segmented
from ui.widgets.transport import Transport


def test_f1_opens_it_with_the_codebooks_groups(screen: WatchScreen, qtbot: QtBot) -> None:
    screen.codebook.show("attuned")
    key(screen.board.stage.view, Qt.Key.Key_F1)
    sheet = screen.findChild(KeySheet)
    assert sheet is not None and sheet.isVisible()
    said = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Tuning in", "Inviting", "Receiving", "In tune"} <= said
    caps = {cap.accessibleName() for cap in sheet.findChildren(KeyCap)}
    assert {"Q", "V", "Space", ",", "Del"} <= caps
    sheet.close()


def test_the_palettes_button_opens_it_too(screen: WatchScreen) -> None:
    screen.board.palette.keys_requested.emit()
    sheet = screen.findChild(KeySheet)
    assert sheet is not None and sheet.isVisible()
    sheet.close()


def pdf_text(data: bytes) -> str:
    """All that is written on the pages, as the PDF reader of Qt finds it."""
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    assert document.pageCount() == 1
    return document.getAllText(0).text()


def test_the_printed_sheet_follows_the_layout(screen: WatchScreen, tmp_path: Path) -> None:
    screen.board.palette.letters = Letters(QLocale("fr_FR"))
    sheet = screen.key_control.show_sheet()
    target = tmp_path / "keys.pdf"
    sheet.choose = lambda *_asked: target
    sheet.print.click()
    text = pdf_text(target.read_bytes())
    for words in ("moment without a tag", "cut it in two here", "Turn-taking", "Ctrl"):
        assert words in text
    caps = {cap.accessibleName() for cap in sheet.findChildren(KeyCap)}
    assert {"A", "Z", "^", "$", ";"} <= caps
    assert "[" not in caps
    sheet.close()


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en_GB", {"Y": "Y", "[": "[", "-": "-", "M": "M", ";": ";"}),
        ("fr_FR", {"Q": "A", "W": "Z", "[": "^", "-": ")", "M": ",", ";": "M"}),
        ("de_CH", {"Y": "Z", "Z": "Y", "[": "Ü", "-": "ß"}),
        ("sv_SE", {"[": "Å", ";": "Ö", "'": "Ä", "-": "+"}),
        ("fi_FI", {"[": "Å"}),
        ("da_DK", {";": "Æ", "'": "Ø"}),
        ("nb_NO", {";": "Ø", "'": "Æ"}),
    ],
)
def test_letters_of_each_layout(locale: str, expected: dict[str, str]) -> None:
    made = Layout(Letters(QLocale(locale)), QLocale(locale))
    assert {sign: made.sign(sign) for sign in expected} == expected


def learn_azerty(letters: Letters) -> None:
    """As if the user had pressed two keys of a French keyboard."""
    for position, letter in (((1, 0), "A"), ((3, 0), "W")):
        letters.learn(QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter), position)


def test_a_layout_is_learnt_from_the_palettes_keys() -> None:
    letters = Letters(QLocale("en_GB"))
    learn_azerty(letters)
    assert Layout(letters, QLocale("en_GB")).spoken("Shift+[") == "Shift ^"


@pytest.fixture
def changing(screen: WatchScreen) -> KeysDialog:
    return screen.key_control.show_dialog()


def line(dialog: KeysDialog, command: Command) -> None:
    rows = [command for group in GROUPS.values() for command in group]
    dialog.table.setCurrentCell(rows.index(command), 0)


def test_a_key_is_changed_by_keys_and_works_at_once(screen: WatchScreen, changing: KeysDialog) -> None:
    line(changing, Command.MOMENT)
    for which in (Qt.Key.Key_Return, Qt.Key.Key_H):
        key(changing.table, which)
    assert changing.said.text() == "H is for “moment without a tag” now."
    changing.accept()
    key(screen.board.stage.view, Qt.Key.Key_M)
    assert stored(screen) == []
    key(screen.board.stage.view, Qt.Key.Key_H)
    assert len(stored(screen)) == 1


def test_the_loops_buttons_name_the_users_own_keys(screen: WatchScreen) -> None:
    transport, palette = screen.board.stage.transport, screen.board.palette

    def names() -> list[str]:
        found = [one.toolTip() for one in transport.findChildren(QAbstractButton)]
        return [name for name in found if name.startswith("Loop ")]

    screen.key_control.use(KeyChoices().changed(Command.LOOP, "F7").changed(Command.LOOP_B))
    learn_azerty(palette.letters)
    palette.letters_changed.emit()
    assert names() == ["Loop starts here (^)", "Loop ends here", "Loop on or off (F7)"]
    screen.key_control.use(KeyChoices(single_keys=False))
    assert names() == ["Loop starts here", "Loop ends here", "Loop on or off"]


def tips(transport: Transport) -> set[str]:
    return {one.toolTip() for one in (*transport.findChildren(QAbstractButton), *transport.findChildren(Segmented))}


def menu_keys(transport: Transport) -> dict[str, str]:
    transport.menu.aboutToShow.emit()
    texts = (action.text().partition("\t") for action in transport.menu.actions())
    return {name: keys for name, _, keys in texts}


def test_the_players_buttons_and_menu_name_the_users_own_keys(screen: WatchScreen) -> None:
    transport, palette = screen.board.stage.transport, screen.board.palette
    assert {"One frame back (,)", "Play (Space)", "Volume: 100 % (U)"} <= tips(transport)
    assert "Slower (-), faster (=); more speeds in the menu" in tips(transport)
    learn_azerty(palette.letters)
    palette.letters_changed.emit()
    mine = KeyChoices().changed(Command.MUTE, "F9").changed(Command.BACKWARDS, "F8").changed(Command.STILL)
    screen.key_control.use(mine)
    assert {"One frame back (;)", "Next moment (↓)", "Volume: 100 % (F9)", "Keep a still"} <= tips(transport)
    assert "Slower ()), faster (=); more speeds in the menu" in tips(transport)
    assert transport.volume.panel.mute.text() == "Mute (F9)"
    assert menu_keys(transport)["Play backwards"] == "F8"
    assert menu_keys(transport)["Keep a still"] == ""
    screen.key_control.use(KeyChoices(single_keys=False))
    assert {"One frame back", "Play (Space)", "More speeds in the menu"} <= tips(transport)


def test_what_collides_is_explained(changing: KeysDialog) -> None:
    line(changing, Command.MOMENT)
    said = []
    key(changing.table, Qt.Key.Key_Return)
    for which in (Qt.Key.Key_Q, Qt.Key.Key_F1, Qt.Key.Key_Escape):
        key(changing.table, which)
        said.append(changing.said.text())
    assert said[0] == "That key marks a tag. Tags get other keys in their codebook."
    assert said[1] == "That key is for the sheet of keys everywhere in the window."
    assert changing.choices == KeyChoices()
    for which in (Qt.Key.Key_Return, Qt.Key.Key_N):
        key(changing.table, which)
    assert "“still picture from here” now, which then has no key" in changing.said.text()
    key(changing.table, Qt.Key.Key_N)
    assert changing.choices.commands["N"] is Command.MOMENT
    assert Command.STILL not in changing.choices.chords
    key(changing.table, Qt.Key.Key_Backspace)
    assert changing.choices.commands["M"] is Command.MOMENT
    changing.accept()


def test_keys_that_all_expect_stay(changing: KeysDialog) -> None:
    line(changing, Command.UNDO)
    key(changing.table, Qt.Key.Key_Delete)
    key(changing.table, Qt.Key.Key_Return)
    assert "stays" in changing.said.text()
    assert changing.choices == KeyChoices()
    changing.accept()


def test_choices_are_remembered_and_nonsense_is_forgotten(tmp_path: Path) -> None:
    preferences = Preferences(QSettings(str(tmp_path / "keys.ini"), QSettings.Format.IniFormat))
    chosen = KeyChoices(Preset.CODER, {Command.STILL: ("K",)}, single_keys=False, reaction_ms=250)
    preferences.put_keys(chosen)
    assert preferences.keys == chosen
    for text in ("", "{", '{"preset": "lunch", "own": {}}', chosen.text().replace("250", "99999")):
        assert KeyChoices.read(text) == KeyChoices()


@pytest.mark.parametrize("preset", list(Preset))
def test_no_preset_collides_with_itself_tags_or_the_window(preset: Preset) -> None:
    chords = [chord for held in KeyChoices(preset).chords.values() for chord in held]
    assert len(chords) == len(set(chords))
    for chord in chords:
        assert chord not in TAKEN
        assert not is_tag_place(chord)
    assert set(KeyChoices(preset).chords) <= set(NAMES)


def test_every_command_has_a_name_once() -> None:
    assert sorted(command for group in GROUPS.values() for command in group) == sorted(Command)
