"""Where playing takes its pictures from: light copies where they are needed, and what is told of a disk that waits."""

from __future__ import annotations

import io
import queue
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.factories.films import FilmSpec, make_film, read_strip
from tests.factories.plain_source import PlainSource
from tests.media.test_player import PATIENCE_S, Screen
from tests.media.test_player_kinds import clip_of
from tests.media.test_player_sequences import Clip
from vidfeed.media.gaps import Gaps
from vidfeed.media.light_copy import LightCopy
from vidfeed.media.originals import Originals
from vidfeed.media.play_path import PlayPath
from vidfeed.media.player import Callbacks, Player
from vidfeed.media.run_pictures import RunPictures

FRAMES = 60


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Clip:
    return clip_of(make_film(tmp_path_factory.mktemp("film") / "a.mp4", FilmSpec(frames=FRAMES, gop=30, audio=None)))


@pytest.fixture
def originals(clip: Clip) -> Iterator[Originals]:
    with closing(Originals(clip.source, clip.film, Gaps())) as originals:
        yield originals


def kinds_shown(clip: Clip, originals: Originals, path: PlayPath, playback: LightCopy, late: int) -> list[bool]:
    """Whether each picture of a path is the original's, where so many are late at its start."""
    scrub = LightCopy()
    scrub.put(clip.quick())
    pictures = RunPictures(originals, playback, scrub, path, lambda: (320, 180), lambda: False)
    kinds = []
    for due in path.frames():
        if late and pictures.leaves_out_late():
            late -= 1
            continue
        late = 0
        shown = pictures.picture(due)
        assert shown is not None
        assert read_strip(shown.picture.pixels()[..., :3]) == due.frame
        kinds.append(shown.exact)
    pictures.close()
    scrub.put(None)
    return kinds


def test_a_machine_that_falls_behind_plays_the_light_copy(clip: Clip, originals: Originals) -> None:
    path = PlayPath(clip.film.index, 10, 40)
    assert kinds_shown(clip, originals, path, LightCopy(), late=0) == [True] * 30
    assert kinds_shown(clip, originals, path, LightCopy(), late=5) == [True] * 25
    behind = kinds_shown(clip, originals, path, LightCopy(), late=30)
    assert len(behind) > 15
    assert not any(behind)


def test_backwards_is_played_from_the_light_copy(clip: Clip, originals: Originals) -> None:
    path = PlayPath(clip.film.index, 40, backwards=True)
    assert kinds_shown(clip, originals, path, LightCopy(), late=0) == [False] * 41


def test_a_copy_made_to_play_from_is_played(clip: Clip, originals: Originals) -> None:
    playback = LightCopy()
    playback.put(clip.quick())
    assert not any(kinds_shown(clip, originals, PlayPath(clip.film.index, 0, 20), playback, late=0))
    playback.put(None)


def test_standing_shows_the_original_after_a_copy_was_played(clip: Clip) -> None:
    screen = Screen()
    player = Player(clip.source, clip.film, screen.callbacks, view_px=(320, 180))
    player.set_playback(clip.quick())
    player.play()
    screen.until(5, exact=False)
    player.pause()
    screen.until(player.position, exact=True)
    player.close()


@pytest.mark.parametrize("backwards", [False, True])
def test_the_original_is_shown_where_a_copy_was_played_to_its_end(clip: Clip, backwards: bool) -> None:
    screen = Screen()
    player = Player(clip.source, clip.film, screen.callbacks, view_px=(320, 180))
    player.set_quick(clip.quick())
    player.set_playback(clip.quick())
    player.seek(5 if backwards else FRAMES - 5)
    player.play_backwards() if backwards else player.play()
    assert screen.stopped.wait(PATIENCE_S)
    last = 0 if backwards else FRAMES - 1
    screen.until(last, exact=False)
    assert set(screen.until(last, exact=True)) == {last}
    player.close()


class WaitingFile(io.BytesIO):
    may_read: threading.Event

    def read(self, size: int | None = -1, /) -> bytes:
        self.may_read.wait(PATIENCE_S)
        return super().read(size)


class WaitingSource(PlainSource):
    """A disk that does not answer until it may."""

    may_read = threading.Event()

    def open(self) -> BinaryIO:
        file = WaitingFile(self.path.read_bytes())
        file.may_read = self.may_read
        return file


def test_a_disk_that_does_not_answer_is_told_of(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4", FilmSpec(frames=10, width=192, height=108, audio=None))
    screen, news = Screen(), queue.Queue[bool]()
    source = WaitingSource(path)
    callbacks = Callbacks(screen.pictures.put, screen.stopped.set, screen.errors.append, stalled=news.put)
    player = Player(source, PlainSource(path).film(), callbacks, view_px=(192, 108))
    player.play()
    assert news.get(timeout=PATIENCE_S) is True
    assert screen.pictures.empty()
    source.may_read.set()
    assert news.get(timeout=PATIENCE_S) is False
    assert screen.stopped.wait(PATIENCE_S)
    player.close()
    assert news.empty()


class StoppingFile(io.BytesIO):
    """Does not answer beyond its middle until it may, but for the index at the end."""

    asked: threading.Event
    may_read: threading.Event

    def read(self, size: int | None = -1, /) -> bytes:
        size_bytes = len(self.getbuffer())
        if size_bytes // 2 < self.tell() < size_bytes * 9 // 10:
            self.asked.set()
            self.may_read.wait(PATIENCE_S)
        return super().read(size)


class StoppingSource(PlainSource):
    """A disk that stops answering."""

    asked, may_read = threading.Event(), threading.Event()

    def open(self) -> BinaryIO:
        file = StoppingFile(self.path.read_bytes())
        file.asked, file.may_read = self.asked, self.may_read
        return file


def test_after_a_disk_has_not_answered_playing_goes_on_where_it_stood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_film(tmp_path / "a.mov", FilmSpec(frames=100, codec="mjpeg", audio=None))
    assert path.stat().st_size > 700_000
    source, screen, news, begun_at = StoppingSource(path), Screen(), queue.Queue[bool](), list[int]()
    again_from = PlayPath.again_from

    def noted(route: PlayPath, frame: int) -> PlayPath:
        begun_at.append(frame)
        return again_from(route, frame)

    monkeypatch.setattr(PlayPath, "again_from", noted)
    callbacks = Callbacks(screen.pictures.put, screen.stopped.set, screen.errors.append, stalled=news.put)
    player = Player(source, PlainSource(path).film(), callbacks, view_px=(320, 180))
    player.play()
    assert source.asked.wait(PATIENCE_S)
    assert news.get(timeout=PATIENCE_S) is True
    shown = [screen.pictures.get().frame for _ in range(screen.pictures.qsize())]
    source.may_read.set()
    assert screen.stopped.wait(PATIENCE_S)
    player.close()
    assert begun_at[0] == shown[-1] + 1
    assert screen.until(99)[0] == begun_at[0]
    assert screen.errors == []
