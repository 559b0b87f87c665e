"""What the catalogue's tests fill it with."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import count
from pathlib import Path

from storage.catalogue import SqlCatalogue, open_catalogue
from vidfeed.model.case import Case, Session
from vidfeed.model.change import ChangeSet, MomentChange, ReelChange, clip_scope, reel_scope
from vidfeed.model.clip import Asset, AssetRole, Clip, ClipKind, ClipStatus
from vidfeed.model.moment import Moment, TagRef
from vidfeed.model.reel import ItemKind, Reel, ReelItem
from vidfeed.model.time import Span

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))
WAITING = TagRef("attuned/waiting", "attuned", 1)


@dataclass
class TickingClock:
    """A second later at each look."""

    ticks: Iterator[int] = field(default_factory=count)

    def now(self) -> datetime:
        return datetime(2024, 5, 1, 9, tzinfo=UTC) + timedelta(seconds=next(self.ticks))


@dataclass
class CountedIdentities:
    numbers: Iterator[int] = field(default_factory=count)

    def __call__(self) -> str:
        return f"IDENTITY-{next(self.numbers)}"


@contextmanager
def opened(path: Path, key: bytes = KEY) -> Iterator[SqlCatalogue]:
    catalogue = open_catalogue(path, key, clock=TickingClock(), new_identity=CountedIdentities(), user="Anastasia")
    try:
        yield catalogue
    finally:
        catalogue.close()


def case(case_id: str = "case1", code: str = "WREN-07") -> Case:
    return Case(case_id, code, "private", "How can I calm her?", "VIG", "2024-05-01T09:00:00+00:00")


def session(session_id: str = "session1", case_id: str = "case1", number: int = 1) -> Session:
    return Session(session_id, case_id, number, None, "home", "play")


def clip(
    clip_id: str = "clip1", case_id: str = "case1", session_id: str = "session1", title: str = "Breakfast"
) -> Clip:
    return Clip(
        id=clip_id,
        case_id=case_id,
        session_id=session_id,
        kind=ClipKind.INTERACTION,
        status=ClipStatus.IMPORTING,
        title=title,
        sha256="ab" * 32,
        size_bytes=2**40,
        frames=250,
        width_px=1080,
        height_px=1920,
        rotation=90,
        frame_rate=Fraction(30000, 1001),
        variable_frame_rate=True,
        audio=True,
        time_base=Fraction(1, 90000),
        origin_pts=-3000,
        end_pts=900_000,
        recorded_at="2024-04-30T10:11:12",
        position_pts=None,
        warnings=("The end is cut off.",),
    )


def asset(blob_id: str = "blob1", clip_id: str = "clip1", role: AssetRole = AssetRole.ORIGINAL) -> Asset:
    return Asset(blob_id, clip_id, role, 2**35, "cd" * 32, "ef" * 32, b"\x00packets")


def moment(
    moment_id: str,
    clip_id: str = "clip1",
    start: int = 0,
    *,
    tags: tuple[TagRef, ...] = (),
    caption: str = "",
    note: str = "",
    stars: int = 0,
    created_at: str = "2024-05-01T09:00:00+00:00",
) -> Moment:
    span = Span(start, start + 10)
    return Moment(moment_id, clip_id, span, tags, stars=stars, caption=caption, note=note, created_at=created_at)


def reel(reel_id: str = "reel1", *clip_ids: str) -> Reel:
    items = [
        ReelItem(f"item{i}", ItemKind.MOMENT, f"m{i}", clip_id, Span(0, 10), Fraction(1, 90000))
        for i, clip_id in enumerate(clip_ids)
    ]
    return Reel(reel_id, "case1", "Together", created_at="2024-05-02", items=tuple(items))


def marked(*after: Moment) -> ChangeSet:
    return ChangeSet(clip_scope(after[0].clip_id), "Mark", tuple(MomentChange(None, new) for new in after))


def edited(before: Moment, after: Moment | None) -> ChangeSet:
    return ChangeSet(clip_scope(before.clip_id), "Edit", (MomentChange(before, after),))


def made(after: Reel) -> ChangeSet:
    return ChangeSet(reel_scope(after.id), "Make reel", reel=ReelChange(None, after))


def fill(catalogue: SqlCatalogue, number: int = 1) -> None:
    """A case, a session and a clip, each with that number in its id."""
    catalogue.add_case(case(f"case{number}", f"WREN-{number:02d}"))
    catalogue.add_session(session(f"session{number}", f"case{number}"))
    catalogue.add_clip(clip(f"clip{number}", f"case{number}", f"session{number}"))
