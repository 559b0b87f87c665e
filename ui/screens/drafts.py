"""What stands in a form is kept in the vault while it is typed: a lock, or a kill, takes none of it."""

import json
from collections.abc import Mapping
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ui.state.desk import Desk
from vidfeed.errors import ExpectedError

TextField = QLineEdit | QPlainTextEdit
LATEST_MS = 1500


class FormDraft(QObject):
    """Fills the fields with what was typed there before the vault locked, and keeps what is typed from then on.

    Args:
        place: names the form and, by their ids, what it is about: an erasure takes the draft along.
    """

    def __init__(self, desk: Desk, place: str, fields: Mapping[str, TextField], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._place, self._fields = desk, place, dict(fields)
        self._offered = self._typed()
        self._over = False
        self._latest = QTimer(self)
        self._latest.setSingleShot(True)
        self._latest.setInterval(LATEST_MS)
        self._latest.timeout.connect(self.save)
        self._show(desk.context.catalogue.draft(place))
        for field in self._fields.values():
            field.textChanged.connect(self._type)
        desk.closing.connect(self._close)

    def _type(self) -> None:
        # From the first unsaved letter on: whoever types without a pause is not made to wait for one.
        if not self._latest.isActive():
            self._latest.start()

    def save(self) -> None:
        """Keeps what stands there, if it is not what was offered."""
        self._latest.stop()
        typed, store = self._typed(), self._desk.context.catalogue
        if self._over:
            return
        # A disk that is full takes no draft; what is on the screen stays there.
        with suppress(ExpectedError):
            if typed != self._offered:
                store.put_draft(self._place, json.dumps(typed))
            elif store.draft(self._place) is not None:
                store.drop_draft(self._place)

    def forget(self) -> None:
        """The form was used, or given up."""
        if not self._over:
            self._end()
            with suppress(ExpectedError):
                self._desk.context.catalogue.drop_draft(self._place)

    def _close(self) -> None:
        """The vault is about to lock."""
        self.save()
        self._end()

    def _end(self) -> None:
        self._over = True
        self._latest.stop()

    def _typed(self) -> dict[str, str]:
        return {name: _text(field) for name, field in self._fields.items()}

    def _show(self, kept: str | None) -> None:
        for name, text in json.loads(kept or "{}").items():
            field = self._fields.get(name)
            if isinstance(field, QLineEdit):
                field.setText(text)
            elif field is not None:
                field.setPlainText(text)


def _text(field: TextField) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()
