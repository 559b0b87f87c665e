"""Clips of a session as cards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import colour, font, paint_icon, px
from ui.widgets.row_painting import device_size, paint_length, paint_picture, write

CARD_ROLE = int(Qt.ItemDataRole.UserRole)
ClipPicture = Callable[[str, QSize], QImage | None]
"""(clip id, wanted device pixels) -> its picture, or None while it is being made."""

Index = QModelIndex | QPersistentModelIndex
_CARD_PX = QSize(170, 140)
_PICTURE_PX = QSize(158, 89)


@dataclass(frozen=True)
class ClipCard:
    """What a card says of a clip.

    Attributes:
        detail: below the title ("18 moments · 02:14").
        length: on the picture ("06:48").
        badge: at the upper left ("New"), or empty.
        locked: why it may not be watched, or empty; the picture is then hidden.
    """

    clip_id: str
    title: str
    detail: str
    length: str
    badge: str = ""
    locked: str = ""


class _ClipModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.cards: list[ClipCard] = []

    def set_cards(self, cards: Sequence[ClipCard]) -> None:
        self.beginResetModel()
        self.cards = list(cards)
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.cards)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        card = self.cards[index.row()]
        if role == CARD_ROLE:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (card.title, card.length, card.badge, card.detail, card.locked) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return card.locked or card.title
        return None


class _ClipDelegate(QStyledItemDelegate):
    """Picture with length and badge, title and detail under it."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.picture: ClipPicture | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(px(_CARD_PX.width()), px(_CARD_PX.height()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: ClipCard = index.data(CARD_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect
        box = QRectF(area.left() + 3, area.top() + 3, px(_PICTURE_PX.width()), px(_PICTURE_PX.height()))
        self._paint_picture(painter, box, card)
        text = QRect(area.left() + 3, round(box.bottom()) + px(4), px(_PICTURE_PX.width()), px(20))
        write(painter, text, card.title, font(14, 600), "ink")
        write(
            painter, text.translated(0, px(19)), card.locked or card.detail, font(12), "bad" if card.locked else "ink2"
        )
        if option.state & QStyle.StateFlag.State_Selected:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(colour("apri" if focused else "pri"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 8, 8)
        painter.restore()

    def _paint_picture(self, painter: QPainter, box: QRectF, card: ClipCard) -> None:
        if card.locked:
            paint_picture(painter, box, None, 7)
            side = px(28)
            middle = box.center()
            lock = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
            paint_icon(painter, lock, "lock-outline", colour("ink2"))
            return
        image = self.picture(card.clip_id, device_size(box, self._view)) if self.picture else None
        paint_picture(painter, box, image, 7)
        paint_length(painter, box, card.length, large=True)
        if card.badge:
            self._paint_badge(painter, box, card.badge)

    def _paint_badge(self, painter: QPainter, box: QRectF, text: str) -> None:
        painter.setFont(font(12, 600))
        width = painter.fontMetrics().horizontalAdvance(text) + px(12)
        plate = QRectF(box.left() + px(6), box.top() + px(6), width, px(18))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("apri"))
        painter.drawRoundedRect(plate, 4, 4)
        painter.setPen(colour("on_apri"))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)


class ClipGrid(QListView):
    """Cards that wrap; as high as they need, so that the page scrolls and not they.

    Signals:
        clip_opened(str): Enter or double click; not for locked ones.
        menu_requested(str, QPoint): clip id and global place.
    """

    clip_opened = Signal(str)
    menu_requested = Signal(str, QPoint)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._model = _ClipModel()
        self._model.setParent(self)
        self.setModel(self._model)
        self._delegate = _ClipDelegate(self)
        self.setItemDelegate(self._delegate)
        self.doubleClicked.connect(self._open)
        self.customContextMenuRequested.connect(self._ask_menu)

    def set_cards(self, cards: Sequence[ClipCard]) -> None:
        """Shows these."""
        self._model.set_cards(cards)
        self._fit()

    def set_pictures(self, provider: ClipPicture | None) -> None:
        """Where pictures come from."""
        self._delegate.picture = provider
        self.refresh()

    def refresh(self) -> None:
        """Paints again, after pictures have arrived."""
        self.viewport().update()

    @property
    def current(self) -> ClipCard | None:
        """The card with the cursor."""
        card = self.currentIndex().data(CARD_ROLE)
        return card if isinstance(card, ClipCard) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        columns = max(1, self.viewport().width() // px(_CARD_PX.width()))
        rows = -(-len(self._model.cards) // columns)
        self.setFixedHeight(rows * px(_CARD_PX.height()) + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() == Qt.Key.Key_Menu and self.current:
            self._ask_menu(self.visualRect(self.currentIndex()).center())
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        card = self.current
        if card is not None and not card.locked:
            self.clip_opened.emit(card.clip_id)

    def _ask_menu(self, at: QPoint) -> None:
        card = self.indexAt(at).data(CARD_ROLE)
        if isinstance(card, ClipCard):
            self.menu_requested.emit(card.clip_id, self.viewport().mapToGlobal(at))
