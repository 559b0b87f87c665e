"""What is said over any picture: that something could not be done, and what undo and redo did."""

from collections.abc import Callable

from ui.widgets.toast import Toast
from ui.widgets.video_view import VideoView
from vidfeed.errors import ExpectedError
from vidfeed.model.change import ChangeSet

UNDO_KEYS, REDO_KEYS = "Ctrl Z", "Ctrl Shift Z"
Stepped = ChangeSet | ExpectedError | None
"""What `Desk.stepped` tells."""


def failure_toast(error: ExpectedError) -> Toast:
    """What could not be done, and what helps."""
    return Toast("alert-circle-outline", error.message, error.hint, "", "", "g2")


def step_toast(change: ChangeSet, again: bool, where: str = "", said: str = "") -> Toast:
    """A step of the history was taken back, or made again.

    Args:
        where: what it was about, to see.
        said: the same, to hear.
    """
    verb, keys = ("made again", UNDO_KEYS) if again else ("taken back", REDO_KEYS)
    spoken = ", ".join(part for part in (change.label, said, verb) if part)
    return Toast("redo" if again else "undo", change.label, verb, where, keys, "g2", spoken, again=not again)


def no_step_toast(again: bool) -> Toast:
    """There is nothing to take back, or to make again."""
    strong = "Nothing to make again" if again else "Nothing to take back"
    return Toast("redo" if again else "undo", strong, "", tone="g2")


def say_step(view: VideoView, result: Stepped, again: bool, toast_of: Callable[[ChangeSet], Toast | None]) -> None:
    """Says over the picture how an undo or redo ended; nothing of a change that `toast_of` has no words for."""
    if isinstance(result, ExpectedError):
        view.show_toast(failure_toast(result))
    elif result is None:
        view.show_toast(no_step_toast(again))
    elif (toast := toast_of(result)) is not None:
        view.show_toast(toast)
