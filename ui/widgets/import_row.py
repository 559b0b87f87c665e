"""One film on its way into the vault."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QDateTime, QRectF, QSize, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QProgressBar, QSizePolicy, QWidget

from ui.theme import px
from ui.widgets.boxes import column, row
from ui.widgets.buttons import icon_button
from ui.widgets.row_painting import paint_picture
from ui.widgets.words import Elided, words

_UNKNOWN = QDateTime(2000, 1, 1, 0, 0, 0)


class _Picture(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(84), px(48))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_picture(painter, QRectF(self.rect()), self.image, 6)


class ImportRow(QWidget):
    """Name, how far it is, when it was filmed and where it goes.

    Signals:
        filmed_on_changed(object): a naive datetime, local.
        session_chosen(object): the data of the chosen entry.
        remove_requested().
    """

    filmed_on_changed = Signal(object)
    session_chosen = Signal(object)
    remove_requested = Signal()

    def __init__(self, title: str, detail: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._picture = _Picture()
        self._title, self._detail = words(title, "h3"), Elided(detail, "hint")
        self._status = words("Waiting", "label")
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(f"{title}: part done")
        self.filmed_on = QDateTimeEdit()
        self.filmed_on.setAccessibleName(f"{title}: filmed on")
        self.filmed_on.setDisplayFormat("d MMM yyyy, HH:mm")
        self.filmed_on.setCalendarPopup(True)
        self.filmed_on.setMinimumDateTime(_UNKNOWN)
        self.filmed_on.setSpecialValueText("Choose the date")
        self.session = QComboBox()
        self.session.setAccessibleName(f"{title}: goes into")
        self._remove = icon_button("close", f"Take {title} off the list")
        self._lay_out()
        self.set_filmed_on(None)
        self.filmed_on.dateTimeChanged.connect(self._date_changed)
        self.session.activated.connect(lambda number: self.session_chosen.emit(self.session.itemData(number)))
        self._remove.clicked.connect(self.remove_requested)

    def _lay_out(self) -> None:
        top = row(self._title, self._detail, self._status)
        top.setStretch(1, 1)
        middle = column(None, top, self._bar, None, gap_px=6)
        self.filmed_on.setFixedWidth(px(180))
        self.session.setFixedWidth(px(150))
        line = row(
            self._picture, middle, self.filmed_on, self.session, self._remove, gap_px=12, margins_px=(0, 8, 0, 8)
        )
        line.setStretch(1, 1)
        self.setLayout(line)

    def set_picture(self, picture: QImage | None) -> None:
        """A small picture of the film."""
        self._picture.image = picture
        self._picture.update()

    def set_status(self, text: str, done: float, kind: str = "label") -> None:
        """How far it is: words, the part done from 0 to 1, and their role: "label", "ok", "warn" or "bad"."""
        self._status.setText(text)
        self._status.setProperty("role", kind)
        self._bar.setValue(round(1000 * done))
        self._bar.setProperty("state", "done" if kind == "ok" else "")
        for part in (self._status, self._bar):
            part.style().unpolish(part)
            part.style().polish(part)

    def set_sessions(self, entries: Sequence[tuple[str, object]], chosen: object) -> None:
        """Where it may go: (words, data)."""
        self.session.clear()
        for text, data in entries:
            self.session.addItem(text, data)
        self.session.setCurrentIndex(max(0, self.session.findData(chosen)))

    def set_filmed_on(self, when: datetime | None) -> None:
        """Shows when it was filmed, without a signal; None asks for the date."""
        self.filmed_on.blockSignals(True)
        self.filmed_on.setDateTime(
            _UNKNOWN if when is None else QDateTime(when.year, when.month, when.day, when.hour, when.minute, 0)
        )
        self.filmed_on.blockSignals(False)
        self._show_missing()

    @property
    def date_missing(self) -> bool:
        """Whether no one has said when it was filmed."""
        return bool(self.filmed_on.dateTime() == _UNKNOWN)

    def set_fixed(self, fixed: bool) -> None:
        """Whether date and session can no longer be changed."""
        self.filmed_on.setEnabled(not fixed)
        self.session.setEnabled(not fixed)

    def _date_changed(self, when: QDateTime) -> None:
        self._show_missing()
        moment = when.toPython()
        if not self.date_missing and isinstance(moment, datetime):
            self.filmed_on_changed.emit(moment)

    def _show_missing(self) -> None:
        self.filmed_on.setProperty("missing", "true" if self.date_missing else "")
        self.filmed_on.style().unpolish(self.filmed_on)
        self.filmed_on.style().polish(self.filmed_on)
