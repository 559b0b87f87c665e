"""Letting someone in, shutting someone out, and a new passphrase of one's own."""

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.screens.entry.passphrase_choice import PassphraseChoice
from ui.screens.vault.slow_dialog import SlowDialog
from ui.state.desk import Desk
from ui.state.keeping import Keeping, VaultUser
from ui.widgets.notice import Notice
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.words import field_label, words
from vidfeed.errors import ErrorKind, ExpectedError

EVERYONE_SEES = "Everyone who can open this vault sees all its cases."
_LONGEST_NAME = 64


class AddUserDialog(SlowDialog):
    """One's own passphrase, which a passer-by has not; a name, and a passphrase that the new person chooses."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Let someone else in", "Let them in", parent, width_px=540)
        self._desk = desk
        self.present, self.choice = PassphraseField("Your own passphrase"), PassphraseChoice(desk.vault.keeping)
        self.name = QLineEdit()
        self.name.setMaxLength(_LONGEST_NAME)
        self.name.setPlaceholderText("such as M.K.")
        self.set_form(
            lambda *_: self._add(),
            "Letting them in…",
            Notice("warn", EVERYONE_SEES, "What each person does is written in the trail under their name."),
            field_label("Your own passphrase", self.present),
            self.present,
            4,
            field_label("Their initials or name", self.name),
            self.name,
            4,
            words("Let them choose the passphrase themselves. Nobody else needs to know it.", "quiet", wrap=True),
            self.choice,
        )
        for field in (self.present, self.name):
            field.textChanged.connect(self._refresh)
        self.choice.changed.connect(self._refresh)
        self.accepted.connect(self._wipe)
        self._refresh()

    def _refresh(self) -> None:
        named = bool(self.present.text()) and bool(self.name.text().strip())
        self.ok.setEnabled(named and self.choice.passphrase is not None)

    def _wipe(self) -> None:
        self.present.clear()
        self.choice.wipe()

    def _add(self) -> None:
        passphrase = self.choice.passphrase
        assert passphrase is not None, "the button waits for it"
        _require_own(self._desk, self.present.text(), "Nobody was let in.")
        self._desk.vault.keeping.add_user(self.name.text(), passphrase)


class RemoveUserDialog(SlowDialog):
    """Asks first, and says what it does and what it does not."""

    def __init__(self, keeping: Keeping, user: VaultUser, parent: QWidget | None = None) -> None:
        super().__init__(f"Shut {user.name} out?", "Shut them out", parent)
        self.set_form(
            lambda *_: keeping.remove_user(user.name),
            "Changing the vault’s keys…",
            words("Their passphrase opens this vault no longer. What they did stays in the trail.", wrap=True),
            words(
                "Copies of the vault’s folder that they took earlier, and backups made until now, still open with it. "
                "Back up again afterwards.",
                "quiet",
                wrap=True,
            ),
        )
        self.cancel.setFocus()


class ChangePassphraseDialog(SlowDialog):
    """The present passphrase, then a new one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Change my passphrase", "Change it", parent, width_px=540)
        self._desk = desk
        self.present, self.choice = PassphraseField("Your present passphrase"), PassphraseChoice(desk.vault.keeping)
        self.set_form(
            lambda *_: self._change(),
            "Changing the vault’s keys…",
            field_label("Your present passphrase", self.present),
            self.present,
            6,
            words("The new one", "h3"),
            self.choice,
            words("Backups made until now open with the present one: back up again afterwards.", "hint", wrap=True),
        )
        self.present.textChanged.connect(self._refresh)
        self.choice.changed.connect(self._refresh)
        self.accepted.connect(self._wipe)
        self._refresh()

    def _refresh(self) -> None:
        self.ok.setEnabled(bool(self.present.text()) and self.choice.passphrase is not None)

    def _wipe(self) -> None:
        self.present.clear()
        self.choice.wipe()

    def _change(self) -> None:
        passphrase = self.choice.passphrase
        assert passphrase is not None, "the button waits for it"
        _require_own(self._desk, self.present.text(), "Nothing was changed.")
        self._desk.vault.keeping.change_passphrase(passphrase)


def _require_own(desk: Desk, typed: str, otherwise: str) -> None:
    """Refuses whoever does not know the passphrase that the vault was unlocked with; slow."""
    if not desk.vault.check_passphrase(typed):
        raise ExpectedError(
            ErrorKind.WRONG_PASSPHRASE, f"That is not your present passphrase. {otherwise}", "Type it again."
        )
