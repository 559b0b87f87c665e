"""The stage: the picture, and the player's controls under it."""

from PySide6.QtWidgets import QVBoxLayout

from ui.widgets.card import Card
from ui.widgets.transport import Transport
from ui.widgets.video_view import VideoView


class Stage(Card):
    """The player region."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Player")
        self.view = VideoView()
        self.transport = Transport()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.transport)

    def set_usable(self, usable: bool) -> None:
        """Whether there is a film to control; the picture itself stays, to say why not."""
        self.transport.setEnabled(usable)
