"""How long the machine can go on without a plug."""

import psutil


def battery_words() -> str:
    """Such as "62 %, about 1 h 40", "62 %, charging", or empty where there is no battery or nobody can tell."""
    try:
        battery = psutil.sensors_battery()
    except (OSError, RuntimeError, AttributeError):  # as psutil fails on some boards
        return ""
    if battery is None:
        return ""
    percent = f"{round(battery.percent)} %"
    if battery.power_plugged:
        return f"{percent}, charging" if battery.percent < 100 else percent
    if battery.secsleft is None or battery.secsleft <= 0:
        return percent
    hours, minutes = divmod(int(battery.secsleft) // 60, 60)
    return f"{percent}, about {hours} h {minutes:02}" if hours else f"{percent}, about {minutes} min"
