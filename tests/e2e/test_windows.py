"""The whole job through the real windows, by keys and mouse: vault, case, film, marks, reel, review, summary."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import docx
import pytest
from PySide6.QtCore import QMimeData, QSettings, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from tests.factories.films import FilmSpec, make_film
from tests.qt.hands import drop
from ui.bootstrap.doors import window_doors
from ui.painting.recovery_groups import groups
from ui.screens.entry.create_vault import CreateVaultPage
from ui.screens.entry.recovery_sheet import RecoverySheetPage
from ui.screens.home import HomeScreen
from ui.screens.home.clip_tile import ClipTile
from ui.screens.home.dialogs import NewCaseDialog
from ui.screens.pages import screen_makers
from ui.screens.rail import Place
from ui.screens.shell import Shell
from ui.screens.summary import SummaryScreen
from ui.screens.watch.screen import WatchScreen
from ui.screens.window import MainWindow
from ui.state.imports import ImportState
from ui.state.preferences import Preferences
from vidfeed.model.consent import Purpose, Role
from vidfeed.services import assembling, cases, consenting

PASSPHRASE = "unpledged snugness triceps puppet"
CASE = "WREN-07"
PATIENCE_MS = 30_000
SPEC = FilmSpec(frames=200)
SHIFT_CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


Page = TypeVar("Page", bound=QWidget)


class Hands:
    """What a therapist does at the window."""

    def __init__(self, window: MainWindow, qtbot: QtBot, folder: Path) -> None:
        self.window, self.qtbot, self.folder = window, qtbot, folder

    @property
    def shell(self) -> Shell:
        assert self.window.shell is not None
        return self.window.shell

    def click(self, button: QWidget) -> None:
        self.until(lambda: button.isVisible() and button.isEnabled())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def press(self, widget: QWidget, key: Qt.Key) -> None:
        QTest.keyClick(widget, key)

    def named(self, name: str, within: QWidget) -> QAbstractButton:
        return next(b for b in within.findChildren(QAbstractButton) if b.accessibleName() == name)

    def page(self, kind: type[Page]) -> Page:
        page = self.window.centralWidget()
        assert isinstance(page, kind)
        return page

    def until(self, done: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(done, timeout=PATIENCE_MS)

    def make_vault(self) -> None:
        self.window.show_create()
        page = self.page(CreateVaultPage)
        page.place.set_parent_folder(self.folder)
        page.choice.modes.setFocus()
        self.click(self.named("Passphrase: my own", page))
        QTest.keyClicks(page.choice.own, PASSPHRASE)
        QTest.keyClicks(page.choice.again, PASSPHRASE)
        self.until(page.next.isEnabled)
        self.click(page.next)
        self.until(lambda: isinstance(self.window.centralWidget(), RecoverySheetPage))
        pane = self.page(RecoverySheetPage).pane
        written = groups(pane._sheet.secret)
        for number, field in pane.fields.items():
            QTest.keyClicks(field, written[number - 1])
        self.click(pane.safe)

    def add_case(self) -> None:
        home = self.home
        self.click(home.new_button)
        dialog = next(d for d in home.findChildren(NewCaseDialog) if d.isVisible())
        QTest.keyClicks(dialog.code, CASE)
        self.click(dialog.ok)
        self.until(lambda: home.desk.case is not None and not dialog.isVisible())
        self.window.activateWindow()  # a window manager's work

    @property
    def home(self) -> HomeScreen:
        page = self.shell.page
        assert isinstance(page, HomeScreen)
        return page

    def agree(self) -> None:
        """What the people page enters; its own tests press its buttons."""
        ctx = self.home.desk.context
        for role in (Role.PARENT_A, Role.INFANT):
            person = cases.add_person(ctx, CASE, role)
            for purpose in (Purpose.REVIEW, Purpose.CLINICAL_RECORD):
                consenting.give(ctx, person, purpose, datetime.now(UTC).date())

    def import_film(self) -> None:
        film = make_film(self.folder / "film.mp4", SPEC)
        self.click(self.home.import_button)
        zone = self.home.importing.zone
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(film))])
        assert drop(zone, data, zone.rect().center())
        queue = self.home.importing.queue
        self.until(lambda: bool(queue.entries) and queue.entries[0].state is ImportState.DONE)
        self.home.show_cases()

    def watch(self) -> WatchScreen:
        tile = self.home.page.findChildren(ClipTile)[0]
        self.press(tile, Qt.Key.Key_Return)
        page = self.shell.page
        assert isinstance(page, WatchScreen)
        view = page.board.stage.view
        self.until(lambda: view.painted_frame is not None)
        return page


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(window_doors(), Preferences(settings), screen_makers, make_sound=lambda: None)
    qtbot.addWidget(window)
    window.resize(1366, 700)
    with qtbot.waitActive(window):
        window.show()
    yield Hands(window, qtbot, tmp_path)
    window.close()


def test_from_film_to_reel(hands: Hands, tmp_path: Path) -> None:
    hands.make_vault()
    hands.add_case()
    hands.agree()
    hands.import_film()
    watch = hands.watch()
    ctx = watch.desk.context
    clip = ctx.catalogue.clips()[0]

    view = watch.board.stage.view
    hands.until(view.hasFocus)
    hands.press(view, Qt.Key.Key_Space)
    hands.until(lambda: (view.painted_frame or 0) > 30)
    hands.press(view, Qt.Key.Key_3)
    hands.press(view, Qt.Key.Key_Space)
    hands.until(lambda: not watch.watched.playing.is_playing)
    hands.press(view, Qt.Key.Key_Home)
    hands.until(lambda: view.painted_frame == 0)
    hands.press(view, Qt.Key.Key_1)
    moments = ctx.catalogue.moments(clip.id)
    assert sorted(tag.tag_id for m in moments for tag in m.tags) == ["starter/connected", "starter/responding"]
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(ctx.catalogue.moments(clip.id)) == 1
    QTest.keyClick(view, Qt.Key.Key_Z, SHIFT_CONTROL)
    assert ctx.catalogue.moments(clip.id) == moments

    reel = assembling.create_reel(ctx, CASE, "Looking")
    assembling.add_card(ctx, reel.id, "Looking")
    assembling.add_moments(ctx, reel.id, [moment.id for moment in moments])
    _review(hands, reel.id)
    _summary(hands, tmp_path)


def _review(hands: Hands, reel_id: str) -> None:
    desk = hands.shell.page.desk
    desk.review_asked.emit(reel_id)
    assert hands.window.reviewing is not None
    review = hands.window.reviewing.window
    assert review is not None
    assert not hands.window.isVisible()
    hands.until(lambda: review.pages.present is review.pages.playing)
    hands.press(review, Qt.Key.Key_Right)
    hands.press(review, Qt.Key.Key_T)
    hands.until(lambda: review.pages.present is review.pages.talk)
    talk = review.pages.talk.words
    QTest.keyClicks(talk.field, "He looks at me first")
    hands.click(talk.keep)
    review.flow.finish()
    hands.until(lambda: review.pages.present is review.pages.finished)
    gate = review.pages.finished.gate
    QTest.keyClicks(gate.field, "not the passphrase")
    hands.press(gate.field, Qt.Key.Key_Return)
    hands.until(lambda: not gate.field.isReadOnly())
    assert gate.answer.text()
    assert review.pages.present is review.pages.finished
    QTest.keyClicks(gate.field, PASSPHRASE)
    hands.press(gate.field, Qt.Key.Key_Return)
    hands.until(lambda: review.pages.present is review.pages.leaving)
    QTest.keyClicks(review.pages.leaving.step, "To look out for his looks at mealtimes")
    hands.click(review.pages.leaving.close_button)
    hands.until(hands.window.isVisible)
    record = desk.context.catalogue.reviews()[0]
    assert [words.text for words in record.words] == ["He looks at me first"]
    assert record.next_step == "To look out for his looks at mealtimes"
    assert record.finished_at is not None


def _summary(hands: Hands, folder: Path) -> None:
    hands.shell.go(Place.SUMMARY)
    page = hands.shell.page
    assert isinstance(page, SummaryScreen)
    target = folder / "summary.docx"
    page.choose_target = lambda *_: target
    hands.until(lambda: page.gate.checked.isEnabled())
    hands.press(page.gate.checked, Qt.Key.Key_Space)
    hands.until(page.docx.isEnabled)
    hands.click(page.docx)
    hands.until(lambda: page.saved.isVisible())
    text = "\n".join(p.text for p in docx.Document(str(target)).paragraphs)
    assert "He looks at me first" in text
