"""The fields for words of whatever is selected: saved before another is, and never lost where that fails."""

from collections.abc import Mapping

from ui.widgets.saved_text import SavedText


class WordFields:
    """Shows the words of one thing at a time.

    Words that could not be stored stay in their field, and come back with their thing after others were shown.
    """

    def __init__(self, fields: Mapping[str, SavedText]) -> None:
        self._fields = fields
        self._of: str | None = None
        self._same = False
        self._drafts: dict[tuple[str, str], str] = {}

    def turn_to(self, of: str | None) -> None:
        """Another thing is about to be shown, or None, or the same anew: words for the one before are saved first.

        `saved` is still about the one before; `show` must follow.
        """
        self._same = of is not None and of == self._of
        if not self._same:
            self.flush()
            self._lay_aside()
        self._of = of

    def show(self, stored: Mapping[str, str]) -> None:
        """Shows stored words by field; words being typed for the same thing stay."""
        for name, field in self._fields.items():
            if not (self._same and field.unsaved):
                field.show_text(stored[name])
            draft = self._drafts.pop((self._of, name), None) if self._of is not None and not self._same else None
            if draft is not None:
                field.show_draft(draft)

    def not_saved(self, name: str, stored: str) -> None:
        """What a field asked for last could not be stored; `stored` is there instead."""
        self._fields[name].not_saved(stored)

    def flush(self) -> None:
        """Saves words that are not saved yet, at once."""
        for field in self._fields.values():
            field.flush()

    def _lay_aside(self) -> None:
        for name, field in self._fields.items():
            if self._of is not None and field.unsaved:
                self._drafts[self._of, name] = field.toPlainText()
