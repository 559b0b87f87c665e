"""A quiet film made louder: by the right amount, without wrapping, and only where it must be."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vidfeed.media.louder import LouderOutput, louder
from vidfeed.media.sound_output import ReadSound

SAMPLES = st.lists(st.integers(-32768, 32767), min_size=2, max_size=64)


class Device:
    """A device that plays what it is given at once."""

    def __init__(self) -> None:
        self.gain, self.heard, self.closed = 1.0, b"", False

    def start(self, read: ReadSound) -> None:
        self.heard = read(8)

    def played_s(self) -> float | None:
        return 0.5

    def stop(self) -> None:
        self.heard = b""

    def set_gain(self, gain: float) -> None:
        self.gain = gain

    def close(self) -> None:
        self.closed = True


def samples(sound: bytes) -> list[int]:
    return [int(one) for one in np.frombuffer(sound, np.int16)]


@given(SAMPLES, st.floats(1, 16))
def test_order_and_sign_are_kept_and_nothing_wraps(values: list[int], factor: float) -> None:
    made = samples(louder(np.array(values, np.int16).tobytes(), factor))
    for value, one in zip(values, made, strict=True):
        assert abs(one) >= min(abs(value), 26213) - 1
        assert one * value >= 0
    for (low, one), (high, other) in pairwise(sorted(zip(values, made, strict=True))):
        assert low > high or one <= other


def test_quiet_sound_grows_by_exactly_the_factor() -> None:
    assert samples(louder(np.array([100, -2000], np.int16).tobytes(), 4.0)) == [400, -8000]


def test_the_device_does_what_it_can_and_the_samples_the_rest() -> None:
    device = Device()
    output = LouderOutput(device)
    sound = np.array([100, 100, -50, -50], np.int16).tobytes()
    for gain, at_device, heard in ((0.5, 0.5, 100), (1.0, 1.0, 100), (2.0, 1.0, 200)):
        output.set_gain(gain)
        output.start(lambda _most: sound)
        assert device.gain == at_device
        assert samples(device.heard)[0] == heard
    assert output.played_s() == 0.5
    output.stop()
    assert device.heard == b""
    output.close()
    assert device.closed
