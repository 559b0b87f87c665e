"""The user's own questions: kept in the vault, put into an item, asked in the review."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from ui.screens.reels.dialogs import CardDialog
from ui.screens.reels.own_questions import QuestionsDialog
from ui.screens.reels.screen import ReelScreen
from ui.state.desk import Desk
from ui.state.reeling import Reeling
from ui.state.review_record import ReviewRecord
from vidfeed.model.consent import Role
from vidfeed.model.reel import Reel
from vidfeed.services import cases
from vidfeed.services.finding import reel_of
from vidfeed.services.naming import A_NAME, CASE_ID
from vidfeed.services.own_questions import (
    AT_FIRST,
    LONGEST,
    MOST_QUESTIONS,
    kept_questions,
    own_questions,
    put_own_questions,
)


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


def test_a_question_goes_from_the_list_into_the_item_and_back(desk: Desk, reel: Reel, builder: ReelScreen) -> None:
    builder.reeling.select(reel.items[2].id)
    put_own_questions(desk.context, ["How does he ask & wait?"])
    builder.own_questions.fill()
    first, *_, keep, _edit = builder.own_questions.menu.actions()
    assert not builder.board.inspector.questions.isHidden() and keep.isEnabled()
    keep.trigger()
    assert own_questions(desk.context)[1] == "What do you see him do?"
    first.trigger()
    assert reel_of(desk.context.catalogue, reel.id).items[2].question == "How does he ask & wait?"


def test_other_question_comes_to_the_users_own_after_the_reels(desk: Desk, reel: Reel) -> None:
    put_own_questions(desk.context, ["What helped?", "What do you see him do?"])
    asked = ReviewRecord.rehearse(desk, reel.id).questions(reel.items[2])
    assert asked[0] == "What do you see him do?" and asked[-1] == "What helped?"
    assert len(asked) == len(set(asked))


def test_what_names_a_case_or_a_person_is_told_while_it_is_typed(
    desk: Desk, reel: Reel, vault: VaultOnDesk, qtbot: QtBot
) -> None:
    cases.add_person(vault.context, CASE_CODE, Role.OTHER, "Leopold")
    questions, card = QuestionsDialog(desk), CardDialog(Reeling(desk), True, 0)
    for dialog, field in ((questions, questions.questions), (card, card.text)):
        qtbot.addWidget(dialog)
        dialog.show()
        (hint,) = [label for label in dialog.findChildren(QLabel) if label.property("role") == "warn"]
        for typed, said in (("What about wren 07?", CASE_ID), ("How is leopold here?", A_NAME), ("What helped?", "")):
            field.setPlainText(typed)
            assert (hint.text(), hint.isVisible()) == (said, bool(said))


def test_a_question_that_names_any_case_is_not_kept_nor_asked(desk: Desk, vault: VaultOnDesk, qtbot: QtBot) -> None:
    dialog = QuestionsDialog(desk)
    qtbot.addWidget(dialog)
    dialog.questions.setPlainText(f"What helped?\nWhat about {CASE_CODE.lower()}?")
    dialog.ok.click()
    assert "case ID" in dialog.error.said and kept_questions(vault.context) == AT_FIRST
    put_own_questions(vault.context, ["What helped?", "What about FINCH 9?"])
    cases.add_case(vault.context, "FINCH-9")
    assert own_questions(vault.context) == ("What helped?",)
    assert len(kept_questions(vault.context)) == 2


def test_the_inspector_says_it_of_captions_and_questions(reel: Reel, builder: ReelScreen) -> None:
    builder.reeling.select(reel.items[2].id)
    inspector = builder.board.inspector
    inspector.caption.setPlainText("Wren-07 looks up")
    assert inspector.naming.text() == CASE_ID and not inspector.naming.isHidden()
    builder.own_questions._keep(["Wren-07?"])
    toast = builder.board.preview.view._toast
    assert toast is not None and "case ID" in toast.strong
    inspector.caption.setPlainText("I look up")
    assert inspector.naming.isHidden()
