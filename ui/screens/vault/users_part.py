"""Who can open the vault: its users, one's own passphrase, the recovery sheet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui.screens.entry.sheet_dialog import SheetDialog
from ui.screens.vault.section import section
from ui.screens.vault.user_dialogs import (
    EVERYONE_SEES,
    AddUserDialog,
    ChangePassphraseDialog,
    RemoveUserDialog,
)
from ui.state.desk import Desk
from ui.state.keeping import VaultUser
from ui.state.recovery import sheet_words
from ui.theme import px
from ui.widgets.boxes import clear, column, framed, row
from ui.widgets.buttons import push_button
from ui.widgets.card import Rule
from ui.widgets.words import IconLabel, words
from vidfeed.model.dates import day_of, short_date


class UsersPart(QWidget):
    """Everything works at once; the slow part lies behind dialogs.

    Signals:
        changed(): someone came or went, or a passphrase or the sheet is a new one.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._list = QVBoxLayout()
        self._list.setSpacing(px(4))
        self.rows: dict[str, QWidget] = {}
        self.add = push_button("Let someone else in…", "", "account-plus-outline")
        self.passphrase = push_button("Change my passphrase…", "", "form-textbox-password")
        self.sheet, self.sheet_state = push_button("Make a new recovery sheet…"), words("", "quiet", wrap=True)
        self.add.clicked.connect(lambda: self._run(AddUserDialog(desk, self)))
        self.passphrase.clicked.connect(lambda: self._run(ChangePassphraseDialog(desk, self)))
        self.sheet.clicked.connect(lambda: self._run(SheetDialog(desk, self)))
        sheet = row(
            IconLabel("file-key-outline", 22), column(words("Recovery sheet", "h3"), self.sheet_state, gap_px=1)
        )
        sheet.addWidget(self.sheet)
        sheet.setStretch(1, 1)
        note = row(IconLabel("eye-outline", 18, "warn"), words(EVERYONE_SEES, "warn", wrap=True))
        note.setStretch(1, 1)
        buttons = row(self.add, self.passphrase, None)
        card = section("Who can open it", note, self._list, buttons, Rule(), sheet)
        self.setLayout(column(card, gap_px=0))

    def refresh(self) -> None:
        """As it stands now."""
        clear(self._list)
        keeping = self._desk.vault.keeping
        self.rows = {user.name: self._row(user, user.name == keeping.user) for user in keeping.users()}
        for line in self.rows.values():
            self._list.addWidget(line)
        self.sheet_state.setText(sheet_words(self._desk.context))

    def _row(self, user: VaultUser, own: bool) -> QWidget:
        since = f"passphrase of {short_date(day_of(user.since))}"
        detail = f"you · {since}" if own else since
        name = words(user.name, "h3", wrap=True)
        lines = column(name, words(detail, "hint"), gap_px=0)
        line = row(IconLabel("account-outline", 22), lines, gap_px=10, margins_px=(0, 4, 0, 4))
        line.setStretch(1, 1)
        if not own:
            remove = push_button("Shut out…", "ghost")
            remove.setAccessibleName(f"Shut out {user.name}")
            remove.clicked.connect(lambda: self._run(RemoveUserDialog(self._desk.vault.keeping, user, self)))
            line.addWidget(remove)
        return framed(line)

    def _run(self, dialog: QDialog) -> None:
        dialog.finished.connect(lambda: self._after())
        dialog.open()

    def _after(self) -> None:
        self.refresh()
        self.changed.emit()
