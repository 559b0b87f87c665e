"""The reel playing: the picture, and a few large buttons that fade."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.screens.review.big_button import BigButton, Face, show_loved
from ui.screens.review.fading import Fading
from ui.screens.review.look import GAP_PX, MARGIN_PX, Page, label
from ui.screens.review.picture import ItemStrip, ReviewPicture
from ui.theme import px
from ui.widgets.boxes import framed, row

_STRIP_PX, _AIR_PX, _TITLE_PX = 6, 16, 170


class PlayingPage(Page):
    """Asks; the window decides.

    Signals:
        again(), slower(), back(), toggled(), following(), talk(), loved(), finish().
        elsewhere(): on another screen, if that is meant.
        framed(int): so many frames on, or back.
    """

    again = Signal()
    slower = Signal()
    back = Signal()
    toggled = Signal()
    following = Signal()
    talk = Signal()
    loved = Signal()
    finish = Signal()
    elsewhere = Signal()
    framed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.picture = ReviewPicture("Our moments")
        self.picture.setParent(self)
        self.strip = ItemStrip()
        self.strip.setParent(self)
        self.title = label("", "title", wrap=True)
        self._make_buttons()
        self._foot = self._lay_out()
        parts = (self.title, self.elsewhere_button, self.finish_button, self._foot)
        for part in parts:
            part.setParent(self)
        self.elsewhere_button.hide()
        self.fading = Fading(self, *parts)
        self.picture.touched.connect(self.toggled)

    def _make_buttons(self) -> None:
        self.again_button = BigButton("restart", "Again")
        self.slower_button = BigButton("play-speed", "Slower")
        self.slower_button.setCheckable(True)
        self.back_button = BigButton("skip-previous", "Back")
        self.play_button = BigButton("pause", "Pause", Face.PLAY, wide_px=128)
        self.next_button = BigButton("skip-next", "Next")
        self.talk_button = BigButton("forum-outline", "Pause and talk", Face.TALK, wide_px=168)
        self.love_button = BigButton("heart-outline", "I love this", Face.HEART)
        self.love_button.setCheckable(True)
        self.finish_button = BigButton("check", "Finish")
        self.elsewhere_button = BigButton("television", "Other screen")
        self.frame_back, self.frame_on = BigButton("step-backward", "Frame"), BigButton("step-forward", "Frame")
        for button, name, keys, frames in (
            (self.frame_back, "One frame back", ",", -1),
            (self.frame_on, "One frame on", ".", 1),
        ):
            button.setAccessibleName(name)
            button.setAccessibleDescription(keys)
            button.setEnabled(False)
            button.clicked.connect(lambda _=False, frames=frames: self.framed.emit(frames))
        pairs = (
            (self.again_button, self.again),
            (self.slower_button, self.slower),
            (self.back_button, self.back),
            (self.play_button, self.toggled),
            (self.next_button, self.following),
            (self.talk_button, self.talk),
            (self.love_button, self.loved),
            (self.finish_button, self.finish),
            (self.elsewhere_button, self.elsewhere),
        )
        for button, signal in pairs:
            button.clicked.connect(signal.emit)

    def _lay_out(self) -> QWidget:
        left = row(self.again_button, self.slower_button, self.frame_back, self.frame_on, gap_px=GAP_PX)
        middle = row(self.back_button, self.play_button, self.next_button, gap_px=GAP_PX)
        right = row(self.talk_button, self.love_button, gap_px=GAP_PX)
        left.addStretch(1)
        right.insertStretch(0, 1)
        line = row(left, middle, right, gap_px=GAP_PX)
        line.setStretch(0, 1)
        line.setStretch(2, 1)
        return framed(line)

    def set_playing(self, playing: bool) -> None:
        """Shows the other of pause and play; the controls stay while nothing plays."""
        self.play_button.say("pause" if playing else "play", "Pause" if playing else "Play", keys="Space")
        for button in (self.frame_back, self.frame_on):
            button.setEnabled(not playing)
        self.fading.hold(not playing)

    def offer_elsewhere(self, there: bool) -> None:
        """Whether there is another screen; the controls show themselves when one came."""
        if there and self.elsewhere_button.isHidden():
            self.fading.show()
        self.elsewhere_button.setVisible(there)

    def set_slower(self, slower: bool) -> None:
        """Whether it plays at half speed."""
        self.slower_button.setChecked(slower)

    def set_loved(self, loved: bool, possible: bool) -> None:
        """How the heart stands; cards cannot be loved."""
        show_loved(self.love_button, loved)
        self.love_button.setEnabled(possible)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margin, strip = px(MARGIN_PX), px(_STRIP_PX)
        foot = self._foot.sizeHint().height()
        low = self.height() - strip - px(_AIR_PX) - foot
        self.strip.setGeometry(QRect(0, self.height() - strip, self.width(), strip))
        self._foot.setGeometry(QRect(margin, low, self.width() - 2 * margin, foot))
        self.picture.setGeometry(QRect(0, 0, self.width(), low - px(_AIR_PX)))
        finish = self.finish_button.sizeHint()
        corner = QPoint(self.width() - margin - finish.width(), px(28))
        self.finish_button.setGeometry(QRect(corner, finish))
        wide = self.elsewhere_button.sizeHint()
        self.elsewhere_button.setGeometry(QRect(corner - QPoint(wide.width() + px(GAP_PX), 0), wide))
        self._place_title()

    def set_title(self, text: str) -> None:
        """The reel's title."""
        self.title.setText(text)
        self._place_title()

    def _place_title(self) -> None:
        """As narrow as its words, at the upper left."""
        self.title.setVisible(bool(self.title.text()))
        wide = min(px(_TITLE_PX), self.title.fontMetrics().horizontalAdvance(self.title.text()) + px(32))
        self.title.setGeometry(QRect(px(MARGIN_PX), px(28), wide, self.title.heightForWidth(wide)))
