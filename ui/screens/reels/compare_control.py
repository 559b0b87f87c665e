"""Then and now, between the open reel and the page that shows both."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ui.painting.cards import QtTextPainter
from ui.screens.reels.compare_page import ComparePage
from ui.screens.toasts import failure_toast
from ui.state.case_moments import CaseMoments
from ui.state.comparing import Comparing
from ui.state.playing import MakeSound
from ui.state.reel_playing import ReelPlaying
from ui.state.reeling import Reeling
from vidfeed.errors import ExpectedError


class CompareControl(QObject):
    """Opens the page beside the reel's selected item, and puts into the reel what was chosen there.

    Signals:
        left: the page is done with.

    Attributes:
        page: the page, to be shown while it is open.
        confirm: asks whether a moment with a tag that is not for parents is meant for the reel.
    """

    left = Signal()

    def __init__(self, reeling: Reeling, moments: CaseMoments, make_sound: MakeSound, parent: QObject) -> None:
        super().__init__(parent)
        self._reeling, desk = reeling, reeling.desk
        self.comparing = Comparing(desk, moments, lambda: ReelPlaying(desk, QtTextPainter(), make_sound), self)
        self.page = ComparePage(self.comparing)
        self.confirm: Callable[[ExpectedError], bool] = lambda _error: False
        self._open = False
        self.page.left.connect(self._leave)
        self.page.put_in_requested.connect(self._put_in)
        self.page.people_requested.connect(desk.ask_people)
        reeling.failed.connect(lambda error: self.page.now.preview.view.show_toast(failure_toast(error)))
        moments.changed.connect(self._refresh)

    def begin(self) -> None:
        """Shows the selected item's moment beside one of another session."""
        selected = self._reeling.selected
        self._open = True
        self.page.begin(selected.moment_id if selected is not None else None)

    def close(self) -> None:
        """Lets go of both films."""
        self._open = False
        self.comparing.close()

    def _leave(self) -> None:
        self.close()
        self.left.emit()

    def _put_in(self, then_id: str, now_id: str) -> None:
        if self._reeling.add_then_and_now(then_id, now_id, self.confirm):
            self._leave()

    def _refresh(self) -> None:
        if self._open:
            for side in self.comparing.sides:
                side.refresh()
