"""One film on its way in."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QDateTime, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QFrame, QLineEdit, QProgressBar

from ui.screens.importing.wording import part_done, state_words, trouble
from ui.state.counting import size_words
from ui.state.imports import ImportEntry, ImportState
from ui.theme import px
from ui.widgets.boxes import column, row
from ui.widgets.buttons import icon_button, name_button
from ui.widgets.words import Elided, words

DATE_WIDTH_PX, SESSION_WIDTH_PX, CLOSE_WIDTH_PX = 176, 150, 34
_UNKNOWN = QDateTime(1990, 1, 1, 0, 0, 0)
_UNDERWAY = (ImportState.WAITING, ImportState.COPYING)


class ImportRow(QFrame):
    """Title, progress, date and session of one film.

    Signals:
        stop_requested(), gone(): stop it, or take the finished row away.
        renamed(str), session_chosen(int), dated(str): once it is in; the date as ISO 8601 text.
    """

    stop_requested = Signal()
    gone = Signal()
    renamed = Signal(str)
    session_chosen = Signal(int)
    dated = Signal(str)

    def __init__(self, entry: ImportEntry, size_bytes: int) -> None:
        """`size_bytes` is 0 for a file that is not there."""
        super().__init__()
        self.entry = entry
        self.title = QLineEdit()
        self.title.setProperty("bare", "true")
        self.title.setFixedWidth(px(170))
        self.title.setAccessibleName("Title of the clip")
        self._state, self._trouble = words("", "label"), words("", "hint", wrap=True)
        self.bar, self.when, self.session = QProgressBar(), QDateTimeEdit(), QComboBox()
        self._close = icon_button("close", "Stop this film")
        self._file = Elided(
            " · ".join([entry.request.path.name, *([size_words(size_bytes)] if size_bytes else [])]), "hint"
        )
        self._build()
        self.refresh()

    def _build(self) -> None:
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Copied")
        self.when.setFixedWidth(px(DATE_WIDTH_PX))
        self.when.setAccessibleName("Filmed on")
        self.when.setDisplayFormat("d MMM yyyy, HH:mm")
        self.when.setCalendarPopup(True)
        self.when.setMinimumDateTime(_UNKNOWN)
        self.when.setSpecialValueText("Choose the date")
        self.when.setDateTime(_UNKNOWN)
        self.session.setFixedWidth(px(SESSION_WIDTH_PX))
        self.session.setAccessibleName("Goes into")
        self.title.editingFinished.connect(self._rename)
        self.session.activated.connect(lambda _index: self.session_chosen.emit(int(self.session.currentData())))
        self.when.editingFinished.connect(self._date)
        self._close.clicked.connect(self._press_close)
        first = row(self.title, self._file, self._state, gap_px=8)
        first.setStretch(1, 1)
        middle = column(first, self.bar, self._trouble, gap_px=5)
        line = row(middle, self.when, self.session, self._close, gap_px=12, margins_px=(0, 9, 0, 9))
        line.setStretch(0, 1)
        for widget in (self.when, self.session, self._close):
            line.setAlignment(widget, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)

    def offer_sessions(self, sessions: Sequence[tuple[int, str]], present: int) -> None:
        """Numbers and names of the sessions to choose from."""
        self.session.clear()
        for number, name in sessions:
            self.session.addItem(name, number)
        self.session.setCurrentIndex(self.session.findData(present))

    def refresh(self) -> None:
        """Shows how far the film is."""
        entry = self.entry
        text, role = state_words(entry)
        self._state.setText(text)
        self._state.setProperty("role", role)
        self._state.style().polish(self._state)
        self.bar.setValue(part_done(entry))
        self.bar.setProperty("state", "done" if entry.clip is not None else "")
        self.bar.style().polish(self.bar)
        said = trouble(entry)
        self._trouble.setText(said)
        self._trouble.setVisible(bool(said))
        self.title.setVisible(entry.clip is not None)
        underway = entry.state in _UNDERWAY
        name_button(self._close, "Stop this film" if underway else "Take this line away")
        for field in (self.title, self.when, self.session):
            field.setEnabled(entry.clip is not None)
        if entry.clip is not None and not self.title.hasFocus():
            self.title.setText(entry.clip.title)
            self._show_date(entry.clip.recorded_at)

    def _show_date(self, recorded_at: str | None) -> None:
        if recorded_at and not self.when.hasFocus():
            shown = datetime.fromisoformat(recorded_at)
            local = shown.astimezone() if shown.tzinfo else shown
            self.when.setDateTime(QDateTime(local.year, local.month, local.day, local.hour, local.minute, local.second))
        missing = self.entry.clip is not None and self.when.dateTime() == _UNKNOWN
        self.when.setProperty("missing", "true" if missing else "false")
        self.when.style().polish(self.when)

    @property
    def spoken(self) -> str:
        """The film and how far it is, for screen readers."""
        name = self.entry.clip.title if self.entry.clip is not None else "A film"
        return f"{name}: {self._state.text()}. {self._trouble.text()}".strip(". ")

    @property
    def undated(self) -> bool:
        """Whether a film that is in has no date yet."""
        return self.entry.clip is not None and self.when.dateTime() == _UNKNOWN

    def _rename(self) -> None:
        if self.entry.clip is not None and self.title.text().strip() not in ("", self.entry.clip.title):
            self.renamed.emit(self.title.text().strip())

    def _date(self) -> None:
        if self.entry.clip is None or self.when.dateTime() == _UNKNOWN:
            return
        chosen = self.when.dateTime().toPython()
        assert isinstance(chosen, datetime), "Qt gives a datetime"
        self.dated.emit(chosen.astimezone().isoformat(timespec="seconds"))

    def _press_close(self) -> None:
        if self.entry.state in _UNDERWAY:
            self.stop_requested.emit()
        else:
            self.gone.emit()
