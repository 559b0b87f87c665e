"""The stylesheet and palette made from the tokens."""

import re
from dataclasses import asdict
from importlib.resources import files
from string import Template

from PySide6.QtGui import QColor, QPalette

from ui.theme.tokens import CONTRAST_DARK, CONTRAST_LIGHT, Tokens

_SIZE = re.compile(r"(?<![\w#.])(-?\d+)px")
_THIN_PX = 3


def stylesheet(tokens: Tokens, text_percent: int) -> str:
    """Qt style sheet for the whole application."""
    folder = files("ui.theme")
    template = Template(folder.joinpath("vidfeed.qss").read_text("utf-8"))
    high_contrast = tokens in (CONTRAST_LIGHT, CONTRAST_DARK)
    values = {name: value for name, value in asdict(tokens).items() if isinstance(value, str)}
    values |= {
        "soft_edge": tokens.edge if high_contrast else tokens.pri_weak,
        "trough": tokens.edge if high_contrast else tokens.sunken,
        "marks": str(folder.joinpath("marks")).replace("\\", "/"),
        "tint": "dark" if tokens.dark else "light",
    }
    return _SIZE.sub(lambda match: _scaled(int(match[1]), text_percent), template.substitute(values))


def _scaled(size_px: int, text_percent: int) -> str:
    return f"{size_px}px" if abs(size_px) <= _THIN_PX else f"{round(size_px * text_percent / 100)}px"


def palette(tokens: Tokens) -> QPalette:
    """What native parts and dialogs paint with."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, token in (
        (roles.Window, tokens.bg),
        (roles.WindowText, tokens.ink),
        (roles.Base, tokens.surface),
        (roles.AlternateBase, tokens.raised),
        (roles.Text, tokens.ink),
        (roles.Button, tokens.surface),
        (roles.ButtonText, tokens.ink),
        (roles.BrightText, tokens.on_pri),
        (roles.Highlight, tokens.pri),
        (roles.HighlightedText, tokens.on_pri),
        (roles.PlaceholderText, tokens.ink3),
        (roles.ToolTipBase, tokens.ink),
        (roles.ToolTipText, tokens.surface),
        (roles.Link, tokens.pri_ink),
        (roles.Accent, tokens.pri),
    ):
        made.setColor(role, QColor(token))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.ink3))
    return made
