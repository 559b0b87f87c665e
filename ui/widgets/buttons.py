"""Buttons as the design has them: named, with an icon and a tooltip that tells the key."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from ui.theme import px, set_icon


def icon_button(icon_name: str, name: str, keys: str = "", parent: QWidget | None = None) -> QToolButton:
    """A button that shows only an icon; `name` is what a screen reader says.

    It takes the focus from Tab but not from a click, so that single keys keep working after one.
    """
    button = QToolButton(parent)
    set_icon(button, icon_name)
    name_button(button, name, keys)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def name_button(button: QToolButton, name: str, keys: str = "") -> None:
    """Sets the spoken name and the tooltip together."""
    button.setAccessibleName(name)
    button.setToolTip(f"{name} ({keys})" if keys else name)


def push_button(text: str, kind: str = "", icon_name: str = "", big: bool = False) -> QPushButton:
    """A button with words; `kind` is "", "primary", "soft", "ghost" or "chip"."""
    button = QPushButton(text)
    button.setAccessibleName(text)
    button.setAutoDefault(True)  # Enter presses it where the focus is on it, also outside dialogs
    button.setProperty("kind", kind)
    if big:
        button.setProperty("extent", "big")
    if icon_name:
        set_icon(button, icon_name, 18, {"primary": "on_pri", "": "ink", "chip": "ink2"}.get(kind, "pri_ink"))
        button.setIconSize(button.iconSize() + QSize(px(4), 0))
    return button
