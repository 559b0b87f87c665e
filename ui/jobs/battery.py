"""How long the machine can go on without a plug."""

from typing import Protocol

import psutil

_LOW_PERCENT, _LOW_S = 30, 90 * 60


class _Battery(Protocol):
    @property
    def percent(self) -> float: ...
    @property
    def secsleft(self) -> int | None: ...
    @property
    def power_plugged(self) -> bool | None: ...


def battery_is_low() -> bool:
    """Whether it may not last for a visit: not plugged in, and under 30 % or an hour and a half."""
    battery = _battery()
    if battery is None or battery.power_plugged:
        return False
    return battery.percent < _LOW_PERCENT or 0 < (battery.secsleft or 0) < _LOW_S


def battery_words() -> str:
    """Such as "62 %, about 1 h 40", "62 %, charging", or empty where there is no battery or nobody can tell."""
    battery = _battery()
    if battery is None:
        return ""
    percent = f"{round(battery.percent)} %"
    if battery.power_plugged:
        return f"{percent}, charging" if battery.percent < 100 else percent
    if battery.secsleft is None or battery.secsleft <= 0:
        return percent
    hours, minutes = divmod(int(battery.secsleft) // 60, 60)
    return f"{percent}, about {hours} h {minutes:02}" if hours else f"{percent}, about {minutes} min"


def _battery() -> _Battery | None:
    try:
        found: _Battery | None = psutil.sensors_battery()
    except (OSError, RuntimeError, AttributeError):  # as psutil fails on some boards
        return None
    return found
