"""How long something still takes, in words."""

_ROUND_S = 5


def time_left(left_s: float) -> str:
    """As in ", about 20 s" or ", about 3 min"; empty while it is not known (negative)."""
    if left_s < 0:
        return ""
    if left_s > 90:
        return f", about {round(left_s / 60)} min"
    return f", about {max(_ROUND_S, round(left_s / _ROUND_S) * _ROUND_S)} s"
