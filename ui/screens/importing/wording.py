"""How far a film is, in words."""

from ui.state.imports import ImportEntry, ImportState
from ui.state.time_left import time_left
from ui.widgets.notice import sentences
from vidfeed.errors import ErrorKind, ExpectedError


def state_words(entry: ImportEntry) -> tuple[str, str]:
    """What the row says, and the label role that it says it in."""
    if entry.state is ImportState.COPYING:
        return f"Copying {round(entry.done * 100)} %{time_left(entry.left_s)}", "label"
    if entry.state is ImportState.PREPARING:
        return "Encrypted and checked · can be watched", "ok"
    if entry.state is ImportState.DONE:
        return "Encrypted and checked", "ok"
    if entry.state is ImportState.STOPPED:
        return ("Stopped; it can be watched" if entry.clip else "Stopped; nothing of it was kept"), "quiet"
    if entry.state is ImportState.FAILED:
        return _failed(entry), "bad"
    return "Waiting", "quiet"


def trouble(entry: ImportEntry) -> str:
    """What went wrong and what to do, or what to know about the film; empty where there is nothing to say."""
    if entry.error is not None and entry.state is ImportState.FAILED:
        return " ".join(sentences(entry.error)).strip()
    return " ".join(entry.warnings)


def part_done(entry: ImportEntry) -> int:
    """Hundredths of the copy; a film that can be watched is whole."""
    if entry.clip is not None:
        return 100
    return round(entry.done * 100)


def _failed(entry: ImportEntry) -> str:
    if entry.clip is not None:
        return "Can be watched; preparing it failed"
    duplicate = isinstance(entry.error, ExpectedError) and entry.error.kind is ErrorKind.DUPLICATE
    return "Already in this case" if duplicate else "Not imported"
