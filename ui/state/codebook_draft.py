"""The codebook that is being edited, before it is kept."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.state.desk import Desk
from vidfeed.model.codebook import Audience, Codebook, Tag
from vidfeed.model.codebook_rules import grouped, new_tag_id
from vidfeed.services.codebook_editing import save_codebook
from vidfeed.services.codebooks import builtin_ids


class CodebookDraft(QObject):
    """Edits a copy; `save` keeps it. A built-in codebook can be looked at only.

    Signals:
        changed(): the draft is not what it was.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept: Codebook | None = None
        self.book: Codebook | None = None

    @property
    def built_in(self) -> bool:
        """Whether it stays as it is."""
        return self.book is not None and self.book.id in builtin_ids()

    @property
    def dirty(self) -> bool:
        """Whether there is something to save."""
        return self.book != self._kept

    def open(self, book: Codebook | None) -> None:
        """Begins with a codebook as it is kept."""
        self._kept = self.book = book
        self.changed.emit()

    def discard(self) -> None:
        """Back to what is kept."""
        self.open(self._kept)

    def save(self) -> Codebook:
        """Keeps it.

        Raises:
            ExpectedError: as `save_codebook`; the draft stays.
        """
        assert self.book is not None, "a codebook is open"
        self.open(save_codebook(self._desk.context, self.book))
        assert self.book is not None, "what was saved is open"
        return self.book

    def put_book(self, **fields: Any) -> None:
        """Changes fields of the codebook itself."""
        if self.book is not None and not self.built_in:
            self._put(replace(self.book, **fields))

    def put_tag(self, tag: Tag) -> None:
        """Takes a tag's new fields over."""
        if self.book is not None and not self.built_in:
            self._put_tags([tag if one.id == tag.id else one for one in self.book.tags])

    def add_tag(self, name: str) -> Tag:
        """A new tag in the last group."""
        assert self.book is not None, "a codebook is open"
        group = self.book.tags[-1].group if self.book.tags else ""
        names = {tag.name.casefold() for tag in self.book.tags}
        free = name if name.casefold() not in names else _numbered(name, names)
        tag_id = new_tag_id(self.book.id, free, {tag.id for tag in self.book.tags})
        tag = Tag(tag_id, free, "", group, 0, audience=Audience.PARENT_SAFE)
        self._put_tags([*self.book.tags, tag])
        return tag

    def remove_tag(self, tag_id: str) -> None:
        """Takes a tag out; moments that carry it keep it."""
        if self.book is not None:
            self._put_tags([tag for tag in self.book.tags if tag.id != tag_id])

    def move_tag(self, tag_id: str, step: int) -> None:
        """One place up (-1) or down (1) in its group; past the group's edge the whole group moves."""
        if self.book is None:
            return
        groups = {group: [tag for tag in self.book.tags if tag.group == group] for group in self.book.groups}
        order = list(groups)
        group = next(name for name, tags in groups.items() if any(tag.id == tag_id for tag in tags))
        place = next(n for n, tag in enumerate(groups[group]) if tag.id == tag_id)
        if not _swap(groups[group], place, place + step):
            _swap(order, order.index(group), order.index(group) + step)
        self._put_tags([tag for name in order for tag in groups[name]])

    def _put_tags(self, tags: list[Tag]) -> None:
        assert self.book is not None, "a codebook is open"
        self._put(replace(self.book, tags=grouped(tags)))

    def _put(self, book: Codebook) -> None:
        if book != self.book:
            self.book = book
            self.changed.emit()


def _swap(things: list[Any], first: int, second: int) -> bool:
    if not 0 <= second < len(things):
        return False
    things[first], things[second] = things[second], things[first]
    return True


def _numbered(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name} {number}".casefold() in taken:
        number += 1
    return f"{name} {number}"
