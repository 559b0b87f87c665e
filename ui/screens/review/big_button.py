"""The large buttons of the review: an icon over a word, for fingers and from two metres away."""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.screens.review.look import LEAST_PX
from ui.theme import REVIEW, font, paint_icon, px
from ui.theme.tokens import DARK

_ICON_PX, _TEXT_PX, _RADIUS_PX, _RING_PX = 30, 15, 20, 3
_ARROWS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}


class Face(StrEnum):
    """What kind of button it is, as ground and ink."""

    PLAIN = "plain"
    PLAY = "play"
    TALK = "talk"
    HEART = "heart"
    KEEP = "keep"


_FACES = {
    Face.PLAIN: (REVIEW.button, REVIEW.text),
    Face.PLAY: (REVIEW.play, REVIEW.on_play),
    Face.TALK: (REVIEW.talk, REVIEW.on_talk),
    Face.HEART: (REVIEW.button, REVIEW.heart),
    Face.KEEP: (DARK.pri, DARK.on_pri),
}
_CHOSEN = {Face.HEART: (REVIEW.heart_bg, REVIEW.heart)}
_CHOSEN_ELSE = (DARK.pri_weak, DARK.pri_ink)


class BigButton(QAbstractButton):
    """At least 84 px both ways. Enter and Space press it; arrow keys stay the page's."""

    def __init__(self, icon_name: str, text: str, face: Face = Face.PLAIN, wide_px: int = LEAST_PX + 4) -> None:
        super().__init__()
        self._face, self._wide_px = face, wide_px
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(icon_name, text)

    def say(self, icon_name: str, text: str, spoken: str = "", keys: str = "") -> None:
        """Another icon and word; `spoken` where a screen reader needs more."""
        self._icon_name = icon_name
        self.setText(text)
        self.setAccessibleName(spoken or text)
        self.setAccessibleDescription(keys)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(font(_TEXT_PX, 700)).horizontalAdvance(self.text()) + px(32)
        return QSize(max(px(self._wide_px), wide), px(LEAST_PX))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, ink = self._colours()
        area = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground).lighter(112) if self.isDown() else QColor(ground))
        painter.drawRoundedRect(area, px(_RADIUS_PX), px(_RADIUS_PX))
        side = px(_ICON_PX)
        top = (area.height() - side - px(24)) / 2
        paint_icon(painter, QRectF((area.width() - side) / 2, top, side, side), self._icon_name, QColor(ink))
        painter.setFont(font(_TEXT_PX, 700))
        painter.setPen(QColor(ink))
        words = QRectF(0, top + side, area.width(), px(26))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(DARK.apri), _RING_PX))
            painter.drawRoundedRect(area.adjusted(2, 2, -2, -2), px(_RADIUS_PX) - 2, px(_RADIUS_PX) - 2)

    def _colours(self) -> tuple[str, str]:
        if not self.isEnabled():
            return DARK.surface, DARK.ink3
        if self.isChecked():
            return _CHOSEN.get(self._face, _CHOSEN_ELSE)
        return _FACES[self._face]


def show_loved(button: BigButton, loved: bool) -> None:
    """How a heart button stands."""
    button.setChecked(loved)
    button.say("heart" if loved else "heart-outline", "Loved" if loved else "I love this", keys="H")
