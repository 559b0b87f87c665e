"""The user's keys in Watch: used everywhere at once, shown on a sheet, changed in a dialog."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.screens.watch.codebook_control import CodebookControl
from ui.screens.watch.key_sheet import KeySheet
from ui.screens.watch.keys import WatchKeys
from ui.screens.watch.keys_dialog import KeysDialog
from ui.screens.watch.mark_control import MarkControl
from ui.state.key_bindings import Command, KeyChoices, is_single
from ui.state.preferences import Preferences
from ui.widgets.layouts import Layout
from ui.widgets.tag_palette import TagPalette
from ui.widgets.transport import Transport


class KeyControl(QObject):
    """Without preferences keys are the usual ones, and changes last as long as the screen.

    Attributes:
        choices: as they are used now.
    """

    def __init__(
        self,
        keys: WatchKeys,
        palette: TagPalette,
        transport: Transport,
        mark: MarkControl,
        codebook: CodebookControl,
        preferences: Preferences | None,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._keys, self._palette, self._mark, self._codebook = keys, palette, mark, codebook
        self._preferences, self._page = preferences, page
        self.choices = KeyChoices()
        self._transport = transport
        palette.letters_changed.connect(self._name_keys)
        self.use(preferences.keys if preferences is not None else self.choices)

    def use(self, choices: KeyChoices) -> None:
        """Other keys from now on."""
        self.choices = choices
        self._keys.use(choices)
        self._palette.single_keys = choices.single_keys
        self._mark.reaction_ms = choices.reaction_ms
        self._name_keys()

    def _name_keys(self) -> None:
        """The player's buttons name the keys that one has."""
        self._transport.name_keys(self._key_of)

    def _key_of(self, command: Command) -> str:
        chords = self.choices.chords.get(command, ())
        used = [chord for chord in chords if self.choices.single_keys or not is_single(chord)]
        return self.layout.spoken(used[0]) if used else ""

    @property
    def layout(self) -> Layout:
        """What is printed on the user's keys."""
        return Layout(self._palette.letters, QGuiApplication.inputMethod().locale())

    def show_sheet(self) -> KeySheet:
        """Opens the sheet of keys over the screen; the film goes on."""
        sheet = KeySheet(self._codebook.chosen, self._palette.letters, self.layout, self.choices, self._page)
        sheet.change_requested.connect(sheet.accept)
        sheet.change_requested.connect(self.show_dialog)
        sheet.open()
        sheet.finished.connect(sheet.deleteLater)
        return sheet

    def show_dialog(self) -> KeysDialog:
        """Opens where keys are changed."""
        dialog = KeysDialog(self.choices, self.layout, self._page)
        dialog.changed.connect(self._change)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _change(self, choices: KeyChoices) -> None:
        self.use(choices)
        if self._preferences is not None:
            self._preferences.put_keys(choices)
