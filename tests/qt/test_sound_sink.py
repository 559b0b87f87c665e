"""Sound goes to a real sound server, and silence to none; each in a process of its own, as a program finds it."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PLAY = """
import sys, time
from PySide6.QtCore import QCoreApplication
from ui.jobs.sound_sink import SoundSink

def until(condition, limit_s=20):
    end = time.monotonic() + limit_s
    while not condition() and time.monotonic() < end:
        time.sleep(0.005)

app = QCoreApplication([])
sink, pulled = SoundSink(), []
"""


def run(script: str, runtime: Path, server: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", PLAY + script],
        cwd=ROOT,
        env=os.environ | {"XDG_RUNTIME_DIR": str(runtime), "PULSE_SERVER": server, "HOME": str(runtime)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """A sound server with one output that plays into the void."""
    if shutil.which("pulseaudio") is None:
        pytest.skip("there is no pulseaudio here")
    socket = tmp_path / "native"
    protocol, output = f"module-native-protocol-unix socket={socket}", "module-null-sink sink_name=first"
    daemon = subprocess.Popen(
        ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "-L", protocol, "-L", output],
        env=os.environ | {"XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)},
        stderr=subprocess.DEVNULL,
    )
    while not socket.exists() and daemon.poll() is None:
        time.sleep(0.01)
    if daemon.poll() is not None:
        pytest.skip("pulseaudio does not start here")
    yield f"unix:{socket}"
    daemon.terminate()
    daemon.wait()


def test_sound_is_pulled_as_it_is_heard(server: str, tmp_path: Path) -> None:
    script = """
sink.start(lambda size: pulled.append(size) or bytes(size))
until(lambda: (sink.played_s() or 0) > 0.5)
heard_s = sink.played_s()
print(heard_s, sum(pulled) / 192000)
sink.stop()
print(sink.played_s())
sink.close()
"""
    heard_s, pulled_s, after = run(script, tmp_path, server)
    assert 0.5 < float(heard_s) <= float(pulled_s) + 0.02
    assert after == "None"


def test_a_new_default_device_is_taken_up(server: str, tmp_path: Path) -> None:
    script = """
import subprocess
sink.start(lambda size: pulled.append(size) or bytes(size))
until(lambda: (sink.played_s() or 0) > 0.2)
before_s = sink.played_s()
subprocess.run(["pactl", "load-module", "module-null-sink", "sink_name=second"], stdout=subprocess.DEVNULL)
subprocess.run(["pactl", "set-default-sink", "second"])
until(lambda: b"second" in sink.device_id)
until(lambda: sink.played_s() > before_s + 0.5)
print(sink.device_id.decode(), sink.played_s() > before_s + 0.5)
sink.close()
"""
    assert run(script, tmp_path, server) == ["second", "True"]


def test_the_chosen_device_comes_first_and_comes_back_when_it_is_plugged_in_again(server: str, tmp_path: Path) -> None:
    script = """
import subprocess
from ui.jobs.sound_sink import sound_devices

def plug_in():
    made = ["pactl", "load-module", "module-null-sink", "sink_name=second"]
    return subprocess.run(made, capture_output=True, text=True).stdout.strip()

module = plug_in()
until(lambda: len(sound_devices()) == 2)
second = next(name for name, _ in sound_devices() if b"second" in bytes.fromhex(name))
sink.set_device(second)
sink.start(lambda size: pulled.append(size) or bytes(size))
until(lambda: b"second" in sink.device_id and (sink.played_s() or 0) > 0.2)
subprocess.run(["pactl", "unload-module", module])
until(lambda: b"first" in sink.device_id)
print(b"first" in sink.device_id)
plug_in()
until(lambda: b"second" in sink.device_id)
print(b"second" in sink.device_id)
sink.close()
"""
    assert run(script, tmp_path, server) == ["True", "True"]


def test_without_a_device_nothing_is_heard_and_nothing_breaks(tmp_path: Path) -> None:
    script = """
sink.start(lambda size: pulled.append(size) or bytes(size))
sink.set_gain(0.5)
sink.stop()
sink.close()
print(sink.played_s(), pulled)
"""
    assert run(script, tmp_path, f"unix:{tmp_path}/none") == ["None", "[]"]
