"""Shows a reel on two screens from inside the real windows: switching, pausing, talking, panic, unplugging, locking.

Called with a folder and "review" or "visit", on a display that has the monitors "laptop" and "tv". Prints what it does,
step by step. The visit is a prepared one, of which the other tests see that it can be a process of its own.
"""

import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtTest import QTest

from tests.factories.films import FilmSpec
from tests.factories.vaults import CASE_CODE, PASSPHRASE, VaultOnDesk, make_vault, unlocked
from ui.bootstrap.doors import window_doors
from ui.screens.application import make_application, use_look
from ui.screens.pages import screen_makers
from ui.screens.review.gate import Gate
from ui.screens.review.window import ReviewWindow
from ui.screens.visit.showing import VisitShowing
from ui.screens.window import MainWindow
from ui.state.pins import PinHash
from ui.state.preferences import Preferences
from ui.state.visit_parts import Aside, VisitGuard, VisitReel
from vidfeed.model.consent import Purpose, Role
from vidfeed.model.visit import VisitLog
from vidfeed.services import assembling, cases, consenting, marking
from vidfeed.services.cueing import nameless_cues
from vidfeed.services.finding import reel_of

FIRST, SECOND, THIRD = range(10, 30), range(60, 75), range(100, 120)
"""The frames of the film that the reel shows."""
TV = ("tv", "1280/340x720/190+1366+0", "none")
SPEC = FilmSpec(320, 180, frames=150)
PIN = "482173"
_PATIENCE_S, _KEY = 30, Qt.Key


def make_reel(vault: VaultOnDesk) -> str:
    """A title, three moments with private notes, the second with a talk; its id."""
    ctx = vault.context
    for role in (Role.PARENT_A, Role.INFANT):
        person = cases.add_person(ctx, CASE_CODE, role)
        consenting.give(ctx, person, Purpose.REVIEW, date(2026, 1, 1))
    index = ctx.catalogue.frame_index(vault.clip.id)
    notes = {FIRST: "Private", SECOND: "Private", THIRD: f"Private, of {CASE_CODE}"}
    marks = [marking.mark(ctx, vault.clip.id, index.span(r[0], r[-1]), note=note) for r, note in notes.items()]
    reel = assembling.create_reel(ctx, CASE_CODE, "Looking")
    assembling.add_card(ctx, reel.id, "Looking")
    assembling.add_moments(ctx, reel.id, [change.moments[0].moment_id for change in marks])
    items = reel_of(ctx.catalogue, reel.id).items
    assembling.edit_item(ctx, reel.id, items[0].id, hold_s=Fraction(1, 2))
    assembling.edit_item(ctx, reel.id, items[2].id, talk=True, question="What do you see?", why_chosen="Private")
    return reel.id


class Showing:
    """One review, step by step."""

    def __init__(self, review: ReviewWindow, word: str) -> None:
        self._review, self._word = review, word

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
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

    def pause(self) -> None:
        say("pausing")
        self.press(_KEY.Key_Right)
        self._review.playing.play()
        self.press(_KEY.Key_Space)
        QTest.qWait(300)
        panel = self._review.pages.panel
        assert panel is not None
        for button in (panel.rest_button, panel.film_button, panel.step_button, panel.words_button):
            button.click()
            QTest.qWait(150)

    def panic(self) -> None:
        say("panic while it plays, while they talk, and while they choose")
        self._review.flow.replay()
        QTest.qWait(200)
        self._panicked(lambda: self.press(_KEY.Key_F12))
        self.press(_KEY.Key_T)
        panel = self._review.pages.panel
        assert panel is not None
        self._panicked(panel.panic_button.click)
        self._review.flow.choose_favourites()
        QTest.qWait(200)
        self._panicked(lambda: self.press(_KEY.Key_Escape, _KEY.Key_Escape))
        self._review.flow.back()

    def _panicked(self, ask: Callable[[], object]) -> None:
        ask()
        assert self._review.panicking
        QTest.qWait(150)
        self._open(self._review.pages.blank.gate)
        until(lambda: self._review.pages.blank.resume.isVisible())
        self._review.pages.blank.resume.click()
        QTest.qWait(150)

    def _open(self, gate: Gate) -> None:
        gate.field.setText(self._word)
        gate.check()

    def unplug(self) -> None:
        say("unplugging while it plays, and while they talk")
        self._review.flow.replay()
        QTest.qWait(200)
        self._unplugged()
        self._review.playing.play()
        QTest.qWait(300)
        self._review.flow.talk()
        QTest.qWait(150)
        self._unplugged()
        self._review.pages.talk.carry_button.click()
        QTest.qWait(200)

    def _unplugged(self) -> None:
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
        QTest.qWait(150)

    def choose(self) -> None:
        say("favourites")
        self._review.flow.choose_favourites()
        QTest.qWait(200)
        self._review.flow.finish()
        QTest.qWait(200)

    def play_again(self) -> None:
        self._review.flow.replay()
        QTest.qWait(300)

    def leave(self) -> None:
        say("leaving")
        self._open(self._review.pages.finished.gate)
        leaving = self._review.pages.leaving
        until(leaving.isVisible)
        QTest.keyClicks(leaving.step, "Film a meal")
        QTest.qWait(100)
        leaving.close_button.click()


def plug_in() -> None:
    subprocess.run(["xrandr", "--setmonitor", *TV], check=True, stdout=subprocess.DEVNULL)


def say(text: str) -> None:
    print(text, flush=True)


def until(done: Callable[[], bool]) -> None:
    ends = time.monotonic() + _PATIENCE_S
    while not done():
        assert time.monotonic() < ends, "what was waited for did not come"
        QTest.qWait(10)


class Paper:
    """Takes down what happens on a visit, and knows the last of it."""

    visit_id = "visitvisitvi"

    def __init__(self) -> None:
        self.log: VisitLog | None = None

    def write(self, log: VisitLog) -> None:
        self.log = log


def show_review(vault: VaultOnDesk, reel_id: str, preferences: Preferences) -> None:
    window = MainWindow(
        window_doors(), preferences, screen_makers, make_sound=lambda: None, relaunch=lambda: say("relaunched")
    )
    desk = window.open_vault(vault)
    desk.choose_case(vault.case)
    window.setScreen(laptop())
    window.setGeometry(laptop().geometry())
    window.show()
    QTest.qWait(200)
    desk.parent_screen = "tv"
    say("begin")
    desk.review_asked.emit(reel_id)
    assert window.reviewing is not None
    review = window.reviewing.window
    assert review is not None
    showing = Showing(review, PASSPHRASE)
    showing.through()
    showing.pause()
    showing.panic()
    showing.unplug()
    showing.choose()
    showing.play_again()
    say("locking")
    window.lock()
    QTest.qWait(300)


def show_visit(vault: VaultOnDesk, reel_id: str) -> None:
    reel = reel_of(vault.context.catalogue, reel_id)
    films = VisitReel(vault.desk().films_of(reel), datetime.now(UTC) + timedelta(hours=1))
    guard = VisitGuard(PinHash.of(PIN), lambda _typed: False)
    aside = Aside(nameless_cues(vault.context, reel), ("What was that like?",))
    paper, over = Paper(), list[bool]()
    visit = VisitShowing(films, reel, guard, paper, lambda: None, aside)
    visit.over.connect(lambda: over.append(True))
    visit.pin.setScreen(laptop())
    visit.wait()
    until(visit.pin.screens.isVisible)
    visit.pin.screens.button.click()
    QTest.qWait(200)
    say("begin")
    QTest.keyClicks(visit.pin, PIN)
    until(lambda: visit.window is not None)
    review = visit.window
    assert review is not None
    showing = Showing(review, PIN)
    panel = review.pages.panel
    assert panel is not None
    for number, note in enumerate(("", "Private", "Private", "")):
        panel.stand_at(number)
        assert panel.private.words.text() == note, "the third names the case"
    showing.through()
    showing.panic()
    showing.unplug()
    showing.choose()
    showing.leave()
    until(lambda: bool(over))
    assert paper.log is not None
    assert paper.log.closed
    assert paper.log.review.next_step == "Film a meal"
    assert [words.text for words in paper.log.review.words] == ["He answers"]


def laptop() -> QScreen:
    return next(screen for screen in QGuiApplication.screens() if screen.name() == "laptop")


def main(folder: Path, what: str) -> None:
    app = make_application()
    preferences = Preferences(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    use_look(app, preferences)
    app.setQuitOnLastWindowClosed(False)
    vault = unlocked(make_vault(folder / "vault", SPEC, prepared=False))
    reel_id = make_reel(vault)
    if what == "visit":
        show_visit(vault, reel_id)
    else:
        show_review(vault, reel_id, preferences)
    say("done")


if __name__ == "__main__":
    status = 1
    try:
        main(Path(sys.argv[1]), sys.argv[2])
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        # Whatever threads still play.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
