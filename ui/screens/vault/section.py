"""One part of the page about the vault."""

from ui.widgets.boxes import Part, column
from ui.widgets.card import Card
from ui.widgets.words import words


def section(title: str, *parts: Part) -> Card:
    """A card with a heading."""
    card = Card()
    card.setAccessibleName(title)
    card.setLayout(column(words(title, "h2"), *parts, gap_px=10, margins_px=(20, 16, 20, 18)))
    return card
