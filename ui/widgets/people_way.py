"""The way from a refusal to where it can be mended: People and consent."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme import px
from ui.widgets.buttons import push_button
from vidfeed.errors import ErrorKind, ExpectedError, InternalError

PEOPLE = "People and consent"
_BELOW_MIDDLE_PX = 92
_MARGIN_PX = 12


def people_button(go: Callable[[], object]) -> QPushButton:
    """A button that goes there."""
    button = push_button(PEOPLE, "", "account-group-outline")
    button.clicked.connect(lambda: go())
    return button


def is_about_consent(error: ExpectedError | InternalError | None) -> bool:
    """Whether going there can help."""
    return isinstance(error, ExpectedError) and error.kind is ErrorKind.NO_CONSENT


class PictureWay(QObject):
    """The button under the words that stand where a picture would be; hidden until consent is what is missing."""

    def __init__(self, picture: QWidget, go: Callable[[], object]) -> None:
        super().__init__(picture)
        self._picture, self.button = picture, people_button(go)
        self.button.setParent(picture)
        self.button.hide()
        picture.installEventFilter(self)

    def offer(self, error: ExpectedError | InternalError | None) -> None:
        """Shows or hides it, as the error wants."""
        self.button.setVisible(is_about_consent(error))
        self._place()

    def _place(self) -> None:
        size, area = self.button.sizeHint(), self._picture.rect()
        lowest = area.height() - size.height() - px(_MARGIN_PX)
        top = min(lowest, area.center().y() + px(_BELOW_MIDDLE_PX))
        self.button.setGeometry((area.width() - size.width()) // 2, top, size.width(), size.height())
        self.button.raise_()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False
