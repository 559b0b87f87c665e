"""The real Watch screen over a real vault: marks while 1080p plays, then 5,000 moments in the clip."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPointF, Qt, QTimer
from PySide6.QtTest import QTest

from benchmarks.textured_film import textured_film
from benchmarks.watch.figures import Figure, both_p95, p95
from storage.vault import create_vault
from tests.factories.films import FilmSpec
from tests.factories.vaults import CASE_CODE, LOW_WORK_FACTOR, PASSPHRASE, VaultOnDesk, make_vault, unlocked
from ui.screens.watch.screen import WatchScreen
from ui.widgets.moment_list import MomentList
from vidfeed.model.change import ChangeSet, MomentChange, clip_scope
from vidfeed.model.ids import new_id
from vidfeed.model.moment import Moment
from vidfeed.services import cases, codebooks, importing

_MANY = 5_000
_MARKS = 20
_PATIENCE_S = 30
_FRAMES = 300
_MANY_FRAMES = 1_500
_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_Q, Qt.Key.Key_W, Qt.Key.Key_E)


def marking_figures(folder: Path) -> Iterator[Figure]:
    """Marks while the film plays."""
    stored: list[float] = []
    with _filmed(folder) as vault, _screen(vault, lambda _change: stored.append(time.perf_counter())) as screen:
        yield from _marking(screen, stored)


def crowded_figures(folder: Path) -> Iterator[Figure]:
    """The timeline and the list of a clip with 5,000 moments."""
    with _crowd(folder) as vault, _screen(vault) as screen:
        yield from _crowded(vault, screen)


@contextmanager
def _filmed(folder: Path) -> Iterator[VaultOnDesk]:
    """A vault with 1080p30 to play; nothing is prepared of it, which marking does without."""
    create_vault(folder / "vault", PASSPHRASE, "anna", work_factor=LOW_WORK_FACTOR)[0].close()
    vault = unlocked(folder / "vault")
    codebooks.ensure_builtin(vault.context.catalogue)
    film = textured_film(folder / "film.mp4", _FRAMES, 30)
    case = cases.add_case(vault.context, CASE_CODE)
    importing.import_film(vault.context, importing.ImportRequest(film, case.code, title="Floor play"))
    film.unlink()
    yield vault
    vault.close()


@contextmanager
def _crowd(folder: Path) -> Iterator[VaultOnDesk]:
    """A vault with 5,000 moments in a film of many small frames."""
    vault = unlocked(make_vault(folder / "vault", FilmSpec(frames=_MANY_FRAMES)))
    _fill(vault)
    yield vault
    vault.close()


@contextmanager
def _screen(vault: VaultOnDesk, stored: Callable[[ChangeSet], None] = lambda _change: None) -> Iterator[WatchScreen]:
    """The screen with the film in view; `stored` is told of each change before the screen shows it."""
    desk = vault.desk()
    desk.changed.connect(stored)
    screen = WatchScreen(desk, make_sound=lambda: None)
    screen.resize(1366, 654)
    screen.show()
    desk.open_clip(vault.clip)
    screen.entered()
    end = time.monotonic() + _PATIENCE_S
    while screen.board.stage.view.painted_frame is None:
        if time.monotonic() > end:
            raise SystemExit("no picture came")
        _spin(0.1)
    yield screen
    screen.closing()
    screen.close()


def _spin(seconds: float) -> None:
    """Lets everything go on; `QTest.qWait` would hold the interpreter's lock, and no film play."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def _marking(screen: WatchScreen, stored: list[float]) -> Iterator[Figure]:
    """From the key to when the mark is on the disk; and until the toast has been painted."""
    view = screen.board.stage.view
    painted: list[int] = []
    view.picture_painted.connect(painted.append)
    screen.watched.playing.play()
    _spin(2)
    quiet = len(painted)
    durable, shown = list[float](), list[float]()
    for number in range(_MARKS):
        began = time.perf_counter()
        QTest.keyClick(view, _KEYS[number % len(_KEYS)])
        view.repaint()
        shown.append((time.perf_counter() - began) * 1000)
        durable += [(at - began) * 1000 for at in stored]
        stored.clear()
        _spin(0.25)
    rate_quiet, rate_busy = quiet / 2, (len(painted) - quiet) / (_MARKS * 0.25)
    pace = f"{rate_quiet:.0f} pictures a second before, {rate_busy:.0f} meanwhile"
    yield Figure("key to durable, p95, 1080p30 playing", p95(durable), 15, f"{len(durable)} marks; {pace}")
    yield Figure("key to painted, p95, 1080p30 playing", p95(shown), 33, f"{len(shown)} marks")


def _fill(vault: VaultOnDesk) -> None:
    ctx, clip = vault.context, vault.clip
    index = ctx.catalogue.frame_index(clip.id)
    tags = [codebooks.tag_of(ctx.catalogue, f"starter/{name}") for name in ("connected", "noticing", "responding")]
    chance = random.Random(7)
    new = []
    for number in range(_MANY):
        first = chance.randrange(index.frames - 60)
        span = index.span(first, first + chance.randrange(5, 60))
        words = f"She looks up {number}"
        new.append(Moment(new_id(), clip.id, span, (tags[number % 3],), caption=words, created_at=ctx.timestamp()))
    ctx.catalogue.apply(ChangeSet(clip_scope(clip.id), "Mark", tuple(MomentChange(None, one) for one in new)))


def _crowded(vault: VaultOnDesk, screen: WatchScreen) -> Iterator[Figure]:
    timeline, listed = screen.board.timeline, screen.board.moments

    def open_again() -> None:
        screen.watched.open(vault.clip)

    def leave() -> None:
        screen.watched.close(0)
        _spin(0.3)

    opened = []
    for _ in range(5):
        leave()
        opened.append(both_p95("opening a clip with 5,000 moments", open_again, 1, 300, "of 5, the median; no picture"))
        _spin(0.3)
    yield sorted(opened, key=lambda one: one.ms)[2]

    def anew() -> None:
        timeline.refresh()
        timeline.repaint()

    frames = iter(range(100, 100_000))

    def playhead() -> None:
        timeline.set_playhead(next(frames) % _MANY_FRAMES)
        timeline.repaint()

    yield both_p95("timeline, 5,000 in a minute: playhead moves, p95", playhead, 200, 8, "repaints")
    yield both_p95("timeline, 5,000 in a minute: all anew, p95", anew, 40, 33, "repaints")
    factors = iter([1.25] * 12 + [1 / 1.25] * 12)

    def zoom() -> None:
        timeline.zoom(next(factors), QPointF(300, 0).x())
        timeline.repaint()

    yield both_p95("timeline, 5,000 in a minute: zooming, p95", zoom, 24, 33, "steps in and out")
    texts = iter(["s", "sh", "she", "she l", "she lo", "she 4", "she 44", "she 4", "she", "sh", "s", ""] * 4)
    yield both_p95("filter keystroke, p95 at 5,000", lambda: _type(listed, next(texts)), 48, 16, "keystrokes")


def _type(listed: MomentList, text: str) -> None:
    listed.search.setText(text)
    listed.view.viewport().repaint()
