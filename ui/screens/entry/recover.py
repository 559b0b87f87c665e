"""A forgotten passphrase: the recovery sheet's groups, and a new passphrase."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QProgressBar

from ui.painting.recovery_groups import identity_of, is_whole
from ui.screens.entry.page import EntryPage
from ui.screens.entry.passphrase_choice import PassphraseChoice
from ui.screens.jobs import Failure
from ui.state.doors import Doors, OpenVault
from ui.theme import px
from ui.widgets.boxes import column, row
from ui.widgets.buttons import push_button
from ui.widgets.notice import ErrorBanner
from ui.widgets.words import field_label, words
from vidfeed.errors import ErrorKind, ExpectedError

_SIGNS = 58
_MISTYPED = "That many signs are on the sheet, but one of them is mistyped. Compare them with the paper."


class RecoverPage(EntryPage):
    """Opens a vault by its sheet.

    Signals:
        recovered(Path, OpenVault)
        back_requested()
    """

    recovered = Signal(object, object)
    back_requested = Signal()

    def __init__(self, doors: Doors, folder: Path) -> None:
        super().__init__("A way back in,\non paper.")
        self._doors, self._folder = doors, folder
        self.typed, self.user = QPlainTextEdit(), QLineEdit()
        self.choice, self.error = PassphraseChoice(doors), ErrorBanner()
        self.button, self._back = push_button("", "primary", big=True), push_button("Back", big=True)
        self._count, self._busy = words("", "hint"), QProgressBar()
        self._busy.setRange(0, 0)
        self._user_label = field_label("Your name or initials in this vault", self.user)
        for hidden in (self.user, self._user_label):
            hidden.hide()
        self._build()
        self._refresh()

    def _build(self) -> None:
        self.typed.setFixedHeight(px(84))
        self.typed.setTabChangesFocus(True)
        self.typed.setPlaceholderText("5FER YXHR DZ9M …")
        self.typed.textChanged.connect(self._refresh)
        self.choice.changed.connect(self._refresh)
        self.choice.submitted.connect(self.recover)
        self.user.returnPressed.connect(self.recover)
        self.button.clicked.connect(self.recover)
        self._back.clicked.connect(self.back_requested)
        quiet = "Type the groups from the sheet, or paste what a scanner reads. Then choose a new passphrase."
        buttons = row(self._back, self.button, gap_px=12)
        buttons.setStretch(1, 1)
        form = column(
            words("Use my recovery sheet", "h1"), words(quiet, "quiet", wrap=True), 4, self.error,
            field_label("Groups on the sheet", self.typed), self.typed, self._count, self._user_label, self.user, 6,
            self.choice, 6, self._busy, buttons, gap_px=6,
        )  # fmt: skip
        self.begin = self.typed.setFocus
        self.set_form(form, 520)

    def recover(self) -> None:
        """Tries the sheet and sets the passphrase; some seconds, off the window's thread."""
        passphrase, secret, user = (
            self.choice.passphrase,
            identity_of(self.typed.toPlainText()),
            self.user.text().strip(),
        )
        if passphrase is None or not self.button.isEnabled():
            return
        self.error.hide()
        self.jobs.start(
            lambda _progress, _cancelled: self._doors.recover(self._folder, secret, passphrase, user),
            self._opened,
            self._failed,
        )
        self._refresh()

    def _opened(self, vault: OpenVault) -> None:
        self.typed.clear()
        self.choice.wipe()
        self.recovered.emit(self._folder, vault)

    def _failed(self, error: Failure) -> None:
        if isinstance(error, ExpectedError) and error.kind is ErrorKind.AMBIGUOUS:
            for shown in (self.user, self._user_label):
                shown.show()
        self.error.show_error(error)
        self._refresh()
        (self.typed if self.user.isHidden() else self.user).setFocus()  # after it is enabled again

    def _refresh(self) -> None:
        secret = identity_of(self.typed.toPlainText())
        signs = len(secret) - len(identity_of(""))
        whole = signs == _SIGNS and is_whole(secret)
        complete = "All groups are there." if whole else _MISTYPED
        self._count.setText(complete if signs == _SIGNS else f"{signs} of {_SIGNS} signs so far.")
        busy = self.jobs.busy
        self.button.setText("Opening…" if busy else "Open the vault")
        self.button.setEnabled(not busy and whole and self.choice.passphrase is not None)
        self._busy.setVisible(busy)
        for part in (self.typed, self.choice, self.user, self._back):
            part.setEnabled(not busy)
