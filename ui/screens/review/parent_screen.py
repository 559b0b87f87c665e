"""The parent's own screen: it takes no keys, has no field and knows nothing but what the parent may see."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QCursor, QImage, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from ui.screens.review.favourite_page import FavouritePage
from ui.screens.review.look import ASK_INK, MARGIN_PX, Page, ReviewIcon, label, panel, review_style
from ui.screens.review.picture import ItemStrip, ReviewPicture
from ui.screens.review.rest_pages import TwoCircles
from ui.theme import px
from ui.widgets.boxes import column, framed, row

_SIDE_PX = 460
_DRAWN_FOR = QSize(1366, 768)


class _Black(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), Qt.GlobalColor.black)


class _Rest(Page):
    """The sign and a few kind words."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "head", wrap=True, centred=True)
        self.setLayout(column(None, row(None, TwoCircles(), None), 20, self.words, None))


class ParentScreen(QWidget):
    """Full screen on the screen that the parent looks at; black until it is told what to show."""

    def __init__(self, title: str) -> None:
        flags = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(None, flags | Qt.WindowType.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle(title)
        self.setCursor(QCursor(Qt.CursorShape.BlankCursor))
        self._may_close = False
        self.picture, self.still = ReviewPicture(title), ReviewPicture("The picture you talk about")
        self.strip = ItemStrip()
        self.question, self.kept = label("", "ask", wrap=True), label("", "kept", wrap=True)
        self.favourite = FavouritePage(bare=True)
        self._black, self._rest = _Black(), _Rest()
        self._playing, self._talk = self._playing_page(), self._talk_page()
        self._parts = QStackedWidget()
        for part in (self._black, self._playing, self._talk, self.favourite, self._rest):
            self._parts.addWidget(part)
        self.setLayout(column(self._parts, margins_px=(0, 0, 0, 0)))

    def _playing_page(self) -> QWidget:
        page = Page()
        lines = column(self.picture, self.strip, gap_px=0)
        lines.setStretch(0, 1)
        page.setLayout(lines)
        return page

    def _talk_page(self) -> QWidget:
        page, card = Page(), panel("ask")
        sign = row(ReviewIcon("forum-outline", 20, ASK_INK), label("Let’s talk", "ask-sign"), None, gap_px=8)
        card.setLayout(column(sign, self.question, gap_px=8, margins_px=(26, 18, 26, 22)))
        self._card: QFrame = card
        side = framed(column(card, self.kept, None, gap_px=18))
        self._side = side
        line = row(self.still, side, gap_px=26, margins_px=(MARGIN_PX, 40, MARGIN_PX, 40))
        line.setStretch(0, 1)
        page.setLayout(line)
        return page

    def put_on(self, screen: QScreen) -> None:
        """Fills a screen, black."""
        self._parts.setCurrentWidget(self._black)
        self._fit(screen.geometry().size())
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()

    def _fit(self, size: QSize) -> None:
        """Words and tiles are as large a part of a TV as of the laptop that they are drawn for."""
        scale = max(1.0, min(size.width() / _DRAWN_FOR.width(), size.height() / _DRAWN_FOR.height()))
        self.setStyleSheet(review_style(scale))
        self._side.setFixedWidth(round(px(_SIDE_PX) * scale))
        self.favourite.scale = scale

    def show_black(self) -> None:
        """Nothing, at once."""
        self._parts.setCurrentWidget(self._black)
        self.repaint()

    def show_reel(self) -> None:
        """The picture that the reel is at."""
        self._parts.setCurrentWidget(self._playing)

    def show_image(self, image: QImage | None) -> None:
        """Another picture of the reel."""
        self.picture.show_image(image)

    def show_talk(self, image: QImage | None) -> None:
        """The picture stands beside the question."""
        self.still.show_image(image)
        self._parts.setCurrentWidget(self._talk)

    def ask(self, question: str) -> None:
        """Another question."""
        self.question.setText(question)
        self._card.setVisible(bool(question))

    def show_favourites(self) -> None:
        """The pictures of what was seen."""
        self._parts.setCurrentWidget(self.favourite)

    def rest(self, words: str) -> None:
        """A calm page."""
        self._rest.words.setText(words)
        self._parts.setCurrentWidget(self._rest)

    def end(self) -> None:
        """Black, then gone."""
        self._may_close = True
        self.show_black()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only the therapist's panel closes it."""
        event.setAccepted(self._may_close)
