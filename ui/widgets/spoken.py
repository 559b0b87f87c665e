"""Times as a screen reader should say them."""

from fractions import Fraction


def spoken_time(seconds: Fraction) -> str:
    """Such as "2 minutes 11", "1 hour 2 minutes 5" or "8 seconds"; rounded down."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    parts = [_counted(hours, "hour")] if hours else []
    if minutes:
        parts += [_counted(minute, "minute"), str(second)]
    else:
        parts.append(_counted(second, "second"))
    return " ".join(parts)


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
