"""One session on the case page: its day, and its clips."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.screens.home.case_facts import SessionFacts
from ui.screens.home.clip_tile import ClipTile
from ui.state.counting import counted
from ui.state.covers import Covers
from ui.theme import set_icon
from ui.widgets.boxes import column, framed, row
from ui.widgets.buttons import icon_button, name_button
from ui.widgets.drop_zone import DropZone
from ui.widgets.flow import FlowLayout
from ui.widgets.words import words
from vidfeed.model.case import Session
from vidfeed.model.dates import short_date


class SessionBlock(QWidget):
    """A heading that folds, and the clips under it.

    Signals:
        clip_opened(Clip), clip_menu(ClipTile), clip_erase(Clip), clip_refused(Clip), edit_requested(Session)
        dropped(list), browse_requested()
    """

    clip_opened = Signal(object)
    clip_menu = Signal(object)
    clip_erase = Signal(object)
    clip_refused = Signal(object)
    edit_requested = Signal(object)
    dropped = Signal(object)
    browse_requested = Signal()

    def __init__(self, facts: SessionFacts, covers: Covers, unfolded: bool, takes_files: bool) -> None:
        super().__init__()
        self._facts, self._covers = facts, covers
        self.tiles: list[ClipTile] = []
        self._tray = framed(FlowLayout(gap_px=12))
        self._fold = icon_button("chevron-down", "Fold")
        self._fold.clicked.connect(lambda: self.unfold(self._tray.isHidden()))
        self._count = words(_count(facts), "quiet")
        edit = icon_button("pencil-outline", f"Day and place of session {facts.session.number}")
        edit.clicked.connect(lambda: self.edit_requested.emit(facts.session))
        title = words(f"Session {facts.session.number}", "h3")
        head = row(title, words(session_detail(facts.session), "quiet"), None, self._count, edit, self._fold)
        self._fill(takes_files)
        self.setLayout(column(head, self._tray, gap_px=4))
        self.unfold(unfolded)

    def _fill(self, takes_files: bool) -> None:
        tray = self._tray.layout()
        assert tray is not None, "the tray is a flow"
        for facts in self._facts.clips:
            tile = ClipTile(facts)
            tile.set_picture(None if facts.locked else self._covers.picture(facts.clip.id))
            tile.opened.connect(lambda clip=facts.clip: self.clip_opened.emit(clip))
            tile.erase_requested.connect(lambda clip=facts.clip: self.clip_erase.emit(clip))
            tile.refused.connect(lambda clip=facts.clip: self.clip_refused.emit(clip))
            tile.menu_requested.connect(lambda tile=tile: self.clip_menu.emit(tile))
            tray.addWidget(tile)
            self.tiles.append(tile)
        if takes_files:
            zone = DropZone("Drop clips here")
            zone.dropped.connect(self.dropped)
            zone.clicked.connect(self.browse_requested)
            tray.addWidget(zone)

    def unfold(self, unfolded: bool) -> None:
        """Shows or hides the clips."""
        self._tray.setVisible(unfolded)
        self._count.setVisible(not unfolded)
        name = "Fold" if unfolded else "Unfold"
        set_icon(self._fold, "chevron-up" if unfolded else "chevron-down")
        name_button(self._fold, f"{name} session {self._facts.session.number}")


def session_detail(session: Session) -> str:
    """Day, place and activity, as far as they are known."""
    held: Sequence[str] = [short_date(session.held_on)] if session.held_on else []
    return " · ".join([*held, *(text for text in (session.place, session.activity) if text)])


def _count(facts: SessionFacts) -> str:
    return f"{counted(len(facts.clips), 'clip')} · {counted(facts.moments, 'moment')}"
