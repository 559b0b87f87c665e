"""The one place from which things are said to screen readers."""

from functools import cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


class Announcer(QObject):
    """Passes sentences to assistive technology, and tells who listens that it did (text, assertive)."""

    announced = Signal(str, bool)

    def say(self, source: QWidget, text: str, assertive: bool) -> None:
        event = QAccessibleAnnouncementEvent(source, text)
        politeness = QAccessible.AnnouncementPoliteness
        event.setPoliteness(politeness.Assertive if assertive else politeness.Polite)
        QAccessible.updateAccessibility(event)
        self.announced.emit(text, assertive)


@cache
def announcer() -> Announcer:
    """The announcer of this process."""
    return Announcer()


def announce(source: QWidget, text: str, assertive: bool = False) -> None:
    """Says `text` to a screen reader; `assertive` interrupts and is for actions that failed."""
    announcer().say(source, text, assertive)
