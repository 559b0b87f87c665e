"""B: the selected moment goes into one of the case's reels, or a new one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from ui.screens.toasts import failure_toast
from ui.screens.watch.stage import Stage
from ui.screens.watch.toasts import reel_toast
from ui.state.clip_moments import ClipMoments
from ui.state.reel_adding import NEW_REEL, ReelAdding
from ui.theme import icon
from ui.widgets.toast import Toast
from vidfeed.errors import ExpectedError
from vidfeed.model.reel import Reel

NOTHING_SELECTED = Toast("filmstrip-box-multiple", "Select a moment first", "then add it to a reel", "", "", "g2")
_MOST_OFFERED = 8


class ReelControl(QObject):
    """Offers the reels, the one used last first, and says what became of it.

    Args:
        confirm: asks whether a moment with a tag that is not for parents is meant for the reel.
    """

    def __init__(
        self,
        adding: ReelAdding,
        moments: ClipMoments,
        stage: Stage,
        parent: QWidget,
        confirm: Callable[[QWidget, ExpectedError], bool] | None = None,
    ) -> None:
        super().__init__(parent)
        self._adding, self._moments, self._stage, self._page = adding, moments, stage, parent
        self._confirm = confirm or _asked
        self.menu = QMenu(parent)
        self.menu.setAccessibleName("Add to a reel")
        adding.added.connect(self._say_added)
        adding.failed.connect(lambda error: stage.view.show_toast(failure_toast(error)))
        adding.unsure.connect(self.ask)

    def offer(self, at: QPoint | None = None) -> None:
        """Opens the chooser at a point of the screen, by default over the picture."""
        moment = self._moments.selected
        if moment is None:
            self._stage.view.show_toast(NOTHING_SELECTED)
            return
        self._fill(moment.id)
        view = self._stage.view
        self.menu.popup(at or view.mapToGlobal(view.rect().center()))
        self.menu.setActiveAction(self.menu.actions()[0])

    def _fill(self, moment_id: str) -> None:
        self.menu.clear()
        reels = sorted(self._adding.reels(), key=lambda reel: reel.id != self._adding.latest)
        for reel in reels[:_MOST_OFFERED]:
            self._offer_reel(reel, moment_id)
        if reels:
            self.menu.addSeparator()
        new = self.menu.addAction(icon("plus"), "New reel")
        new.triggered.connect(lambda: self._adding.add([moment_id], NEW_REEL))

    def _offer_reel(self, reel: Reel, moment_id: str) -> None:
        has = sum(item.moment_id == moment_id for item in reel.items)
        action = self.menu.addAction(icon("filmstrip-box-multiple"), reel.title + (" (has it already)" if has else ""))
        action.triggered.connect(lambda: self._adding.add([moment_id], reel.id))

    def _say_added(self, reel: Reel) -> None:
        self._stage.view.show_toast(reel_toast(reel))

    def ask(self, moment_ids: Sequence[str], reel_id: str, error: ExpectedError) -> None:
        """Asks whether moments that are not for parents are meant; adds them if so."""
        if self._confirm(self._page, error):
            self._adding.add(moment_ids, reel_id, confirmed=True)


def _asked(parent: QWidget, error: ExpectedError) -> bool:
    box = QMessageBox(QMessageBox.Icon.Question, "vidfeed", error.message, parent=parent)
    box.setInformativeText(error.hint)
    show = box.addButton("Show it without the tag", QMessageBox.ButtonRole.AcceptRole)
    box.addButton("Leave it out", QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() is show
