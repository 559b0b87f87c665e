"""One clock for picture and sound, whatever becomes of the sound device."""

from __future__ import annotations

from collections.abc import Generator

import numpy as np

from vidfeed.errors import InternalError
from vidfeed.media.play_clock import PlayClock
from vidfeed.media.sound_ahead import SoundAhead
from vidfeed.media.sound_output import FRAME_BYTES, ReadSound
from vidfeed.media.sound_span import SOUND_RATE, Samples


class Device:
    """Says what the test has it say."""

    heard_s: float | None = None

    def start(self, read: ReadSound) -> None:
        self.read = read

    def played_s(self) -> float | None:
        return self.heard_s

    def stop(self) -> None: ...
    def set_gain(self, gain: float) -> None: ...


class Time:
    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def started() -> tuple[PlayClock, Device, Time]:
    device, time = Device(), Time()
    clock = PlayClock(device, time)
    clock.start(bytes)
    return clock, device, time


def pass_by(clock: PlayClock, device: Device, time: Time, seconds: float, hears: bool) -> None:
    for _ in range(round(seconds * 100)):
        time.now_s += 0.01
        if hears:
            device.heard_s = (device.heard_s or 0.0) + 0.01
        clock.seconds()


def test_it_stands_until_something_is_heard_and_then_follows() -> None:
    clock, device, time = started()
    pass_by(clock, device, time, 0.3, hears=False)
    assert clock.seconds() == 0.0
    pass_by(clock, device, time, 2.0, hears=True)
    assert abs(clock.seconds() - 2.0) < 0.02


def test_without_a_device_it_goes_by_itself() -> None:
    clock, device, time = started()
    pass_by(clock, device, time, 2.0, hears=False)
    assert abs(clock.seconds() - 1.5) < 0.02


def test_a_lost_device_leaves_it_going_and_one_that_comes_back_does_not_hold_it_up() -> None:
    clock, device, time = started()
    pass_by(clock, device, time, 2.0, hears=True)
    pass_by(clock, device, time, 3.0, hears=False)
    assert abs(clock.seconds() - 5.0) < 0.02
    pass_by(clock, device, time, 2.0, hears=True)
    assert abs(clock.seconds() - 7.0) < 0.02


def test_sound_that_breaks_off_is_told_and_ends_in_silence() -> None:
    told: list[InternalError] = []

    def sound() -> Generator[Samples, None, None]:
        yield np.ones((480, 2), np.float32)
        raise ZeroDivisionError

    ahead = SoundAhead(sound(), told.append)
    ahead.wait_ready(20)
    ahead.join()
    assert [str(error) for error in told] == ["ZeroDivisionError"]
    assert any(ahead.read(480 * FRAME_BYTES))
    assert not any(ahead.read(SOUND_RATE * FRAME_BYTES))
    ahead.close()
