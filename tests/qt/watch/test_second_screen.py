"""The picture on another screen, in a process of its own with two of them: Qt reads its screens at the start."""

import json
import os
import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from ui.screens.watch.screen import WatchScreen

ROOT = Path(__file__).parents[3]
SCREENS = [
    {"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "dpr": 1},
    {"name": "television", "x": 1366, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1},
]

WATCH = """
import os, sys, traceback
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication
from tests.factories.vaults import make_vault, unlocked
from ui.screens.watch.screen import WatchScreen
from ui.theme import ThemeName, apply_theme

app = QApplication([])
apply_theme(app, ThemeName.LIGHT)
vault = unlocked(make_vault(Path(sys.argv[1]) / "vault"))
desk = vault.desk()
screen = WatchScreen(desk, make_sound=lambda: None)
screen.resize(1366, 654)
screen.show()
desk.open_clip(vault.clip)
screen.entered()
second, playing = screen.controls.second, screen.watched.playing

def give_up(*failure):
    traceback.print_exception(*failure)
    os._exit(1)  # or threads of the player would keep the process

sys.excepthook = give_up

def until(done):
    end = QDeadlineTimer(15000)
    while not done():
        assert not end.hasExpired()
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)

until(lambda: screen.board.stage.view.painted_frame == 0)
assert second.names == ["television"], second.names
second.put_on("television")
bare = second._bare
assert bare.screen().name() == "television" and bare.width() == 1920
until(lambda: bare.painted_frame == 0)
playing.play()
until(lambda: bare.painted_frame is not None and bare.painted_frame > 5)
assert screen.board.stage.view.painted_frame > 3
screen.board.stage.view.zoom_by(2)
assert bare.zoom.close
television = bare.screen()
app.screenRemoved.emit(television)
assert second.name is None and not bare.isVisible()
assert playing.is_playing
frame = screen.play.frame
until(lambda: screen.play.frame > frame)
second.put_on("television")
screen.move(1400, 40)
stage, full_screen = screen.board.stage, screen.full_screen
until(lambda: screen.screen().name() == "television")
full_screen.toggle()
until(lambda: stage.width() == 1920)
assert stage.screen().name() == "television"
full_screen.leave()
assert stage.window() is screen
screen.left()
assert second.name is None
screen.closing()
vault.close()
print("well")
"""


def test_it_shows_what_the_stage_shows_and_nothing_stops_when_it_is_unplugged(tmp_path: Path) -> None:
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": SCREENS}), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", WATCH, str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "well", done.stderr


def test_without_another_screen_the_menu_says_so(screen: WatchScreen, qtbot: QtBot) -> None:
    menu = screen.board.stage.transport.menu
    menu.aboutToShow.emit()
    last = menu.actions()[-1]
    assert last.text() == "Picture on another screen (none connected)"
    assert not last.isEnabled()
