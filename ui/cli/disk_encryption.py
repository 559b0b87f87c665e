"""Whether a disk is encrypted by the system, as far as that can be told without asking for rights."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

_CRYPT: Final = "CRYPT-"
_LONGEST_S: Final = 10
_BITLOCKER_ON: Final = {"1", "3", "5"}  # on, being switched on, suspended: System.Volume.BitLockerProtection
_BITLOCKER_OFF: Final = {"2"}


def is_encrypted(folder: Path, system: Path = Path("/")) -> bool | None:
    """Whether the disk that holds a folder is encrypted; None where it is not known.

    Args:
        system: the root below which Linux shows its devices; only tests give another.
    """
    if sys.platform == "linux":
        device = _device_of(folder, system)
        return None if device is None else _block_is_encrypted(device, system)
    if sys.platform == "darwin":
        return _file_vault(_said("fdesetup", "status"))
    return _bit_locker(folder)


def swap_is_encrypted(system: Path = Path("/")) -> bool | None:
    """Whether all places to which memory is written out, in sleep too, are encrypted or memory; None: not known."""
    try:
        lines = (system / "proc/swaps").read_text("utf-8").splitlines()[1:]
    except OSError:
        return None
    found = [_swap_line_is_encrypted(line.split(), system) for line in lines if line.strip()]
    if False in found:
        return False
    return None if None in found else True


def _swap_line_is_encrypted(fields: list[str], system: Path) -> bool | None:
    name, kind = Path(fields[0]), fields[1]
    if name.name.startswith("zram"):
        return True  # compressed memory, never on a disk
    if kind == "file":
        return is_encrypted(name.parent, system)
    try:
        number = name.stat().st_rdev
    except OSError:
        return None
    return _block_is_encrypted(f"{os.major(number)}:{os.minor(number)}", system)


def _device_of(folder: Path, system: Path) -> str | None:
    """Major and minor number of the disk under a folder, also where a file system of several disks hides it."""
    places = [folder.absolute(), *folder.absolute().parents]
    try:
        mounts = (system / "proc/self/mountinfo").read_text("utf-8").splitlines()
    except OSError:
        return None
    by_place = {_unescaped(line.split()[4]): line for line in mounts if " - " in line}
    line = next((by_place[str(place)] for place in places if str(place) in by_place), None)
    if line is None:
        return None
    number, source = line.split()[2], line.split(" - ")[1].split()[1]
    if not number.startswith("0:"):
        return number
    try:
        made = Path(_unescaped(source)).stat().st_rdev
    except OSError:
        return None
    return f"{os.major(made)}:{os.minor(made)}" if made else None


def _block_is_encrypted(number: str, system: Path) -> bool | None:
    """By the device mapper's own word, through all that lies below: volumes, RAIDs, partitions."""
    device = system / "sys/dev/block" / number
    if not device.exists():
        return None
    try:
        if (device / "dm/uuid").read_text("ascii").startswith(_CRYPT):
            return True
    except OSError:
        pass
    try:
        below = [(slave / "dev").read_text("ascii").strip() for slave in (device / "slaves").iterdir()]
    except OSError:
        below = []
    found = [_block_is_encrypted(slave, system) for slave in below]
    if not found or False in found:
        return False
    return None if None in found else True


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), text)


def _file_vault(said: str) -> bool | None:
    return {"FileVault is On.": True, "FileVault is Off.": False}.get(said.strip().split("\n")[0])


def _bit_locker(folder: Path) -> bool | None:
    drive = folder.absolute().drive
    if not re.fullmatch(r"[A-Za-z]:", drive):
        return None
    ask = f"(New-Object -ComObject Shell.Application).NameSpace('{drive}').Self"
    said = _said(
        "powershell",
        "-NoProfile",
        "-NonInteractive",
        "-Command",
        f"{ask}.ExtendedProperty('System.Volume.BitLockerProtection')",
    ).strip()
    return True if said in _BITLOCKER_ON else False if said in _BITLOCKER_OFF else None


def _said(*command: str) -> str:
    """What a tool of the system's says; nothing where it is not there or does not end."""
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=_LONGEST_S,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""
    return done.stdout
