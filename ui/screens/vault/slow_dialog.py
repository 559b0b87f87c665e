"""The frame of dialogs whose work takes a while: fields, what is wrong, how far it is, two buttons."""

from PySide6.QtWidgets import QDialog, QLayout, QWidget

from ui.jobs.background import Work
from ui.screens.jobs import Failure, Jobs
from ui.theme import px
from ui.widgets.boxes import Part, column, framed, row, scrolling
from ui.widgets.buttons import push_button
from ui.widgets.notice import ErrorBanner
from ui.widgets.words import words
from ui.widgets.work_strip import WorkStrip

_ROOM_PX = 60


class SlowDialog(QDialog):
    """Its work runs off the window's thread; meanwhile the dialog stays.

    Attributes:
        error: why the work was refused.
        ok: the primary button.
        strip: how far it is.
        can_stop: the work may be stopped.
    """

    can_stop = False

    def __init__(self, title: str, verb: str, parent: QWidget | None = None, width_px: int = 480) -> None:
        super().__init__(parent)
        self.setWindowTitle("vidfeed")
        self.setAccessibleName(title)
        self.jobs = Jobs(self)
        self.error, self.strip = ErrorBanner(), WorkStrip()
        self.ok, self.cancel = push_button(verb, "primary"), push_button("Cancel")
        self.ok.clicked.connect(self.use)
        self.cancel.clicked.connect(self.reject)
        self._title, self._width_px = words(title, "h2", wrap=True), width_px
        self.strip.stopped.connect(self.jobs.cancel)
        self._work: Work = lambda _progress, _cancelled: None
        self._doing = ""
        self._body, self.pinned = QWidget(), QWidget()

    def set_form(self, work: Work, doing: str, *parts: Part, pinned: QLayout | None = None) -> None:
        """Puts the fields in.

        Args:
            work: runs in a thread, tells how far it is where it can, and may raise ExpectedError.
            doing: what it does, for people.
            parts: scroll where the window is low.
            pinned: stays in view above the buttons.
        """
        self._work, self._doing = work, doing
        self._body = framed(column(self._title, 4, *parts, None, gap_px=6, margins_px=(24, 20, 24, 8)))
        buttons = row(None, self.cancel, self.ok)
        self.pinned.setLayout(pinned or column())
        self.pinned.setVisible(pinned is not None)
        foot = column(self.pinned, self.error, self.strip, buttons, gap_px=8, margins_px=(24, 4, 24, 18))
        self.setLayout(column(scrolling(self._body), foot, gap_px=0))
        self.setFixedWidth(px(self._width_px))
        self.fit()

    def fit(self) -> None:
        """As high as its fields need, or as the window gives."""
        parent = self.parentWidget()
        most = parent.window().height() - px(_ROOM_PX) if parent is not None else px(700)
        layout = self._body.layout()
        assert layout is not None, "the body holds the fields"
        wanted = layout.totalHeightForWidth(px(self._width_px)) if layout.hasHeightForWidth() else 0
        wanted = max(wanted, layout.totalSizeHint().height()) + px(84)
        if not self.pinned.isHidden():
            wanted += self.pinned.sizeHint().height() + px(8)
        self.resize(px(self._width_px), min(wanted, max(most, px(300))))

    def use(self) -> None:
        """Starts the work; the dialog closes when it is done."""
        if self.jobs.busy or not self.ok.isEnabled():
            return
        self.error.hide()
        self._set_busy(True)
        self.jobs.start(self._work, self.finish, self._failed, self.strip.advance)

    def finish(self, _result: object) -> None:
        """The work is done."""
        self._set_busy(False)
        self.accept()

    def _failed(self, error: Failure) -> None:
        self._set_busy(False)
        self.error.show_error(error)

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
