"""The parts of the therapist's panel: what stands at its head, its cards, and the items to come."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.jobs.battery import battery_words
from ui.screens.review.big_button import BigButton
from ui.screens.review.look import LEAST_PX, ReviewIcon, label, panel
from ui.theme import font, paint_icon, px
from ui.theme.tokens import DARK
from ui.widgets.boxes import Part, clear, column, row
from vidfeed.model.cue import Cue
from vidfeed.model.reel import ItemKind

_TICK_MS = 15_000
_MOST_TO_COME = 4
_ICONS = {
    ItemKind.MOMENT: "movie-open-outline",
    ItemKind.STILL: "image-outline",
    ItemKind.TITLE: "format-title",
    ItemKind.QUESTION: "comment-question-outline",
}


def quiet_button(icon_name: str, text: str, checkable: bool = False) -> QPushButton:
    """A button of the panel, which only the therapist touches."""
    made = QPushButton(text)
    made.setAccessibleName(text)
    made.setCheckable(checkable)
    made.setProperty("part", "quiet")
    made.setMinimumHeight(px(44))
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAutoDefault(False)
    return made


class DayLine(QWidget):
    """Whether notifications are held off, the battery, and the time of day."""

    def __init__(self, quiet: bool) -> None:
        super().__init__()
        self.battery, self.clock = label("", "small"), label("", "small")
        self._battery_icon = ReviewIcon("battery", 18, DARK.ink2)
        hush: list[Part] = [ReviewIcon("bell-off-outline", 18, DARK.ink2), label("Quiet", "small"), 8] if quiet else []
        battery: list[Part] = [self._battery_icon, self.battery, 8]
        self.setLayout(row(*hush, *battery, ReviewIcon("clock-outline", 18, DARK.ink2), self.clock, gap_px=6))
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Reads both again."""
        self.clock.setText(datetime.now().astimezone().strftime("%H:%M"))
        words = battery_words()
        self.battery.setText(words)
        self.battery.setVisible(bool(words))
        self._battery_icon.setVisible(bool(words))


class CueCard(QFrame):
    """A sign, a heading and words; away while there are none."""

    def __init__(self, part: str, icon_name: str, heading: str, words_part: str = "cue-words") -> None:
        super().__init__()
        self.setProperty("part", part)
        tint = {"ask": "#6B3606", "cue": DARK.apri_ink}.get(part, DARK.ink2)
        self.head = row(ReviewIcon(icon_name, 17, tint), label(heading, f"{part}-head"), None, gap_px=6)
        self.words = label("", words_part, wrap=True)
        self.setLayout(column(self.head, self.words, gap_px=5, margins_px=(16, 10, 16, 12)))

    def say(self, text: str) -> None:
        """Other words."""
        self.words.setText(text)
        self.setVisible(bool(text))


class PrivateCard(CueCard):
    """Why an item was chosen and its private note; the therapist may fold it away."""

    def __init__(self) -> None:
        super().__init__("private", "lock-outline", "Private: not for the parent")
        self.hide_button = QPushButton("Hide")
        self.hide_button.setProperty("part", "link")
        self.hide_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide_button.setCheckable(True)
        self.hide_button.toggled.connect(self._fold)
        self.head.addWidget(self.hide_button)

    def _fold(self, hidden: bool) -> None:
        self.words.setVisible(not hidden)
        self.hide_button.setText("Show" if hidden else "Hide")


class ToCome(QWidget):
    """The next item in a frame, and the ones after it."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(px(8))
        self.said: list[str] = []

    def show_after(self, cues: Sequence[Cue], number: int) -> None:
        """What follows item `number`, counted from 0."""
        clear(self._lines)
        rest = cues[number + 1 : number + 1 + _MOST_TO_COME]
        self.said = [cue.name for cue in rest]
        for place, cue in enumerate(rest):
            if place < 2:
                self._lines.addWidget(label("Next" if place == 0 else "Then", "small"))
            self._lines.addWidget(_line(cue, place == 0))
        if not rest:
            self._lines.addWidget(label("That is the last one.", "small"))
        self._lines.addStretch(1)


def _line(cue: Cue, framed: bool) -> QWidget:
    holder = panel("next" if framed else "then")
    name, facts = _short(cue.name), f"{round(cue.duration)} s" + (" · waits for you" if cue.question else "")
    words = column(name, label(facts, "small"), gap_px=1)
    line = row(ReviewIcon(_ICONS[cue.kind], 24, DARK.ink2), words, gap_px=10, margins_px=(12, 8, 10, 8))
    line.setStretch(1, 1)
    holder.setLayout(line)
    return holder


def _short(text: str) -> QLabel:
    flat = " ".join(text.split())
    made = label(flat if len(flat) <= 60 else flat[:59] + "…", "next-name", wrap=True)
    made.setAccessibleName(flat)
    return made


class PanicButton(BigButton):
    """Makes both screens dark."""

    _WORDS, _KEYS = "Blank both now", "F12 · Esc twice · hold full stop"

    def __init__(self) -> None:
        super().__init__("television-off", self._WORDS, wide_px=262)
        self.setAccessibleDescription(self._KEYS)

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(font(14, 400)).horizontalAdvance(self._KEYS) + px(80)
        return QSize(max(px(262), wide), px(LEAST_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = DARK.apri if self.hasFocus() else DARK.bad
        painter.setPen(QPen(QColor(edge), 3))
        painter.setBrush(QColor(DARK.bad_weak))
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.drawRoundedRect(area, px(20), px(20))
        side = px(32)
        sign = QRectF(px(22), (self.height() - side) / 2, side, side)
        paint_icon(painter, sign, "television-off", QColor("#F8C8BE"))
        painter.setPen(QColor("#FDE3DD"))
        painter.setFont(font(17, 700))
        words = QRectF(px(68), px(18), self.width() - px(72), px(26))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._WORDS)
        painter.setFont(font(13, 400))
        painter.drawText(words.translated(0, px(25)), Qt.AlignmentFlag.AlignVCenter, self._KEYS)
