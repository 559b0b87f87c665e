"""Playback's figures beside mpv's on the plain file, in the same run and in turn; prints one table.

Run: python -m benchmarks.playback [--parts seeks steps ...] [--minutes 10 --runs 5] [--films FOLDER] [--record FILE]

Long plays can be spread over several runs, which `benchmarks.playback.together` puts together:
    python -m benchmarks.playback --parts dropped --minutes 10 --places bare --plays 1080p30 --record FILE

Ours reads through an encrypted vault. "ours" is the engine alone, without a window and without sound, and stands beside
mpv with `--vo=null --no-audio`, which neither scales nor copies pictures; ours does both. "in a window" is Watch's
picture on an X display without a monitor, with a sound device, beside mpv's `--vo=x11`; there both are judged by what
is in the display's memory. Before each measured command the player is left alone until it rests.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.playback.films import (
    HEARD,
    LARGE,
    SWIFT,
    WITH_B_FRAMES,
    BenchFilm,
    bench_vault,
    made,
    repeated,
    take_in,
)
from benchmarks.playback.lasting import backwards_rows, drop_rows, sound_rows
from benchmarks.playback.making import making_rows
from benchmarks.playback.moving import Pair, dragging_rows, first_picture_rows, seek_rows, step_rows
from benchmarks.playback.mpv import Mpv
from benchmarks.playback.ours import Ours, Viewer
from benchmarks.playback.places import Environment, display, own_home, sound_server
from benchmarks.playback.process_facts import taken
from benchmarks.playback.remembering import memory_rows
from benchmarks.playback.screen import Screen
from benchmarks.playback.table import HEADING, Aim, Row, line, recorded
from vidfeed.services import importing

PARTS = ("making", "seeks", "steps", "dragging", "first", "sound", "backwards", "dropped", "memory")
PLACES = ("bare", "window")
PLAYS = ("1080p30", "720p60")
_FILM_S, _LARGE_S = 20, 2


@dataclass(frozen=True)
class Films:
    """What is played. `long` and `long_swift` last as long as dropped pictures are counted."""

    gop30: BenchFilm
    gop250: BenchFilm
    gop250_b: BenchFilm
    long: BenchFilm
    long_swift: BenchFilm


@dataclass(frozen=True)
class Players:
    """All of them, running; each window has a display of its own."""

    viewer: Viewer
    bare: Mpv
    window: Mpv
    our_screen: Screen
    other_screen: Screen
    environment: Environment

    def ours_window(self, light: bool) -> Ours:
        """Ours with its window."""
        return Ours(self.viewer, self.our_screen, light)

    def pairs(self, light: bool) -> list[Pair]:
        """Without a window, and with one."""
        return list(zip(self.ours(light), (self.bare, self.window), strict=True))

    def ours(self, light: bool) -> list[Ours]:
        """Without a window, and with one."""
        return [Ours(self.viewer, light=light), self.ours_window(light)]

    def screens(self) -> dict[str, Screen]:
        """By the players' names."""
        return {self.ours_window(False).name: self.our_screen, self.window.name: self.other_screen}


def main() -> None:
    """Prints the table, each row as soon as it is there."""
    asked = _asked()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        environment = own_home(folder) | stack.enter_context(sound_server(folder))
        print(HEADING, flush=True)
        for made_or_row in _films(folder, asked.films or folder, asked):
            if isinstance(made_or_row, Row):
                _put(made_or_row, asked.record)
            else:
                films = made_or_row
        with _players(folder, environment) as players:
            for row in _rows(players, films, asked):
                _put(row, asked.record)
            players.window.open(films.gop30)
            other_mb = taken(players.window.pid).pss_mb
        if "memory" in asked.parts:
            alone = _vault_of(films.gop30.path, folder / "memory")
            for row in memory_rows(alone, environment | stack.enter_context(display()), other_mb):
                _put(row, asked.record)


def _vault_of(film: Path, folder: Path) -> Path:
    """A vault with this film alone, which the program opens."""
    folder.mkdir()
    with bench_vault(folder) as vault:
        take_in(vault, film)
    return folder / "vault"


def _put(row: Row, record: Path | None) -> None:
    print(line(row), flush=True)
    if record is not None:
        with record.open("a") as file:
            file.write(recorded(row) + "\n")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--minutes", type=float, default=0.25, help="of each play in which dropped pictures count")
    parser.add_argument("--runs", type=int, default=1, help="such plays of each player")
    parser.add_argument("--seeks", type=int, default=20, help="of each player in each film")
    parser.add_argument("--places", nargs="+", choices=PLACES, default=PLACES, help="of these plays")
    parser.add_argument("--plays", nargs="+", choices=PLAYS, default=PLAYS, help="which films they are of")
    parser.add_argument("--record", type=Path, help="a file that the figures are added to")
    parser.add_argument("--films", type=Path, help="a folder where the films are kept for the next time")
    return parser.parse_args()


def _films(folder: Path, kept: Path, asked: argparse.Namespace) -> Iterator[Row | Films]:
    """Makes the films and takes them into the vault; the rows of what was measured at it, and last the films."""
    seconds = asked.minutes * 60
    with bench_vault(folder) as vault:
        gop30 = take_in(vault, made(kept, "gop30", _FILM_S, 30, HEARD), prepared=False)
        if "making" in asked.parts:
            large = take_in(vault, made(kept, "large", _LARGE_S, 30, LARGE), prepared=False)
            yield from making_rows(vault, gop30, "1080p30", Aim(1, at_least=True))
            yield from making_rows(vault, large, "4K HEVC 10 bit", None)
        else:
            importing.prepare_clip(vault.context, gop30.clip_id)
        yield Films(
            gop30,
            take_in(vault, made(kept, "gop250", _FILM_S, 250, HEARD)),
            take_in(vault, made(kept, "gop250 with B-frames", _FILM_S, 250, WITH_B_FRAMES), prepared=False),
            take_in(vault, repeated(gop30.path, seconds), prepared=False),
            take_in(vault, repeated(made(kept, "swift", _FILM_S, 60, SWIFT), seconds), prepared=False),
        )


@contextmanager
def _players(folder: Path, environment: Environment) -> Iterator[Players]:
    with ExitStack() as stack:
        shown: list[Environment] = []
        screens: list[Screen] = []
        for name in ("ours", "mpv"):
            memory = folder / f"screen-{name}"
            memory.mkdir()
            shown.append(environment | stack.enter_context(display(memory)))
            screens.append(stack.enter_context(Screen(memory / "Xvfb_screen0")))
        viewer = stack.enter_context(closing(Viewer(folder / "vault", shown[0])))
        bare = stack.enter_context(closing(Mpv(folder, environment)))
        window = stack.enter_context(closing(Mpv(folder, shown[1], screens[1])))
        yield Players(viewer, bare, window, screens[0], screens[1], environment)


def _rows(players: Players, films: Films, asked: argparse.Namespace) -> Iterator[Row]:
    parts: dict[str, Callable[[], Iterator[Row]]] = {
        "seeks": lambda: _seeks(players, films, asked.seeks),
        "steps": lambda: _steps(players, films),
        "dragging": lambda: dragging_rows(players.viewer, players.ours_window(True), players.bare, films.gop30),
        "first": lambda: first_picture_rows(players.pairs(False), [films.gop30, films.gop250], asked.seeks),
        "sound": lambda: sound_rows(players.pairs(False)[1], films.gop30, players.screens(), players.environment),
        "backwards": lambda: backwards_rows(players.ours(True), films.gop30),
        "dropped": lambda: _drops(players, films, asked),
    }
    for name, part in parts.items():
        if name in asked.parts:
            yield from part()


def _seeks(players: Players, films: Films, seeks: int) -> Iterator[Row]:
    yield from seek_rows(players.pairs(False), films.gop30, seeks, 0.8)
    yield from seek_rows(players.pairs(False), films.gop250, seeks, 0.5)
    yield from seek_rows(players.pairs(False), films.gop250_b, seeks, 0.5)


def _steps(players: Players, films: Films) -> Iterator[Row]:
    for film, blocks in ((films.gop30, 2), (films.gop250, 1)):
        yield from step_rows(players.pairs(True), film, blocks, ", light copy first")
        yield from step_rows([(players.pairs(False)[0][0], None)], film, blocks, ", the original's picture")


def _drops(players: Players, films: Films, asked: argparse.Namespace) -> Iterator[Row]:
    pairs = [pair for place, pair in zip(PLACES, players.pairs(False), strict=True) if place in asked.places]
    for play, film in zip(PLAYS, (films.long, films.long_swift), strict=True):
        if play in asked.plays:
            yield from drop_rows(pairs, film, asked.minutes * 60, asked.runs)


if __name__ == "__main__":
    main()
