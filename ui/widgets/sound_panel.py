"""Everything about sound in one small panel: loudness, this film's own gain, slow speeds, the device."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QSlider, QWidget

from ui.theme import px
from ui.widgets.boxes import column, row
from ui.widgets.words import words
from vidfeed.services.hearing import MOST_GAIN_DB

_SYSTEM = ("", "As the system chooses")
Device = tuple[str, str]
"""A sound device's name for the system, and for people."""


class SoundPanel(QFrame):
    """Opens over the window and closes with Esc or a click elsewhere.

    Signals:
        volume_changed(int): percent.
        muted_changed(bool).
        gain_changed(int): decibels, for the open film.
        slow_sound_changed(bool).
        device_chosen(str): its name for the system; empty for the system's choice.
    """

    volume_changed = Signal(int)
    muted_changed = Signal(bool)
    gain_changed = Signal(int)
    slow_sound_changed = Signal(bool)
    device_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("card", "true")
        self.setAccessibleName("Sound")
        self.volume = _slider("Volume in per cent", 0, 100, 5)
        self.mute = QCheckBox("Mute")
        self.gain = _slider("This film louder or fainter, in decibels", -MOST_GAIN_DB, MOST_GAIN_DB, 1)
        self._gain_text = words("", "quiet")
        self.slow = QCheckBox("Sound below ¼ speed")
        self.devices = QComboBox()
        self.devices.setAccessibleName("Sound device")
        self.setLayout(
            column(
                row(words("Volume", "label"), None, self.mute),
                self.volume,
                row(words("This film", "label"), None, self._gain_text),
                self.gain,
                words("Sound comes from", "label"),
                self.devices,
                self.slow,
                gap_px=6,
                margins_px=(14, 10, 14, 10),
            )
        )
        self._listen()
        self.set_gain(0)

    def _listen(self) -> None:
        self.volume.valueChanged.connect(self.volume_changed)
        self.mute.toggled.connect(self.muted_changed)
        self.gain.valueChanged.connect(self._change_gain)
        self.slow.toggled.connect(self.slow_sound_changed)
        self.devices.activated.connect(lambda place: self.device_chosen.emit(self.devices.itemData(place)))

    def name_key(self, key: str) -> None:
        """The key that mutes, as it is printed; "" where there is none."""
        self.mute.setText(f"Mute ({key})" if key else "Mute")

    def set_volume(self, percent: int, muted: bool) -> None:
        """Shows them without a signal."""
        _quietly(self.volume, percent)
        self.mute.blockSignals(True)
        self.mute.setChecked(muted)
        self.mute.blockSignals(False)

    def set_gain(self, gain_db: float) -> None:
        """Shows the film's gain without a signal."""
        _quietly(self.gain, round(gain_db))
        self._show_gain()

    def set_slow_sound(self, heard: bool) -> None:
        """Shows it without a signal."""
        self.slow.blockSignals(True)
        self.slow.setChecked(heard)
        self.slow.blockSignals(False)

    def set_devices(self, devices: Sequence[Device], chosen: str) -> None:
        """Shows what there is; a chosen one that is unplugged stays in the list."""
        self.devices.clear()
        there = [_SYSTEM, *devices]
        if chosen and chosen not in [name for name, _ in devices]:
            there.append((chosen, "The one chosen before (not connected)"))
        for name, label in there:
            self.devices.addItem(label, name)
        self.devices.setCurrentIndex([name for name, _ in there].index(chosen))

    def open_over(self, button: QWidget) -> None:
        """Opens above a button, inside the screen."""
        self.setFixedWidth(px(280))
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), -self.height() - px(4)))
        screen = button.screen().availableGeometry()
        self.move(max(screen.left(), corner.x()), max(screen.top(), corner.y()))
        self.show()
        self.volume.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _change_gain(self, gain_db: int) -> None:
        self._show_gain()
        self.gain_changed.emit(gain_db)

    def _show_gain(self) -> None:
        gain_db = self.gain.value()
        self._gain_text.setText("as recorded" if gain_db == 0 else f"{gain_db:+d} dB".replace("-", "−"))


def _slider(name: str, least: int, most: int, step: int) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(least, most)
    slider.setSingleStep(step)
    slider.setPageStep(step)
    slider.setAccessibleName(name)
    slider.setToolTip(name)
    return slider


def _quietly(slider: QSlider, value: int) -> None:
    slider.blockSignals(True)
    slider.setValue(value)
    slider.blockSignals(False)
