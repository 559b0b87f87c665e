"""The user's own questions: kept in the vault, put into an item, asked in the review."""

from pytestqt.qtbot import QtBot

from tests.factories.vaults import VaultOnDesk
from ui.screens.reels.own_questions import QuestionsDialog
from ui.screens.reels.screen import ReelScreen
from ui.state.desk import Desk
from ui.state.review_record import ReviewRecord
from vidfeed.model.reel import Reel
from vidfeed.services.finding import reel_of
from vidfeed.services.own_questions import AT_FIRST, LONGEST, MOST_QUESTIONS, own_questions, put_own_questions


def test_the_list_holds_each_question_once_on_one_line(vault: VaultOnDesk) -> None:
    assert own_questions(vault.context) == AT_FIRST
    put_own_questions(vault.context, ["  What\nnow? ", "", "What now?", "x" * 1000])
    assert own_questions(vault.context) == ("What now?", "x" * LONGEST)
    put_own_questions(vault.context, (f"How {number}?" for number in range(1000)))
    assert len(own_questions(vault.context)) == MOST_QUESTIONS
    put_own_questions(vault.context, [])
    assert own_questions(vault.context) == ()


def test_the_list_is_edited_a_line_each(desk: Desk, qtbot: QtBot) -> None:
    dialog = QuestionsDialog(desk)
    qtbot.addWidget(dialog)
    assert tuple(dialog.questions.toPlainText().splitlines()) == AT_FIRST
    dialog.questions.setPlainText("What helped?\nHow was it?")
    dialog.ok.click()
    assert own_questions(desk.context) == ("What helped?", "How was it?")


def test_a_question_goes_from_the_list_into_the_item_and_back(desk: Desk, reel: Reel, qtbot: QtBot) -> None:
    screen = ReelScreen(desk, make_sound=lambda: None)
    qtbot.addWidget(screen)
    try:
        desk.open_reel(reel.id)
        screen.reeling.select(reel.items[2].id)
        put_own_questions(desk.context, ["How does he ask & wait?"])
        screen.own_questions.fill()
        first, *_, keep, _edit = screen.own_questions.menu.actions()
        assert not screen.board.inspector.questions.isHidden() and keep.isEnabled()
        keep.trigger()
        assert own_questions(desk.context)[1] == "What do you see him do?"
        first.trigger()
        assert reel_of(desk.context.catalogue, reel.id).items[2].question == "How does he ask & wait?"
    finally:
        screen.closing()


def test_other_question_comes_to_the_users_own_after_the_reels(desk: Desk, reel: Reel) -> None:
    put_own_questions(desk.context, ["What helped?", "What do you see him do?"])
    asked = ReviewRecord.rehearse(desk, reel.id).questions(reel.items[2])
    assert asked[0] == "What do you see him do?" and asked[-1] == "What helped?"
    assert len(asked) == len(set(asked))
