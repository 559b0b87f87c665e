"""What nobody means to do while marking: it is refused in plain words or taken as it is, and nothing is lost."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from tests.factories.full_disk import full_disk
from tests.factories.vaults import copied, unlocked
from tests.qt.hands import key
from tests.qt.watch.seeing import stored, stored_frames
from ui.screens.watch.screen import WatchScreen
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.moment import MAX_TEXT_LENGTH, Moment
from vidfeed.services import marking

WORDS = [
    "She laughs 👩🏽\u200d👧 and waves 👋🏾",
    "מרים מחייכת אל התינוק",
    "e\u0301te\u0301 — na\u0308chste Woche",
    "z̷̢̛̺a̸͓̽l̵̙͗g̴̻̈́o̶̦͑" * 20,
    "one\u2028line\u202eturned round",
]


def marked(screen: WatchScreen, first: int, last: int, **fields: Any) -> Moment:
    """A moment, as if it had been made by key."""
    film = screen.watched.film
    assert film is not None
    change = marking.mark(screen.desk.context, film.clip.id, film.film.index.span(first, last), **fields)
    screen.desk.announce(change)
    after = change.moments[0].after
    assert after is not None
    return after


def test_two_hundred_moments_at_one_instant_all_show_and_one_is_reached(screen: WatchScreen) -> None:
    made = {marked(screen, 40, 60).id for _ in range(200)}
    board = screen.board
    assert {moment.id for moment in stored(screen)} == made
    assert board.moments.model.rowCount() == 200
    assert set(board.timeline.moment_ids) == made
    last = stored(screen)[-1].id
    screen.moment.go_to(last)
    assert (board.timeline.selected, board.moments.selected) == (last, last)
    assert not board.timeline.moment_rect(last).isEmpty()
    assert not screen.grab().isNull()


@pytest.mark.parametrize("words", WORDS)
def test_any_writing_is_kept_shown_found_and_spoken(screen: WatchScreen, words: str) -> None:
    others = [marked(screen, number, number + 5) for number in range(8)]
    moment = marked(screen, 40, 60, caption=words, note=words)
    screen.moment.go_to(moment.id)
    board = screen.board
    assert board.inspector.caption.toPlainText() == moment.caption.replace("\u2028", "\n")
    assert not screen.grab().isNull()
    board.moments.search.setText(moment.caption.split()[0])
    assert board.moments.count_text == f"1 of {len(others) + 1}"
    (row,) = [one for one in stored(screen) if one.id == moment.id]
    assert row == moment


def test_typing_over_such_words_changes_only_what_is_typed(screen: WatchScreen) -> None:
    moment = marked(screen, 40, 60, caption=WORDS[0])
    screen.moment.go_to(moment.id)
    caption = screen.board.inspector.caption
    caption.setFocus()
    caption.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(caption, " again")
    key(caption, Qt.Key.Key_Escape)
    assert [one.caption for one in stored(screen)] == [f"{moment.caption} again"]


def test_a_note_of_a_megabyte_is_kept_and_undone(screen: WatchScreen) -> None:
    moment = marked(screen, 40, 60)
    screen.moment.go_to(moment.id)
    note = screen.board.inspector.note
    long = ("She looks up and waits. " * 43_700)[: MAX_TEXT_LENGTH - 1] + "."
    assert len(long.encode()) >= 1_000_000
    note.setPlainText(long)
    note.setFocus()
    key(note, Qt.Key.Key_Escape)
    assert [one.note for one in stored(screen)] == [long]
    screen.desk.undo(screen.history_scope() or "")
    assert [one.note for one in stored(screen)] == [""]


@pytest.mark.parametrize(("moved", "expected"), [((-50, 20), (0, 20)), ((20, 10_000), (20, 149)), ((90, 30), (30, 90))])
def test_edges_dragged_too_far_or_past_each_other_stay_in_the_clip_or_where_they_were(
    screen: WatchScreen, moved: tuple[int, int], expected: tuple[int, int]
) -> None:
    moment = marked(screen, 40, 60)
    screen.board.timeline.moment_resized.emit(moment.id, *moved)
    assert stored_frames(screen) in ([expected], [(40, 60)])


def test_a_disk_that_fills_in_the_middle_of_a_mark(screen: WatchScreen, tmp_path: Path) -> None:
    marked(screen, 10, 20, caption="There before")
    failed: list[ExpectedError] = []
    screen.watched.marking.failed.connect(failed.append)
    largest = max(path.stat().st_size for path in (tmp_path / "vault").rglob("*") if path.is_file())
    with full_disk(largest):
        for _ in range(1_000):
            screen.mark.keep_still()
            if failed:
                break
    assert [error.kind for error in failed] in ([ErrorKind.NO_SPACE], [ErrorKind.DAMAGED])
    assert failed[0].hint
    kept = stored(screen)
    assert {moment.id for moment in kept} == {moment.id for moment in screen.watched.moments.ordered}

    screen.mark.keep_still()
    assert len(stored(screen)) == len(kept) + 1
    screen.desk.undo(screen.history_scope() or "")
    assert stored(screen) == kept
    crashed = unlocked(copied(tmp_path / "vault", tmp_path / "copy"))
    assert crashed.context.catalogue.moments(crashed.clip.id) == kept
    crashed.close()
