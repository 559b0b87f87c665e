"""What films take on the disk, in words."""

from ui.state.counting import size_words
from vidfeed.services.light_copies import DiskCost


def cost_words(cost: DiskCost) -> str:
    """The films, and what could be made again."""
    if not cost.original_bytes:
        return "No film yet."
    made = f"{size_words(cost.all_made_bytes)} light copies" if cost.made_bytes else "no light copies"
    return f"On the disk: {size_words(cost.original_bytes)} as filmed, {made}."
