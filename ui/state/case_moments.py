"""All moments of the case, as a reel's builder chooses from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QObject, Signal

from ui.state.desk import Desk
from vidfeed.model.change import ChangeSet
from vidfeed.model.clip import Clip, ClipStatus
from vidfeed.model.moment import Moment
from vidfeed.model.reel import ReelItem
from vidfeed.services.codebooks import tag_book

NO_NAME = "Moment"


@dataclass(frozen=True)
class CaseMoment:
    """A moment with where it was filmed.

    Attributes:
        title: the caption's first line, else its tags, else the note's first line.
        tags: names of its tags.
        session: the visit's number.
    """

    moment: Moment
    clip: Clip
    session: int
    title: str
    tags: tuple[str, ...]

    @property
    def seconds(self) -> tuple[Fraction, Fraction]:
        """Where it starts and ends, in seconds of its clip."""
        span = self.moment.span
        return self.clip.seconds(span.start_pts), self.clip.seconds(span.end_pts)

    @property
    def text(self) -> str:
        """Everything that words are looked for in."""
        return f"{self.title} {' '.join(self.tags)} {self.moment.caption} {self.moment.note} {self.clip.title}"


class CaseMoments(QObject):
    """Read again when moments, clips or the case change.

    Signals:
        changed: some moment is new, different or gone.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.entries: tuple[CaseMoment, ...] = ()
        self.sessions: tuple[int, ...] = ()
        self._titles: Mapping[str, str] = {}
        desk.changed.connect(self._take)
        desk.cases_changed.connect(self.read)
        desk.case_chosen.connect(self.read)

    def read(self) -> None:
        """Reads them from the vault: the latest session first, each clip from its start."""
        case = self._desk.case
        self.entries = tuple(self._read(case.id)) if case is not None else ()
        self.sessions = tuple(dict.fromkeys(entry.session for entry in self.entries))
        self._titles = {entry.moment.id: entry.title for entry in self.entries}
        self.changed.emit()

    def title_of(self, item: ReelItem) -> str:
        """What a list calls a reel's item."""
        return first_line(item.caption) or self._titles.get(item.moment_id or "", NO_NAME)

    def entry(self, moment_id: str | None) -> CaseMoment | None:
        """One of them."""
        return next((entry for entry in self.entries if entry.moment.id == moment_id), None)

    def _take(self, change: ChangeSet) -> None:
        if change.moments:
            self.read()

    def _read(self, case_id: str) -> Iterable[CaseMoment]:
        catalogue = self._desk.context.catalogue
        known = tag_book(catalogue)
        numbers = {session.id: session.number for session in catalogue.sessions(case_id)}
        usable = (ClipStatus.PREPARING, ClipStatus.READY)
        clips = {clip.id: clip for clip in catalogue.clips(case_id) if clip.status in usable}
        found = [moment for moment in catalogue.find_moments(case_id=case_id) if moment.clip_id in clips]
        entries = []
        for moment in found:
            clip = clips[moment.clip_id]
            tags = tuple(known.name(ref) for ref in moment.tags)
            title = first_line(moment.caption) or ", ".join(tags) or first_line(moment.note) or NO_NAME
            entries.append(CaseMoment(moment, clip, numbers.get(clip.session_id, 0), title, tags))
        order = {clip_id: number for number, clip_id in enumerate(clips)}
        return sorted(entries, key=lambda one: (-one.session, order[one.clip.id], one.moment.span.start_pts))


def first_line(text: str) -> str:
    """The first line that says something."""
    stripped = text.strip()
    return stripped.splitlines()[0] if stripped else ""
