"""Shows a reel on two screens from inside the real windows: switching, pausing, talking, panic, unplugging, locking.

Called with a folder, on a display that has the monitors "laptop" and "tv". Prints what it does, step by step.
"""

import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.factories.films import FilmSpec
from tests.factories.vaults import CASE_CODE, PASSPHRASE, VaultOnDesk, make_vault, unlocked
from ui.bootstrap.doors import window_doors
from ui.screens.application import make_application, use_look
from ui.screens.pages import screen_makers
from ui.screens.review.window import ReviewWindow
from ui.screens.window import MainWindow
from ui.state.preferences import Preferences
from vidfeed.model.consent import Purpose, Role
from vidfeed.services import assembling, cases, consenting, marking
from vidfeed.services.finding import reel_of

FIRST, SECOND, THIRD = range(10, 30), range(60, 75), range(100, 120)
"""The frames of the film that the reel shows."""
TV = ("tv", "1280/340x720/190+1366+0", "none")
_PATIENCE_S, _KEY = 30, Qt.Key


def make_reel(vault: VaultOnDesk) -> str:
    """A title, three moments with private notes, the second with a talk; its id."""
    ctx = vault.context
    for role in (Role.PARENT_A, Role.INFANT):
        person = cases.add_person(ctx, CASE_CODE, role)
        consenting.give(ctx, person, Purpose.REVIEW, date(2026, 1, 1))
    index = ctx.catalogue.frame_index(vault.clip.id)
    marks = [marking.mark(ctx, vault.clip.id, index.span(r[0], r[-1]), note="Private") for r in (FIRST, SECOND, THIRD)]
    reel = assembling.create_reel(ctx, CASE_CODE, "Looking")
    assembling.add_card(ctx, reel.id, "Looking")
    assembling.add_moments(ctx, reel.id, [change.moments[0].moment_id for change in marks])
    items = reel_of(ctx.catalogue, reel.id).items
    assembling.edit_item(ctx, reel.id, items[0].id, hold_s=Fraction(1, 2))
    assembling.edit_item(ctx, reel.id, items[2].id, talk=True, question="What do you see?", why_chosen="Private")
    return reel.id


class Showing:
    """One review, step by step."""

    def __init__(self, window: MainWindow, review: ReviewWindow) -> None:
        self._main, self._review = window, review

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self._review, key)
        QTest.qWait(80)

    def through(self) -> None:
        """Every way from page to page."""
        say("switching")
        until(lambda: self._review.pages.present is self._review.pages.talk)
        QTest.qWait(300)
        words = self._review.pages.talk.words
        QTest.keyClicks(words.field, "He answers")
        words.keep.click()
        QTest.qWait(200)
        self._review.pages.talk.carry_button.click()
        for key in (_KEY.Key_Left, _KEY.Key_Right, _KEY.Key_PageDown, _KEY.Key_R, _KEY.Key_S, _KEY.Key_Space):
            self.press(key)
        self.press(_KEY.Key_Comma)

    def panic(self) -> None:
        say("panic")
        self.press(_KEY.Key_F12)
        assert self._review.panicking
        gate = self._review.pages.blank.gate
        gate.field.setText(PASSPHRASE)
        gate.check()
        until(lambda: self._review.pages.blank.resume.isVisible())
        self._review.pages.blank.resume.click()
        self.press(_KEY.Key_Left)

    def unplug(self) -> None:
        say("unplugging")
        self._review.flow.replay()
        subprocess.run(["xrandr", "--delmonitor", "tv"], check=True)
        waiting = self._review.pages.waiting
        until(lambda: self._review.pages.present is waiting)
        assert not self._review.playing.is_playing
        assert self._review.pages.panel is None
        QTest.qWait(300)
        plug_in()
        until(waiting.there.isVisible)
        waiting.there.click()
        assert self._review.screens.in_use
        self._review.playing.play()
        QTest.qWait(300)

    def end(self) -> None:
        say("favourites")
        self._review.flow.choose_favourites()
        QTest.qWait(300)
        self._review.flow.finish()
        QTest.qWait(300)
        self._review.flow.replay()
        QTest.qWait(300)
        say("locking")
        self._main.lock()
        QTest.qWait(500)


def plug_in() -> None:
    subprocess.run(["xrandr", "--setmonitor", *TV], check=True, stdout=subprocess.DEVNULL)


def say(text: str) -> None:
    print(text, flush=True)


def until(done: Callable[[], bool]) -> None:
    ends = time.monotonic() + _PATIENCE_S
    while not done():
        assert time.monotonic() < ends, "what was waited for did not come"
        QTest.qWait(10)


def main(folder: Path) -> None:
    app = make_application()
    preferences = Preferences(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    use_look(app, preferences)
    app.setQuitOnLastWindowClosed(False)
    vault = unlocked(make_vault(folder / "vault", FilmSpec(320, 180, frames=150), prepared=False))
    reel_id = make_reel(vault)
    window = MainWindow(
        window_doors(), preferences, screen_makers, make_sound=lambda: None, relaunch=lambda: say("relaunched")
    )
    desk = window.open_vault(vault)
    desk.choose_case(vault.case)
    laptop = next(screen for screen in QGuiApplication.screens() if screen.name() == "laptop")
    window.setScreen(laptop)
    window.setGeometry(laptop.geometry())
    window.show()
    QTest.qWait(200)
    desk.parent_screen = "tv"
    say("begin")
    desk.review_asked.emit(reel_id)
    assert window.reviewing is not None
    review = window.reviewing.window
    assert review is not None
    assert review.screens.in_use
    showing = Showing(window, review)
    showing.through()
    showing.panic()
    showing.unplug()
    showing.end()
    say("done")


if __name__ == "__main__":
    status = 1
    try:
        main(Path(sys.argv[1]))
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        # Whatever threads still play.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
