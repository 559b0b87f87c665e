"""Films on their way into a case: dropped or chosen, copied one after another while one works."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.screens.file_choosing import choose_films
from ui.screens.importing.filing import suggested_session
from ui.screens.importing.rows import ImportRows
from ui.screens.jobs import Jobs
from ui.screens.use_chips import use_chips
from ui.state.consents import SHOWN_USES, use_today
from ui.state.desk import Desk
from ui.state.film_files import films_in
from ui.state.imports import ImportQueue, ImportState
from ui.widgets.boxes import Part, clear, column, framed, row, scrolling
from ui.widgets.buttons import push_button
from ui.widgets.card import Card
from ui.widgets.drop_zone import DropZone
from ui.widgets.notice import ErrorBanner
from ui.widgets.words import words
from vidfeed.model.case import Case
from vidfeed.model.clip import Clip, ClipStatus
from vidfeed.services.importing import ImportRequest

_FORMATS = "Phone, camcorder or memory card: MP4, MOV, MTS, 3GP, AVI, WMV and more"
_ORIGINALS = "They stay where they are. “Encrypted and checked” means that the copy in the vault was read back whole."
_PLACE = "Place and phone details stay inside the vault; reels, pictures and documents never carry them."


class ImportPage(QWidget):
    """Where films come in; it goes on while one works elsewhere.

    Signals:
        done(): back to where one came from.
    """

    done = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._jobs = desk, Jobs(self)
        self._case: Case | None = None
        self.choose_films = choose_films
        self.queue = ImportQueue(desk, self)
        self.rows, self.error = ImportRows(desk, self.queue), ErrorBanner()
        self.zone = DropZone("Drop films here", _FORMATS, (600, 110), wide=True)
        self.browse, self.stop = push_button("Browse…", "", "folder-open-outline"), push_button("Stop import")
        self._state, self._consent = words("", "quiet", wrap=True), column(gap_px=6)
        self._close, self._hint = push_button("Close"), words("You can carry on working while films are copied", "hint")
        self._build()
        self._resume()

    def _build(self) -> None:
        self.zone.dropped.connect(self.add)
        self.zone.clicked.connect(self._browse)
        self.browse.clicked.connect(self._browse)
        self.stop.clicked.connect(self.stop_copying)
        self._desk.prepare_asked.connect(self._prepare)
        self._close.clicked.connect(self.done)
        self.rows.changed.connect(self._show_state)
        self.rows.failed.connect(self.error.show_error)
        self.error.offer_people(self._desk.ask_people)
        originals = _card(words("Originals", "h3"), words(_ORIGINALS, "quiet", wrap=True), None)
        consent = _card(words("Consent on file", "h3"), self._consent, words(_PLACE, "quiet", wrap=True), None)
        cards = row(originals, consent, gap_px=12)
        for number in range(2):
            cards.setStretch(number, 1)
        body = column(self.error, self.zone, self.rows, cards, None, gap_px=12, margins_px=(18, 14, 18, 8))
        foot = row(self._state, self.browse, self.stop, margins_px=(18, 8, 18, 14))
        foot.setStretch(0, 1)
        self.setLayout(column(scrolling(framed(body)), foot, gap_px=0))

    def header_widgets(self) -> list[QWidget]:
        """For the shell's header."""
        return [self._hint, self._close]

    def _resume(self) -> None:
        """Goes on preparing what an earlier run left half prepared; Watch sees to the practice clip."""
        if self._desk.practice:
            return
        catalogue = self._desk.context.catalogue
        for clip in catalogue.clips(status=ClipStatus.PREPARING):
            self._prepare(clip)

    def _prepare(self, clip: Clip) -> None:
        case = self._desk.context.catalogue.case(clip.case_id)
        if case is not None:
            self.queue.prepare(clip, ImportRequest(Path(clip.title), case.code, title=clip.title))

    def show_case(self, case: Case) -> None:
        """Shows the films that are on their way into this case."""
        self._case = case
        ctx = self._desk.context
        people, consents = ctx.catalogue.people(case.id), ctx.catalogue.consents(case.id)
        films = [clip.id for clip in ctx.catalogue.clips(case.id) if clip.status is not ClipStatus.ERASING]
        clear(self._consent)
        uses = (use_today(people, consents, use, ctx.today(), films) for use in SHOWN_USES)
        self._consent.addWidget(use_chips(uses))
        self.error.hide()
        self.rows.show_case(case)

    def add(self, paths: Sequence[Path]) -> None:
        """Takes films, and the films in folders, into the queue."""
        case = self._case
        if case is not None:
            self._jobs.start(
                lambda _progress, _cancelled: films_in(paths),
                lambda films: self._queue_films(case, films),
                self.error.show_error,
            )

    def _queue_films(self, case: Case, films: Sequence[Path]) -> None:
        session = suggested_session(self._desk.context, case)
        for path in films:
            self.queue.add(ImportRequest(path, case.code, session))
        self.error.setVisible(False)
        if not films:
            self._state.setText("No film was found there.")

    def stop_copying(self) -> None:
        """Stops what is not in yet; nothing of it is kept."""
        for entry in list(self.queue.entries):
            if entry.state in (ImportState.WAITING, ImportState.COPYING):
                self.queue.stop(entry)

    def closing(self) -> None:
        """Stops safely; what was checked stays."""
        self._jobs.stop()
        self.queue.stop_all()

    def _browse(self) -> None:
        films = self.choose_films(self)
        if films:
            self.add(films)

    def _show_state(self) -> None:
        self.stop.setEnabled(self.rows.underway)
        self.zone.setText("Drop more films here" if self.rows.shown else "Drop films here")
        self._state.setText(self.rows.state_words())


def _card(*parts: Part) -> Card:
    card = Card()
    card.setLayout(column(*parts, margins_px=(16, 12, 16, 12)))
    return card
