"""The stage: the picture, and the player's controls under it."""

from PySide6.QtGui import QResizeEvent
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
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._column.addWidget(self.view, 1)
        self._column.addWidget(self.transport)
        self._over = False

    def set_usable(self, usable: bool) -> None:
        """Whether there is a film to control; the picture itself stays, to say why not."""
        self.transport.setEnabled(usable)

    def take_back_view(self) -> None:
        """The picture is in its place again, after another page had it."""
        self._column.insertWidget(0, self.view, 1)
        self.view.show()

    def set_controls_over(self, over: bool) -> None:
        """Whether the controls lie over the picture's lower edge, or under the picture."""
        self._over = over
        self.transport.setAutoFillBackground(over)
        self._column.setContentsMargins(*((0, 0, 0, 0) if over else (1, 1, 1, 1)))
        if over:
            self._column.removeWidget(self.transport)
            self._lay_over()
        else:
            self._column.addWidget(self.transport)
        self.transport.show()
        self.view.setMouseTracking(over)

    def show_controls(self, shown: bool) -> None:
        """Controls that lie over the picture come and go without moving it."""
        self.transport.setVisible(shown or not self._over)
        self.transport.raise_()

    def _lay_over(self) -> None:
        height = self.transport.sizeHint().height()
        self.transport.setGeometry(0, self.height() - height, self.width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._over:
            self._lay_over()
