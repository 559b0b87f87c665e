"""A reel on the case page."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.screens.home.case_facts import ReelFacts
from ui.state.counting import counted
from ui.theme import colour, font, paint_icon, px
from ui.widgets.row_painting import paint_picture, write
from vidfeed.model.dates import day_of, short_date
from vidfeed.model.time import format_clock

_HEIGHT_PX, _PICTURE_PX, _PAD_PX = 82, (104, 65), 8


class ReelCard(QAbstractButton):
    """Opens its reel; Enter and Space do too."""

    def __init__(self, facts: ReelFacts) -> None:
        super().__init__()
        self._facts = facts
        self._picture: QImage | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(", ".join(("Reel " + facts.reel.title, *self._lines())))
        self.setToolTip(facts.reel.title)

    def set_picture(self, picture: QImage | None) -> None:
        """Shows a picture of its first clip."""
        self._picture = picture
        self.update()

    def _lines(self) -> list[str]:
        facts = self._facts
        made = [format_clock(facts.reel.duration), counted(facts.moments, "moment")]
        if facts.shown is None:
            return [" · ".join(made), "Not shown yet"]
        lines = [" · ".join([made[0], f"shown {short_date(day_of(facts.shown.started_at))}"])]
        chosen = len(facts.shown.favourites)
        return [*lines, counted(chosen, "favourite")] if chosen else lines

    def sizeHint(self) -> QSize:
        return QSize(px(240), px(_HEIGHT_PX))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "apri" if self.hasFocus() else "pri" if self.underMouse() else "line"
        painter.setPen(QPen(colour(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        pad = px(_PAD_PX)
        picture = QRectF(pad, (self.height() - px(_PICTURE_PX[1])) / 2, px(_PICTURE_PX[0]), px(_PICTURE_PX[1]))
        paint_picture(painter, picture, self._picture, 7)
        if self._picture is None:
            side = px(24)
            sign = QRectF(picture.center().x() - side / 2, picture.center().y() - side / 2, side, side)
            paint_icon(painter, sign, "filmstrip-box-multiple", colour("ink3"))
        self._paint_words(painter, int(picture.right()) + px(10))

    def _paint_words(self, painter: QPainter, left: int) -> None:
        lines = self._lines()
        width, top = self.width() - left - px(_PAD_PX), self.height() // 2 - px(10 * (len(lines) + 1))
        write(painter, QRect(left, top, width, px(20)), self._facts.reel.title, font(14, 700), "ink")
        for number, text in enumerate(lines, 1):
            area = QRect(left, top + px(20) * number, width, px(20))
            if "favourite" in text:
                write(painter, area, f"♥ {text}", font(12, 600), "rose")
            else:
                write(painter, area, text, font(12), "ink2")
