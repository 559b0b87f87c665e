"""Sound on or off, and how loud."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QMenu, QSlider, QToolButton, QWidgetAction

from ui.theme import px, set_icon
from ui.widgets.buttons import name_button

_WHEEL_PERCENT = 5


class VolumeButton(QToolButton):
    """A click opens the slider; the wheel changes it directly.

    Signals:
        volume_changed(int): percent, 0 to 100; 0 is silent.
    """

    volume_changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, 100)
        self._slider.setFixedWidth(px(160))
        self._slider.setAccessibleName("Volume in per cent")
        self._slider.valueChanged.connect(self._changed)
        menu = QMenu(self)
        action = QWidgetAction(menu)
        action.setDefaultWidget(self._slider)
        menu.addAction(action)
        self.setMenu(menu)
        self.set_volume(100)

    @property
    def volume(self) -> int:
        """Percent, 0 to 100."""
        return self._slider.value()

    def set_volume(self, percent: int) -> None:
        """Shows a volume without a signal."""
        self._slider.blockSignals(True)
        self._slider.setValue(percent)
        self._slider.blockSignals(False)
        self._show()

    def _changed(self, percent: int) -> None:
        self._show()
        self.volume_changed.emit(percent)

    def _show(self) -> None:
        percent = self.volume
        set_icon(self, "volume-high" if percent > 50 else "volume-medium" if percent else "volume-off")
        name_button(self, f"Volume: {percent} %" if percent else "Sound is off")

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._slider.setValue(self.volume + (_WHEEL_PERCENT if event.angleDelta().y() > 0 else -_WHEEL_PERCENT))
