"""Changing the keys of Watch: where to begin, single keys, reaction time, and each command's own key."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QSpinBox, QTableWidget, QTableWidgetItem, QWidget

from ui.state.key_bindings import FIXED, MAX_REACTION_MS, Command, KeyChoices, Preset, collision
from ui.state.key_words import GROUPS, NAMES, PRESET_HINTS, PRESETS
from ui.theme import px
from ui.widgets.announce import announce
from ui.widgets.boxes import column, framed, row
from ui.widgets.buttons import push_button
from ui.widgets.key_places import chord_of
from ui.widgets.layouts import Layout
from ui.widgets.segmented import Segmented
from ui.widgets.switch import Switch
from ui.widgets.words import words

_COMMAND = int(Qt.ItemDataRole.UserRole)
_ASK = "Press the new key for “{}”. Esc leaves it as it is."
_HELP = "Enter changes the key of a line, Del takes it away, Backspace brings the usual one back."


class KeyTable(QTableWidget):
    """Commands with their keys.

    Signals:
        key_pressed(QKeyEvent): anything that is not moving in the table.
    """

    key_pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__(0, 2)
        self.setAccessibleName("Commands and their keys")
        self.setHorizontalHeaderLabels(["What it does", "Key"])
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.takes_all = False

    def event(self, event: QEvent) -> bool:
        """While a key is waited for, every one is, Tab and shortcuts too."""
        if self.takes_all and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if self.takes_all and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.key_pressed.emit(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.key_pressed.emit(event)
        else:
            super().keyPressEvent(event)


class KeysDialog(QDialog):
    """Everything takes effect at once.

    Signals:
        changed(object): the KeyChoices as they are now.
    """

    changed = Signal(object)

    def __init__(self, choices: KeyChoices, layout: Layout, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("vidfeed")
        self.setAccessibleName("Change keys")
        self.choices, self._layout = choices, layout
        self._asking: Command | None = None
        self._pending = ""
        self.presets = Segmented("Keys to begin with", [(one, text, text) for one, text in PRESETS.items()])
        self.single, self.reaction = Switch("Single keys"), QSpinBox()
        self.reaction.setRange(0, MAX_REACTION_MS)
        self.reaction.setSingleStep(50)
        self.reaction.setSuffix(" ms")
        self.reaction.setAccessibleName("Reaction time")
        self.table = KeyTable()
        self.said = words(_HELP, "quiet", wrap=True)
        self._hint = words("", "hint")
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        done = push_button("Done", "primary")
        done.clicked.connect(self.accept)
        single = words("Single keys: letters, digits and signs work without Ctrl", "quiet", wrap=True)
        late = words("Reaction time: marks go so much back, times the speed of play", "quiet", wrap=True)
        self.setLayout(
            column(
                words("Change keys", "h2"),
                row(self.presets, self._hint, None),
                framed(row(single, None, self.single)),
                framed(row(late, None, self.reaction)),
                self.table,
                self.said,
                row(None, done),
                gap_px=10,
                margins_px=(24, 18, 24, 18),
            )
        )
        self.resize(px(640), px(600))

    def _connect(self) -> None:
        self.presets.chosen.connect(lambda preset: self._use(self.choices.begun_with(Preset(preset))))
        self.single.toggled.connect(lambda on: self._use(replace(self.choices, single_keys=on)))
        self.reaction.valueChanged.connect(lambda ms: self._use(replace(self.choices, reaction_ms=ms)))
        self.table.key_pressed.connect(self._take)
        self.table.doubleClicked.connect(lambda _index: self._ask())

    def _use(self, choices: KeyChoices) -> None:
        if choices != self.choices:
            self.choices = choices
            self._show()
            self.changed.emit(choices)

    def _show(self) -> None:
        self.presets.set_value(self.choices.preset)
        self._hint.setText(PRESET_HINTS[self.choices.preset])
        self.single.setChecked(self.choices.single_keys)
        self.reaction.setValue(self.choices.reaction_ms)
        commands = [command for group in GROUPS.values() for command in group]
        self.table.setRowCount(len(commands))
        for number, command in enumerate(commands):
            keys = " or ".join(self._layout.spoken(chord) for chord in self.choices.chords.get(command, ()))
            name = NAMES[command][0].upper() + NAMES[command][1:]
            for place, text in enumerate((name, keys or "no key")):
                item = QTableWidgetItem(text)
                item.setData(_COMMAND, command)
                item.setData(int(Qt.ItemDataRole.AccessibleTextRole), f"{name}: {keys or 'no key'}")
                self.table.setItem(number, place, item)
        if self.table.currentRow() < 0:
            self.table.setCurrentCell(0, 0)

    @property
    def _command(self) -> Command:
        return Command(self.table.model().index(self.table.currentRow(), 0).data(_COMMAND))

    def _take(self, event: QKeyEvent) -> None:
        if self._asking is not None:
            self._answer(event)
            return
        actions: dict[int, Callable[[], None]] = {
            int(Qt.Key.Key_Delete): lambda: self._give(self._command),
            int(Qt.Key.Key_Backspace): self._forget,
        }
        actions.get(event.key(), self._ask)()

    def _ask(self) -> None:
        if self._command in FIXED:
            self._say("That key stays where everyone finds it.")
            return
        self._asking, self._pending, self.table.takes_all = self._command, "", True
        self._say(_ASK.format(NAMES[self._asking]))

    def _answer(self, event: QKeyEvent) -> None:
        chord = chord_of(event)
        if chord == "Escape":
            self._end(_HELP)
        elif chord is not None and self._asking is not None and event.key() not in _MODIFIER_KEYS:
            why = "" if chord == self._pending else collision(self.choices, self._asking, chord, NAMES)
            self._pending = chord if why.endswith("use it here.") else ""
            if why:
                self._say(why)
            else:
                command = self._asking
                self._give(command, chord)
                self._end(f"{self._layout.spoken(chord)} is for “{NAMES[command]}” now.")

    def _end(self, text: str) -> None:
        self._asking, self.table.takes_all = None, False
        self._say(text)

    def _give(self, command: Command, *chords: str) -> None:
        if command not in FIXED:
            self._use(self.choices.changed(command, *chords))

    def _forget(self) -> None:
        """The preset's own key again; whoever has it now keeps it until it is changed back too."""
        own = {command: chords for command, chords in self.choices.own.items() if command is not self._command}
        self._use(replace(self.choices, own=own))

    def _say(self, text: str) -> None:
        self.said.setText(text)
        announce(self.table, text)


_MODIFIER_KEYS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
