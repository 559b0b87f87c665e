"""The second pass: one moment at a time, round and round, to keep, to think about, or not for now."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QToolButton, QVBoxLayout, QWidget

from ui.screens.watch.card_dots import CardDots
from ui.screens.watch.choice_button import ChoiceButton, PictureOf, Tray
from ui.theme import px
from ui.widgets.announce import announce
from ui.widgets.boxes import column, framed, row
from ui.widgets.buttons import icon_button
from ui.widgets.card import Card
from ui.widgets.moment_model import first_words
from ui.widgets.quote import question_line
from ui.widgets.words import Elided, words
from vidfeed.model.moment import Decision, Moment
from vidfeed.model.sitting import Asked

_KEYS = {
    Qt.Key.Key_Left: Decision.NO,
    Qt.Key.Key_Right: Decision.KEEP,
    Qt.Key.Key_Down: Decision.MAYBE,
}
_OWN = {*_KEYS, Qt.Key.Key_Up, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}
_WAYS = {Qt.Key.Key_F1, Qt.Key.Key_F6, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
_LOW_PX = 520
ALL_DECIDED = "All is decided."


class ChoosingPage(QWidget):
    """Borrows the player's picture while it is in view, so that loops, damage and close-ups are as ever.

    Signals:
        chosen(object): a Decision on the card.
        back_requested(), on_requested(), leave_requested()
        play_requested(), slower_requested(), mute_requested(): of the card that goes round.

    Attributes:
        lets_through: which keys of the board work here too. No other reaches it: nothing may be marked, moved or
            starred that one does not see.
    """

    chosen = Signal(object)
    back_requested = Signal()
    on_requested = Signal()
    leave_requested = Signal()
    play_requested = Signal()
    slower_requested = Signal()
    mute_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Keep, maybe, no")
        self._view: QWidget | None = None
        self.lets_through: Callable[[QKeyEvent], bool] = lambda _event: False
        self.question, self.progress, self.dots = question_line(), words("", "h3"), CardDots()
        self.no = ChoiceButton("←", "No", "stays marked, not for now")
        self.keep = ChoiceButton("→", "Keep", "goes on to tags and why", primary=True)
        self.maybe = ChoiceButton("↓", "Maybe", "comes round once more", flat=True)
        self.card_words, self._span = Elided("", "h3"), words("", "hint")
        self._trays = {
            Decision.NO: Tray("No"),
            Decision.MAYBE: Tray("Maybe"),
            Decision.KEEP: Tray("Keep", "three to ten is plenty", tinted=True),
        }
        self._tray_line = framed(row(*self._trays.values(), gap_px=10))
        self._lay_out()
        for button, decision in ((self.no, Decision.NO), (self.keep, Decision.KEEP), (self.maybe, Decision.MAYBE)):
            button.clicked.connect(lambda _=False, decision=decision: self.chosen.emit(decision))
            button.installEventFilter(self)

    def _lay_out(self) -> None:
        card = Card()
        self._picture = QVBoxLayout(card)
        self._picture.setContentsMargins(1, 1, 1, 1)
        self._picture.setSpacing(0)
        foot = row(self.card_words, self._span, *self._player_buttons(), gap_px=10, margins_px=(14, 6, 10, 8))
        foot.setStretch(0, 1)
        self._picture.addLayout(foot)
        middle = row(None, self.no, 12, card, 12, self.keep, None)
        middle.setStretch(3, 100)
        help_words = words("↑ back one · Space pause · Ctrl Z undo", "hint")
        help_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        below = row(words(""), self.maybe, help_words)
        for side in (0, 2):
            below.setStretch(side, 1)
        self.setLayout(
            column(
                row(self.question, None, self.progress, self.dots, gap_px=12),
                middle,
                below,
                self._tray_line,
                gap_px=8,
                margins_px=(14, 8, 14, 12),
            )
        )

    def _player_buttons(self) -> list[QToolButton]:
        buttons = []
        for icon_name, name, keys, wish in (
            ("play-pause", "Pause or play", "Space", self.play_requested),
            ("speedometer-slow", "Slower", "-", self.slower_requested),
            ("volume-high", "Sound on or off", "U", self.mute_requested),
        ):
            button = icon_button(icon_name, name, keys)
            button.clicked.connect(wish)
            buttons.append(button)
        return buttons

    def borrow(self, view: QWidget) -> None:
        """Takes the picture in, above the words of the card."""
        self._view = view
        self._picture.insertWidget(0, view, 1)
        view.installEventFilter(self)
        view.show()
        view.setFocus()

    def give_back(self) -> None:
        """Lets go of the picture; its owner puts it where it belongs."""
        if self._view is not None:
            self._view.removeEventFilter(self)
            self._picture.removeWidget(self._view)
            self._view = None

    def set_pictures(self, picture: PictureOf | None) -> None:
        """Where small pictures come from."""
        for tray in self._trays.values():
            tray.picture = picture
            tray.update()

    def show_card(self, moment: Moment | None, span: str, progress: str, cards: Sequence[Asked] = ()) -> None:
        """A moment to decide on, one of `cards`; None where all is decided."""
        for button in (self.no, self.keep, self.maybe):
            button.setEnabled(moment is not None)
        self.card_words.setText(first_words(moment) if moment is not None else ALL_DECIDED)
        self._span.setText(span)
        self.progress.setText(progress)
        self.dots.show_cards(cards)
        announce(self, f"{progress}, {span}" if moment is not None else f"{ALL_DECIDED} Enter goes on to tags and why")

    def show_trays(self, sorted_out: dict[Decision, list[tuple[Moment, str]]]) -> None:
        """What was decided so far, each with its length."""
        for decision, tray in self._trays.items():
            tray.set_moments(sorted_out.get(decision, []))

    def sizeHint(self) -> QSize:
        return QSize(px(900), px(560))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tray_line.setVisible(self.height() >= px(_LOW_PX))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonDblClick and watched is self._view:
            return True
        if not isinstance(event, QKeyEvent) or event.type() == QEvent.Type.KeyRelease:
            return False
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        own = plain and event.key() in _OWN
        if not own and (event.key() in _WAYS or self.lets_through(event)):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(own)
            return own
        if own and not event.isAutoRepeat():
            self._take(Qt.Key(event.key()))
        return True

    def _take(self, key: Qt.Key) -> None:
        if key in _KEYS:
            self.chosen.emit(_KEYS[key])
        elif key == Qt.Key.Key_Up:
            self.back_requested.emit()
        elif key == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = QApplication.focusWidget()
            if isinstance(focus, ChoiceButton):
                focus.click()
            elif not self.keep.isEnabled():
                self.on_requested.emit()
