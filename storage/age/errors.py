"""What can be wrong with an age file or an age key."""


class AgeError(Exception):
    """Base of every expected failure of this package; the text is short and holds no secret."""


class KeyTextError(AgeError):
    """A text that should be an age recipient or identity is not one."""


class HeaderError(AgeError):
    """The header does not follow the age v1 format, or asks for more than is allowed."""


class NoMatchError(AgeError):
    """The header is well formed, but none of the identities opens it."""


class HmacError(AgeError):
    """The file key was found, but the header is not the one it was written with."""


class PayloadError(AgeError):
    """The payload is altered, cut short, extended or reordered."""
