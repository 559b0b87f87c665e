"""One key of the palette: letter, count, name; large ones also show an icon and the meaning."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme import colour, font, paint_icon, px, theme
from ui.theme.tokens import CONTRAST_DARK, CONTRAST_LIGHT
from ui.widgets.tag_look import TagLook

FLASH_MS = 250


class TagKey(QAbstractButton):
    """A key that marks while it is down.

    Signals:
        held(str), let_go(str): the tag's id; by mouse, touch or Space.
        focus_left().
    """

    held = Signal(str)
    let_go = Signal(str)
    focus_left = Signal()

    def __init__(self, look: TagLook, large: bool = False) -> None:
        super().__init__()
        self.look, self._large = look, large
        self._count = 0
        self._lit = self._tagged = self._running = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._dark_after = QTimer(self)
        self._dark_after.setSingleShot(True)
        self._dark_after.timeout.connect(self._unlight)
        self.pressed.connect(self._press)
        self.released.connect(self._let_go)
        self.set_look(look)

    def set_running(self, running: bool) -> None:
        """Whether a moment of the tag has begun and not ended: the key stays filled."""
        if running != self._running:
            self._running = running
            self.setDown(running)
            self._name()
            self.update()

    def set_look(self, look: TagLook) -> None:
        """Takes a new letter or name over."""
        self.look = look
        self.setToolTip(f"{look.name}: {look.meaning} ({look.letter})" if look.meaning else look.name)
        self._name()
        self.update()

    def set_count(self, count: int) -> None:
        """How many moments of the clip carry the tag."""
        if count != self._count:
            self._count = count
            self._name()
            self.update()

    def set_tagged(self, tagged: bool) -> None:
        """Whether the selected moment carries the tag."""
        self._tagged = tagged
        self._name()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(f"{self.look.name}, key {self.look.letter}")
        tagged = ", on the selected moment" if self._tagged else ""
        running = ", running" if self._running else ""
        self.setAccessibleDescription(f"{self._count} in this clip{tagged}{running}")

    @property
    def lit(self) -> bool:
        """Whether it is filled just now."""
        return self._lit or self._running

    def flash(self) -> None:
        """Fills the key for a quarter of a second."""
        self._lit = True
        self._dark_after.start(FLASH_MS)
        self.update()

    def set_down(self, down: bool) -> None:
        """Shows the key as held from the keyboard."""
        self._dark_after.stop()
        self._lit = down
        self.update()

    def _unlight(self) -> None:
        self._lit = False
        self.update()

    def _press(self) -> None:
        self.held.emit(self.look.tag_id)

    def _let_go(self) -> None:
        self.let_go.emit(self.look.tag_id)
        self.setDown(self._running)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.set_down(self.isDown())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.flash()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_left.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(px(64), px(52))

    def sizeHint(self) -> QSize:
        return QSize(px(96), px(160)) if self._large else QSize(px(68), px(66))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone, words, quiet = self._inks()
        self._paint_ground(painter, tone)
        if self._large:
            self._paint_large(painter, tone, words, quiet)
        else:
            self._paint_small(painter, tone, words)

    def _inks(self) -> tuple[QColor, QColor, QColor]:
        if not self.isEnabled():
            return colour("ink3"), colour("ink3"), colour("ink3")
        if self.lit:
            return colour("on_group"), colour("on_group"), colour("on_group")
        return colour(self.look.tone), colour("ink"), colour("ink2")

    def _paint_ground(self, painter: QPainter, tone: QColor) -> None:
        area = QRectF(self.rect())
        fill = self.look.tone if self.lit else f"{self.look.tone}_weak"
        painter.setBrush(colour(fill if self.isEnabled() else "sunken"))
        bordered = self._tagged or theme().tokens in (CONTRAST_LIGHT, CONTRAST_DARK)
        painter.setPen(QPen(tone, 2 if self._tagged else 1) if bordered else Qt.PenStyle.NoPen)
        if self.hasFocus():
            painter.setPen(QPen(colour("apri"), 2))
        inset = 1 if painter.pen().style() is not Qt.PenStyle.NoPen else 0
        painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), 8, 8)

    def _paint_small(self, painter: QPainter, tone: QColor, words: QColor) -> None:
        inner = self.rect().adjusted(px(6), px(3), -px(3), -px(2))
        painter.setPen(tone)
        painter.setFont(font(14, 700))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft, self.look.letter)
        top = painter.fontMetrics().height()
        painter.setFont(font(11))
        count = str(self._count or "")
        painter.drawText(inner.adjusted(0, px(2), -px(2), 0), Qt.AlignmentFlag.AlignRight, count)
        painter.setPen(words)
        self._paint_words(painter, inner.adjusted(0, top, 0, 0), self.look.name, font(12, 500))

    def _paint_large(self, painter: QPainter, tone: QColor, words: QColor, quiet: QColor) -> None:
        inner = self.rect().adjusted(px(8), px(9), -px(7), -px(8))
        painter.setPen(tone)
        painter.setFont(font(20, 700))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft, self.look.letter)
        side = px(26)
        paint_icon(painter, QRect(inner.right() - side, inner.top(), side, side), self.look.icon, tone)
        meaning = QRect(inner.left(), inner.bottom() - px(32), inner.width(), px(34))
        painter.setPen(quiet)
        self._paint_words(painter, meaning, self.look.meaning, font(12))
        painter.setPen(words)
        faces = [font(size, 700) for size in (14, 13, 12)]
        painter.setFont(next(face for face in faces if _fits(face, self.look.name, inner.width()) or face is faces[-1]))
        name = QRect(inner.left(), meaning.top() - px(21), inner.width(), px(20))
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, self.look.name)

    def _paint_words(self, painter: QPainter, area: QRect, text: str, face: QFont) -> None:
        """Wraps words tightly: the design's line height is less than the font's own."""
        painter.setFont(face)
        line = round(face.pixelSize() * 14 / 12)
        flags = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter)
        for number, words in enumerate(
            _wrapped(painter.fontMetrics(), text, area.width(), (area.height() + 3) // line)
        ):
            painter.drawText(QRect(area.left(), area.top() + number * line, area.width(), line), flags, words)


def _fits(face: QFont, text: str, width: int) -> bool:
    return QFontMetrics(face).horizontalAdvance(text) <= width


def _wrapped(metrics: QFontMetrics, text: str, width: int, most: int) -> list[str]:
    """At most `most` lines, broken at spaces; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (len(lines) >= most or metrics.horizontalAdvance(longer) <= width):
            lines[-1] = longer
        else:
            lines.append(word)
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width + 1) for line in lines]
