"""Sound on or off, how loud, and the panel with the rest."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QToolButton

from ui.theme import set_icon
from ui.widgets.buttons import name_button
from ui.widgets.sound_panel import SoundPanel

_WHEEL_PERCENT = 5


class VolumeButton(QToolButton):
    """A click opens the panel; the wheel changes the volume directly.

    Signals:
        volume_changed(int): percent, 0 to 100; 0 is silent.
        about_to_open(): the panel will be seen; what there is to choose from may have changed.

    Attributes:
        panel: whose other signals tell of mute, gain, slow sound and device.
    """

    volume_changed = Signal(int)
    about_to_open = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._key, self._hushed = "", False
        self.panel = SoundPanel(self)
        self.panel.volume_changed.connect(self._changed)
        self.panel.muted_changed.connect(self._show)
        self.clicked.connect(self._open)
        self.set_volume(100)

    @property
    def volume(self) -> int:
        """Percent, 0 to 100."""
        return self.panel.volume.value()

    @property
    def muted(self) -> bool:
        """Whether it is silent, whatever the volume."""
        return self.panel.mute.isChecked()

    def set_volume(self, percent: int, muted: bool = False) -> None:
        """Shows them without a signal."""
        self.panel.set_volume(percent, muted)
        self._show()

    def name_key(self, key: str) -> None:
        """The key that mutes, as it is printed; "" where there is none."""
        self._key = key
        self.panel.name_key(key)
        self._show()

    def set_hushed(self, hushed: bool) -> None:
        """Whether the speed in force is one at which nothing is heard."""
        self._hushed = hushed
        self._show()

    def _open(self) -> None:
        self.about_to_open.emit()
        self.panel.open_over(self)

    def _changed(self, percent: int) -> None:
        self._show()
        self.volume_changed.emit(percent)

    def _show(self) -> None:
        percent = 0 if self.muted else self.volume
        heard = 0 if self._hushed else percent
        set_icon(self, "volume-high" if heard > 50 else "volume-medium" if heard else "volume-off")
        name = f"Volume: {percent} %" + ", silent at this speed" * self._hushed if percent else "Sound is off"
        name_button(self, name, self._key)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.panel.volume.setValue(self.volume + (_WHEEL_PERCENT if event.angleDelta().y() > 0 else -_WHEEL_PERCENT))
