"""The two bundled families."""

from enum import StrEnum
from functools import cache
from importlib.resources import files

from PySide6.QtGui import QFont, QFontDatabase

from ui.theme.current import px
from vidfeed.errors import InternalError


class Family(StrEnum):
    """Families by use."""

    UI = "Atkinson Hyperlegible Next"
    WORDS = "Lora"


@cache
def load_fonts() -> None:
    """Makes the bundled fonts known, once; needs the application object.

    Raises:
        InternalError: a font file is missing from the installation or cannot be read.
    """
    for entry in sorted(files("ui.theme").joinpath("fonts").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".ttf") and QFontDatabase.addApplicationFontFromData(entry.read_bytes()) < 0:
            raise InternalError(f"the font {entry.name} cannot be loaded")


def font(
    design_px: float, weight: int = 400, family: Family = Family.UI, *, italic: bool = False, tabular: bool = False
) -> QFont:
    """A font at the user's text size; `tabular` gives every digit one width, for times that run."""
    made = QFont(family)
    made.setPixelSize(px(design_px))
    made.setWeight(QFont.Weight(weight))
    made.setItalic(italic)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
