"""Which moment would you like to keep close: up to six pictures of what was just seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy

from ui.painting.captions import caption_words
from ui.screens.review.big_button import BigButton, Face
from ui.screens.review.look import GAP_PX, MARGIN_PX, Page, label
from ui.theme import REVIEW, Family, font, paint_icon, px
from ui.theme.tokens import DARK
from ui.widgets.boxes import clear, column, row
from vidfeed.model.reel import ReelItem

MOST_TILES = 6
QUESTION = "Which moment would you like to keep close?"
_WIDTH_PX, _HEIGHT_PX, _WORDS_PX = 376, 240, 40
_CHOSEN_GROUND = "#2E1E24"


@dataclass(frozen=True)
class Seen:
    """An item that was shown, with the picture that stands for it."""

    item: ReelItem
    picture: QImage | None


class Tile(QAbstractButton):
    """A picture, its caption and a heart; pressing it chooses it, again takes that back."""

    def __init__(self, seen: Seen, number: int, chosen: bool, scale: float = 1.0) -> None:
        super().__init__()
        self._scale = scale
        self._picture = seen.picture
        self._words = caption_words(seen.item.caption, seen.item.baby_voice)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(px(120), px(96))
        self.setMaximumSize(self.sizeHint())
        self.setAccessibleName(f"Moment {number}. {self._words}".strip())
        self.setChecked(chosen)

    def sizeHint(self) -> QSize:
        return QSize(self._px(_WIDTH_PX), self._px(_HEIGHT_PX))

    def _px(self, design_px: int) -> int:
        return round(px(design_px) * self._scale)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.setPen(QPen(QColor(REVIEW.heart), 4) if self.isChecked() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_CHOSEN_GROUND if self.isChecked() else DARK.surface))
        painter.drawRoundedRect(area, px(20), px(20))
        words_px = self._px(_WORDS_PX) if self._words else px(12)
        box = area.adjusted(px(12), px(12), -px(12), -words_px)
        self._paint_picture(painter, box)
        self._paint_heart(painter, box)
        if self._words:
            painter.setFont(font(round(18 * self._scale), 500, Family.WORDS))
            painter.setPen(QColor(REVIEW.text))
            line = QRectF(box.left(), box.bottom(), box.width(), words_px)
            wide = int(line.width())
            shown = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, wide)
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, shown)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(DARK.apri), 3))
            painter.drawRoundedRect(area.adjusted(4, 4, -4, -4), px(16), px(16))

    def _paint_picture(self, painter: QPainter, box: QRectF) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(box, px(12), px(12))
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(box, QColor(REVIEW.stage))
        if self._picture is not None:
            scale = max(box.width() / self._picture.width(), box.height() / self._picture.height())
            whole = QRectF(0, 0, self._picture.width() * scale, self._picture.height() * scale)
            whole.moveCenter(box.center())
            painter.drawImage(whole, self._picture)
        painter.restore()

    def _paint_heart(self, painter: QPainter, box: QRectF) -> None:
        side = self._px(60)
        disc = QRectF(box.right() - side - px(10), box.bottom() - side - px(10), side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(REVIEW.plate))
        painter.drawEllipse(disc)
        name = "heart" if self.isChecked() else "heart-outline"
        inset = self._px(14)
        paint_icon(painter, disc.adjusted(inset, inset, -inset, -inset), name, QColor(REVIEW.heart))


class FavouritePage(Page):
    """Touch one, or more than one, or none.

    Signals:
        toggled(str): the item whose tile was pressed.
        again(), finish(), add_words(): buttons.

    Attributes:
        scale: how much larger tiles are than beside the hand.
    """

    toggled = Signal(str)
    again = Signal()
    finish = Signal()
    add_words = Signal()

    def __init__(self, bare: bool = False) -> None:
        """`bare` has the pictures only."""
        super().__init__()
        self.scale = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.tiles: list[Tile] = []
        self._item_ids: list[str] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(px(16))
        self.again_button = BigButton("restart", "Watch again")
        self.finish_button = BigButton("check", "Finish", Face.PLAY, wide_px=200)
        self.words_button = BigButton("pencil-outline", "Add words")
        for button, signal in (
            (self.again_button, self.again),
            (self.finish_button, self.finish),
            (self.words_button, self.add_words),
        ):
            button.clicked.connect(signal.emit)
        buttons = (self.again_button, self.finish_button, self.words_button)
        for button in buttons if bare else ():
            button.hide()
        middle = row(None, self._grid, None)
        middle.setStretch(1, 100)
        self.setLayout(
            column(
                label(QUESTION, "head", wrap=True, centred=True),
                label("Touch one, or more than one. There is no wrong choice.", "quiet", wrap=True, centred=True),
                8,
                middle,
                None,
                row(None, *buttons, None, gap_px=GAP_PX + 6),
                gap_px=10,
                margins_px=(MARGIN_PX, 24, MARGIN_PX, 22),
            )
        )

    def show_seen(self, seen: Sequence[Seen], favourites: Sequence[str]) -> None:
        """Offers what was seen: first what is loved already, in the reel's order."""
        loved = [one for one in seen if one.item.id in favourites]
        others = [one for one in seen if one.item.id not in favourites]
        offered = {one.item.id for one in (loved + others)[:MOST_TILES]}
        shown = [one for one in seen if one.item.id in offered]
        clear(self._grid)
        self.tiles, self._item_ids = [], [one.item.id for one in shown]
        across = 3 if len(shown) > 4 else 2
        for number, one in enumerate(shown):
            tile = Tile(one, number + 1, one.item.id in favourites, self.scale)
            tile.clicked.connect(lambda _=False, item_id=one.item.id: self.toggled.emit(item_id))
            self._grid.addWidget(tile, number // across, number % across)
            self.tiles.append(tile)

    def set_favourites(self, favourites: Sequence[str]) -> None:
        """Which tiles are chosen now."""
        for tile, item_id in zip(self.tiles, self._item_ids, strict=True):
            tile.setChecked(item_id in favourites)
