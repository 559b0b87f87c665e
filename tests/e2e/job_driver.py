"""Runs the real program and does the whole job in it from inside; then locks, or, told so, begins by unlocking.

Called with a folder and "job" or "unlock". In the folder lies one film; `secrets.json` has the words that are private.
Writes the titles that its windows had, and a line when the job is done; nothing else.
"""

import json
import os
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.e2e.therapist import PASSPHRASE, Therapist
from ui.bootstrap.windows import open_windows
from ui.screens.entry.unlock import UnlockPage
from ui.screens.people.page import PeoplePage
from ui.screens.people.person_dialogs import PersonDialog
from ui.screens.rail import Place
from ui.screens.reels.screen import ReelScreen
from ui.screens.summary import SummaryScreen
from ui.screens.watch.screen import WatchScreen
from ui.screens.window import MainWindow
from vidfeed.model.consent import Purpose, Role
from vidfeed.model.moment import TagRef
from vidfeed.services import assembling, marking
from vidfeed.services.copying import Leaving

_TICK_MS, _PATIENCE = 10, timedelta(seconds=60)
_USES = (Purpose.REVIEW, Purpose.COPY, Purpose.CLINICAL_RECORD)


class Driver(Therapist):
    """Does it, one thing after another."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        super().__init__(window, self._wait, folder)
        self.secrets: dict[str, str] = json.loads((folder / "secrets.json").read_text("utf-8"))
        self.titles: set[str] = set()

    def _wait(self, done: Callable[[], bool]) -> None:
        ends = datetime.now(UTC) + _PATIENCE
        while not done():
            assert datetime.now(UTC) < ends, "what was waited for did not come"
            QTest.qWait(_TICK_MS)
            self.titles |= {one.windowTitle() for one in QApplication.topLevelWidgets() if one.isVisible()}

    def do_the_job(self) -> None:
        self.make_vault()
        self.add_case(self.secrets["case"], self.secrets["question"])
        self._people()
        self.import_film(next((self.folder / "card").iterdir()))
        self._mark()
        reel_id = self._reel()
        self._review(reel_id)
        self._summary()
        self.tell()
        self.window.lock()

    def tell(self) -> None:
        print(json.dumps({"titles": sorted(self.titles)}), flush=True)

    def _people(self) -> None:
        self.home.show_people()
        people = self.home.people
        for role, label in ((Role.PARENT_A, "person"), (Role.INFANT, "baby")):
            self._add_person(people, role, self.secrets[label])
        for person_id, purpose in list(people.table.cells):
            if purpose in _USES:
                people.table.cells[person_id, purpose].click()
                people.details.agree.click()
        self.home.show_cases()

    def _add_person(self, people: PeoplePage, role: Role, label: str) -> None:
        self.click(people.add_button)
        dialog = self.dialog(PersonDialog, people)
        dialog.role.setCurrentIndex(dialog.role.findData(role))
        self.write(dialog.label, label)
        self.click(dialog.ok)
        self.until(lambda: not dialog.isVisible())

    def _mark(self) -> None:
        watch = self.watch()
        view = watch.board.stage.view
        view.setFocus()
        self.press(view, Qt.Key.Key_Space)
        self.until(lambda: (view.painted_frame or 0) > 20)
        self.press(view, Qt.Key.Key_3)
        self.press(view, Qt.Key.Key_Space)
        self.until(lambda: watch.watched.moments.selected is not None)
        inspector = watch.board.inspector
        self.write(inspector.caption, self.secrets["caption"])
        self.write(inspector.note, self.secrets["note"])
        inspector.flush()
        self._own_tag(watch)

    def _own_tag(self, watch: WatchScreen) -> None:
        """A codebook of the team's own, with a word that is nobody else's."""
        store, moment = watch.desk.context.catalogue, watch.watched.moments.selected
        assert moment is not None
        starter = store.codebook("starter")
        assert starter is not None
        tag = replace(starter.tags[0], id="own/first", name=self.secrets["tag"])
        store.put_codebook(replace(starter, id="own", name="Own", version=1, tags=(tag,)))
        watch.desk.announce(marking.toggle_tag(watch.desk.context, moment.id, TagRef(tag.id, "own", 1)))

    def _reel(self) -> str:
        desk = self.shell.page.desk
        ctx = desk.context
        reel = assembling.create_reel(ctx, self.secrets["case"], self.secrets["reel"])
        assembling.add_card(ctx, reel.id, self.secrets["card"])
        assembling.add_moments(
            ctx, reel.id, [moment.id for moment in ctx.catalogue.moments(ctx.catalogue.clips()[0].id)]
        )
        desk.open_reel(reel.id)
        page = self.shell.page
        assert isinstance(page, ReelScreen)
        view = page.board.preview.view
        self.until(lambda: view.painted_frame is not None)
        page.saving.ask = lambda _reel: Leaving(self.secrets["recipient"], Purpose.COPY)
        page.saving.choose = lambda: self.folder / "copies" / "reel.mp4"
        self.click(page.save)
        self.until(lambda: not page.saving.busy)
        assert (self.folder / "copies" / "reel.mp4").exists()
        return reel.id

    def _review(self, reel_id: str) -> None:
        self.shell.page.desk.review_asked.emit(reel_id)
        assert self.window.reviewing is not None
        review = self.window.reviewing.window
        assert review is not None
        self.until(lambda: review.pages.playing.picture.image is not None)
        self.press(review, Qt.Key.Key_Right)
        self.press(review, Qt.Key.Key_T)
        self.until(lambda: review.pages.present is review.pages.talk)
        self.write(review.pages.talk.words.field, self.secrets["words"])
        self.click(review.pages.talk.words.keep)
        review.flow.finish()
        gate = review.pages.finished.gate
        self.write(gate.field, PASSPHRASE)
        self.press(gate.field, Qt.Key.Key_Return)
        self.until(lambda: review.pages.present is review.pages.leaving)
        self.write(review.pages.leaving.step, self.secrets["step"])
        self.click(review.pages.leaving.close_button)
        self.until(self.window.isVisible)

    def _summary(self) -> None:
        self.shell.go(Place.SUMMARY)
        page = self.shell.page
        assert isinstance(page, SummaryScreen)
        page.choose_target = lambda *_: self.folder / "copies" / "summary.docx"
        self.until(page.gate.checked.isEnabled)
        self.press(page.gate.checked, Qt.Key.Key_Space)
        self.click(page.docx)
        self.until(page.saved.isVisible)

    def unlock(self) -> None:
        page = self.page(UnlockPage)
        self.write(page.passphrase, PASSPHRASE)
        self.press(page.passphrase, Qt.Key.Key_Return)
        self.until(lambda: self.window.shell is not None)
        if self.home.desk.case is None:
            self.home.desk.choose_case(self.home.desk.context.catalogue.case_by_code(self.secrets["case"]))
        watch = self.shell
        watch.go(Place.WATCH)
        page_of_watch = self.shell.page
        assert isinstance(page_of_watch, WatchScreen)
        view: QWidget = page_of_watch.board.stage.view
        self.until(lambda: page_of_watch.board.stage.view.painted_frame is not None and view.isVisible())
        self.tell()
        self.window.close()


def _fail(folder: Path) -> None:
    """Our own fault, with private words in it, in another thread and in the window's."""
    words = json.loads((folder / "secrets.json").read_text("utf-8")).values()

    def fail() -> None:
        raise ValueError(*words)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    fail()


def _begin(folder: Path, what: str) -> None:
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
    driver = Driver(window, folder)
    try:
        driver.do_the_job() if what == "job" else driver.unlock()
    except BaseException as error:
        places = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
        print(json.dumps({"failed": f"{type(error).__name__} at {places}"}), flush=True)
        os._exit(3)


if __name__ == "__main__":
    from ui.screens.application import make_application

    make_application()
    QTimer.singleShot(0, lambda: _fail(Path(sys.argv[1])))
    QTimer.singleShot(0, lambda: _begin(Path(sys.argv[1]), sys.argv[2]))
    sys.exit(open_windows())
