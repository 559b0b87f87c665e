"""The line that opens the next session: on the case's page, and where its reels are shown from."""

from ui.widgets.notice import Notice
from vidfeed.model.quoting import in_quotes
from vidfeed.model.review import Review


def opening_notice(last: Review) -> Notice:
    """How the next session begins, as the last review left it."""
    agreed = f"Agreed last time: {last.next_step}" if last.next_step else ""
    if not last.opening:
        return Notice("hint", agreed)
    return Notice("hint", f"The next session begins: {in_quotes(last.opening)}", agreed)
