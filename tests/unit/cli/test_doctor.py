"""What `doctor` says of a machine: encrypted or not, known or not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Shell
from ui.cli import machine
from ui.cli.disk_encryption import _bit_locker, _file_vault, is_encrypted, swap_is_encrypted
from vidfeed.model.finding import Finding, Severity

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Linux shows its devices as files")


class Devices:
    """A Linux system's devices below a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "proc/self").mkdir(parents=True)
        self.mounts: list[str] = []

    def mount(self, number: str, place: Path, source: str = "/dev/x") -> None:
        escaped = str(place).replace(" ", "\\040")
        self.mounts.append(f"22 1 {number} / {escaped} rw - ext4 {source} rw")
        (self.root / "proc/self/mountinfo").write_text("\n".join(self.mounts) + "\n")

    def disk(self, number: str, uuid: str = "", slaves: tuple[str, ...] = ()) -> None:
        folder = self.root / "sys/dev/block" / number
        (folder / "slaves").mkdir(parents=True)
        if uuid:
            (folder / "dm").mkdir()
            (folder / "dm/uuid").write_text(uuid)
        for slave in slaves:
            (folder / "slaves" / slave.replace(":", "-")).mkdir()
            (folder / "slaves" / slave.replace(":", "-") / "dev").write_text(f"{slave}\n")


@pytest.fixture
def devices(tmp_path: Path) -> Devices:
    return Devices(tmp_path / "system")


@ON_LINUX
def test_encryption_is_found_through_volumes_and_partitions(devices: Devices, tmp_path: Path) -> None:
    folder = tmp_path / "with a space" / "vault"
    folder.mkdir(parents=True)
    devices.disk("8:1")
    devices.disk("253:0", "CRYPT-LUKS2-abc", ("8:1",))
    devices.disk("253:1", "LVM-abc", ("253:0",))
    devices.disk("253:2", "LVM-abc", ("253:0", "8:1"))
    devices.mount("8:1", Path("/"))
    assert is_encrypted(folder, devices.root) is False
    for number, encrypted in (("253:0", True), ("253:1", True), ("253:2", False), ("9:9", None)):
        devices.mount(number, tmp_path / "with a space")
        assert is_encrypted(folder, devices.root) is encrypted


@ON_LINUX
def test_what_linux_does_not_show_is_not_known(devices: Devices, tmp_path: Path) -> None:
    assert is_encrypted(tmp_path, devices.root) is None
    devices.mount("0:44", tmp_path, "tank/home")
    assert is_encrypted(tmp_path, devices.root) is None


@ON_LINUX
def test_swap(devices: Devices, tmp_path: Path) -> None:
    assert swap_is_encrypted(devices.root) is None
    swaps = devices.root / "proc/swaps"
    swaps.write_text("Filename Type Size Used Priority\n")
    assert swap_is_encrypted(devices.root) is True
    swaps.write_text("Filename\n/dev/zram0 partition 1 0 100\n")
    assert swap_is_encrypted(devices.root) is True
    devices.disk("8:1")
    devices.mount("8:1", tmp_path)
    swaps.write_text(f"Filename\n/dev/zram0 partition 1 0 100\n{tmp_path}/swapfile file 1 0 -2\n")
    assert swap_is_encrypted(devices.root) is False
    swaps.write_text("Filename\n/dev/no-such-disk partition 1 0 -2\n")
    assert swap_is_encrypted(devices.root) is None


def test_what_macos_and_windows_say() -> None:
    assert _file_vault("FileVault is On.\n") is True
    assert _file_vault("FileVault is Off.\nDeferred enablement\n") is False
    assert _file_vault("") is None
    assert _bit_locker(Path("/no/drive")) is None


@pytest.mark.parametrize(
    ("finding", "severity"),
    [
        (machine.disk_encryption(True), Severity.GOOD),
        (machine.disk_encryption(False), Severity.WARNING),
        (machine.disk_encryption(None), Severity.INFO),
        (machine.swap_encryption(True), Severity.GOOD),
        (machine.swap_encryption(False), Severity.WARNING),
        (machine.swap_encryption(None), Severity.INFO),
        (machine.synchronised(None, True), Severity.GOOD),
        (machine.synchronised("Dropbox", True), Severity.WARNING),
        (machine.synchronised(None, False), Severity.INFO),
        (machine.disk_free(10**11), Severity.GOOD),
        (machine.disk_free(10**8), Severity.WARNING),
        (machine.memory(16 * 10**9), Severity.GOOD),
        (machine.memory(2 * 10**9), Severity.WARNING),
        (machine.memory(None), Severity.INFO),
        (machine.clock(1_800_000_000, 1_800_000_030), Severity.GOOD),
        (machine.clock(1_800_000_000, 1_800_001_000), Severity.WARNING),
        (machine.clock(0, None), Severity.WARNING),
    ],
)
def test_findings(finding: Finding, severity: Severity) -> None:
    assert finding.severity is severity
    assert finding.message
    assert finding.hint or severity is not Severity.WARNING


@ON_LINUX
def test_screen_and_sound(tmp_path: Path) -> None:
    (tmp_path / "card0-eDP-1").mkdir()
    (tmp_path / "card0-eDP-1" / "status").write_text("connected\n")
    (tmp_path / "card0-eDP-1" / "modes").write_text("1366x768\n1024x768\n")
    assert "1366x768" in machine.screen({"DISPLAY": ":0"}, tmp_path).message
    assert machine.screen({}, tmp_path).severity is Severity.WARNING
    cards = tmp_path / "cards"
    assert machine.sound(cards).severity is Severity.WARNING
    cards.write_text("--- no soundcards ---\n")
    assert machine.sound(cards).severity is Severity.WARNING
    cards.write_text(" 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n")
    assert machine.sound(cards).severity is Severity.GOOD


def test_the_command_tells_of_the_vaults_own_folder(shell: Shell) -> None:
    found = {finding["kind"]: finding for finding in shell.good("doctor")["findings"]}
    assert set(found) == {
        "disk-encryption", "swap-encryption", "synchronised", "disk-free", "memory", "clock", "screen", "sound",
    }  # fmt: skip
    assert found["synchronised"]["severity"] == "good"
    said = shell.run("doctor", as_json=False).stdout
    assert found["memory"]["message"] in said
    os.utime(shell.vault / "catalogue.db", (2**33, 2**33))
    again = {finding["kind"]: finding for finding in shell.good("doctor")["findings"]}
    assert again["clock"]["severity"] == "warning"


def test_it_does_without_the_windows_library() -> None:
    code = "import sys, ui.cli.doctor; assert not any(name.startswith('PySide6') for name in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
