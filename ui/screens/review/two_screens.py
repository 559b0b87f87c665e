"""Two screens: the reel alone on the parent's, the therapist's panel on the other; and what a pulled cable does."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage, QScreen
from PySide6.QtWidgets import QWidget

from ui.screens.review.flow import ReviewFlow
from ui.screens.review.pages import ReviewPages
from ui.screens.review.panel_page import PanelPage
from ui.screens.review.parent_screen import ParentScreen
from ui.screens.review.screens import ScreenWatch, other_screens
from ui.state.reel_playing import ReelPlaying
from ui.state.review_record import ReviewRecord
from vidfeed.model.cue import Cue

PAUSED, THANKS = "A short pause.", "Thank you for looking together."


class TwoScreens(QObject):
    """Keeps the parent's screen in step with the review, until a screen goes; offers one that is there and not in use.

    Signals:
        panic(): the panel's button.
        broken(): a screen was unplugged, or now shows the same as the other; everything stands, calm.
    """

    panic = Signal()
    broken = Signal()

    def __init__(
        self,
        window: QWidget,
        parts: tuple[ReviewPages, ReviewFlow, ReelPlaying, ReviewRecord],
        cues: Sequence[Cue],
        quiet: bool,
    ) -> None:
        super().__init__(window)
        self._window, self._cues, self._quiet = window, cues, quiet
        self._pages, self._flow, self._playing, self._record = parts
        self._screen: QScreen | None = None
        self._watched: list[QScreen] = []
        self._name = ""
        self._number = 0
        self._before: QWidget = self._pages.playing
        self.parent_screen: ParentScreen | None = None
        self._connect()

    def _connect(self) -> None:
        self._pages.opened.connect(self._follow)
        self._pages.waiting.here_requested.connect(self._go_on)
        self._pages.waiting.there_requested.connect(self._go_on_there)
        self._pages.playing.elsewhere.connect(self._ask_where)
        self._playing.pictured.connect(self._show_image)
        self._playing.playing_changed.connect(self._set_playing)
        self._flow.stood_at.connect(self._stand_at)
        self._flow.offered.connect(self._offer)
        self._record.favourites_changed.connect(self._show_favourites)
        self._pages.talk.asked.connect(self._ask)
        self._pages.talk.kept_changed.connect(self._show_kept)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication), "there are widgets, so there is an application"
        application.screenRemoved.connect(self._note_removed)
        ScreenWatch(self).changed.connect(self.offer)

    @property
    def in_use(self) -> bool:
        """Whether the parent has a screen of their own now."""
        return self.parent_screen is not None

    def put_on(self, screen: QScreen) -> None:
        """Shows the reel there, black at first, and the panel here; nothing, where it shows the same as ours."""
        if screen not in other_screens(self._window.screen()):
            return
        self._screen, self._name = screen, screen.name()
        shown = self.parent_screen = ParentScreen(self._window.windowTitle())
        shown.picture.view_size_changed.connect(self._playing.set_view_size)
        shown.favourite.toggled.connect(self._record.toggle_favourite)
        shown.put_on(screen)
        self._watched = list(dict.fromkeys((screen, self._window.screen())))
        for one in self._watched:
            one.geometryChanged.connect(self._check_apart)
        self._pages.put_panel(self._panel())
        self._stand_at(self._number)
        self.offer()

    def _panel(self) -> PanelPage:
        pages = self._pages
        panel = PanelPage(pages.playing, pages.talk, self._cues, pages.leaving.take_step(), self._quiet)
        panel.volume_chosen.connect(self._playing.set_volume)
        panel.resting_asked.connect(self._rest)
        panel.panic.connect(self.panic)
        panel.finish.connect(self._flow.choose_favourites)
        if self._record.rehearsal:
            panel.mark_rehearsal()
        panel.set_playing(self._playing.is_playing)
        panel.show_image(pages.playing.picture.image)
        return panel

    # In step with the review

    def _follow(self, page: QWidget) -> None:
        shown, pages = self.parent_screen, self._pages
        if shown is None:
            return
        if page is pages.playing:
            shown.show_reel()
        elif page is pages.talk:
            shown.show_talk(pages.talk.picture.image)
        elif page is pages.favourite:
            shown.show_favourites()
        elif page is pages.finished:
            shown.rest(THANKS)
        elif page is pages.leaving:
            shown.rest(THANKS)
            pages.leaving.return_step()
            pages.leaving.step.setFocus()
        else:
            shown.show_black()

    def _show_image(self, image: QImage, _frame: int) -> None:
        if self.parent_screen is not None:
            self.parent_screen.show_image(image)
            if self._pages.present is self._pages.talk:
                self.parent_screen.still.show_image(self._pages.talk.picture.image)
        if self._pages.panel is not None:
            self._pages.panel.show_image(image)

    def _set_playing(self, playing: bool) -> None:
        if self._pages.panel is not None:
            self._pages.panel.set_playing(playing)

    def _stand_at(self, number: int) -> None:
        self._number = number
        if self.parent_screen is not None:
            self.parent_screen.strip.set_place(number, len(self._cues))
        if self._pages.panel is not None:
            self._pages.panel.stand_at(number)

    def _offer(self, seen: object) -> None:
        if self.parent_screen is not None and isinstance(seen, list):
            self.parent_screen.favourite.show_seen(seen, self._record.favourites)

    def _show_favourites(self) -> None:
        self._pages.favourite.set_favourites(self._record.favourites)
        if self.parent_screen is not None:
            self.parent_screen.favourite.set_favourites(self._record.favourites)

    def _ask(self, question: str) -> None:
        if self.parent_screen is not None:
            self.parent_screen.ask(question)

    def _show_kept(self, text: str) -> None:
        if self.parent_screen is not None:
            self.parent_screen.kept.setText(text)

    def _rest(self, resting: bool) -> None:
        if self.parent_screen is None:
            return
        if resting:
            self._playing.pause()
            self.parent_screen.rest(PAUSED)
        else:
            self._follow(self._pages.present)

    # A screen goes, or comes

    def _note_removed(self, screen: QScreen) -> None:
        if self.in_use and screen in (self._screen, self._window.screen()):
            self.break_off()

    def _check_apart(self) -> None:
        if self._screen is not None and self._screen not in other_screens(self._window.screen()):
            self.break_off()

    def break_off(self) -> None:
        """Nothing private is on any screen from here on; the reel stands behind a calm page."""
        if not self.in_use:
            return
        self._playing.pause()
        before = self._pages.present
        if before in (self._pages.playing, self._pages.talk):
            self._wait_at(before)
        elif before is self._pages.leaving:
            self._pages.open(self._pages.finished)  # what is noted there stays, behind the passphrase
        self.close()
        self._window.repaint()
        self.offer()
        self.broken.emit()

    def offer(self) -> None:
        """The other screen, where there is one and the reel is not on it."""
        there = not self.in_use and bool(other_screens(self._window.screen()))
        self._pages.waiting.offer(there)
        self._pages.playing.offer_elsewhere(there)

    def _ask_where(self) -> None:
        """A calm page first: a hand that only touched the button has moved nothing."""
        self._playing.pause()
        self._wait_at(self._pages.playing)

    def _wait_at(self, before: QWidget) -> None:
        self._before = before
        self._pages.open(self._pages.waiting)

    def _go_on(self) -> None:
        picture = self._pages.playing.picture
        self._flow.return_to(self._before)
        self._playing.set_view_size(picture.size() * picture.devicePixelRatioF())

    def _go_on_there(self) -> None:
        others = other_screens(self._window.screen())
        screen = next((s for s in others if s.name() == self._name), next(iter(others), None))
        if screen is not None:
            self.put_on(screen)
            if self.parent_screen is not None:
                self.parent_screen.show_image(self._pages.playing.picture.image)
        self._flow.return_to(self._before)

    def close(self) -> None:
        """The parent's screen is over."""
        shown, self.parent_screen = self.parent_screen, None
        if shown is None:
            return
        for one in self._watched:
            one.geometryChanged.disconnect(self._check_apart)
        self._screen, self._watched = None, []
        self._pages.take_panel()
        self._pages.leaving.return_step()
        shown.end()
        shown.deleteLater()
