"""What nobody means to do while marking: it is refused in plain words or taken as it is, and nothing is lost."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.factories.full_disk import full_disk
from tests.factories.vaults import copied, unlocked
from tests.qt.hands import key
from tests.qt.watch.seeing import stored, stored_frames
from ui.screens.watch.screen import WatchScreen
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.moment import MAX_TEXT_LENGTH, Moment
from vidfeed.model.time import Span
from vidfeed.services import marking

CONNECTED = "starter/connected"
WORDS = [
    "She laughs 👩🏽\u200d👧 and waves 👋🏾",
    "מרים מחייכת אל התינוק",
    "e\u0301te\u0301 — na\u0308chste Woche",
    "z̷̢̛̺a̸͓̽l̵̙͗g̴̻̈́o̶̦͑" * 20,
    "one\u2028line\u202eturned round",
]


NOT_TAKEN = (
    ErrorKind.DAMAGED,
    "The disk did not take all that was to be written. What was there before is unharmed.",
    "Check the disk, and that it has room, then try again.",
)


def marked(screen: WatchScreen, first: int, last: int, **fields: Any) -> Moment:
    """A moment, as if it had been made by key."""
    film = screen.watched.film
    assert film is not None
    change = marking.mark(screen.desk.context, film.clip.id, film.film.index.span(first, last), **fields)
    screen.desk.announce(change)
    after = change.moments[0].after
    assert after is not None
    return after


def failures(screen: WatchScreen) -> list[ExpectedError]:
    """What is said of marks and changes that could not be stored, from now on."""
    said: list[ExpectedError] = []
    screen.watched.marking.failed.connect(said.append)
    screen.watched.editing.failed.connect(said.append)
    return said


def largest_file(vault: Path) -> int:
    """Its size in bytes."""
    return max(path.stat().st_size for path in vault.rglob("*") if path.is_file())


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


def test_a_note_longer_than_that_is_refused_in_plain_words_and_stays_to_be_shortened(screen: WatchScreen) -> None:
    moment, other = marked(screen, 40, 60), marked(screen, 80, 90)
    screen.moment.go_to(moment.id)
    failed = failures(screen)
    note = screen.board.inspector.note
    long = "x" * (MAX_TEXT_LENGTH + 1)
    note.show_draft(long)
    note.flush()
    assert [error.kind for error in failed] == [ErrorKind.BAD_FILE]
    assert (failed[0].message, failed[0].hint) == (
        "That text is too long: a million characters is the limit.",
        "Shorten it.",
    )
    screen.moment.go_to(other.id)
    assert note.toPlainText() == ""
    screen.moment.go_to(moment.id)
    assert note.toPlainText() == long
    note.show_draft(long[:-1])
    note.flush()
    assert [one.note for one in stored(screen)] == [long[:-1], ""]


@pytest.mark.parametrize(
    ("moved", "expected"),
    [((-50, 20), (0, 20)), ((20, 10_000), (20, 149)), ((-50, 10_000), (0, 149)), ((149, 149), (149, 149)),
     ((90, 30), (40, 60)), ((150, 150), (40, 60)), ((-9, -1), (40, 60))],
)  # fmt: skip
def test_edges_dragged_too_far_stay_in_the_clip_and_past_each_other_nothing_moves(
    screen: WatchScreen, moved: tuple[int, int], expected: tuple[int, int]
) -> None:
    moment = marked(screen, 40, 60)
    screen.board.timeline.moment_resized.emit(moment.id, *moved)
    assert stored_frames(screen) == [expected]


@pytest.mark.parametrize("beyond", [Span(-1, 500), Span(0, 10**9), Span(10**8, 10**9)])
def test_a_mark_before_the_start_or_past_the_end_is_refused_in_plain_words(screen: WatchScreen, beyond: Span) -> None:
    film = screen.watched.film
    assert film is not None
    with pytest.raises(ExpectedError) as refused:
        marking.mark(screen.desk.context, film.clip.id, beyond)
    assert (refused.value.kind, refused.value.message) == (
        ErrorKind.BAD_TIME,
        "The moment would lie outside the clip.",
    )
    assert stored(screen) == []


def test_a_moment_cannot_end_before_it_starts() -> None:
    with pytest.raises(ExpectedError) as refused:
        Span(60, 40)
    assert (refused.value.kind, refused.value.message) == (ErrorKind.BAD_TIME, "The moment would end before it starts.")


def test_words_typed_while_the_disk_is_full_stay_and_are_stored_when_there_is_room(
    screen: WatchScreen, tmp_path: Path
) -> None:
    moment, other = marked(screen, 40, 60, note="There before"), marked(screen, 80, 90)
    screen.moment.go_to(moment.id)
    failed = failures(screen)
    note = screen.board.inspector.note
    typed = "She looks up and waits. " * 40_000
    with full_disk(largest_file(tmp_path / "vault")):
        note.show_draft(typed)
        note.flush()
        screen.moment.go_to(other.id)
        assert [one.note for one in stored(screen)] == ["There before", ""]
        screen.moment.go_to(moment.id)
        assert (note.toPlainText(), note.unsaved) == (typed, True)
    assert {(error.kind, error.message, error.hint) for error in failed} == {NOT_TAKEN}
    note.flush()
    assert not note.unsaved
    assert [one.note for one in stored(screen)] == [typed.rstrip(), ""]


def test_a_held_mark_that_the_disk_did_not_take_is_tried_again(
    screen: WatchScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks, said = screen.watched.marking, failures(screen)
    full = ExpectedError(ErrorKind.NO_SPACE, "The disk is full.", "Make room.")

    def refuse(*_given: object, **_fields: object) -> None:
        raise full

    with monkeypatch.context() as refusing:
        refusing.setattr(marking, "mark", refuse)
        marks.press(CONNECTED, 10, lasting=True)
        marks.press(CONNECTED, 60)
        again = button_of(screen, "Try again")
        again.click()
        assert again.isVisible() and said == [full, full]
    assert (stored(screen), marks.running) == ([], ())
    screen.left()
    screen.entered()
    again = button_of(screen, "Try again")
    again.click()
    assert stored_frames(screen) == [(10, 60)]
    assert [ref.tag_id for ref in stored(screen)[0].tags] == [CONNECTED]
    assert not again.isVisible()


def test_what_trying_again_cannot_help_is_not_offered(screen: WatchScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object, **_fields: object) -> None:
        raise ExpectedError(ErrorKind.BAD_TIME, "The moment would lie outside the clip.")

    monkeypatch.setattr(marking, "mark", refuse)
    screen.mark.keep_still()
    assert not any(one.isVisible() for one in screen.board.stage.view.findChildren(QPushButton))


def button_of(screen: WatchScreen, text: str) -> QPushButton:
    """The one on the picture that is in view."""
    (found,) = [
        one for one in screen.board.stage.view.findChildren(QPushButton) if one.isVisible() and text in one.text()
    ]
    return found


def test_a_disk_that_fills_in_the_middle_of_a_mark(screen: WatchScreen, tmp_path: Path) -> None:
    marked(screen, 10, 20, caption="There before")
    failed = failures(screen)
    with full_disk(largest_file(tmp_path / "vault")):
        for _ in range(1_000):
            screen.mark.keep_still()
            if failed:
                break
    assert [(error.kind, error.message, error.hint) for error in failed] == [NOT_TAKEN]
    kept = stored(screen)
    assert {moment.id for moment in kept} == {moment.id for moment in screen.watched.moments.ordered}

    screen.mark.keep_still()
    assert len(stored(screen)) == len(kept) + 1
    screen.desk.undo(screen.history_scope() or "")
    assert stored(screen) == kept
    crashed = unlocked(copied(tmp_path / "vault", tmp_path / "copy"))
    assert crashed.context.catalogue.moments(crashed.clip.id) == kept
    crashed.close()
