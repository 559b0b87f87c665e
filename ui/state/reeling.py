"""The open reel: its items, which one is selected, and every change to it; each durable on return."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.state.desk import Desk
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.change import ChangeSet, reel_scope
from vidfeed.model.reel import DEFAULT_STILL_S, ItemKind, Reel, ReelItem
from vidfeed.model.time import Span
from vidfeed.model.veil import SilentSpan, Veil
from vidfeed.services import assembling, veiling
from vidfeed.services.comparing import add_then_and_now
from vidfeed.services.growth import growth_film

SPEEDS = tuple(Fraction(quarters, 4) for quarters in (1, 2, 3, 4))


class Reeling(QObject):
    """Changes the reel through the services and keeps up with whatever else changes it.

    Signals:
        opened: another reel lies open, or none.
        changed: the open reel's items, title or length differ.
        selected_changed: another item is selected, or the selected one differs.
        unsure: (moment ids, position, ExpectedError): a tag is not for parents; ask, then add with `confirmed`.
        failed: an ExpectedError; nothing was stored.
    """

    opened = Signal()
    changed = Signal()
    selected_changed = Signal()
    unsure = Signal(object, object, object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._reel: Reel | None = None
        self._selected = ""
        desk.changed.connect(self.take)

    @property
    def reel(self) -> Reel | None:
        """The open reel, as it is now."""
        return self._reel

    @property
    def items(self) -> tuple[ReelItem, ...]:
        """Its items, in order."""
        return self._reel.items if self._reel is not None else ()

    @property
    def place(self) -> str:
        """Of forms about the open reel."""
        return f"reel:{self._reel.id}" if self._reel is not None else "reel"

    @property
    def scope(self) -> str | None:
        """Whose history undo and redo work on."""
        return reel_scope(self._reel.id) if self._reel is not None else None

    @property
    def selected(self) -> ReelItem | None:
        """The selected item, as it is now."""
        return next((item for item in self.items if item.id == self._selected), None)

    @property
    def position(self) -> int:
        """Where the selected item stands, counted from 0; -1 without one."""
        return next((number for number, item in enumerate(self.items) if item.id == self._selected), -1)

    def item(self, item_id: str) -> ReelItem | None:
        """One of the items."""
        return next((item for item in self.items if item.id == item_id), None)

    def open(self, reel_id: str) -> None:
        """Puts a reel on the desk; "" or one that is gone leaves none."""
        self._reel = self.desk.context.catalogue.reel(reel_id) if reel_id else None
        self._selected = self.items[0].id if self.items else ""
        self.opened.emit()
        self.selected_changed.emit()

    def take(self, change: ChangeSet) -> None:
        """Takes over a change that somebody made, undo and redo included."""
        if change.scope != self.scope or change.reel is None:
            return
        if change.reel.after is None:
            self.open("")
            return
        before = self.selected
        place = self.position
        self._reel = change.reel.after
        if self.selected is None:
            self._selected = self.items[min(max(place, 0), len(self.items) - 1)].id if self.items else ""
        self.changed.emit()
        if self.selected != before:
            self.selected_changed.emit()

    def select(self, item_id: str) -> None:
        """Selects an item; "" or an unknown id selects none."""
        item_id = item_id if self.item(item_id) is not None else ""
        if item_id != self._selected:
            self._selected = item_id
            self.selected_changed.emit()

    def create(self, title: str, question: str, target_s: int) -> None:
        """A new reel of the case, which is then open.

        Raises:
            ExpectedError: kind `bad-file` where the title has too many characters.
        """
        case, ctx = self.desk.case, self.desk.context
        if case is None:
            return
        with ctx.catalogue.transaction():
            reel = assembling.create_reel(ctx, case.code, title, question)
            if target_s != reel.target_s:
                assembling.edit_reel(ctx, reel.id, target_s=target_s)
        self.open(reel.id)

    def add_moments(self, moment_ids: Sequence[str], position: int | None = None, confirmed: bool = False) -> None:
        """Puts moments in, by default at the end."""
        if self._reel is None or not moment_ids:
            return
        try:
            change = assembling.add_moments(self.desk.context, self._reel.id, moment_ids, confirmed, position)
        except ExpectedError as error:
            if error.kind is ErrorKind.AMBIGUOUS and not confirmed:
                self.unsure.emit(list(moment_ids), position, error)
            else:
                self.failed.emit(error)
            return
        self.desk.announce(change)
        where = len(self.items) - len(moment_ids) if position is None else position
        self.select(self.items[where].id)

    def add_card(self, text: str, question: bool, position: int | None = None) -> None:
        """Puts a card in, by default at the end."""
        if self._reel is None:
            return
        where = len(self.items) if position is None else position
        if self._store(lambda ctx, reel_id: assembling.add_card(ctx, reel_id, text, question, where)):
            self.select(self.items[where].id)

    def add_then_and_now(self, then_id: str, now_id: str, meant: Callable[[ExpectedError], bool]) -> bool:
        """Puts two moments in after the selected item, each behind its card; whether they went in.

        Args:
            meant: asked where a tag is not for parents.
        """
        if self._reel is None:
            return False
        reel_id, where = self._reel.id, self.position + 1 if self.items else 0
        for confirmed in (False, True):
            try:
                change = add_then_and_now(self.desk.context, reel_id, then_id, now_id, where, confirmed)
            except ExpectedError as error:
                if not confirmed and error.kind is ErrorKind.AMBIGUOUS and meant(error):
                    continue
                self.failed.emit(error)
                return False
            self.desk.announce(change)
            self.select(self.items[where].id)
            return True
        return False

    def add_still(self, item: ReelItem, pts: int, position: int) -> None:
        """Puts one picture of an item's clip in as an item of its own, confirmed because that item is."""
        if item.moment_id is None or item.clip_id is None:
            return
        index = self.desk.context.catalogue.frame_index(item.clip_id)
        frame = index.frame_at(pts)
        span = Span(index.pts[frame], index.frame_end_pts(frame))
        moments = [item.moment_id]
        still = {"kind": ItemKind.STILL, "span": span, "hold_s": DEFAULT_STILL_S}
        if self._store(lambda ctx, reel_id: assembling.add_moments(ctx, reel_id, moments, True, position, **still)):
            self.select(self.items[position].id)

    def edit(self, item_id: str, **fields: Any) -> bool:
        """Changes fields of an item; whether they are as asked for now, else `failed` says why not."""
        item = self.item(item_id)
        if item is None or all(getattr(item, name) == value for name, value in fields.items()):
            return item is not None
        return self._store(lambda ctx, reel_id: assembling.edit_item(ctx, reel_id, item_id, **fields))

    def put_veils(self, item_id: str, veils: Sequence[Veil]) -> None:
        """Stores veils that were drawn or followed; those with their ids go."""
        if self.item(item_id) is not None:
            self._store(lambda ctx, reel_id: veiling.put_veils(ctx, reel_id, item_id, veils))

    def silence(self, item_id: str, spans: Sequence[SilentSpan]) -> None:
        """Silences parts of an item's sound, in place of those before."""
        if self.item(item_id) is not None:
            self._store(lambda ctx, reel_id: veiling.silence(ctx, reel_id, item_id, spans))

    def duplicate(self, item_id: str) -> None:
        """Puts an item in once more, and selects it."""
        place = next((number for number, item in enumerate(self.items) if item.id == item_id), None)
        if place is not None and self._store(lambda ctx, reel_id: assembling.duplicate_item(ctx, reel_id, item_id)):
            self.select(self.items[place + 1].id)

    def move(self, item_id: str, position: int) -> None:
        """Moves an item so that it stands at `position`."""
        if self.item(item_id) is not None and self.items[max(0, min(position, len(self.items) - 1))].id != item_id:
            self._store(lambda ctx, reel_id: assembling.move_item(ctx, reel_id, item_id, position))

    def remove(self, item_id: str) -> None:
        """Takes an item out."""
        if self.item(item_id) is not None:
            self._store(lambda ctx, reel_id: assembling.remove_item(ctx, reel_id, item_id))

    def edit_reel(self, **fields: Any) -> None:
        """Changes the reel's title, question or target length."""
        if self._reel is not None and any(getattr(self._reel, name) != value for name, value in fields.items()):
            self._store(lambda ctx, reel_id: assembling.edit_reel(ctx, reel_id, **fields))

    def copy_reel(self) -> None:
        """Makes another reel of the same items, which is then open."""
        if self._reel is not None:
            self.open(assembling.copy_reel(self.desk.context, self._reel.id).id)

    def grow(self) -> None:
        """Makes a closing film of all favourites of the case, which is then open."""
        case = self.desk.case
        try:
            if case is not None:
                self.open(growth_film(self.desk.context, case.code).id)
        except ExpectedError as error:
            self.failed.emit(error)

    def remove_reel(self) -> None:
        """Removes the reel; none is open then."""
        self._store(assembling.remove_reel)

    def _store(self, change: Callable[..., ChangeSet]) -> bool:
        """Makes a change and tells everyone; whether it went in."""
        if self._reel is None:
            return False
        try:
            made = change(self.desk.context, self._reel.id)
        except ExpectedError as error:
            self.failed.emit(error)
            return False
        self.desk.announce(made)
        return True
