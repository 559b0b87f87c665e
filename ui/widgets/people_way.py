"""The way from a refusal to where it can be mended: People and consent."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from ui.widgets.buttons import push_button
from ui.widgets.picture_button import BelowWords
from ui.widgets.video_view import VideoView
from vidfeed.errors import ErrorKind, ExpectedError, InternalError

PEOPLE = "People and consent"


def people_button(go: Callable[[], object]) -> QPushButton:
    """A button that goes there."""
    button = push_button(PEOPLE, "", "account-group-outline")
    button.clicked.connect(lambda: go())
    return button


def is_about_consent(error: ExpectedError | InternalError | None) -> bool:
    """Whether going there can help."""
    return isinstance(error, ExpectedError) and error.kind is ErrorKind.NO_CONSENT


class PictureWay(BelowWords):
    """The button under the words that stand where a picture would be; hidden until consent is what is missing."""

    def __init__(self, picture: VideoView, go: Callable[[], object]) -> None:
        super().__init__(picture, people_button(go))

    def offer(self, error: ExpectedError | InternalError | None) -> None:
        """Shows or hides it, as the error wants."""
        self.show_button(is_about_consent(error))
