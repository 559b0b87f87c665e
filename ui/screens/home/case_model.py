"""The cases as a list: searched by ID or tag, filtered by what waits."""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from ui.state.consents import needs_attention
from ui.state.counting import counted
from vidfeed.model.case import CaseSummary
from vidfeed.model.clip import ClipStatus
from vidfeed.model.consent import Consent, Person
from vidfeed.model.dates import short_date
from vidfeed.services.context import Context

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole)


class CaseFilter(StrEnum):
    """Which cases are listed."""

    ALL = "All"
    TO_MARK = "To mark"
    CONSENT = "Consent to check"


@dataclass(frozen=True)
class CaseLine:
    """A case as its row shows it.

    Attributes:
        consent_due: it has films, and consent was withdrawn, ran out or is not entered, for all or some of them.
        people: how many are entered.
    """

    summary: CaseSummary
    consent_due: bool
    people: int = 0

    @property
    def code(self) -> str:
        """The case ID."""
        return self.summary.case.code

    @property
    def detail(self) -> str:
        """Last session and moments."""
        session = self.summary.last_session
        if session is None:
            return "No sessions yet"
        held = [short_date(session.held_on)] if session.held_on else []
        return " · ".join([f"Session {session.number}", *held, counted(self.summary.moments, "moment")])

    @property
    def spoken(self) -> str:
        """For screen readers."""
        parts = (self.code, self.summary.case.approach, self.detail.replace(" · ", ", "), self._consent)
        return ", ".join(part for part in parts if part)

    @property
    def _consent(self) -> str:
        if self.consent_due:
            return "consent to check"
        if not self.people:
            return "no people entered yet"
        return "consent current" if self.summary.clips else "no films yet"

    def passes(self, wanted: CaseFilter) -> bool:
        """Whether the filter lets it through."""
        if wanted is CaseFilter.TO_MARK:
            return self.summary.clips > 0 and self.summary.moments == 0
        return wanted is CaseFilter.ALL or self.consent_due


def load_lines(ctx: Context) -> list[CaseLine]:
    """All cases, by ID; a thousand take as many statements as one."""
    today, catalogue = ctx.today(), ctx.catalogue
    people: dict[str, list[Person]] = defaultdict(list)
    consents: dict[str, list[Consent]] = defaultdict(list)
    case_of = {}
    for person in catalogue.people():
        people[person.case_id].append(person)
        case_of[person.id] = person.case_id
    for consent in catalogue.consents():
        consents[case_of.get(consent.person_id, "")].append(consent)
    clips: dict[str, list[str]] = defaultdict(list)
    for clip in catalogue.clips():
        if clip.status is not ClipStatus.ERASING:
            clips[clip.case_id].append(clip.id)

    def due(case_id: str) -> bool:
        films = clips[case_id]
        return bool(films) and needs_attention(people[case_id], consents[case_id], films, today)

    return [
        CaseLine(summary, due(summary.case.id), len(people[summary.case.id])) for summary in catalogue.case_summaries()
    ]


class CaseModel(QAbstractListModel):
    """One row a case."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[CaseLine] = []

    def set_lines(self, lines: list[CaseLine]) -> None:
        """Shows these."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    @property
    def lines(self) -> list[CaseLine]:
        """What it shows."""
        return self._lines

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken
        return line.code if role == int(Qt.ItemDataRole.DisplayRole) else None


class CaseProxy(QSortFilterProxyModel):
    """What the search and the filter leave."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text, self._also, self._wanted = "", frozenset[str](), CaseFilter.ALL

    def search(self, text: str, also: frozenset[str] = frozenset()) -> None:
        """Only cases whose ID has the text in it, and those of the ids in `also`."""
        self._text, self._also = text.strip().casefold(), also
        self.invalidate()

    def filter_by(self, wanted: CaseFilter) -> None:
        """Only cases that pass."""
        self._wanted = wanted
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        model = self.sourceModel()
        assert isinstance(model, CaseModel), "cases stand behind this"
        line = model.lines[row]
        found = self._text in line.code.casefold() or line.summary.case.id in self._also
        return found and line.passes(self._wanted)
