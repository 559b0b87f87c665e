"""How everything looks: colours, fonts, icons, text size, motion. What widgets need is named here."""

from ui.theme.apply import apply_theme
from ui.theme.current import Theme, colour, px, theme
from ui.theme.fonts import Family, font, load_fonts
from ui.theme.icons import icon, paint_icon, set_icon
from ui.theme.tokens import REVIEW, ReviewTokens, ThemeName, Tokens

__all__ = [
    "REVIEW",
    "Family",
    "ReviewTokens",
    "Theme",
    "ThemeName",
    "Tokens",
    "apply_theme",
    "colour",
    "font",
    "icon",
    "load_fonts",
    "paint_icon",
    "px",
    "set_icon",
    "theme",
]
