"""The reel's items in a row: drag them into order, or Alt and an arrow key."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import colour, font, px
from ui.widgets.announce import announce
from ui.widgets.row_painting import device_size
from ui.widgets.story_item import CARD_PX, StoryItem, StoryPicture, paint_item, picture_box
from ui.widgets.story_model import ITEM_ROLE, StoryModel

EMPTY_WORDS = "Drag three good moments here. Fewer is kinder."
_GAP_PX = 10


class _StoryDelegate(QStyledItemDelegate):
    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.picture: StoryPicture | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(CARD_PX.width() + _GAP_PX), px(CARD_PX.height()))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        item: StoryItem = index.data(ITEM_ROLE)
        whole: QRect = option.rect
        area = QRect(whole.left() + px(_GAP_PX) // 2, whole.top(), px(CARD_PX.width()), px(CARD_PX.height()))
        size = device_size(picture_box(area), self._view)
        image = self.picture(item.item_id, size) if self.picture else None
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_item(painter, area, item, image, chosen, bool(option.state & QStyle.StateFlag.State_HasFocus))
        painter.restore()


class Storyboard(QListView):
    """Shows a reel's items; it asks for changes and waits to be given the new items.

    Signals:
        item_selected(str): item id.
        item_opened(str): Enter or double click.
        move_requested(str, int): item id, and the place it shall have then, from 0.
        remove_requested(str): Del.
        moments_dropped(object, int): tuple of moment ids from a drag of `moment_data`, and their place.
    """

    item_selected = Signal(str)
    item_opened = Signal(str)
    move_requested = Signal(str, int)
    remove_requested = Signal(str)
    moments_dropped = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Storyboard")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QListView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setMinimumHeight(px(CARD_PX.height() + 16))
        self.story = StoryModel()
        self.story.setParent(self)
        self.setModel(self.story)
        self._delegate = _StoryDelegate(self)
        self.setItemDelegate(self._delegate)
        self._drop_at: int | None = None
        self._quiet = False
        self.story.move_asked.connect(self.move_requested)
        self.story.moments_dropped.connect(self.moments_dropped)
        self.selectionModel().currentChanged.connect(self._changed)
        self.doubleClicked.connect(lambda: self._emit(self.item_opened))

    def set_items(self, items: Sequence[StoryItem]) -> None:
        """Shows these; the current one stays current, and its new place is announced."""
        chosen, before = self.current, self.currentIndex().row()
        self._quiet = True
        self.story.set_items(items)
        row = self.story.row_of(chosen) if chosen else None
        if row is not None:
            self.setCurrentIndex(self.story.index(row))
            if row != before:
                announce(self, f"Position {row + 1} of {len(items)}")
        self._quiet = False

    def set_pictures(self, provider: StoryPicture | None) -> None:
        """Where pictures come from."""
        self._delegate.picture = provider
        self.refresh()

    def refresh(self) -> None:
        """Paints again, after pictures have arrived."""
        self.viewport().update()

    @property
    def current(self) -> str | None:
        """The id of the current item."""
        item = self.currentIndex().data(ITEM_ROLE)
        return item.item_id if isinstance(item, StoryItem) else None

    def set_current(self, item_id: str | None) -> None:
        """Makes an item current, without a signal."""
        row = self.story.row_of(item_id) if item_id else None
        self._quiet = True
        self.setCurrentIndex(QModelIndex() if row is None else self.story.index(row))
        self._quiet = False

    def sizeHint(self) -> QSize:
        return QSize(px(600), px(CARD_PX.height() + 18))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        row = self.currentIndex().row()
        if alt and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.current:
            self.story.ask_move(self.current, row - 1 if event.key() == Qt.Key.Key_Left else row + 2)
        elif event.key() == Qt.Key.Key_Delete:
            self._emit(self.remove_requested)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._emit(self.item_opened)
        else:
            super().keyPressEvent(event)

    def _emit(self, signal: SignalInstance) -> None:
        if self.current:
            signal.emit(self.current)

    def _changed(self) -> None:
        if not self._quiet and self.current:
            self.item_selected.emit(self.current)

    def place_at(self, at: QPoint) -> int:
        """Before which item something dropped at a point of the viewport goes."""
        for row in range(len(self.story.items)):
            if at.x() < self.visualRect(self.story.index(row)).center().x():
                return row
        return len(self.story.items)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(event.mimeData().hasFormat(kind) for kind in self.story.mimeTypes()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if any(event.mimeData().hasFormat(kind) for kind in self.story.mimeTypes()):
            self._drop_at = self.place_at(event.position().toPoint())
            self.viewport().update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._drop_at = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        place = self.place_at(event.position().toPoint())
        self._drop_at = None
        self.viewport().update()
        self.story.dropMimeData(event.mimeData(), event.dropAction(), place, 0, QModelIndex())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if not self.story.items:
            painter.setFont(font(14))
            painter.setPen(colour("ink3"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, EMPTY_WORDS)
        if self._drop_at is not None:
            self._paint_drop(painter, self._drop_at)

    def _paint_drop(self, painter: QPainter, place: int) -> None:
        count = len(self.story.items)
        if not count:
            return
        rect = self.visualRect(self.story.index(min(place, count - 1)))
        x = rect.left() if place < count else rect.right()
        painter.fillRect(QRect(x - 2, rect.top(), 4, px(CARD_PX.height())), colour("apri"))
