"""Controls that go away while nobody needs them, and come back at the first touch."""

from PySide6.QtCore import QEasingCurve, QObject, QPropertyAnimation, QTimer, Signal
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from ui.theme import theme

SHOWN_MS = 3000
_FADE_MS = 400


class Fading(QObject):
    """Fades some widgets out together.

    Signals:
        shown_changed(bool): they are there again, or have begun to go.
    """

    shown_changed = Signal(bool)

    def __init__(self, parent: QObject, *widgets: QWidget) -> None:
        super().__init__(parent)
        self._widgets = widgets
        self._held = True
        self._shown = True
        self._effects = [QGraphicsOpacityEffect(widget) for widget in widgets]
        self._movements: list[QPropertyAnimation] = []
        for widget, effect in zip(widgets, self._effects, strict=True):
            widget.setGraphicsEffect(effect)
            effect.setOpacity(1.0)
            effect.setEnabled(False)
            self._movements.append(self._movement(effect))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)

    def _movement(self, effect: QGraphicsOpacityEffect) -> QPropertyAnimation:
        movement = QPropertyAnimation(effect, b"opacity", self)
        movement.setEasingCurve(QEasingCurve.Type.InOutQuad)
        return movement

    @property
    def shown(self) -> bool:
        """Whether the controls are there."""
        return self._shown

    def _set_shown(self, shown: bool) -> None:
        if shown != self._shown:
            self._shown = shown
            self.shown_changed.emit(shown)

    @property
    def waiting(self) -> bool:
        """Whether they will go in a while."""
        return self._timer.isActive()

    def hold(self, held: bool) -> None:
        """Keeps them while held: nothing plays, or someone goes through them with the keyboard."""
        self._held = held
        self.show()

    def show(self) -> None:
        """Brings them back at once."""
        self._set_shown(True)
        for effect, movement in zip(self._effects, self._movements, strict=True):
            movement.stop()
            effect.setOpacity(1.0)
            effect.setEnabled(False)
        self._timer.stop() if self._held else self._timer.start()

    def hide(self) -> None:
        """Lets them fade, unless they are held."""
        if self._held or any(widget.hasFocus() or _holds_focus(widget) for widget in self._widgets):
            return
        self._set_shown(False)
        for effect, movement in zip(self._effects, self._movements, strict=True):
            effect.setEnabled(True)
            movement.setDuration(theme().duration_ms(_FADE_MS))
            movement.setStartValue(effect.opacity())
            movement.setEndValue(0.0)
            movement.start()


def _holds_focus(widget: QWidget) -> bool:
    focus = widget.window().focusWidget()
    return focus is not None and widget.isAncestorOf(focus)
