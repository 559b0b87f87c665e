"""Which codebook the palette and the timeline's lanes show, and how all tags look."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from ui.state.desk import Desk
from ui.widgets.tag_look import TagLook, looks_of
from ui.widgets.tag_palette import TagPalette
from ui.widgets.timeline_view import TimelineView
from vidfeed.model.clip import ClipKind
from vidfeed.model.codebook import Codebook
from vidfeed.services.codebooks import PRACTITIONER, STARTER

SETTING = "watch.codebook"
_SETTINGS = {ClipKind.INTERACTION: SETTING, ClipKind.SHARED_REVIEW: f"{SETTING}.shared-review"}
_FIRST = {ClipKind.INTERACTION: STARTER, ClipKind.SHARED_REVIEW: PRACTITIONER}


class CodebookControl(QObject):
    """Tags of other codebooks keep their looks, without a key.

    Signals:
        looks_changed: the looks of all tags, by tag id.
    """

    looks_changed = Signal(object)

    def __init__(self, desk: Desk, palette: TagPalette, timeline: TimelineView, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._palette, self._timeline = desk, palette, timeline
        self._codebooks: tuple[Codebook, ...] = ()
        self._chosen: Codebook | None = None
        self._kind = ClipKind.INTERACTION
        self.looks: dict[str, TagLook] = {}
        palette.codebook_chosen.connect(self._choose)
        palette.letters_changed.connect(self._dress)

    @property
    def chosen(self) -> Codebook | None:
        """The one in use."""
        return self._chosen

    def open(self, codebooks: Sequence[Codebook], kind: ClipKind) -> None:
        """Offers those in use for films of that kind, and shows the one used last with such."""
        self._codebooks, self._kind = tuple(codebooks), kind
        last = "" if self._desk.practice else self._desk.context.catalogue.setting(_SETTINGS[kind])
        self.show(last or _FIRST[kind])

    def _choose(self, codebook_id: str) -> None:
        self._desk.context.catalogue.put_setting(_SETTINGS[self._kind], codebook_id)
        self.show(codebook_id)

    def show(self, codebook_id: str) -> None:
        """Shows a codebook of those in use; the first where there is no such one."""
        offered = [book for book in self._codebooks if book.enabled and book.fits(self._kind)]
        self._chosen = next((book for book in offered if book.id == codebook_id), offered[0] if offered else None)
        self._palette.set_codebooks(offered, self._chosen.id if self._chosen else "")
        self._dress()

    def _dress(self) -> None:
        if self._chosen is None:
            return
        others = looks_of(book for book in self._codebooks if book.id != self._chosen.id)
        letterless = {tag_id: replace(look, letter="") for tag_id, look in others.items()}
        own = looks_of([self._chosen], self._palette.letters)
        self.looks = letterless | own
        self._timeline.set_codebook(self._chosen, own, letterless)
        self.looks_changed.emit(self.looks)
