"""Icons: glyphs of Material Design Icons, drawn in the theme's colours at the moment of painting."""

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton
from qtawesome.iconic_font import IconicFont

from ui.theme.current import colour, px
from vidfeed.errors import InternalError

_PREFIX = "mdi6"


@cache
def _glyphs() -> IconicFont:
    """The one icon family used; the others of qtawesome are never read."""
    names = [entry.name for entry in files("qtawesome").joinpath("fonts").iterdir()]
    family = [name for name in names if name.startswith("materialdesignicons6")]
    ttf = next(name for name in family if name.endswith(".ttf"))
    charmap = next(name for name in family if name.endswith(".json"))
    return IconicFont((_PREFIX, ttf, charmap))


def glyph(name: str) -> str:
    """The character of an icon, such as "play-box-outline".

    Raises:
        InternalError: there is no such icon.
    """
    try:
        return _glyphs().charmap[_PREFIX][name]
    except KeyError:
        raise InternalError(f"there is no icon “{name}”") from None


def glyph_font(size_px: int) -> QFont:
    """The icon font at a size in pixels, already scaled by the caller."""
    return _glyphs().font(_PREFIX, size_px)


def paint_icon(painter: QPainter, rect: QRect | QRectF, name: str, ink: QColor) -> None:
    """Draws an icon as large as the rectangle's shorter side, in its middle."""
    painter.setFont(glyph_font(max(1, int(min(rect.width(), rect.height())))))
    painter.setPen(ink)
    painter.drawText(QRectF(rect), Qt.AlignmentFlag.AlignCenter, glyph(name))


class _GlyphEngine(QIconEngine):
    """Draws one glyph, asking the theme for its colour each time, so that a change of theme needs no new icons."""

    def __init__(self, name: str, tint: str, tint_on: str) -> None:
        super().__init__()
        self._name, self._tint, self._tint_on = name, tint, tint_on

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        tint = self._tint_on if state is QIcon.State.On else self._tint
        paint_icon(painter, rect, self._name, colour("ink3" if mode is QIcon.Mode.Disabled else tint))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._name, self._tint, self._tint_on)


def icon(name: str, tint: str = "ink2", tint_on: str = "pri_ink") -> QIcon:
    """An icon in the colour of token `tint`; `tint_on` where its button is checked, hint colour where disabled."""
    glyph(name)
    return QIcon(_GlyphEngine(name, tint, tint_on))


def set_icon(
    button: QAbstractButton, name: str, design_px: int = 20, tint: str = "ink2", tint_on: str = "pri_ink"
) -> None:
    """Gives a button an icon at the user's text size; `tint_on` colours it while checked."""
    button.setIcon(icon(name, tint, tint_on))
    button.setIconSize(QSize(px(design_px), px(design_px)))
