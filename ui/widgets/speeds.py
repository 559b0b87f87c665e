"""The speeds that the player offers, and how they are printed."""

from fractions import Fraction

SPEEDS = (Fraction(1, 4), Fraction(1, 2), Fraction(1), Fraction(3, 2))
"""Those with a button of their own."""

ALL_SPEEDS = sorted({*SPEEDS, *(Fraction(tenths, 10) for tenths in (1, 2, 3, 4, 6, 8, 12, 15, 18, 20))})
_TEXTS = {Fraction(1, 4): "¼", Fraction(1, 2): "½", Fraction(3, 4): "¾", Fraction(1): "1", Fraction(3, 2): "1½"}


def speed_text(speed: Fraction) -> str:
    """A speed as printed: "½", "1", "0.6"."""
    return _TEXTS.get(speed, f"{float(speed):g}")
