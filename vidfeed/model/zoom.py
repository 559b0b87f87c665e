"""The part of a picture that is looked at closely: kept with a moment, applied when it plays."""

import re
from dataclasses import dataclass

WHOLE = 10_000
"""Ten-thousandths of the upright picture's width or height."""

_TEXT = re.compile(r"(\d{1,5}),(\d{1,5}),(\d{1,5}),(\d{1,5})")


@dataclass(frozen=True)
class ZoomRegion:
    """A rectangle of the upright picture, in ten-thousandths of its width and height; it lies inside the picture.

    Raises:
        ValueError: it is empty or reaches out of the picture.
    """

    x: int
    y: int
    width: int
    height: int

    def __post_init__(self) -> None:
        for start, extent in ((self.x, self.width), (self.y, self.height)):
            if start < 0 or extent < 1 or start + extent > WHOLE:
                raise ValueError(f"a zoom region of {self.x},{self.y},{self.width},{self.height}")

    @classmethod
    def parse(cls, text: str) -> "ZoomRegion | None":
        """The region of "x,y,width,height"; None for the empty text, and for what is no region."""
        found = _TEXT.fullmatch(text)
        if found is None:
            return None
        try:
            return cls(*map(int, found.groups()))
        except ValueError:
            return None

    def text(self) -> str:
        """The form that `parse` reads."""
        return f"{self.x},{self.y},{self.width},{self.height}"
