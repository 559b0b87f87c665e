"""What an open vault looks like: the rail, the header, and one screen at a time."""

from collections.abc import Callable, Mapping
from contextlib import suppress

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from ui.screens.header import Header
from ui.screens.rail import Place, Rail
from ui.screens.screen import Screen
from ui.state.desk import Desk
from ui.widgets.boxes import column
from ui.widgets.saved_text import SavedText
from vidfeed.errors import ExpectedError

ScreenMaker = Callable[[Desk], Screen]


class Shell(QWidget):
    """Rail, header and screens around one desk; screens are made when first entered.

    Signals:
        lock_requested()
    """

    lock_requested = Signal()

    def __init__(self, desk: Desk, makers: Mapping[Place, ScreenMaker], extra: tuple[QWidget, ...] = ()) -> None:
        """`extra` are widgets that stand in the header of every screen, at its end."""
        super().__init__()
        self.desk = desk
        self._makers, self._extra = dict(makers), extra
        self._screens: dict[Place, Screen] = {}
        self._place: Place | None = None
        self.rail, self.header, self._stack = Rail(), Header(desk.practice), QStackedWidget()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.rail)
        box.addLayout(column(self.header, self._stack, gap_px=0), 1)
        self._connect()
        self._allow_places()
        self.go(Place.HOME)

    def _connect(self) -> None:
        self.rail.chosen.connect(self._choose)
        self.rail.lock_requested.connect(self.lock_requested)
        self.header.undo_requested.connect(self.undo)
        self.header.redo_requested.connect(self.redo)
        for keys, action in (("Ctrl+Z", self.undo), ("Ctrl+Shift+Z", self.redo), ("F6", self.next_region)):
            QShortcut(QKeySequence(keys), self, action)
        QShortcut(QKeySequence("Ctrl+Shift+F"), self, lambda: self.go(Place.SEARCH))
        self.desk.case_chosen.connect(self._allow_places)
        self.desk.clip_opened.connect(lambda: self.go(Place.WATCH))
        self.desk.reel_opened.connect(lambda: self.go(Place.REELS))
        self.desk.people_asked.connect(lambda: self.go(Place.HOME))
        self.desk.keeping_asked.connect(lambda: self.go(Place.SETTINGS))
        self.desk.changed.connect(lambda: self.refresh_header())

    @property
    def place(self) -> Place:
        """Where one is."""
        assert self._place is not None, "the shell begins at home"
        return self._place

    @property
    def page(self) -> Screen:
        """The screen in view."""
        return self._screens[self.place]

    def go(self, place: Place) -> None:
        """Shows a place; stays where one is while it is not allowed."""
        if not self.rail.allowed(place):
            return
        if place is not self._place:
            if self._place is not None:
                self.page.left()
            self._place = place
            self._stack.setCurrentWidget(self._made(place))
            self.page.entered()
        self.rail.set_place(place)
        self.refresh_header()

    def _choose(self, place: Place) -> None:
        if place is self._place:
            self.page.again()
        else:
            self.go(place)

    def page_again(self) -> None:
        """Brings the screen in view up to date: one comes back from elsewhere."""
        self.page.entered()
        self.refresh_header()

    def _made(self, place: Place) -> Screen:
        if place not in self._screens:
            screen = self._makers[place](self.desk)
            screen.header_changed.connect(self.refresh_header)
            self._screens[place] = screen
            self._stack.addWidget(screen)
            for field in screen.findChildren(SavedText):
                field.waiting.connect(lambda _waits: self._show_saving())
        return self._screens[place]

    def _show_saving(self) -> None:
        fields = self.page.findChildren(SavedText)
        self.header.set_saving(any(field.unsaved for field in fields))

    def _allow_places(self) -> None:
        for place in Place:
            needs = place not in (Place.HOME, Place.SEARCH, Place.SETTINGS)
            self.rail.allow(place, place in self._makers and (not needs or self.desk.case is not None))

    def refresh_header(self) -> None:
        """Asks the screen in view what belongs in the header."""
        screen = self.page
        self.header.set_trail(screen.trail())
        self.header.set_widgets([*screen.header_widgets(), *self._extra])
        scope = screen.history_scope()
        history = self.desk.context.catalogue
        self.header.set_history(
            scope is not None,
            scope is not None and history.can_undo(scope),
            scope is not None and history.can_redo(scope),
        )

    def undo(self) -> None:
        """Takes the last change of the screen's history back."""
        scope = self.page.history_scope()
        if scope is not None:
            self.desk.undo(scope)

    def redo(self) -> None:
        """Makes the last undone change again."""
        scope = self.page.history_scope()
        if scope is not None:
            self.desk.redo(scope)

    def next_region(self) -> None:
        """Moves the focus to the next part of the window: rail, header, then the screen's own."""
        regions = [region for region in (self.rail, self.header, *self.page.regions()) if region.isVisible()]
        focus = QApplication.focusWidget()
        at = max((n for n, region in enumerate(regions) if _holds(region, focus)), default=-1)
        for step in range(1, len(regions) + 1):
            if _focus_into(regions[(at + step) % len(regions)]):
                return

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        _focus_into(self.page)

    def closing(self) -> None:
        """Lets every form and screen commit what was being typed, and end its threads."""
        self.desk.closing.emit()
        for screen in self._screens.values():
            # What one of them cannot write keeps neither the others nor the lock waiting.
            with suppress(ExpectedError):
                screen.closing()


def _holds(region: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (region is widget or region.isAncestorOf(widget))


def _focus_into(region: QWidget) -> bool:
    """Focuses the region's first widget that Tab would reach; whether there is one."""
    widget: QWidget | None = region
    while widget is not None:
        tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tab and widget.isEnabled() and widget.isVisible() and _holds(region, widget):
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        following = widget.nextInFocusChain()
        widget = None if following is region else following
    return False
