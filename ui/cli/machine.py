"""What this machine is like, as findings with hints: nothing about families, and nothing of the windows' library."""

import os
import shutil
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ui.cli.disk_encryption import is_encrypted, swap_is_encrypted
from ui.state.folders import default_parent, synchronised_by
from vidfeed.model.finding import Finding, Severity

_GB: Final = 10**9
_LEAST_MEMORY_BYTES: Final = 4 * _GB
_LEAST_FREE_BYTES: Final = 5 * _GB
_MADE_IN: Final = 1_767_225_600  # the first instant of 2026: no clock is right that stands before it
_CLOCKS_DIFFER_S: Final = 60
_ENCRYPT_HINT: Final = {
    "linux": "Install the system anew with an encrypted disk (LUKS), or keep the vault on an encrypted one.",
    "darwin": "Switch FileVault on, in System Settings under Privacy and Security.",
    "win32": "Switch BitLocker or device encryption on, in Settings under Privacy and security.",
}


def machine_findings(vault: Path | None) -> list[Finding]:
    """All of them, in a fixed order.

    Args:
        vault: its folder, or None for the place where vaults are made.
    """
    folder = _existing(vault if vault is not None else default_parent())
    return [
        disk_encryption(is_encrypted(folder)),
        swap_encryption(swap_is_encrypted()),
        synchronised(synchronised_by(vault) if vault is not None else None, vault is not None),
        disk_free(shutil.disk_usage(folder).free),
        memory(memory_bytes()),
        clock(time.time(), _newest_change_s(vault)),
        screen(os.environ),
        sound(),
    ]


def disk_encryption(encrypted: bool | None) -> Finding:
    """Of the disk that the vault is on."""
    kind, hint = "disk-encryption", _ENCRYPT_HINT.get(sys.platform, "")
    if encrypted:
        return Finding(Severity.GOOD, kind, "", "The disk is encrypted by the system.")
    if encrypted is None:
        message = "Whether the disk is encrypted is not known. The vault is, whatever the disk is."
        return Finding(Severity.INFO, kind, "", message, "Ask whoever keeps the machine.")
    message = "The disk is not encrypted by the system. The vault is; what other programs write, and memory, is not."
    return Finding(Severity.WARNING, kind, "", message, hint)


def swap_encryption(encrypted: bool | None) -> Finding:
    """Of what memory is written out to, when it is short and when the machine hibernates."""
    kind = "swap-encryption"
    if encrypted:
        return Finding(Severity.GOOD, kind, "", "Memory is written to no disk in the clear.")
    if encrypted is None:
        message = "Whether memory is written to a disk in the clear (swap, hibernation) is not known."
        return Finding(Severity.INFO, kind, "", message, "Lock vidfeed before the machine hibernates.")
    message = "Memory may be written to the disk in the clear (swap, hibernation), parts of films included."
    return Finding(Severity.WARNING, kind, "", message, "Encrypt the swap space, or switch it and hibernation off.")


def synchronised(service: str | None, asked: bool) -> Finding:
    """Whether a cloud service copies the vault's folder away."""
    kind = "synchronised"
    if not asked:
        return Finding(Severity.INFO, kind, "", "No vault was named.", "Give --vault DIR to have its folder looked at.")
    if service is None:
        return Finding(Severity.GOOD, kind, "", "The vault's folder seems to be copied away by no cloud service.")
    message = f"The vault's folder seems to be copied away by {service}: what is erased may live on there, encrypted."
    return Finding(Severity.WARNING, kind, "", message, "Move the vault out of that folder while it is locked.")


def disk_free(free_bytes: int) -> Finding:
    """Room for films."""
    said = f"{free_bytes / _GB:.1f} GB are free on the disk."
    if free_bytes >= _LEAST_FREE_BYTES:
        return Finding(Severity.GOOD, "disk-free", "", said)
    return Finding(Severity.WARNING, "disk-free", "", said, "Make room before films are imported.")


def memory(total_bytes: int | None) -> Finding:
    """Unlocking takes 280 MB, playing and light copies more."""
    if total_bytes is None:
        return Finding(Severity.INFO, "memory", "", "How much memory there is is not known.")
    said = f"The machine has {total_bytes / _GB:.1f} GB of memory."
    if total_bytes >= _LEAST_MEMORY_BYTES:
        return Finding(Severity.GOOD, "memory", "", said)
    return Finding(Severity.WARNING, "memory", "", said, "Close other programs while films are played.")


def clock(now_s: float, newest_change_s: float | None) -> Finding:
    """Whether the clock stands before something that has happened already."""
    behind = now_s < _MADE_IN or (newest_change_s is not None and now_s + _CLOCKS_DIFFER_S < newest_change_s)
    if not behind:
        return Finding(Severity.GOOD, "clock", "", "The clock is not behind what it can be compared with.")
    message = "The computer's clock is earlier than it can be: consent that ended may count as given."
    return Finding(Severity.WARNING, "clock", "", message, "Set the clock, best from the network.")


def screen(environment: Mapping[str, str], drm: Path = Path("/sys/class/drm")) -> Finding:
    """Whether there is one to show windows on."""
    if sys.platform in ("win32", "darwin"):
        return Finding(Severity.INFO, "screen", "", "What screen there is is not known here; the windows find out.")
    connected = [path.parent.name for path in drm.glob("*/status") if _first_line(path) == "connected"]
    sizes = sorted({line for name in connected if (line := _first_line(drm / name / "modes"))})
    if environment.get("WAYLAND_DISPLAY") or environment.get("DISPLAY"):
        return Finding(Severity.GOOD, "screen", "", f"There is a screen{': ' + ', '.join(sizes) if sizes else ''}.")
    message = "There is no screen to show windows on; the command line works."
    return Finding(Severity.WARNING, "screen", "", message, "Start vidfeed from a desktop session.")


def sound(cards: Path = Path("/proc/asound/cards")) -> Finding:
    """Whether there is something to hear films by."""
    if sys.platform in ("win32", "darwin"):
        return Finding(Severity.INFO, "sound", "", "What sound device there is is not known here.")
    line = _first_line(cards)
    if line[:1].isdigit():
        return Finding(Severity.GOOD, "sound", "", "There is a sound device.")
    message = "No sound device was found: films play without sound."
    return Finding(Severity.WARNING, "sound", "", message, "Connect one, or ask whoever keeps the machine.")


def memory_bytes() -> int | None:
    """Of the whole machine."""
    if not hasattr(os, "sysconf") or "SC_PHYS_PAGES" not in os.sysconf_names:
        return None
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _newest_change_s(vault: Path | None) -> float | None:
    try:
        return (vault / "catalogue.db").stat().st_mtime if vault is not None else None
    except OSError:
        return None


def _existing(folder: Path) -> Path:
    return next(place for place in (folder.absolute(), *folder.absolute().parents) if place.is_dir())


def _first_line(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace").split("\n", 1)[0].strip()
    except OSError:
        return ""
