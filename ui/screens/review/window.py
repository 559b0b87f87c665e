"""The window that the parent sees: the whole screen, dark, and nothing else of the program."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from ui.painting.cards import QtTextPainter
from ui.screens.review.cover import Cover
from ui.screens.review.flow import ReviewFlow
from ui.screens.review.guard import Guard
from ui.screens.review.keys import PanicKeys, Wish, wish_of
from ui.screens.review.look import review_style
from ui.screens.review.pages import ReviewPages
from ui.screens.review.two_screens import TwoScreens
from ui.screens.review.typed import Typed
from ui.state.playing import MakeSound
from ui.state.reel_playing import ReelDoor, ReelPlaying
from ui.state.review_record import ReviewRecord
from ui.widgets.boxes import column
from vidfeed.model.cue import Cue

TITLE = "Our moments"


class ReviewWindow(QWidget):
    """One review, from its first picture to the therapist's passphrase.

    Signals:
        watching_changed(bool): no idle lock while True.
        left(): the therapist closed the review; the window is over.
    """

    watching_changed = Signal(bool)
    left = Signal()

    def __init__(
        self,
        reels: ReelDoor,
        guard: Guard,
        record: ReviewRecord,
        make_sound: MakeSound,
        cues: Sequence[Cue] = (),
        quiet: bool = False,
    ) -> None:
        """Puts a review together.

        Args:
            cues: for the therapist's panel, one an item.
            quiet: notifications are held off, which the panel says.
        """
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(TITLE)
        # It may be the only window in view; closing it is not the end of the program.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setStyleSheet(review_style())
        self._may_close = False
        self._before_panic: QWidget | None = None
        record.setParent(self)
        self.playing = ReelPlaying(reels, QtTextPainter(), make_sound, self)
        self.pages = ReviewPages(guard)
        self.setLayout(column(self.pages, margins_px=(0, 0, 0, 0)))
        self.flow = ReviewFlow(record, self.playing, self.pages, self)
        self.screens = TwoScreens(self, (self.pages, self.flow, self.playing, record), cues, quiet)
        leaving = self.pages.leaving
        self._typed = Typed(record, self.pages.talk.words.field, leaving.step, leaving.opening, self)
        self._panic_keys = PanicKeys(self)
        self._cover = Cover(self.pages.playing)
        self.pages.playing.set_title(record.reel.title)
        if record.rehearsal:
            self.pages.mark_rehearsal()
        self._connect()

    def _connect(self) -> None:
        self.flow.watching_changed.connect(self.watching_changed)
        self.flow.left.connect(self._leave)
        self._panic_keys.panicked.connect(self.panic)
        self.screens.panic.connect(self.panic)
        self._panic_keys.tapped.connect(lambda: self._grant_frame(1))
        for field in (self.pages.talk.words.field, self.pages.leaving.step):
            self._panic_keys.watch(field)
        self.pages.talk.words.field.installEventFilter(self)
        self.pages.blank.resumed.connect(self._resume)
        self.pages.blank.finished.connect(self._finish_after_panic)
        self.pages.playing.picture.view_size_changed.connect(self._fit)

    def _fit(self, size: QSize) -> None:
        if not self.screens.in_use:
            self.playing.set_view_size(size)

    def begin(self, parents: QScreen | None = None) -> None:
        """Plays the reel; on the parent's own screen where there is one."""
        if parents is not None:
            self.screens.put_on(parents)
        self.screens.offer()
        self.flow.begin()

    @property
    def panicking(self) -> bool:
        """Whether everything is dark."""
        return self.pages.present is self.pages.blank

    def panic(self) -> None:
        """Dark and silent, at once."""
        if self.panicking or self.pages.present is self.pages.leaving:
            return
        self._before_panic = self.pages.present
        if self.screens.parent_screen is not None:
            self.screens.parent_screen.show_black()
        self.pages.blank.go_dark(both=self.screens.in_use)
        self.pages.open(self.pages.blank)
        self.repaint()
        self.flow.note_panic()
        if self.screens.in_use:
            self.pages.blank.show_gate()

    def _resume(self) -> None:
        self.flow.resume()
        self.flow.return_to(self._before_panic or self.pages.playing)

    def _finish_after_panic(self) -> None:
        self.flow.resume()
        self.flow.finish()

    def _leave(self) -> None:
        self.end()
        self.left.emit()

    def end(self) -> None:
        """Ends the threads and closes the window; for leaving, and for a vault that is about to lock."""
        self._may_close = True
        self._typed.save()
        self.screens.close()
        self.playing.close()
        for gate in (self.pages.blank.gate, self.pages.finished.gate):
            gate.closing()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only the passphrase closes a review; Alt+F4 does not."""
        event.setAccepted(self._may_close)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.pages.playing.fading.show()
        if self.panicking:
            if not event.isAutoRepeat():
                self.pages.blank.show_gate()
        elif not self._panic_keys.press(event):
            self._grant(wish_of(event), event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._panic_keys.release(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.panicking:
            self.pages.blank.show_gate()
        super().mousePressEvent(event)

    def _grant(self, wish: Wish | None, event: QKeyEvent) -> None:
        if wish is None or event.isAutoRepeat():
            return
        if self.pages.present is self.pages.playing:
            self._grant_playing(wish)
        elif self.pages.present is self.pages.talk:
            self._grant_talking(wish)

    def _grant_frame(self, frames: int) -> None:
        if self.focusWidget() not in (self.pages.talk.words.field, self.pages.leaving.step):
            self.flow.step(frames)

    def _grant_playing(self, wish: Wish) -> None:
        page = self.pages.playing
        if wish is Wish.FRAME_BACK:
            self._grant_frame(-1)
            return
        {
            Wish.TOGGLE: page.toggled,
            Wish.BACK: page.back,
            Wish.NEXT: page.following,
            Wish.TALK: page.talk,
            Wish.LOVE: page.loved,
            Wish.AGAIN: page.again,
            Wish.SLOWER: page.slower,
        }[wish].emit()

    def _grant_talking(self, wish: Wish) -> None:
        talk = self.pages.talk
        button = {
            Wish.TOGGLE: talk.carry_button,
            Wish.NEXT: talk.carry_button,
            Wish.AGAIN: talk.again_button,
            Wish.SLOWER: talk.slower_button,
            Wish.LOVE: talk.love_button,
        }.get(wish)
        if button is not None:
            button.click()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """A presenter's Page Down goes on even while words are typed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_PageDown:
                self.pages.talk.carry_button.click()
                return True
            if event.key() == Qt.Key.Key_F12:
                self.panic()
                return True
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), Qt.GlobalColor.black)
