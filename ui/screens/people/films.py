"""Which films a consent is about: all of them, or the ticked ones."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from ui.state.consent_words import FilmName, Films
from ui.theme import px
from ui.widgets.boxes import clear, column, framed, scrolling
from ui.widgets.segmented import Segmented

_LIST_PX = 132
_BOX_PX, _SHORTEST_PX, _LONGEST_PX = 40, 60, 320


class FilmTick(QCheckBox):
    """A film by title, day and length; a long title is cut to the room there is."""

    def __init__(self, film: FilmName) -> None:
        super().__init__()
        self._film = film
        self.setAccessibleName(film.line)
        self.setToolTip(film.line)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._say(px(_LONGEST_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say(self.width() - px(_BOX_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(_BOX_PX), super().minimumSizeHint().height())

    def _say(self, room_px: int) -> None:
        metrics, tail = self.fontMetrics(), f" · {self._film.detail}"
        room = max(px(_SHORTEST_PX), room_px - metrics.horizontalAdvance(tail))
        title = metrics.elidedText(self._film.title, Qt.TextElideMode.ElideRight, room)
        # An ampersand in a title is no key to press.
        self.setText(f"{title}{tail}".replace("&", "&&"))


class FilmChoice(QWidget):
    """All films, those to come included, or named ones.

    Signals:
        changed(): another choice.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.which = Segmented("Films", [("all", "All films", "all"), ("some", "Named films", "named ones")])
        self.which.set_value("all")
        self.ticks: list[FilmTick] = []
        self._ids: list[str] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(4))
        self._list = scrolling(framed(column(self._lines, None, gap_px=0)))
        self._list.setAccessibleName("Named films")
        self._list.hide()
        self.which.chosen.connect(lambda _value: self._choose())
        self.setLayout(column(self.which, self._list, gap_px=6))

    @property
    def named(self) -> bool:
        """Whether the ticks count."""
        return self.which.value == "some"

    @property
    def clip_ids(self) -> tuple[str, ...]:
        """The ticked ones; none where it is about all films."""
        ticked = (clip_id for clip_id, tick in zip(self._ids, self.ticks, strict=True) if tick.isChecked())
        return tuple(ticked) if self.named else ()

    @property
    def complete(self) -> bool:
        """Whether something is chosen."""
        return not self.named or bool(self.clip_ids)

    def show_films(self, films: Films, chosen: Sequence[str] = ()) -> None:
        """Offers the case's films; `chosen` are ticked, none means all."""
        clear(self._lines)
        self._ids = list(films)
        self.ticks = [FilmTick(film) for film in films.values()]
        for tick, clip_id in zip(self.ticks, films, strict=True):
            tick.setChecked(clip_id in chosen)
            tick.toggled.connect(lambda _on: self.changed.emit())
            self._lines.addWidget(tick)
        self.which.setEnabled(bool(films))
        self.which.set_value("some" if chosen else "all")
        self._fit()

    def _choose(self) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        self._list.setVisible(self.named)
        wanted = sum(tick.sizeHint().height() + px(4) for tick in self.ticks)
        self._list.setFixedHeight(min(px(_LIST_PX), wanted + px(4)))
