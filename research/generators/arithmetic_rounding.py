"""What a number is near to, and what it is made of: the first thing to see in a sum."""

from __future__ import annotations

from fractions import Fraction


def above(number: Fraction) -> Fraction | None:
    """The round number just above, if it is so near that rounding up pays: 40 for 38, 300 for 298."""
    if number.denominator > 1 or number < 18:
        return None
    for round_to in (1000, 100, 10):
        short = -number % round_to
        if number > round_to * 0.9 and 0 < short <= max(2, round_to // 33):
            return number + short
    return None


def places(number: Fraction) -> list[Fraction]:
    """The parts of a number by place, without zeros: 300 + 40 + 7."""
    unit = Fraction(1)
    while (number / unit).denominator > 1:
        unit /= 10
    digits = str(int(number / unit))
    return [
        int(digit) * 10 ** (len(digits) - 1 - at) * unit for at, digit in enumerate(digits) if digit != "0"
    ]
