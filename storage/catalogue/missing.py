"""Errors for what the catalogue does not hold."""

from vidfeed.errors import ErrorKind, ExpectedError


def no_case() -> ExpectedError:
    """The case is not there."""
    return ExpectedError(ErrorKind.UNKNOWN_CASE, "That case is not in this vault.", "List the cases.")


def no_clip() -> ExpectedError:
    """The clip is not there."""
    return ExpectedError(ErrorKind.UNKNOWN_CLIP, "That clip is not in this vault.", "List the case's clips.")


def no_moment() -> ExpectedError:
    """The moment is not there."""
    return ExpectedError(ErrorKind.UNKNOWN_MOMENT, "That moment is not there any more.", "List the clip's moments.")


def no_reel() -> ExpectedError:
    """The reel is not there."""
    return ExpectedError(ErrorKind.UNKNOWN_REEL, "That reel is not there any more.", "List the case's reels.")


def no_person() -> ExpectedError:
    """The person is not there."""
    return ExpectedError(ErrorKind.UNKNOWN_PERSON, "There is no such person in the case.", "List the case's people.")


def not_ready() -> ExpectedError:
    """The clip has not been imported to its end."""
    return ExpectedError(ErrorKind.NOT_READY, "That film is still being copied in.", "Wait until it can be played.")
