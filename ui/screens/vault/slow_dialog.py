"""The frame of dialogs whose work takes a while: they say how far it is."""

from PySide6.QtWidgets import QLayout, QWidget

from ui.jobs.background import Work
from ui.screens.dialog import Dialog
from ui.screens.jobs import Failure, Jobs
from ui.theme import px
from ui.widgets.boxes import Part, column
from ui.widgets.work_strip import WorkStrip


class SlowDialog(Dialog):
    """Its work runs off the window's thread; meanwhile the dialog stays.

    Attributes:
        strip: how far it is.
        can_stop: the work may be stopped.
    """

    can_stop = False

    def __init__(self, title: str, verb: str, parent: QWidget | None = None, width_px: int = 480) -> None:
        super().__init__(title, verb, parent, width_px)
        self.setFixedWidth(px(width_px))
        self.jobs, self.strip = Jobs(self), WorkStrip()
        self.ok.clicked.connect(self.use)
        self.strip.stopped.connect(self.jobs.cancel)
        self._work: Work = lambda _progress, _cancelled: None
        self._doing = ""
        self._left_at: QWidget | None = None
        self.pinned = QWidget()

    def set_form(self, work: Work, doing: str, *parts: Part, pinned: QLayout | None = None) -> None:
        """Puts the fields in.

        Args:
            work: runs in a thread, tells how far it is where it can, and may raise ExpectedError.
            doing: what it does, for people.
            parts: scroll where the window is low.
            pinned: stays in view above the buttons.
        """
        self._work, self._doing = work, doing
        self.pinned.setLayout(pinned or column())
        self.pinned.setVisible(pinned is not None)
        self.lay_out(parts, (self.pinned, self.error, self.strip))

    def use(self) -> None:
        """Starts the work; the dialog closes when it is done."""
        if self.jobs.busy or not self.ok.isEnabled():
            return
        self.error.hide()
        self._left_at = self.focusWidget()
        self._set_busy(True)
        self.jobs.start(self._work, self.finish, self._failed, self.strip.advance)

    def finish(self, _result: object) -> None:
        """The work is done."""
        self._set_busy(False)
        self.accept()

    def _failed(self, error: Failure) -> None:
        self._set_busy(False)
        self.error.show_error(error)
        (self._left_at or self.ok).setFocus()

    def _set_busy(self, busy: bool) -> None:
        for part in (self._body, self.pinned, self.ok, self.cancel):
            part.setEnabled(not busy)
        if busy:
            self.strip.start(self._doing, self.can_stop)
        else:
            self.strip.end()

    def reject(self) -> None:
        if not self.jobs.busy:
            super().reject()

    def done(self, result: int) -> None:
        self.jobs.stop()
        super().done(result)
