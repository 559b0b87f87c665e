"""What to look for: words, tags, who, stars, days."""

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QWidget

from ui.theme import px
from ui.widgets.boxes import row
from ui.widgets.search_field import SearchField
from ui.widgets.tag_filter import TagFilter
from ui.widgets.tag_look import TagLook
from ui.widgets.words import words
from vidfeed.model.moment import Who
from vidfeed.model.moment_query import MomentQuery

_PAUSE_MS = 180
_WHO = (("Anyone", None), ("Baby", Who.BABY), ("Parent", Who.PARENT), ("Both", Who.BOTH), ("Someone else", Who.OTHER))
_STARS = (("Any stars", 0), ("1 star or more", 1), ("2 stars or more", 2), ("3 stars", 3))
_OWN_DAYS = -1
_DAYS = (("Any day", 0), ("Last 30 days", 30), ("Last half year", 182), ("Last year", 365), ("Between…", _OWN_DAYS))


class Wishes(QWidget):
    """The line of fields over what was found.

    Signals:
        changed(): something else is looked for; typing is waited for.
    """

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.setAccessibleName("What to look for")
        self._today = today
        self.words, self.tags = SearchField("Find words in all cases"), TagFilter()
        self.who, self.stars, self.days = _combo("Who", _WHO), _combo("Stars", _STARS), _combo("Days", _DAYS)
        self.since, self.until = QDateEdit(), QDateEdit()
        self._to = words("to", "hint")
        for field, name in ((self.since, "From day"), (self.until, "To day")):
            field.setAccessibleName(name)
            field.setDisplayFormat("yyyy-MM-dd")
            field.setCalendarPopup(True)
            field.setDate(QDate(today.year, today.month, today.day))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.words.setMinimumWidth(px(180))
        line = row(self.words, self.tags, self.who, self.stars, self.days, self.since, self._to, self.until, gap_px=8)
        line.setStretch(0, 1)
        self.setLayout(line)
        self._connect()
        self._show_days()

    def _connect(self) -> None:
        self.words.textChanged.connect(lambda: self._pause.start())
        self.words.returnPressed.connect(self.flush)
        self.tags.tags_chosen.connect(lambda _ids: self.changed.emit())
        for combo in (self.who, self.stars, self.days):
            combo.currentIndexChanged.connect(lambda _number: self.changed.emit())
        self.days.currentIndexChanged.connect(self._show_days)
        for field in (self.since, self.until):
            field.dateChanged.connect(lambda _date: self._pause.start())

    def flush(self) -> None:
        """Looks at once for what was typed."""
        if self._pause.isActive():
            self._pause.stop()
            self.changed.emit()

    def set_looks(self, looks: Iterable[TagLook]) -> None:
        """Offers these tags."""
        self.tags.set_looks(looks)

    @property
    def query(self) -> MomentQuery:
        """What is looked for now."""
        since, until = self._span()
        return MomentQuery(
            words=self.words.text(),
            tag_ids=self.tags.chosen,
            who=self.who.currentData(),
            since=since,
            until=until,
            min_stars=int(self.stars.currentData()),
        )

    def _span(self) -> tuple[date | None, date | None]:
        back = int(self.days.currentData())
        if back == _OWN_DAYS:
            return _day(self.since), _day(self.until)
        return (self._today - timedelta(days=back) if back else None), None

    def _show_days(self) -> None:
        own = self.days.currentData() == _OWN_DAYS
        for part in (self.since, self._to, self.until):
            part.setVisible(own)


def _day(field: QDateEdit) -> date:
    chosen = field.date()
    return date(chosen.year(), chosen.month(), chosen.day())


def _combo(name: str, choices: Iterable[tuple[str, object]]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    for text, value in choices:
        combo.addItem(text, value)
    return combo
