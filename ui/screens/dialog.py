"""The frame of dialogs: a title, fields that scroll where the window is low, what is wrong, and two buttons."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QDialog, QWidget

from ui.screens.drafts import FormDraft, TextField
from ui.state.desk import Desk
from ui.theme import px
from ui.widgets.boxes import Part, column, framed, row, scrolling
from ui.widgets.buttons import push_button
from ui.widgets.notice import ErrorBanner
from ui.widgets.words import words
from vidfeed.errors import ExpectedError

_ROOM_PX = 48
_TURNS = {
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALONE_PX, _LEAST_PX = 700, 300


class Dialog(QDialog):
    """As high as its fields need, or as the window gives; the foot with the buttons stays in view.

    Page Down and Page Up turn what does not fit; Ctrl+Enter presses the primary button from a field of several lines.

    Attributes:
        error: why it was refused.
        ok: the primary button; Enter in a field presses it.
        cancel: closes it.
    """

    def __init__(self, title: str, verb: str, parent: QWidget | None, width_px: int) -> None:
        super().__init__(parent)
        self.setWindowTitle("vidfeed")
        self.setAccessibleName(title)
        self.setMinimumWidth(px(width_px))
        self._title = words(title, "h2", wrap=True)
        self.error = ErrorBanner()
        self.ok, self.cancel = push_button(verb, "primary"), push_button("Cancel")
        self.cancel.clicked.connect(self.reject)
        self._body, self._foot = QWidget(), QWidget()

    def lay_out(self, fields: tuple[Part, ...], foot: tuple[Part, ...]) -> None:
        """Puts the fields in, and what stands above the buttons."""
        body = column(self._title, 4, *fields, None, gap_px=6, margins_px=(24, 20, 24, 8))
        buttons = row(None, self.cancel, self.ok)
        framed(body, self._body)
        framed(column(*foot, buttons, gap_px=8, margins_px=(24, 4, 24, 18)), self._foot)
        self._area = scrolling(self._body)
        self.setLayout(column(self._area, self._foot, gap_px=0))
        for part in (self._body, self._foot):
            part.installEventFilter(self)
        self.ok.setDefault(True)  # a button learns of its dialog only in its layout
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TURNS:
            self._area.verticalScrollBar().triggerAction(_TURNS[Qt.Key(event.key())])
        elif event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.ok.click()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Takes the height that its parts need now."""
        parent = self.parentWidget()
        most = max(px(_LEAST_PX), px(_ALONE_PX) if parent is None else parent.window().height() - px(_ROOM_PX))
        width = max(self.minimumWidth(), self.minimumSizeHint().width(), self.width() if self.isVisible() else 0)
        body, foot = (_height_for(part, width) for part in (self._body, self._foot))
        # Wrapped words ask for the height of their narrowest; the area would scroll for that.
        self._body.setMinimumHeight(body)
        self.resize(width, min(body + foot, most))


def _height_for(part: QWidget, width: int) -> int:
    layout = part.layout()
    assert layout is not None, "the parts are laid out"
    return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()


class FormDialog(Dialog):
    """Fields that are used when the primary button is pressed; stays open where that is refused."""

    def __init__(self, title: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(title, verb, parent, 440)
        self.ok.clicked.connect(self._use)
        self._work: Callable[[], object] | None = None

    def set_form(self, work: Callable[[], object], *parts: Part) -> None:
        """Puts the fields in, and what happens with them; `work` may raise ExpectedError."""
        self._work = work
        self.lay_out(parts, (self.error,))

    def keep_typed(self, desk: Desk, where: str, /, **fields: TextField) -> None:
        """What is typed into these fields outlives a lock; see `FormDraft`."""
        draft = FormDraft(desk, where, fields, self)
        self.finished.connect(lambda _result: draft.forget())

    def _use(self) -> None:
        assert self._work is not None, "a form has its work"
        try:
            self._work()
        except ExpectedError as error:
            self.error.show_error(error)
        else:
            self.accept()
