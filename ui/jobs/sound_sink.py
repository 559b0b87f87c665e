"""The system's sound device as the player's output, pulled in a thread of its own: a busy window never crackles."""

import threading
import time
from dataclasses import dataclass

from PySide6.QtCore import QIODevice, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QMediaDevices, QtAudio

from vidfeed.media.sound_output import CHANNELS, FRAME_BYTES, ReadSound
from vidfeed.media.sound_span import SOUND_RATE

_BUFFER_S = 0.08
_POLL_MS = 10
_AHEAD_S = 0.02
_MOST_BYTES = 1 << 14
_LOST = (QtAudio.Error.FatalError, QtAudio.Error.IOError, QtAudio.Error.OpenError)


class SoundSink:
    """A SoundOutput. Where there is no device, or it goes away, nothing is heard and the picture plays on.

    A device that comes, or becomes the system's default, is taken up at once; the one that was chosen comes before
    the system's, for as long as it is there.
    """

    def __init__(self) -> None:
        self._place = _Place()
        self._thread = QThread()
        self._thread.setObjectName("vidfeed-sound-sink")
        self._worker = _Worker(self._place)
        self._worker.moveToThread(self._thread)
        self._thread.finished.connect(self._worker.close, Qt.ConnectionType.DirectConnection)
        self._thread.start(QThread.Priority.HighPriority)
        self._worker.opened.emit()

    def start(self, read: ReadSound) -> None:
        """See SoundOutput."""
        self._worker.started.emit(read, self._place.begin())

    def played_s(self) -> float | None:
        """See SoundOutput."""
        return self._place.seconds()

    def stop(self) -> None:
        """See SoundOutput."""
        self._place.begin()
        self._worker.stopped.emit()

    def set_gain(self, gain: float) -> None:
        """See SoundOutput."""
        self._worker.gain_changed.emit(gain)

    def set_device(self, device: str) -> None:
        """Chooses a device by the name that `sound_devices` gives; empty for the system's choice."""
        self._worker.device_chosen.emit(device)

    @property
    def device_id(self) -> bytes:
        """The system's name of the device in use; empty for none."""
        return self._place.device_id

    def close(self) -> None:
        """Ends the thread and lets go of the device."""
        self._thread.quit()
        self._thread.wait()


def sound_devices() -> list[tuple[str, str]]:
    """What there is to hear by: a name for `set_device`, and one for people."""
    return [(_name_of(device), device.description()) for device in QMediaDevices.audioOutputs()]


def _name_of(device: QAudioDevice) -> str:
    return bytes(device.id().data()).hex()


@dataclass
class _Heard:
    """What the device said, and when it said so."""

    seconds: float
    at: float


class _Place:
    """How much has been heard since the last start; asked from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._turn = 0
        self._heard: _Heard | None = None
        self.device_id = b""

    def begin(self) -> int:
        """Nothing is heard yet; the number of the new turn."""
        with self._lock:
            self._turn += 1
            self._heard = None
            return self._turn

    def put(self, turn: int, seconds: float | None) -> None:
        """What the device says now; ignored where another turn has begun."""
        with self._lock:
            if turn != self._turn:
                return
            if seconds is None:
                self._heard = None
            elif self._heard is None or seconds != self._heard.seconds:
                self._heard = _Heard(seconds, time.monotonic())

    def seconds(self) -> float | None:
        """Seconds heard; between the device's words the clock goes on for a moment."""
        with self._lock:
            if self._heard is None:
                return None
            return self._heard.seconds + min(time.monotonic() - self._heard.at, _AHEAD_S)


class _Pulled(QIODevice):
    """What the device reads from."""

    def __init__(self, read: ReadSound, parent: QObject) -> None:
        super().__init__(parent)
        self._read = read
        self.open(QIODevice.OpenModeFlag.ReadOnly)

    def readData(self, most_bytes: int) -> bytes:
        return self._read(min(most_bytes, _MOST_BYTES) // FRAME_BYTES * FRAME_BYTES)

    def writeData(self, _data: bytes | bytearray | memoryview, _size: int) -> int:
        return -1

    def isSequential(self) -> bool:
        return True

    def bytesAvailable(self) -> int:
        return 1 << 20


class _Worker(QObject):
    """Lives in the sink's thread; its signals are how others call it."""

    opened = Signal()
    started = Signal(object, int)
    stopped = Signal()
    gain_changed = Signal(float)
    device_chosen = Signal(str)

    def __init__(self, place: _Place) -> None:
        super().__init__()
        self._place = place
        self._devices: QMediaDevices | None = None
        self._device = QAudioDevice()
        self._sink: QAudioSink | None = None
        self._pulled: _Pulled | None = None
        self._poll: QTimer | None = None
        self._read: ReadSound | None = None
        self._turn, self._gain, self._before_s = 0, 1.0, 0.0
        self._chosen = ""
        self.opened.connect(self._open)
        self.started.connect(self._start)
        self.stopped.connect(self._stop)
        self.gain_changed.connect(self._set_gain)
        self.device_chosen.connect(self._choose)

    def _open(self) -> None:
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._look_for_device)
        self._poll = QTimer(self)
        self._poll.setTimerType(Qt.TimerType.PreciseTimer)
        self._poll.setInterval(_POLL_MS)
        self._poll.timeout.connect(self._note_place)
        self._make_sink(self._wanted())

    def _wanted(self) -> QAudioDevice:
        """The chosen device, or the system's where that is not there."""
        there = (device for device in QMediaDevices.audioOutputs() if _name_of(device) == self._chosen)
        return next(there, QMediaDevices.defaultAudioOutput())

    def _choose(self, device: str) -> None:
        self._chosen = device
        self._look_for_device()

    def _make_sink(self, device: QAudioDevice) -> None:
        """Takes up a device, or none."""
        if self._sink is not None:
            self._sink.reset()
            self._sink.deleteLater()
        self._device, self._sink = device, None
        self._place.device_id = bytes(device.id().data())
        if device.isNull():
            return
        form = QAudioFormat()
        form.setSampleRate(SOUND_RATE)
        form.setChannelCount(CHANNELS)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._sink = QAudioSink(device, form, self)
        self._sink.setBufferSize(int(SOUND_RATE * FRAME_BYTES * _BUFFER_S))
        self._sink.setVolume(self._gain)
        self._sink.stateChanged.connect(self._note_state)

    def _start(self, read: ReadSound, turn: int) -> None:
        self._stop()
        self._read, self._turn, self._before_s = read, turn, 0.0
        self._pull()

    def _pull(self) -> None:
        if self._sink is None or self._read is None or self._poll is None:
            return
        self._pulled = _Pulled(self._read, self)
        self._sink.start(self._pulled)
        self._poll.start()

    def _stop(self) -> None:
        self._read = None
        if self._poll is not None:
            self._poll.stop()
        if self._sink is not None:
            self._sink.reset()
        if self._pulled is not None:
            self._pulled.close()
            self._pulled.deleteLater()
            self._pulled = None

    def _set_gain(self, gain: float) -> None:
        self._gain = gain
        if self._sink is not None:
            self._sink.setVolume(gain)

    def _note_place(self) -> None:
        if self._sink is not None:
            heard_s = self._sink.processedUSecs() / 1e6
            self._place.put(self._turn, self._before_s + heard_s if heard_s > 0 else None)

    def _note_state(self) -> None:
        """A device that fails is let go; the clock goes on without it."""
        if self._sink is not None and self._sink.error() in _LOST:
            self._place.put(self._turn, None)
            QTimer.singleShot(0, self, self._look_for_device)

    def _look_for_device(self) -> None:
        """Takes up the wanted device where it is another one now, and goes on with what was playing."""
        device = self._wanted()
        lost = self._sink is not None and self._sink.error() in _LOST
        if device.id() == self._device.id() and not lost:
            return
        if self._sink is not None:
            self._before_s += self._sink.processedUSecs() / 1e6
        read = self._read
        self._stop()
        self._make_sink(device)
        self._read = read
        self._pull()

    def close(self) -> None:
        """The thread's last act."""
        self._stop()
        for part in (self._sink, self._poll, self._devices):
            if part is not None:
                part.deleteLater()
        self._sink = self._poll = self._devices = None
