"""A button under the words that stand where a picture would be: what to do about it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QPushButton

from ui.theme import px
from ui.widgets.buttons import push_button
from ui.widgets.video_view import VideoView

_BELOW_MIDDLE_PX = 92
_MARGIN_PX, _GAP_PX = 12, 8


class BelowWords(QObject):
    """Keeps a button in its place on a picture, hidden at first; words on the picture end above it."""

    def __init__(self, picture: VideoView, button: QPushButton) -> None:
        super().__init__(picture)
        self._picture, self.button = picture, button
        button.setParent(picture)
        button.hide()
        picture.installEventFilter(self)
        picture.message_changed.connect(self._place)

    def show_button(self, shown: bool = True) -> None:
        """Shows it, above what else lies on the picture, or hides it."""
        self.button.setVisible(shown)
        self._place()

    def _place(self) -> None:
        picture, size = self._picture, self.button.sizeHint()
        picture.keep_foot(self.button, 0 if self.button.isHidden() else size.height() + px(_MARGIN_PX) + px(_GAP_PX))
        lowest = picture.height() - size.height() - px(_MARGIN_PX)
        wanted = max(picture.rect().center().y() + px(_BELOW_MIDDLE_PX), picture.words_bottom_px + px(_GAP_PX))
        self.button.setGeometry((picture.width() - size.width()) // 2, min(lowest, wanted), size.width(), size.height())
        self.button.raise_()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False


class PictureButton(BelowWords):
    """Hidden until something is offered."""

    def __init__(self, picture: VideoView) -> None:
        super().__init__(picture, push_button(""))
        self._do: Callable[[], object] = lambda: None
        self.button.clicked.connect(self._press)

    def offer(self, text: str, do: Callable[[], object]) -> None:
        """Shows it, with these words."""
        self._do = do
        self.button.setText(text)
        self.button.setAccessibleName(text)
        self.show_button()

    def withdraw(self) -> None:
        """Hides it; the focus goes back to the picture."""
        if self.button.hasFocus():
            self._picture.setFocus()
        self.show_button(False)

    def _press(self) -> None:
        self.withdraw()
        self._do()
