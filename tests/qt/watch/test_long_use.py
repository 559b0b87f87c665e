"""Use of every kind leaves no thread and no open file behind: the short form of `benchmarks.playback.soak`."""

import os
import threading
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from benchmarks.playback.random_use import RandomUse
from tests.factories.driving import Script
from tests.factories.films import FilmSpec, make_film
from tests.factories.vaults import CASE_CODE, VaultOnDesk
from ui.screens.watch.screen import WatchScreen
from vidfeed.services import importing

ACTS = 50


@pytest.fixture
def two_clips(vault: VaultOnDesk, tmp_path: Path) -> VaultOnDesk:
    """Another film in the vault, of large groups of pictures, and silent."""
    film = make_film(tmp_path / "second.mp4", FilmSpec(frames=120, gop=120, audio=None))
    clip = importing.import_film(vault.context, importing.ImportRequest(film, CASE_CODE)).clip
    importing.prepare_clip(vault.context, clip.id)
    return vault


def run(qtbot: QtBot, script: Script) -> None:
    for awaited in script:
        qtbot.waitUntil(awaited, timeout=90_000)


def open_films() -> list[str]:
    """Every file of the vault's blobs that is open, as often as it is."""
    paths = [Path(file.path) for file in psutil.Process(os.getpid()).open_files()]
    return [path.name for path in paths if "blobs" in path.parts]


def own_threads() -> list[str]:
    """By name."""
    return sorted(thread.name for thread in threading.enumerate() if thread.name.startswith("vidfeed"))


def test_random_use_leaves_no_thread_and_no_file_open(
    two_clips: VaultOnDesk, screen: WatchScreen, qtbot: QtBot
) -> None:
    use = RandomUse(screen, seed=1)
    run(qtbot, use.come_to_rest())
    threads = own_threads()
    for _ in range(ACTS):
        run(qtbot, use.act())
    run(qtbot, use.come_to_rest())
    assert use.stalls == []
    assert len(use.counts) > 6, "a hand that does little tells little"
    assert own_threads() == threads != []
    assert open_films() != []

    screen.closing()
    assert own_threads() == []
    assert open_films() == []
