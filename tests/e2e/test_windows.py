"""The whole job through the real windows, by keys and mouse: vault, case, film, marks, reel, review, summary."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.e2e.therapist import PASSPHRASE, Therapist
from tests.factories.films import FilmSpec, make_film
from ui.bootstrap.doors import window_doors
from ui.screens.pages import screen_makers
from ui.screens.rail import Place
from ui.screens.summary import SummaryScreen
from ui.screens.window import MainWindow
from ui.state.preferences import Preferences
from vidfeed.model.consent import Purpose, Role
from vidfeed.services import assembling, cases, consenting

CASE = "WREN-07"
PATIENCE_MS = 30_000
SPEC = FilmSpec(frames=200)
SHIFT_CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Hands(Therapist):
    """Enters the people and their consent at once; the people page’s own tests press its buttons."""

    def agree(self) -> None:
        ctx = self.home.desk.context
        for role in (Role.PARENT_A, Role.INFANT):
            person = cases.add_person(ctx, CASE, role)
            for purpose in (Purpose.REVIEW, Purpose.CLINICAL_RECORD):
                consenting.give(ctx, person, purpose, datetime.now(UTC).date())


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(window_doors(), Preferences(settings), screen_makers, make_sound=lambda: None)
    qtbot.addWidget(window)
    window.resize(1366, 700)
    with qtbot.waitActive(window):
        window.show()
    yield Hands(window, lambda done: qtbot.waitUntil(done, timeout=PATIENCE_MS), tmp_path)
    window.close()


def test_from_film_to_reel(hands: Hands, tmp_path: Path) -> None:
    hands.make_vault()
    hands.add_case(CASE)
    hands.agree()
    hands.import_film(make_film(tmp_path / "film.mp4", SPEC))
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
