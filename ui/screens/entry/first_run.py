"""What a newcomer meets: the practice clip, at once and without a passphrase."""

from functools import cache

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QProgressBar, QSizePolicy, QWidget

from ui.painting.practice.scene import HEIGHT_PX, WIDTH_PX, Scene
from ui.screens.entry.page import EntryPage
from ui.screens.jobs import Failure
from ui.theme import colour, paint_icon, px
from ui.widgets.boxes import column, framed, row
from ui.widgets.buttons import push_button
from ui.widgets.card import Card
from ui.widgets.notice import ErrorBanner, Notice
from ui.widgets.words import words

_PICTURED_S = 31.0
_STEPS = (
    ("Practise", "About five minutes. Nothing you do there is kept."),
    ("Make your vault", "A passphrase and a recovery sheet, before the first real film."),
    ("Bring in a film", "For a case: an ID your team knows, never a name."),
)


class FirstRunPage(EntryPage):
    """Offers the practice clip, a new vault, or a vault that there is already.

    Signals:
        practice_requested()
        create_requested()
        unlock_requested()
        restore_requested()
    """

    practice_requested = Signal()
    create_requested = Signal()
    unlock_requested = Signal()
    restore_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.open = push_button("Open the practice clip", "primary", "play", big=True)
        self.make = push_button("Make my vault", "", "safe-square-outline")
        self.have = push_button("I have a vault already", "ghost")
        self.restore = push_button("Restore from a backup…", "ghost")
        self.error, self.progress = ErrorBanner(), QProgressBar()
        self._state = words("No passphrase needed.", "quiet")
        self.progress.setRange(0, 100)
        self.progress.hide()
        self.open.clicked.connect(self.practice_requested)
        self.make.clicked.connect(self.create_requested)
        self.have.clicked.connect(self.unlock_requested)
        self.restore.clicked.connect(self.restore_requested)
        safe = "They are encrypted as they are copied in, on this computer, and sent nowhere."
        note = Notice("info", "Real films wait for the vault.", safe, "shield-lock-outline")
        note.line.addWidget(self.make)
        self.set_form(column(self.error, self._hero(), self._steps(), note, gap_px=20), 940)

    def _hero(self) -> QLayout:
        quiet = (
            "A drawn film of a minute and a half, no real family. Play it, press a key when something good happens, "
            "and see your moments as a reel."
        )
        under = row(self.have, self.restore, None, gap_px=4)
        text = column(
            None, words("Try it with the practice clip", "h1", wrap=True), words(quiet, "quiet", wrap=True), 10,
            row(self.open, None), self.progress, self._state, under, None, gap_px=8,
        )  # fmt: skip
        hero = row(_Picture(), text, gap_px=32)
        hero.setStretch(0, 42)
        hero.setStretch(1, 58)
        return hero

    def _steps(self) -> QLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(14))
        for number, (title, text) in enumerate(_STEPS):
            card = Card()
            lines = column(words(f"{number + 1}  {title}", "h3"), words(text, "quiet", wrap=True), gap_px=4)
            card.setLayout(row(framed(lines), margins_px=(18, 14, 18, 14)))
            grid.addWidget(card, 0, number)
            grid.setColumnStretch(number, 1)
        return grid

    def show_progress(self, done: float, left_s: float) -> None:
        """How far the practice clip is being drawn."""
        left = f", about {max(1, round(left_s))} s" if left_s >= 0 else ""
        self._show_busy(True, f"Drawing the practice clip{left}")
        self.progress.setValue(round(done * 100))

    def show_error(self, error: Failure) -> None:
        """Why there is no practice now."""
        self._show_busy(False, "No passphrase needed.")
        self.error.show_error(error)

    def _show_busy(self, busy: bool, state: str) -> None:
        self._state.setText(state)
        self.progress.setVisible(busy)
        for button in (self.open, self.make, self.have):
            button.setEnabled(not busy)


class _Picture(QWidget):
    """A picture of the practice clip with a play sign; decoration."""

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(px(392), px(252))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return width * 252 // 392

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), 16, 16)
        painter.setClipPath(path)
        picture = _practice_picture()
        height = self.width() * picture.height() / picture.width()
        if height < self.height():
            width = self.height() * picture.width() / picture.height()
            painter.drawImage(QRectF((self.width() - width) / 2, 0, width, self.height()), picture)
        else:
            painter.drawImage(QRectF(0, (self.height() - height) / 2, self.width(), height), picture)
        ball = QRectF(px(16), self.height() - px(80), px(64), px(64))
        painter.setPen(colour("stage"))
        painter.setBrush(colour("stage"))
        painter.drawEllipse(ball)
        paint_icon(painter, ball.adjusted(px(12), px(12), -px(12), -px(12)), "play", colour("on_stage"))


@cache
def _practice_picture() -> QImage:
    pixels = Scene().paint(_PICTURED_S)
    return QImage(pixels.data, WIDTH_PX, HEIGHT_PX, WIDTH_PX * 4, QImage.Format.Format_RGB32).copy()
