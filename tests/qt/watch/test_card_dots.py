"""How far one is with the cards, seen and said, for few moments and for thousands."""

import pytest
from PySide6.QtGui import QAccessible, QColor
from pytestqt.qtbot import QtBot

from ui.screens.watch.card_dots import CardDots
from ui.theme import colour
from vidfeed.model.sitting import Asked

DONE, NOW, LATER = Asked.DONE, Asked.NOW, Asked.LATER


def shown(qtbot: QtBot, cards: list[Asked]) -> CardDots:
    dots = CardDots()
    qtbot.addWidget(dots)
    dots.show_cards(cards)
    dots.resize(dots.sizeHint())
    dots.show()
    return dots


def tints(dots: CardDots) -> list[str]:
    """What is painted along the middle, without repeats and without what lies between."""
    names = {QColor(colour(token)).rgb(): token for token in ("pri", "apri")}
    image = dots.grab().toImage()
    middle = [names.get(image.pixel(x, image.height() // 2)) for x in range(image.width())]
    found = [name for name in middle if name]
    return [name for place, name in enumerate(found) if place == 0 or found[place - 1] != name]


@pytest.mark.parametrize("times", [1, 20, 1500])
def test_what_is_done_is_filled_and_the_present_one_is_another_colour(qtbot: QtBot, times: int) -> None:
    dots = shown(qtbot, [DONE] * 2 * times + [NOW] + [LATER] * times)
    assert tints(dots) == ["pri", "apri"]
    assert dots.width() <= 260
    assert QAccessible.queryAccessibleInterface(dots).text(QAccessible.Text.Value) == f"{2 * times} of {3 * times + 1}"


def test_nothing_to_decide_takes_no_room(qtbot: QtBot) -> None:
    assert shown(qtbot, []).sizeHint().width() == 0
