"""What else can be done with the open reel."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from ui.theme import icon
from ui.widgets.buttons import icon_button

_NAME = "More about this reel"


def more_button(*acts: tuple[str, str, Callable[[], object]]) -> tuple[QToolButton, dict[str, QAction]]:
    """A button with a menu of these: icon, words, what happens; the actions by their words."""
    button = icon_button("dots-horizontal", _NAME)
    menu = QMenu(button)
    menu.setAccessibleName(_NAME)
    actions = {}
    for icon_name, text, act in acts:
        actions[text] = menu.addAction(icon(icon_name), text)
        actions[text].triggered.connect(lambda _=False, act=act: act())
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button, actions
